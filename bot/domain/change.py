"""A line of the journal: what happened to a work session, when, and from where."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"


class Source(StrEnum):
    """Where a change was asked for."""

    COMMAND = "command"
    MESSAGE = "message"
    BUTTON = "button"
    MODAL = "modal"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Change:
    action: Action
    source: Source
    at: datetime
