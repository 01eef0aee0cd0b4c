"""The log, the report and the export."""

from bot.surface.lines import Line

EARLIER_BUTTON = "Earlier"
LATER_BUTTON = "Later"


def range_of_days(first: str, last: str) -> str:
    return f"{first} to {last}"


def log_sentence(days: str, totals: Line) -> Line:
    return (f"{days}: ", *totals, ".")


def no_sessions(days: str, *, is_over: bool) -> Line:
    return (f"{days}: no sessions.",) if is_over else (f"{days}: no sessions yet.",)


def part_of_log(first: int, last: int, count: int) -> Line:
    return (f"Shown here: {first} to {last} of {count}. The totals count all.",)
