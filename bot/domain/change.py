"""A line of the journal: what happened to a work session, when, and from where."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    INSERT_PAUSE = "insert_pause"
    EDIT = "edit"
    CANCEL = "cancel"
    UNDO = "undo"
    REDO = "redo"
    IMPORT = "import"


class Source(StrEnum):
    """Where a change was asked for."""

    COMMAND = "command"
    MESSAGE = "message"
    BUTTON = "button"
    MODAL = "modal"
    REMINDER = "reminder"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Change:
    """`step_id` is shared by what one request changed. `undoes`: the step that an undo or redo is about."""

    action: Action
    source: Source
    at: datetime
    step_id: str = ""
    undoes: str | None = None
