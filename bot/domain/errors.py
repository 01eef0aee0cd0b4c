"""What can be refused: one class for each thing, with its facts as fields for the answer to name."""

from dataclasses import dataclass
from datetime import timedelta


class Refusal(Exception):
    """Something a person asked for that cannot be; nothing was changed."""


@dataclass
class NothingRunning(Refusal):
    """A verb that needs an open work session, without one."""


@dataclass
class AlreadyWorking(Refusal):
    """A start while a work session is open. `task` and `planned` are what was asked for."""

    task: str
    planned: timedelta | None


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
