"""What is shown as it is: nothing was changed by looking."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import Refusal
from bot.domain.history import Recorded
from bot.domain.outcomes.outcome import Outcome
from bot.domain.report import Figures
from bot.domain.requests import Verb
from bot.domain.session import WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Present(Outcome):
    """The present state: the open session, else the last one, and what the person wanted to try next."""

    session: WorkSession | None
    last: WorkSession | None
    open_try: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeShown(Outcome):
    """What App Home shows: the present card, what today and this week come to, the last ended sessions.

    `goal` is how much the person wants to work in a day, `week_goal` in a week. `recent` has the newest
    first. `open_try` is there while a session runs, since the present card says it otherwise. `undelivered`
    has Slack's word for each message about these sessions that it refused for good.
    """

    present: Present
    today: Figures
    week: Figures
    recent: tuple[WorkSession, ...]
    goal: timedelta | None = None
    week_goal: timedelta | None = None
    open_try: str = ""
    undelivered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAsked(Outcome):
    """Help, also as the answer to a word that is not known; `nearest` is the verb it looks like."""

    unknown: str | None = None
    nearest: Verb | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(Outcome):
    """Nothing was changed, and why; with the present state, so that the way out can be offered."""

    why: Refusal
    present: Present


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Outcome):
    """A finished session, for the journal in the person's DM."""

    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack(Outcome):
    """A summary whose checkout was taken back, or whose session was discarded."""

    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class CardMoved(Outcome):
    """An older message about an open session: a newer one shows it now."""

    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseReminder(Outcome):
    """A long pause, as it is by `now`. `next_at` is when it is spoken of again; None after the last."""

    session: WorkSession
    pause_number: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseOver(Outcome):
    """The pause that a reminder spoke of has ended, or is not on record any more."""

    session: WorkSession
    pause_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOpen(Outcome):
    """A session that nobody ended is still open on another day; `likely_end_at` is when it may have ended."""

    session: WorkSession
    likely_end_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCheckoutReminder(Outcome):
    """The planned checkout is near, or has passed. `next_at` is when it is spoken of again, if it is."""

    session: WorkSession
    planned_at: datetime
    next_at: datetime | None
    can_snooze: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgottenReminder(Outcome):
    """A session that runs without a sign of life: is the person still working?"""

    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakDueReminder(Outcome):
    """Work without a break since an instant."""

    session: WorkSession
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkReminderOver(Outcome):
    """What a reminder about a stretch of work, by its number, spoke of is over, or was answered."""

    session: WorkSession
    stretch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalShown(Outcome):
    """What happened to a session, oldest first."""

    session: WorkSession
    records: tuple[Recorded, ...]
