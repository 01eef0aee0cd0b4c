"""Steps that were taken, each with the record as it is now."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.change import Action
from bot.domain.outcomes.outcome import Outcome
from bot.domain.pause import Pause
from bot.domain.session import WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Outcome):
    """`finished` is the session that a switch or a continue ended at the same time."""

    session: WorkSession
    finished: WorkSession | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused(Outcome):
    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(Outcome):
    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished(Outcome):
    """A checkout was recorded. `offer_start` asks for the next task (a switch that named none)."""

    session: WorkSession
    offer_start: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Snoozed(Outcome):
    session: WorkSession
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseInserted(Outcome):
    """A forgotten break was put into a session."""

    session: WorkSession
    pause_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(Outcome):
    """A session was revised."""

    before: WorkSession
    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled(Outcome):
    """The session was discarded; undo brings it back."""

    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Outcome):
    """The change that `action` names was taken back, or with `is_redo` brought back.

    `session` is what it was about, as it is now; `pause` is the one that was begun, ended or put in with it,
    as it was then. `gap_number`: a pause that was made of time in which the session was closed.
    """

    action: Action
    session: WorkSession
    pause: Pause | None = None
    is_redo: bool = False
    gap_number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsSaved(Outcome):
    """What was chosen holds from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetConfirmed(Outcome):
    """Everything of the person is about to be deleted; `exports` first, where there is any session."""

    exports: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Muted(Outcome):
    """Until then the bot says nothing by itself."""

    until: datetime
