"""How requests from Slack come in: over HTTP or over Socket Mode, to the same listeners."""
