"""What can be refused in what people type; see `errors` for everything else."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import Refusal


@dataclass
class NotADuration(Refusal):
    """A duration was asked for, and this does not read as one."""

    typed: str


@dataclass
class DurationOutOfRange(Refusal):
    """A duration that reads well but is shorter than `least` or longer than `most`."""

    given: timedelta
    least: timedelta
    most: timedelta


@dataclass
class NotATimeOfDay(Refusal):
    """It looks like a time of day, but no clock shows it: 25:00, 13pm."""

    typed: str


@dataclass
class NotASpan(Refusal):
    """A break was asked for, from one time of day to another, and this does not read as one."""

    typed: str


@dataclass
class UntilTooFar(Refusal):
    """The next such time of day, `next_at`, is more than `most` away."""

    typed: str
    next_at: datetime
    most: timedelta


@dataclass
class TimezoneUnknown(Refusal):
    """A time of day from a person whose timezone is not known yet; a duration would do."""

    typed: str
