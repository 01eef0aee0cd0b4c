"""What a typed line asks for, once it is read; the same for a command and for a message in the DM."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Verb(StrEnum):
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    DONE = "done"
    STATUS = "status"
    LOG = "log"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class StartRequest:
    """`task` is "" when none was named."""

    task: str = ""
    planned: timedelta | None = None


@dataclass(frozen=True, slots=True)
class PauseRequest:
    """`reason` is "" when none was given."""

    reason: str = ""
    expected_end_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ResumeRequest:
    """Go on with the same session."""


@dataclass(frozen=True, slots=True)
class DoneRequest:
    """Finish: asks for the checkout."""


@dataclass(frozen=True, slots=True)
class StatusRequest:
    """Show the present state; also what an empty line asks for."""


@dataclass(frozen=True, slots=True)
class LogRequest:
    """Show today's sessions."""


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """Show what can be typed."""


@dataclass(frozen=True, slots=True)
class UnknownRequest:
    """`word` is no verb, as typed; `nearest` is the verb that it looks like, if any."""

    word: str
    nearest: Verb | None = None


Request = (
    StartRequest
    | PauseRequest
    | ResumeRequest
    | DoneRequest
    | StatusRequest
    | LogRequest
    | HelpRequest
    | UnknownRequest
)
