"""How long: elapsed, paused and worked time, and the one rule that rounds them.

`elapsed = worked + paused` to the second, for a session and for any part of it. Minutes are floored,
and only for showing: totals add the seconds first, never the rounded minutes of their parts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The instants from `start` up to, but not including, `end`."""

    start: datetime
    end: datetime

    def overlap(self, other: "Span") -> timedelta:
        return max(min(self.end, other.end) - max(self.start, other.start), timedelta())


@dataclass(frozen=True, slots=True)
class Account:
    """A measured stretch: whole seconds, never negative."""

    elapsed: timedelta = timedelta()
    paused: timedelta = timedelta()

    @property
    def worked(self) -> timedelta:
        return self.elapsed - self.paused

    def __add__(self, other: "Account") -> "Account":
        return Account(self.elapsed + other.elapsed, self.paused + other.paused)


def measure(whole: Span, pauses: Iterable[Span], within: Span | None = None) -> Account:
    """The account of a session and its pauses, or of the part of it that lies `within` a span."""
    window = within or whole
    return Account(
        elapsed=whole.overlap(window),
        paused=sum((pause.overlap(window) for pause in pauses), timedelta()),
    )


def total(accounts: Iterable[Account]) -> Account:
    """The sum, in seconds."""
    return sum(accounts, Account())


def whole_minutes(duration: timedelta) -> int:
    """The one rounding rule: floored to minutes."""
    return duration // MINUTE


def local_day(day: date, timezone: tzinfo) -> Span:
    """A person's own day, from midnight to midnight, in UTC; 23 or 25 hours long where the clocks change."""
    start, end = (
        datetime.combine(midnight, time(), timezone).astimezone(UTC)
        for midnight in (day, day + timedelta(days=1))
    )
    return Span(start, end)
