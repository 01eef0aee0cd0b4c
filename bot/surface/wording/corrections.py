"""What was made true afterwards: breaks put in, edits, undo and redo, sessions discarded."""

from bot.domain.change import Action
from bot.surface.lines import Code, Line, Task, Typed, at

CHANGES = {
    Action.START: "the start",
    Action.PAUSE: "the pause",
    Action.RESUME: "the resume",
    Action.FINISH: "the checkout",
    Action.INSERT_PAUSE: "the added break",
    Action.EDIT: "the edit",
    Action.CANCEL: "the discarding",
    Action.UNDO: "the undo",
    Action.REDO: "the redo",
}
UNDONE, REDONE = "Undone", "Redone"
COUNTS_NOWHERE: Line = ("It counts nowhere now, and the journal keeps it.",)
NONE: Line = ("none",)
WORKED, PAUSED_FOR = "worked", "paused"


def pause_inserted(span: Line, length: str, reason: str) -> Line:
    facts: Line = (length, ", ", Typed(reason)) if reason else (length,)
    return ("Break from ", *span, " (", *facts, ") is on record.")


def figures_now(task: str, worked: str, paused: str) -> Line:
    return (Task(task), f": {worked}, {paused}.")


def edited(task: str, what: Line) -> Line:
    return ("Edited ", Task(task), ": ", *what, ".") if what else ("Edited ", Task(task), ".")


def nothing_different(task: str) -> Line:
    return ("Nothing is different in ", Task(task), ".")


def became(name: str, before: str, after: str) -> Line:
    """`worked 3 h 10 min → 2 h 25 min`"""
    return (f"{name} {before} → {after}",)


def difference(label: str, before: Line, after: Line) -> Line:
    """`Start: 9:15 → 9:00`; what was not there before stands alone."""
    return (f"{label}: ", *before, " → ", *(after or NONE)) if before else (f"{label}: ", *after)


def break_fact(when: Line, reason: str) -> Line:
    return (*when, ", ", Typed(reason)) if reason else when


def more_differences(count: int) -> Line:
    return (f"and {count} more",)


def cancel_question(task: str, worked: str) -> Line:
    return ("Discard ", Task(task), f", {worked}? It will count nowhere; undo can bring it back.")


def cancelled(task: str, worked: str) -> Line:
    return ("Discarded ", Task(task), f", {worked}. It counts nowhere; undo brings it back.")


def undone(word: str, action: Action, when: Line, task: str) -> Line:
    """`Undone: the pause at 12:05.`, `Redone: the checkout of *Report*.`; `when` and `task` may be empty."""
    of_what: Line = (" of ", Task(task)) if task else ()
    return (f"{word}: {CHANGES[action]}", *when, *of_what, ".")


def at_instant(instant: Line) -> Line:
    return (" ", *at(instant))


def from_span(span: Line) -> Line:
    return (" from ", *span)


def changed_elsewhere(action: Action, task: str) -> Line:
    """Refuses an undo of what was not changed last."""
    last_change: Line = (f"The last change was {CHANGES[action]} of ", Task(task), ". ")
    return (*last_change, Code("/work undo"), " takes it back.")


def gap_counts_as_break(span: Line) -> Line:
    return ("The time", *from_span(span), " counts as a break.")


def checkout_taken_back(task: str) -> Line:
    return ("The checkout of ", Task(task), " was taken back: the session goes on.")


def discarded(task: str) -> Line:
    return (Task(task), " was discarded and counts nowhere.")
