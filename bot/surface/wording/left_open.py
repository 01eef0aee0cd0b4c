"""What is said about a session that nobody ended, and the modals that make it true."""

from bot.surface.lines import Line, Moment, Task

STOPPED_AT_BUTTON = "Stopped at…"
PAUSED_SINCE_BUTTON = "Paused since…"
FINISH_LEFT_OPEN_BUTTON = "Finish it…"
STOPPED_AT_LABEL = "When did you stop?"
STOP_CLOSE = "Leave it open"
PAUSED_SINCE_TITLE, PAUSED_SINCE_SUBMIT, PAUSED_SINCE_CLOSE = "Paused since", "Pause", "Still working"
PAUSED_SINCE_LABEL = "Since when are you on a break?"


def left_open(task: str, since: Line) -> Line:
    return (Task(task), " is still running since ", *since, ".")


def likely_until(end: Moment, worked: str, paused: str) -> Line:
    return ("Likely until ", end, f": {worked}, {paused}.")


def stop_hint(zone: str) -> Line:
    return (f"Times are {zone}. The end is a likely one: set what is true. Enter shows what would follow.",)
