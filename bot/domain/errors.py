"""What can be refused: one class for each thing, with its facts as fields for the answer to name."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.change import Action


class Refusal(Exception):
    """Something a person asked for that cannot be; nothing was changed."""


@dataclass
class NothingRunning(Refusal):
    """A verb that needs an open work session, without one."""


@dataclass
class AlreadyWorking(Refusal):
    """A start while a work session is open. `task`, `planned` and `at` are what was asked for."""

    task: str
    planned: timedelta | None
    at: datetime | None = None


@dataclass
class AlreadyPaused(Refusal):
    """A pause while paused."""


@dataclass
class NotPaused(Refusal):
    """A resume while working."""


@dataclass
class Outdated(Refusal):
    """A click on a card whose session or pause is no longer the current one."""


@dataclass
class SomeoneElses(Refusal):
    """A click on another person's button."""


@dataclass
class TooLong(Refusal):
    """A text over its limit, in characters."""

    field: str
    length: int
    limit: int


@dataclass
class ReflectionNeeded(Refusal):
    """A checkout with `continue` and an empty reflection."""


@dataclass
class NoMoreReminders(Refusal):
    """A snooze when every reminder about this pause was already sent."""


@dataclass
class InTheFuture(Refusal):
    """An instant that has not come yet; the nearest that would work is now."""

    at: datetime


@dataclass
class TooEarly(Refusal):
    """An instant before what the record already holds; `earliest` is the nearest that would work."""

    at: datetime
    earliest: datetime


@dataclass
class Backwards(Refusal):
    """A span that ends before it starts, or at once."""

    start_at: datetime
    end_at: datetime


@dataclass
class OutsideSession(Refusal):
    """A break that leaves its session, which lasted from `start_at` to `end_at`."""

    start_at: datetime
    end_at: datetime


@dataclass
class OverlapsPause(Refusal):
    """A break that overlaps another one, from `start_at` to `end_at` (None: it is still open)."""

    start_at: datetime
    end_at: datetime | None


@dataclass
class OverlapsSession(Refusal):
    """A session that would overlap another one of the same person, which lasts from `start_at` to `end_at`.

    `earliest` is the nearest start that would work, `latest` the nearest end; None where there is none.
    """

    task: str
    start_at: datetime
    end_at: datetime | None
    earliest: datetime | None = None
    latest: datetime | None = None


@dataclass
class NothingToUndo(Refusal):
    """No change since yesterday's midnight that could be taken back."""


@dataclass
class ChangedElsewhere(Refusal):
    """An undo of the last change of a session, after `action` has changed another, `task`."""

    action: Action
    task: str


@dataclass
class NothingToRedo(Refusal):
    """The last change was not an undo."""


@dataclass
class NothingToEdit(Refusal):
    """No session yet whose record could be changed."""
