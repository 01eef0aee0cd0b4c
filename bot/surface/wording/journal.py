"""The journal of a session: what happened to it, when and from where."""

from bot.domain.change import Action, Source
from bot.surface.figures import counted
from bot.surface.lines import Line, Moment, Task

JOURNAL_TITLE = "What was changed"
HAPPENED = {
    Action.START: "started",
    Action.PAUSE: "paused",
    Action.RESUME: "resumed",
    Action.FINISH: "finished",
    Action.INSERT_PAUSE: "break added",
    Action.EDIT: "edited",
    Action.CANCEL: "discarded",
    Action.UNDO: "undone",
    Action.REDO: "redone",
    Action.IMPORT: "brought in from an export",
}
SOURCES = {
    Source.COMMAND: "by command",
    Source.MESSAGE: "by message",
    Source.BUTTON: "with a button",
    Source.MODAL: "in a form",
    Source.REMINDER: "from a reminder",
    Source.FILE: "from a file",
}
TASK, PROJECT, START, END = "Task", "Project", "Start", "End"
BREAK, STILL_TO_DO = "Break", "Still to do"


def journal(task: str, changes: int) -> Line:
    return (Task(task), f": {counted(changes, 'change')} on record.")


def journal_entry(at: Moment, what: str, source: Source) -> Line:
    return (at, f" · {what} · {SOURCES[source]}")


def more_changes(count: int) -> Line:
    return (f"{counted(count, 'earlier change')} not shown here.",)
