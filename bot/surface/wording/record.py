"""Spans, the log of a day and the summary of a session."""

from bot.domain.checkout import Decision
from bot.surface.figures import counted
from bot.surface.lines import Line, Strong, Typed
from bot.surface.wording.labels import PAUSED


def span(start: Line, end: Line) -> Line:
    return (*start, " to ", *end)


def in_project(project: str) -> Line:
    """Beside the other facts about a session; nothing where it has no project."""
    return ("in ", Typed(project)) if project else ()


UNTIL_NOW: Line = ("now",)
THIS_DAYS_PART: Line = ("this day's part",)


def pause_entry(when: Line, length: Line, reason: str) -> Line:
    return (PAUSED, *when, " ", *((Typed(reason), ", ") if reason else ("(no reason), ",)), *length)


def more_pauses(count: int) -> Line:
    return (f"and {counted(count, 'earlier break')}",)


def today(day: str) -> str:
    return f"Today, {day}"


KEEP, PROBLEM, TRY = "Keep", "Problem", "Try"
WHAT_HAPPENED = {
    Decision.COMPLETE: "done",
    Decision.CONTINUE: "continued right away",
    Decision.SWITCH: "switched to something else",
}


def still_to_do(length: str) -> Line:
    return (Strong("Still to do"), f" {length}")


def continued_because(reason: str) -> Line:
    return (Strong("Continued"), " ", Typed(reason))
