"""What a work session is: pure values and functions, the standard library only."""
