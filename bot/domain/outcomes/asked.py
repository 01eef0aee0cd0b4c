"""Questions: a modal or a confirmation is the answer, and nothing has changed yet."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.outcomes.outcome import Outcome
from bot.domain.preferences import Preferences
from bot.domain.session import WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class NextTask:
    """What a start asks for; a switch starts it directly after the checkout.

    `project` is "" for none, and None where nothing was said: then the person's default holds.
    """

    task: str
    planned: timedelta | None
    project: str | None = None
    source_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartAsked(Outcome):
    """A start without a task: the start modal is the answer, and presumes the length `planned`.

    `running` is the session that this start would switch from. `recent` are tasks to pick from. A `task` was
    taken from a message, to which `source_url` leads back if Slack told it. `at` is the start that was named.
    `project` is presumed, and one of the `projects` to pick from, if it is not "".
    """

    planned: timedelta | None = None
    running: WorkSession | None = None
    recent: tuple[str, ...] = ()
    task: str = ""
    project: str = ""
    projects: tuple[str, ...] = ()
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
class BackAsked(Outcome):
    """Since when the person is back from a pause is the question, in a modal."""

    session: WorkSession
    pause_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseAsked(Outcome):
    """Since when the person has been on a break that was never begun is the question, in a modal."""

    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class StopAsked(Outcome):
    """When the person stopped is the question, in a modal that also takes a missing break and a reflection.

    `end_at` is the likely answer. `changed`: the session moved on while an earlier modal was open, and
    nothing of that one was saved.
    """

    session: WorkSession
    end_at: datetime
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditAsked(Outcome):
    """The edit modal is the answer; `session` is the one it edits.

    `changed`: it moved on while an earlier modal was open, and nothing of that one was saved.
    """

    session: WorkSession
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelAsked(Outcome):
    """To discard the open session needs a confirmation."""

    session: WorkSession


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetAsked(Outcome):
    """To delete everything of a person needs a typed confirmation; `running` goes with it."""

    running: WorkSession | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsAsked(Outcome):
    """The settings modal is the answer.

    `usual_long_pause` is the limit of everybody who has chosen none, `slack_timezone` what Slack tells.
    """

    preferences: Preferences
    usual_long_pause: timedelta
    slack_timezone: str | None
