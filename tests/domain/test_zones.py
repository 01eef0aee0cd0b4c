"""The split by day, wherever and whenever clocks change from 2020 to 2035.

What is expected comes from the local date of single instants, never from midnights: all of these zones keep
to quarters of an hour, so that a quarter belongs to the day that is shown in its middle.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.accounting import local_day
from bot.domain.checkout import Checkout
from bot.domain.pause import Boundary, Pause
from bot.domain.ranges import DayRange
from bot.domain.report import report_on
from bot.domain.session import WorkSession
from tests.domain.examples import ADA, HOUR, SECOND

QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)
NO_CHANGE = datetime(2026, 7, 1, 12, tzinfo=UTC)  # for the zones that never change
FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
PROBES = [FIRST + number * DAY for number in range((LAST - FIRST).days + 1)]

Offset = timedelta | None
History = tuple[Offset, tuple[tuple[datetime, Offset], ...]]


def clocks() -> dict[History, ZoneInfo]:
    """One zone for each way in which clocks went and will go; many names share one."""
    zones = [ZoneInfo(name) for name in sorted(available_timezones())]
    return {(offset(zone, FIRST), tuple(transitions(zone))): zone for zone in zones}


def transitions(zone: ZoneInfo) -> Iterator[tuple[datetime, Offset]]:
    """The first instant of each new offset; offsets are compared once a day."""
    offsets = [offset(zone, probe) for probe in PROBES]
    for number, (before, after) in enumerate(pairwise(offsets)):
        if before != after:
            yield _bisected(zone, PROBES[number], PROBES[number + 1]), after


def offset(zone: ZoneInfo, at: datetime) -> Offset:
    return at.astimezone(zone).utcoffset()


def _bisected(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    before = offset(zone, early)
    while late - early > SECOND:
        middle = early + (late - early) // 2 // SECOND * SECOND
        early, late = (middle, late) if offset(zone, middle) == before else (early, middle)
    return late


def session_over(start: datetime, pause: tuple[datetime, datetime], end: datetime) -> WorkSession:
    paused_at, resumed_at = (Boundary(at) for at in pause)
    return WorkSession(
        id="W1",
        owner=ADA,
        task="report",
        start=Boundary(start),
        end=Boundary(end),
        pauses=(Pause(1, paused_at, resumed_at),),
        checkout=Checkout(),
    )


def sessions_around(change: datetime) -> Iterator[WorkSession]:
    """Over the change at work, and on a break; up to it; from it on; over the nights beside it."""
    change -= (change - FIRST) % QUARTER  # Casey's clocks have changed a minute after midnight
    for start, paused, resumed, end in (
        (-4, 6, 7, 8),
        (-4, -1, 1, 4),
        (-4, -2, -1, 0),
        (0, 1, 2, 4),
        (-30, -13, -12, 30),
    ):
        yield session_over(
            change + start * HOUR, (change + paused * HOUR, change + resumed * HOUR), change + end * HOUR
        )


def quarters(zone: ZoneInfo, start: datetime, end: datetime) -> Counter[date]:
    """How many quarters of an hour lie on which local day."""
    count = (end - start) // QUARTER
    return Counter(
        (start + QUARTER / 2 + number * QUARTER).astimezone(zone).date() for number in range(count)
    )


def check_days(zone: ZoneInfo, change: datetime) -> None:
    """The days around a change follow each other, and hold the instants that show their date."""
    middle = change.astimezone(zone).date()
    days = [local_day(middle + number * DAY, zone) for number in range(-2, 3)]
    assert all(before.end == after.start for before, after in pairwise(days))
    assert all(day.start < day.end for day in days)
    edges = [edge for day in days[1:-1] for edge in (day.start, day.end)]
    probes = [probe + step for probe in (change, *edges) for step in (-QUARTER, -SECOND, 0 * SECOND, SECOND)]
    for probe in probes:
        (number,) = (number for number, day in enumerate(days, -2) if day.start <= probe < day.end)
        assert probe.astimezone(zone).date() == middle + number * DAY, probe


def check_split(zone: ZoneInfo, session: WorkSession) -> None:
    """Each day of a session has its quarters, and the days sum to the session."""
    end = session.ended_at or session.started_at
    (pause,) = session.pauses
    days = DayRange(session.started_at.astimezone(zone).date(), end.astimezone(zone).date())
    report = report_on([session], days, zone, now=end)
    assert report.total.account == session.account(end)
    elapsed = quarters(zone, session.started_at, end)
    paused = quarters(zone, pause.started_at, pause.until(end))
    for day in report.by_day:
        account = day.figures.account
        assert (account.elapsed, account.paused) == (elapsed[day.day] * QUARTER, paused[day.day] * QUARTER)
    assert (
        sum((day.figures.account.worked for day in report.by_day), timedelta()) == report.total.account.worked
    )


def test_days_split_sessions_exactly_wherever_clocks_change() -> None:
    for (_, changes), zone in clocks().items():
        for change in [*(at for at, _ in changes), NO_CHANGE]:
            check_days(zone, change)
            for session in sessions_around(change):
                check_split(zone, session)


def test_all_the_changes_are_found() -> None:
    berlin = list(transitions(ZoneInfo("Europe/Berlin")))
    assert len(berlin) == 32
    assert berlin[:2] == [
        (datetime(2020, 3, 29, 1, tzinfo=UTC), 2 * HOUR),
        (datetime(2020, 10, 25, 1, tzinfo=UTC), HOUR),
    ]
    assert not list(transitions(ZoneInfo("UTC")))
