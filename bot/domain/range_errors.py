"""What can be refused in the days that people ask about; see `errors` for everything else."""

from dataclasses import dataclass
from datetime import date

from bot.domain.errors import Refusal


@dataclass
class NotARange(Refusal):
    """Days were asked for, and this does not read as any."""

    typed: str


@dataclass
class RangeTooLong(Refusal):
    """More days at once than `most`."""

    days: int
    most: int


@dataclass
class RangeInTheFuture(Refusal):
    """Days of which not even the first has come."""

    first: date
