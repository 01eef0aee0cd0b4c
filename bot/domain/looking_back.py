"""Looking back, as it is answered: the log in pages, the report, and the export."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Self

from bot.domain.accounting import Account, local_day
from bot.domain.outcomes import Outcome
from bot.domain.ranges import DayRange
from bot.domain.report import Report, touches
from bot.domain.requests import ExportFormat
from bot.domain.session import WorkSession
from bot.domain.stretches import reach


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the log of some days, which is as long as fits where it is shown.

    It ends before the entry numbered `edge`, or with the last entry; where it `is_forward`, it begins at
    `edge`. Entries count from 0.
    """

    days: DayRange
    edge: int | None = None
    is_forward: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A session on one local day, with its share of that day; `is_part`: it has more on other days."""

    day: date
    session: WorkSession
    share: Account
    is_part: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LogShown(Outcome):
    """The sessions of some days in their order. `earlier` and `later` are the days beside them."""

    page: Page
    report: Report
    entries: tuple[Entry, ...]
    earlier: DayRange
    later: DayRange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportShown(Outcome):
    """The report of some days; a message of its own, in the DM."""

    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSent(Outcome):
    """The answer to asking for a report elsewhere: it comes in the DM."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReady(Outcome):
    """What an export will have in it: all sessions of some days, the `discarded` ones beside the `count`.

    `changes`: how often the record had been changed by then.
    """

    days: DayRange
    format: ExportFormat
    count: int
    discarded: int
    changes: int

    def __bool__(self) -> bool:
        """Whether it has any session."""
        return self.count + self.discarded > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSent(Outcome):
    """The answer to asking for an export: it comes in the DM; `count` sessions, none of them discarded."""

    days: DayRange
    format: ExportFormat
    count: int

    @classmethod
    def of(cls, ready: ExportReady) -> Self:
        return cls(now=ready.now, days=ready.days, format=ready.format, count=ready.count)


def entries_of(
    sessions: Iterable[WorkSession], days: DayRange, timezone: tzinfo, now: datetime
) -> tuple[Entry, ...]:
    """By day, then by start; a session over midnight stands on each of its days."""
    entries = (entry for session in sessions for entry in _entries(session, days, timezone, now))
    return tuple(sorted(entries, key=lambda entry: (entry.day, entry.session.started_at)))


def _entries(session: WorkSession, days: DayRange, timezone: tzinfo, now: datetime) -> Iterator[Entry]:
    whole = reach(session, now)
    day = max(whole.start.astimezone(timezone).date(), days.first)
    last = min(whole.end.astimezone(timezone).date(), days.last)
    while day <= last:
        span = local_day(day, timezone)
        if touches(whole, span):
            share = session.account(now, within=span)
            yield Entry(day, session, share, is_part=share != session.account(now))
        day += timedelta(days=1)
