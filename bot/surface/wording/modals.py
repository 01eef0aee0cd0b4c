"""The checkout modal and the start modal."""

from bot.domain.checkout import Decision
from bot.surface.lines import Code, Line, Moment, Strong, Task

CHECKOUT_TITLE, SWITCH_TITLE = "Finish session", "Switch task"
CHECKOUT_SUBMIT, CHECKOUT_CLOSE = "Finish", "Keep working"
KEEP_LABEL = "Keep: what went well?"
PROBLEM_LABEL = "Problem: what got in the way?"
TRY_LABEL = "Try: what will you do differently next time?"
DECISION_LABEL = "What happens now"
DECISIONS = {
    Decision.COMPLETE: "It is done",
    Decision.CONTINUE: "Continue right away",
    Decision.SWITCH: "Switch to something else",
}
REMAINING_LABEL = "Still to do"
REMAINING_PLACEHOLDER = "1 h 30 min"
CONTINUE_REASON_LABEL = "Why continue?"
CHANGED: Line = (
    Strong("This session changed in the meantime."),
    " These are the fresh figures, and what you wrote is still there. Press ",
    Strong(CHECKOUT_SUBMIT),
    " again.",
)


def open_break_counts(since: Line) -> Line:
    return ("The break since ", *since, " counts as break to its last second.")


def then_starts(task: str, planned: str | None) -> Line:
    return ("Then ", Task(task), f" starts, planned for {planned}." if planned else " starts.")


def finish_question(task: str, end: Line) -> Line:
    """`end` is empty where that is now."""
    as_of: Line = (" as of ", *end) if end else (" as of now",)
    return ("Finish ", Task(task), *as_of, "? Three short questions come first, all optional.")


START_TITLE, START_SUBMIT, START_CLOSE = "Start session", "Start", "Cancel"
TASK_LABEL = "Task"
TASK_PLACEHOLDER = "What will you work on?"
PROJECT_LABEL, NEW_PROJECT_LABEL = "Project", "New project"
NEW_PROJECT_HINT = "What you write here counts instead of the one above."
NO_PROJECT = "No project"
PLANNED_LABEL = "Planned length"
NOT_PLANNED = "Open end"
WHAT_TO_WORK_ON: Line = (
    "What will you work on? Use the button, or write ",
    Code("start report for 45m"),
    ".",
)


def starts_at(at: Moment) -> Line:
    return ("It starts as of ", at, ".")


START_SWITCHES: Line = ("Starting something else asks for its checkout first. Cancel leaves it as it is.",)
RECENT_LABEL = "Recent tasks"
RECENT_PLACEHOLDER = "Or pick one"
TASK_OR_RECENT: Line = ("Name a task or pick one, not both.",)
TASK_NEEDED: Line = ("Name what you will work on.",)
