"""Days in words: "today", "last week", "2026-11", "monday to friday", "2026-11-01..2026-11-15".

They are the person's own days, and what is asked about lies behind: a range ends today at the latest.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from bot.domain.accounting import Span, local_day
from bot.domain.range_errors import NotARange, RangeInTheFuture, RangeTooLong
from bot.domain.text import clean_line

MOST_DAYS = 366
MONDAY = 0

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_WEEKDAY = 3
_TO = re.compile(r"(?<=\S)(?:\s*(?:\.\.\.?|…)\s*|\s+(?:to|until|till|[-–])\s+)(?=\S)", re.IGNORECASE)
_WRITTEN = re.compile(r"([12]\d{3})-(\d{2})(?:-(\d{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class DayRange:
    """Local days, the first and the last included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a range of days from {self.first} to {self.last}")

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def days(self) -> tuple[date, ...]:
        return tuple(self.first + offset * _DAY for offset in range(len(self)))

    def span(self, timezone: tzinfo) -> Span:
        """From the first midnight to the last one, in UTC."""
        return Span(local_day(self.first, timezone).start, local_day(self.last, timezone).end)


def read_range(typed: str, today: date, default: str = "today", week_start: int = MONDAY) -> DayRange:
    """The days that are meant, cut to those that have begun; `default` is read where nothing was typed.

    `week_start` counts from Monday as 0. A weekday is the latest such day, which may be today. Both ends of
    `A to B` may be longer than a day, and come in either order.

    Raises NotARange, RangeTooLong, RangeInTheFuture.
    """
    ends = [_read(words, today, week_start) for words in _TO.split(clean_line(typed) or default, maxsplit=1)]
    first, last = min(end.first for end in ends), max(end.last for end in ends)
    if first > today:
        raise RangeInTheFuture(first)
    days = DayRange(first, min(last, today))
    if len(days) > MOST_DAYS:
        raise RangeTooLong(len(days), MOST_DAYS)
    return days


def _read(words: str, today: date, week_start: int) -> DayRange:
    match words.casefold():
        case "today":
            return DayRange(today, today)
        case "yesterday":
            return DayRange(today - _DAY, today - _DAY)
        case "week" | "this week":
            return _week_of(today, week_start)
        case "last week":
            return _week_of(today - _WEEK, week_start)
        case "month" | "this month":
            return _month_of(today)
        case "last month":
            return _month_of(today.replace(day=1) - _DAY)
        case other:
            day = _weekday(other, today)
            return DayRange(day, day) if day else _written(words)


def _week_of(day: date, week_start: int) -> DayRange:
    first = day - (day.weekday() - week_start) % 7 * _DAY
    return DayRange(first, first + _WEEK - _DAY)


def _month_of(day: date) -> DayRange:
    first = day.replace(day=1)
    return DayRange(first, (first + 31 * _DAY).replace(day=1) - _DAY)


def _weekday(words: str, today: date) -> date | None:
    """`friday`, `fri`, or `last friday`, which is never today; None where the words are something else."""
    name = words.removeprefix("last ")
    latest = today if name == words else today - _DAY
    for number, weekday in enumerate(_WEEKDAYS):
        if len(name) >= _SHORTEST_WEEKDAY and weekday.startswith(name):
            return latest - (latest.weekday() - number) % 7 * _DAY
    return None


def _written(words: str) -> DayRange:
    match = _WRITTEN.fullmatch(words)
    if match is None:
        raise NotARange(words)
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month), int(day or 1))
    except ValueError as error:
        raise NotARange(words) from error
    return DayRange(first, first) if day else _month_of(first)
