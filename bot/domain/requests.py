"""What a typed line asks for, once it is read; the same for a command and for a message in the DM."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Verb(StrEnum):
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    DONE = "done"
    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    CANCEL = "cancel"
    STATUS = "status"
    LOG = "log"
    REPORT = "report"
    EXPORT = "export"
    SETTINGS = "settings"
    FORGET = "forget"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class StartRequest:
    """`task` is "" when none was named; `at` is None for now, here and below."""

    task: str = ""
    planned: timedelta | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PauseRequest:
    """`reason` is "" when none was given."""

    reason: str = ""
    expected_end_at: datetime | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class InsertPauseRequest:
    """A break that was forgotten: put it into the session that was running then."""

    start_at: datetime
    end_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ResumeRequest:
    """Go on with the same session."""

    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DoneRequest:
    """Finish: asks for the checkout."""

    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EditRequest:
    """Show a session's record, to be changed."""


@dataclass(frozen=True, slots=True)
class UndoRequest:
    """Take back the last change."""


@dataclass(frozen=True, slots=True)
class RedoRequest:
    """Make the change again that was taken back."""


@dataclass(frozen=True, slots=True)
class CancelRequest:
    """Discard the open session: asks first."""


@dataclass(frozen=True, slots=True)
class StatusRequest:
    """Show the present state; also what an empty line asks for."""


@dataclass(frozen=True, slots=True)
class LogRequest:
    """Show the sessions of some days; `when` is the rest of the line, "" for today."""

    when: str = ""


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """Sum up some days; `when` is the rest of the line, "" for this week."""

    when: str = ""


class ExportFormat(StrEnum):
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """A file of some days; `when` is the rest of the line, "" for everything."""

    format: ExportFormat = ExportFormat.CSV
    when: str = ""


@dataclass(frozen=True, slots=True)
class SettingsRequest:
    """Show the settings, to be changed."""


@dataclass(frozen=True, slots=True)
class ForgetRequest:
    """Delete everything that is kept about the person: asks first."""


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
    | InsertPauseRequest
    | ResumeRequest
    | DoneRequest
    | EditRequest
    | UndoRequest
    | RedoRequest
    | CancelRequest
    | StatusRequest
    | LogRequest
    | ReportRequest
    | ExportRequest
    | SettingsRequest
    | ForgetRequest
    | HelpRequest
    | UnknownRequest
)
