"""Days in words."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.range_errors import NotARange, RangeInTheFuture, RangeTooLong
from bot.domain.ranges import DayRange, read_range

TODAY = date(2026, 11, 19)  # a Thursday
SUNDAY = 6


def november(first: int, last: int | None = None) -> DayRange:
    return DayRange(date(2026, 11, first), date(2026, 11, last or first))


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("", november(19)),
        (" \u200b ", november(19)),
        ("today", november(19)),
        ("Yesterday", november(18)),
        ("week", november(16, 19)),
        ("this week", november(16, 19)),
        ("last  week", november(9, 15)),
        ("month", november(1, 19)),
        ("THIS MONTH", november(1, 19)),
        ("last month", DayRange(date(2026, 10, 1), date(2026, 10, 31))),
        ("2026-11-03", november(3)),
        ("2026-11", november(1, 19)),
        ("2026-02", DayRange(date(2026, 2, 1), date(2026, 2, 28))),
        ("2024-02", DayRange(date(2024, 2, 1), date(2024, 2, 29))),
        ("2025-12", DayRange(date(2025, 12, 1), date(2025, 12, 31))),
        ("2026-11-01..2026-11-15", november(1, 15)),
        ("2026-11-01 .. 2026-11-15", november(1, 15)),
        ("2026-11-01…2026-11-15", november(1, 15)),
        ("2026-11-01 to 2026-11-15", november(1, 15)),
        ("2026-11-01 until 2026-11-15", november(1, 15)),
        ("2026-11-01 - 2026-11-15", november(1, 15)),
        ("2026-11-15 to 2026-11-01", november(1, 15)),
        ("2026-11-10..2027-03-01", november(10, 19)),
        ("2026-10..2026-11", DayRange(date(2026, 10, 1), TODAY)),
        ("Monday to Yesterday", november(16, 18)),
        ("last week to today", november(9, 19)),
    ],
)
def test_days_are_written_in_many_ways(typed: str, days: DayRange) -> None:
    assert read_range(typed, TODAY) == days


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("thursday", 19),
        ("last thursday", 12),
        ("wednesday", 18),
        ("last wednesday", 18),
        ("fri", 13),
        ("last Fri", 13),
        ("tues", 17),
        ("monday", 16),
    ],
)
def test_a_weekday_is_the_latest_one_and_last_never_means_today(typed: str, day: int) -> None:
    assert read_range(typed, TODAY) == november(day)


def test_nothing_typed_is_what_the_caller_makes_of_it() -> None:
    assert read_range("", TODAY, default="last week") == november(9, 15)


def test_weeks_begin_on_the_day_that_is_asked_for() -> None:
    assert read_range("week", TODAY, week_start=SUNDAY) == november(15, 19)
    assert read_range("last week", TODAY, week_start=SUNDAY) == november(8, 14)
    assert read_range("week", date(2026, 11, 15), week_start=SUNDAY) == november(15)
    assert read_range("week", date(2026, 11, 16)) == november(16)


@pytest.mark.parametrize(
    ("typed", "unread"),
    [
        ("soon", "soon"),
        ("Next Week", "Next Week"),
        ("20.11.2026", "20.11.2026"),
        ("2026", "2026"),
        ("2026-13", "2026-13"),
        ("2026-11-31", "2026-11-31"),
        ("2026-1-1", "2026-1-1"),
        ("0001-01-01", "0001-01-01"),
        ("20261101", "20261101"),
        ("２０２６-11-01", "２０２６-11-01"),
        ("mo", "mo"),
        ("last", "last"),
        ("last ", "last"),
        ("last today", "last today"),
        ("today..soon", "soon"),
        ("2026-11-01..", "2026-11-01.."),
        ("..", ".."),
        ("to", "to"),
        ("a to b to c", "a"),
    ],
)
def test_other_text_is_refused_with_the_part_that_does_not_read(typed: str, unread: str) -> None:
    with pytest.raises(NotARange) as refusal:
        read_range(typed, TODAY)
    assert refusal.value == NotARange(unread)


@pytest.mark.parametrize("typed", ["2026-11-20", "2026-11-20..2027-01-01", "2999-12"])
def test_days_that_have_not_come_are_refused_with_the_first_of_them(typed: str) -> None:
    with pytest.raises(RangeInTheFuture) as refusal:
        read_range(typed, TODAY)
    assert refusal.value.first > TODAY


def test_a_leap_year_is_the_most_that_is_read_at_once() -> None:
    assert len(read_range("2024-01..2024-12", TODAY)) == 366
    with pytest.raises(RangeTooLong) as refusal:
        read_range("2024-01-01..2025-01-01", TODAY)
    assert refusal.value == RangeTooLong(367, 366)


def test_a_range_is_as_long_as_it_is_until_today() -> None:
    assert len(read_range("2026-11-01..2999-12-31", TODAY)) == 19


def test_a_range_never_runs_backwards() -> None:
    with pytest.raises(ValueError, match="2026-11-02 to 2026-11-01"):
        november(2, 1)


def test_the_days_of_a_range_are_all_of_them_in_order() -> None:
    days = DayRange(date(2026, 2, 27), date(2026, 3, 2)).days()
    assert [day.day for day in days] == [27, 28, 1, 2]


def test_the_span_reaches_from_midnight_to_midnight_where_the_person_is() -> None:
    span = DayRange(date(2026, 3, 28), date(2026, 3, 30)).span(ZoneInfo("Europe/Berlin"))
    assert span.start == datetime.fromisoformat("2026-03-27T23:00Z")
    assert span.end == datetime.fromisoformat("2026-03-30T22:00Z")  # an hour less: the clocks went forward


@given(st.dates(date(2000, 1, 1), date(2900, 1, 1)), st.integers(0, 6))
def test_every_day_is_in_its_week_and_month_and_the_last_ones_end_before_it(
    today: date, week_start: int
) -> None:
    week, month = (read_range(typed, today, week_start=week_start) for typed in ("week", "month"))
    last_week, last_month = (
        read_range(typed, today, week_start=week_start) for typed in ("last week", "last month")
    )
    assert week.last == month.last == today
    assert week.first.weekday() == week_start
    assert month.first.day == 1
    assert last_week.last == week.first - timedelta(days=1)
    assert len(last_week) == 7
    assert last_month.last == month.first - timedelta(days=1)
    assert last_month.first.day == 1


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        days = read_range(typed, TODAY)
    except (NotARange, RangeInTheFuture, RangeTooLong):
        return
    assert days.last <= TODAY
