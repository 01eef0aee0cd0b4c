"""How long, over midnight and where the clocks change; and the one rounding rule."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.accounting import Account, Span, local_day, total, whole_minutes
from bot.domain.checkout import Checkout
from bot.domain.pause import Boundary, Pause
from tests.domain.examples import HOUR, MINUTE, NINE, SECOND, at, started

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", date(2026, 6, 1), 24),
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("America/New_York", date(2026, 3, 8), 23),
        ("America/New_York", date(2026, 11, 1), 25),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Africa/Cairo", date(2026, 4, 24), 23),
        ("Africa/Cairo", date(2026, 10, 29), 25),
        ("America/Havana", date(2026, 11, 1), 25),
        ("Pacific/Apia", date(2011, 12, 30), 0),
        ("Asia/Kolkata", date(2026, 3, 29), 24),
    ],
)
def test_a_local_day_is_as_long_as_its_clocks_make_it(zone: str, day: date, hours: float) -> None:
    span = local_day(day, ZoneInfo(zone))
    assert span.end - span.start == timedelta(hours=hours)


def test_a_local_day_reaches_from_midnight_to_midnight_in_utc() -> None:
    span = local_day(date(2026, 3, 29), BERLIN)
    assert span.start.isoformat() == "2026-03-28T23:00:00+00:00"
    assert span.end.isoformat() == "2026-03-29T22:00:00+00:00"


def test_a_session_over_midnight_is_shared_between_its_days() -> None:
    session = started(at(21, 30)).pause(at(22, 45)).resume(at(23, 15))  # 22:30, 23:45 and 0:15 in Berlin
    ended = session.finish(at(23, 15) + 2 * HOUR, Checkout())
    shares = [ended.account(NINE, within=local_day(date(2026, 3, day), BERLIN)) for day in (1, 2, 3, 4)]
    assert shares == [
        Account(),
        Account(elapsed=90 * MINUTE, paused=15 * MINUTE),
        Account(elapsed=2 * HOUR + 15 * MINUTE, paused=15 * MINUTE),
        Account(),
    ]
    assert total(shares) == ended.account(NINE)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-03-29T01:00+01:00", "2026-03-29T04:00+02:00", 2),
        ("2026-10-25T01:00+02:00", "2026-10-25T04:00+01:00", 4),
    ],
)
def test_a_session_over_a_change_of_the_clocks_is_as_long_as_it_took(
    start: str, end: str, hours: int
) -> None:
    session = started(datetime.fromisoformat(start)).finish(datetime.fromisoformat(end), Checkout())
    day = datetime.fromisoformat(start).date()
    assert session.account(NINE) == Account(elapsed=hours * HOUR)
    assert session.account(NINE, within=local_day(day, BERLIN)) == Account(elapsed=hours * HOUR)


def test_an_open_pause_counts_in_the_part_that_it_has_reached() -> None:
    paused = started().pause(at(10))
    assert paused.account(at(12), within=Span(at(11), at(20))) == Account(elapsed=HOUR, paused=HOUR)
    assert paused.account(at(12), within=Span(at(13), at(20))) == Account()


@given(
    st.lists(st.integers(0, 90), min_size=2, max_size=8).map(sorted), st.integers(-5, 95), st.integers(0, 60)
)
def test_a_part_of_a_session_counts_each_of_its_seconds(edges: list[int], first: int, length: int) -> None:
    start, *inner, end = edges
    breaks = list(zip(inner[::2], inner[1::2], strict=False))
    session = replace(
        started(NINE + start * SECOND),
        pauses=tuple(Pause(1 + n, _boundary(since), _boundary(to)) for n, (since, to) in enumerate(breaks)),
        end=_boundary(end),
    )
    seconds = [second for second in range(first, first + length) if start <= second < end]
    paused = [second for second in seconds if any(since <= second < to for since, to in breaks)]
    window = Span(NINE + first * SECOND, NINE + (first + length) * SECOND)
    assert session.account(NINE, within=window) == Account(len(seconds) * SECOND, len(paused) * SECOND)


def _boundary(second: int) -> Boundary:
    return Boundary(NINE + second * SECOND)


def test_a_total_adds_seconds_and_is_floored_once() -> None:
    shares = [Account(elapsed=100 * SECOND, paused=50 * SECOND)] * 3
    assert [whole_minutes(share.worked) for share in shares] == [0, 0, 0]
    assert whole_minutes(total(shares).worked) == whole_minutes(total(shares).paused) == 2
    assert total([]) == Account()


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 0), (59, 0), (60, 1), (119, 1), (3599, 59), (360_000, 6000)]
)
def test_minutes_are_floored(seconds: int, minutes: int) -> None:
    assert whole_minutes(seconds * SECOND) == minutes
