"""What the use cases answer; the only thing that the surface renders.

Every outcome carries the instant it speaks of, so that whatever renders it needs no clock.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.change import Action
from bot.domain.errors import Refusal
from bot.domain.history import Recorded
from bot.domain.preferences import Preferences
from bot.domain.report import Figures
from bot.domain.requests import Verb
from bot.domain.session import WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Present(Outcome):
    """The present state: the open session, else the last one, and what the person wanted to try next."""

    session: WorkSession | None
    last: WorkSession | None
    open_try: str = ""


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
class NextTask:
    """What a switch starts directly after the checkout."""

    task: str
    planned: timedelta | None
    source_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartAsked(Outcome):
    """A start without a task: the start modal is the answer, and presumes the length `planned`.

    `running` is the session that this start would switch from. `recent` are tasks to pick from. A `task` was
    taken from a message, to which `source_url` leads back if Slack told it. `at` is the start that was named.
    """

    planned: timedelta | None = None
    running: WorkSession | None = None
    recent: tuple[str, ...] = ()
    task: str = ""
    source_url: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutAsked(Outcome):
    """Done was asked for: the checkout modal is the answer, and nothing has changed yet.

    `end_at` is the end that a submission will record; `is_corrected`: it was named, not the instant of the
    request. `changed` says that the session moved on while an earlier modal was open, so that these figures
    are fresh ones.
    """

    session: WorkSession
    end_at: datetime
    is_corrected: bool = False
    next_task: NextTask | None = None
    changed: bool = False


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
class HomeShown(Outcome):
    """What App Home shows: the present card, what today and this week come to, the last ended sessions.

    `goal` is how much the person wants to work in a day, `week_goal` in a week. `recent` has the newest
    first. `open_try` is there while a session runs, since the present card says it otherwise.
    """

    present: Present
    today: Figures
    week: Figures
    recent: tuple[WorkSession, ...]
    goal: timedelta | None = None
    week_goal: timedelta | None = None
    open_try: str = ""


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
class BackAsked(Outcome):
    """Since when the person is back from a pause is the question, in a modal."""

    session: WorkSession
    pause_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Outcome):
    """A finished session, for the journal in the person's DM."""

    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class CardMoved(Outcome):
    """An older message about an open session: a newer one shows it now."""

    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseInserted(Outcome):
    """A forgotten break was put into a session."""

    session: WorkSession
    pause_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditAsked(Outcome):
    """The edit modal is the answer; `session` is the one it edits.

    `changed`: it moved on while an earlier modal was open, and nothing of that one was saved.
    """

    session: WorkSession
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(Outcome):
    """A session was revised."""

    before: WorkSession
    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelAsked(Outcome):
    """To discard the open session needs a confirmation."""

    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled(Outcome):
    """The session was discarded; undo brings it back."""

    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Outcome):
    """The change that `action` names was taken back, or with `is_redo` brought back.

    `session` is what it was about, as it is now. `gap_number`: the pause that stands for the time since a
    checkout that was taken back.
    """

    action: Action
    session: WorkSession
    is_redo: bool = False
    gap_number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalShown(Outcome):
    """What happened to a session, oldest first."""

    session: WorkSession
    records: tuple[Recorded, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack(Outcome):
    """A summary whose checkout was taken back, or whose session was discarded."""

    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsAsked(Outcome):
    """The settings modal is the answer.

    `usual_long_pause` is the limit of everybody who has chosen none, `slack_timezone` what Slack tells.
    """

    preferences: Preferences
    usual_long_pause: timedelta
    slack_timezone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsSaved(Outcome):
    """What was chosen holds from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Muted(Outcome):
    """Until then the bot says nothing by itself."""

    until: datetime
