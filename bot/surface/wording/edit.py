"""The edit modal."""

from bot.surface.figures import counted
from bot.surface.lines import Code, Line, Moment, Strong, Task

EDIT_TITLE, EDIT_SUBMIT, EDIT_CLOSE = "Edit session", "Save", "Leave as it is"
NEW_BREAK_LABEL = "Add a break"
BREAK_PLACEHOLDER = "12:00-12:45 lunch"
EDIT_CHANGED: Line = (
    Strong("This session changed in the meantime, and nothing was saved."),
    " This is how it is now.",
)
BREAK_NEEDS_END: Line = (
    "The session has ended, so this break needs an end too, like ",
    Code(BREAK_PLACEHOLDER),
    ".",
)


def break_label(place: int) -> str:
    return f"Break {place}"


def kept_breaks(count: int) -> Line:
    return (f"{counted(count, 'earlier break')} not shown here, kept unchanged.",)


def break_hint(zone: str) -> Line:
    return (f"Times are {zone}. An emptied line removes its break. Enter shows what would follow.",)


def wrong_field(label: str, sentence: Line) -> Line:
    return (Strong(label), ": ", *sentence)


def leaves_out_break(start: Moment, end: Line) -> Line:
    """About a start or an end that was moved past a break."""
    return ("The break from ", start, " to ", *end, " would lie outside the session.")


def edit_question(task: str) -> Line:
    return ("The record of ", Task(task), " opens with the button.")
