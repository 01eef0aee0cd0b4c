"""Times of day in words, in the person's own timezone, where the clocks change too."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import count, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.phrase_errors import NotATimeOfDay, TimezoneUnknown, UntilTooFar
from bot.domain.times_of_day import (
    find_time_of_day,
    next_instant,
    past_instant,
    read_time_of_day,
    time_until,
    times_in,
)

MINUTE = timedelta(minutes=1)
DAY = timedelta(hours=24)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15:00", "15:00"),
        ("15.00", "15:00"),
        ("9:15", "09:15"),
        ("3:30", "03:30"),
        ("9:15:30", "09:15:30"),
        ("3:30:05 pm", "15:30:05"),
        ("3pm", "15:00"),
        ("3 PM", "15:00"),
        ("3 p.m.", "15:00"),
        ("3:30pm", "15:30"),
        ("3.30 am", "03:30"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("15h", "15:00"),
        ("3 h", "03:00"),
        ("15h30", "15:30"),
        ("15 h 30", "15:30"),
        ("noon", "12:00"),
        ("Midnight", "00:00"),
        ("0:00", "00:00"),
        ("24:00", "00:00"),
        ("24", "00:00"),
        ("15", "15:00"),
    ],
)
def test_people_write_times_of_day_in_many_ways(typed: str, meant: str) -> None:
    assert times_in(typed) == (time.fromisoformat(meant),)


@pytest.mark.parametrize(
    ("typed", "either"), [("9", (time(9), time(21))), ("12", (time(0), time(12))), ("1", (time(1), time(13)))]
)
def test_a_bare_hour_to_twelve_may_be_either_half_of_the_day(typed: str, either: tuple[time, ...]) -> None:
    assert times_in(typed) == either


@pytest.mark.parametrize(
    "typed",
    [
        "25:00",
        "12:60",
        "24:01",
        "13pm",
        "0am",
        "0:30pm",
        "15:00 pm",
        "25h",
        "99",
        "25.10",
        "24:00:01",
        "9:15:60",
    ],
)
def test_what_looks_like_a_time_that_no_clock_shows_is_refused(typed: str) -> None:
    with pytest.raises(NotATimeOfDay) as refusal:
        times_in(typed)
    assert refusal.value == NotATimeOfDay(typed)


@pytest.mark.parametrize(
    "typed", ["", "chapter 9", "9 apples", "45m", "15:0", "10.5.2026", "2026", "-3:00", "15:00:0"]
)
def test_other_text_is_no_time_of_day(typed: str) -> None:
    assert times_in(typed) == ()


def _at(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "now", "typed", "expected"),
    [
        ("Europe/Berlin", "2026-06-01 14:00", "15:00", "2026-06-01T13:00Z"),
        ("Europe/Berlin", "2026-06-01 15:00", "15:00", "2026-06-02T13:00Z"),
        ("Europe/Berlin", "2026-06-01 23:50", "0:10", "2026-06-01T22:10Z"),
        ("Europe/Berlin", "2026-06-01 14:00", "3", "2026-06-01T13:00Z"),
        ("Europe/Berlin", "2026-06-01 20:30", "9", "2026-06-01T19:00Z"),
        ("Europe/Berlin", "2026-06-01 22:00", "9", "2026-06-02T07:00Z"),
        ("Asia/Kolkata", "2026-06-01 14:00", "3pm", "2026-06-01T09:30Z"),
        ("America/New_York", "2026-03-08 01:00", "2:30", "2026-03-08T07:30Z"),
        ("America/New_York", "2026-11-01 00:30", "1:30", "2026-11-01T05:30Z"),
        ("Pacific/Apia", "2026-06-01 14:00", "noon", "2026-06-01T23:00Z"),
        ("Pacific/Apia", "2011-12-29 23:00", "10:00", "2011-12-30T20:00Z"),
        ("Australia/Lord_Howe", "2026-10-04 01:30", "2:10", "2026-10-03T15:40Z"),
        ("Australia/Lord_Howe", "2026-04-05 01:00", "1:45", "2026-04-04T14:45Z"),
    ],
)
def test_the_next_such_time_on_the_persons_own_clock(zone: str, now: str, typed: str, expected: str) -> None:
    instant = next_instant(times_in(typed), _at(now, zone), ZoneInfo(zone))
    assert instant == datetime.fromisoformat(expected)


def test_a_time_that_the_clocks_skip_lies_as_far_behind_the_gap() -> None:
    berlin, now = ZoneInfo("Europe/Berlin"), _at("2026-03-29 01:00", "Europe/Berlin")
    skipped = next_instant((time(2, 30),), now, berlin)
    assert skipped == next_instant((time(3, 30),), now, berlin) == now + timedelta(minutes=90)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-10-24T23:30Z", "2026-10-25T00:30Z"),  # 1:30, before the first 2:30
        ("2026-10-25T00:30Z", "2026-10-25T01:30Z"),  # exactly the first: the second
        ("2026-10-25T00:45Z", "2026-10-25T01:30Z"),  # 2:45, between them
        ("2026-10-25T01:15Z", "2026-10-25T01:30Z"),  # 2:15 again
        ("2026-10-25T01:30Z", "2026-10-26T01:30Z"),  # both are over
    ],
)
def test_a_time_that_comes_twice_is_the_first_that_lies_ahead(now: str, expected: str) -> None:
    instant = next_instant((time(2, 30),), datetime.fromisoformat(now), ZoneInfo("Europe/Berlin"))
    assert instant == datetime.fromisoformat(expected)


def test_the_last_hour_of_a_day_comes_again_where_clocks_go_back_over_midnight() -> None:
    just_after_midnight = datetime(2010, 11, 7, 2, 30, 30, tzinfo=UTC)
    instant = next_instant((time(23, 30),), just_after_midnight, ZoneInfo("America/St_Johns"))
    assert instant == datetime(2010, 11, 7, 3, 0, tzinfo=UTC)


def test_a_time_too_far_ahead_is_refused_with_its_instant() -> None:
    now, two = datetime(2026, 6, 1, 6, 0, 1, tzinfo=UTC), read_time_of_day("14:00")
    with pytest.raises(UntilTooFar) as refusal:
        time_until(two, now - timedelta(seconds=2), UTC, timedelta(hours=8))
    assert refusal.value == UntilTooFar("14:00", datetime(2026, 6, 1, 14, tzinfo=UTC), timedelta(hours=8))
    assert time_until(two, now, UTC, timedelta(hours=8)) == timedelta(hours=7, minutes=59, seconds=59)


def test_a_day_of_25_hours_can_put_the_next_such_time_beyond_a_day() -> None:
    now = _at("2026-10-24 10:00", "Europe/Berlin")
    with pytest.raises(UntilTooFar) as refusal:
        time_until(read_time_of_day("10:00"), now, ZoneInfo("Europe/Berlin"), DAY)
    assert refusal.value.next_at - now == timedelta(hours=25)


def test_without_a_timezone_a_time_of_day_is_asked_back() -> None:
    now, three = datetime(2026, 6, 1, tzinfo=UTC), read_time_of_day("3pm")
    with pytest.raises(TimezoneUnknown) as refusal:
        time_until(three, now, None, DAY)
    assert refusal.value == TimezoneUnknown("3pm")
    with pytest.raises(TimezoneUnknown) as refusal:
        past_instant(three, now, None)
    assert refusal.value == TimezoneUnknown("3pm")


@pytest.mark.parametrize(
    ("zone", "now", "typed", "expected"),
    [
        ("Europe/Berlin", "2026-06-01 00:10", "23:50", "2026-05-31T21:50Z"),
        ("Europe/Berlin", "2026-06-01 14:00", "14:00", "2026-06-01T12:00Z"),
        ("Europe/Berlin", "2026-06-01 14:00", "9:15", "2026-06-01T07:15Z"),
        ("Europe/Berlin", "2026-06-01 14:00", "9:15:30", "2026-06-01T07:15:30Z"),
        ("Europe/Berlin", "2026-06-01 14:00", "15:00", "2026-06-01T13:00Z"),  # ahead
        ("Europe/Berlin", "2026-06-01 08:00", "17:30", "2026-06-01T15:30Z"),  # ahead
        ("Europe/Berlin", "2026-06-01 04:00", "17:30", "2026-05-31T15:30Z"),
        ("Europe/Berlin", "2026-06-01 22:00", "7:30", "2026-06-01T05:30Z"),  # never tomorrow's
        ("Europe/Berlin", "2026-06-01 14:00", "noon", "2026-06-01T10:00Z"),
        ("Europe/Berlin", "2026-06-01 14:00", "midnight", "2026-05-31T22:00Z"),
        ("Europe/Berlin", "2026-06-01 14:00", "9", "2026-06-01T07:00Z"),
        ("Europe/Berlin", "2026-06-01 14:00", "3", "2026-06-01T01:00Z"),
        ("Europe/Berlin", "2026-06-01 08:00", "9", "2026-05-31T19:00Z"),
        ("Europe/Berlin", "2026-06-01 12:00", "12", "2026-06-01T10:00Z"),
        ("Europe/Berlin", "2026-06-01 08:00", "15", "2026-06-01T13:00Z"),  # on no dial: ahead
        ("Asia/Kolkata", "2026-06-01 14:00", "1pm", "2026-06-01T07:30Z"),
        ("Europe/Berlin", "2026-06-01 14:00", "yesterday 17:40", "2026-05-31T15:40Z"),
        ("Europe/Berlin", "2026-06-01 14:00", "yesterday at 5pm", "2026-05-31T15:00Z"),
        ("Europe/Berlin", "2026-06-01 14:00", "Yesterday 5", "2026-05-31T15:00Z"),
        ("Europe/Berlin", "2026-06-01 14:00", "17:40 yesterday", "2026-05-31T15:40Z"),
        ("Europe/Berlin", "2026-06-01 00:10", "yesterday 0:05", "2026-05-30T22:05Z"),
        ("Europe/Berlin", "2026-06-01 14:00", "2026-05-20 17:40", "2026-05-20T15:40Z"),
        ("Europe/Berlin", "2026-06-01 14:00", "13:00 UTC+3", "2026-06-01T10:00Z"),
        ("Europe/Berlin", "2026-03-29 08:00", "2:30", "2026-03-29T01:30Z"),  # skipped: 3:30 CEST
        ("Europe/Berlin", "2026-03-30 08:00", "yesterday 2:30", "2026-03-29T01:30Z"),
        ("America/New_York", "2026-03-08 08:00", "2:30", "2026-03-08T07:30Z"),
        ("America/New_York", "2026-11-01 08:00", "1:30", "2026-11-01T06:30Z"),
        ("America/New_York", "2026-11-02 08:00", "yesterday 1:30", "2026-11-01T06:30Z"),
        ("America/New_York", "2026-11-02 08:00", "2026-11-01 1:30 UTC-4", "2026-11-01T05:30Z"),
        ("Australia/Lord_Howe", "2026-10-04 08:00", "2:10", "2026-10-03T15:40Z"),
        ("Australia/Lord_Howe", "2026-04-05 08:00", "1:45", "2026-04-04T15:15Z"),
        ("Australia/Lord_Howe", "2026-04-05 08:00", "2026-04-05 1:45 UTC+11:00", "2026-04-04T14:45Z"),
        ("Pacific/Apia", "2011-12-31 08:00", "yesterday 10:00", "2011-12-29T20:00Z"),
        ("Pacific/Apia", "2011-12-31 00:10", "23:50", "2011-12-30T09:50Z"),
        ("Pacific/Apia", "2011-12-31 08:00", "2011-12-30 6:00", "2011-12-30T16:00Z"),  # a day of no clock
    ],
)
def test_looking_back_a_time_is_the_nearest_of_today_and_yesterday(
    zone: str, now: str, typed: str, expected: str
) -> None:
    instant = past_instant(read_time_of_day(typed), _at(now, zone), ZoneInfo(zone))
    assert instant == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-10-25T00:15Z", "2026-10-25T00:30Z"),  # 2:15, before both: the first, ahead
        ("2026-10-25T00:45Z", "2026-10-25T00:30Z"),  # 2:45, between them
        ("2026-10-25T01:15Z", "2026-10-25T00:30Z"),  # 2:15 again: the second is still ahead
        ("2026-10-25T01:30Z", "2026-10-25T01:30Z"),  # exactly the second
        ("2026-10-25T03:00Z", "2026-10-25T01:30Z"),  # 4:00, after both
    ],
)
def test_looking_back_a_time_that_comes_twice_is_the_last_that_is_over(now: str, expected: str) -> None:
    instant = past_instant(read_time_of_day("2:30"), datetime.fromisoformat(now), ZoneInfo("Europe/Berlin"))
    assert instant == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    "typed", ["yesterday 25:00", "2026-02-30 9:15", "9:15 UTC+24", "9:15 UTC-24:00", "12:60 yesterday"]
)
def test_a_day_or_an_offset_that_there_is_not_is_refused(typed: str) -> None:
    with pytest.raises(NotATimeOfDay):
        find_time_of_day(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "yesterday",
        "yesterday evening",
        "2026-05-20",
        "9:15 UTC",
        "9:15 UTC-9:60",
        "20:15 sharp",
        "1999-05-20 9:15",
        "",
    ],
)
def test_other_text_beside_a_time_makes_it_none(typed: str) -> None:
    assert find_time_of_day(typed) is None
    with pytest.raises(NotATimeOfDay) as refusal:
        read_time_of_day(typed)
    assert refusal.value == NotATimeOfDay(typed)


def _by_watching_the_clock(wanted: time, since: datetime, timezone: ZoneInfo) -> Iterator[datetime]:
    """Minute by minute: when it shows `wanted`, or is as far behind a gap as `wanted` lies within it."""
    before = since.astimezone(timezone).replace(tzinfo=None)
    for minute in count(1):
        at = since + minute * MINUTE
        shown, expected = at.astimezone(timezone).replace(tzinfo=None), before + MINUTE
        if shown.time() == wanted:
            yield at
        elif expected <= (meant := datetime.combine(expected, wanted)) < shown:
            yield at + (meant - expected)
        before = shown


CHANGES = [
    ("Europe/Berlin", "2026-03-29T01:00Z"),
    ("Europe/Berlin", "2026-10-25T01:00Z"),
    ("America/New_York", "2026-03-08T07:00Z"),
    ("America/New_York", "2026-11-01T06:00Z"),
    ("Australia/Lord_Howe", "2026-04-04T15:00Z"),
    ("Australia/Lord_Howe", "2026-10-03T15:30Z"),
    ("Pacific/Apia", "2011-12-30T10:00Z"),
    ("America/St_Johns", "2010-11-07T02:31Z"),
    ("Asia/Kolkata", "2026-06-01T00:00Z"),
]


@given(st.sampled_from(CHANGES), st.integers(-1560, 1560), st.integers(0, 1439))
def test_near_a_change_the_next_such_time_is_the_one_that_a_watcher_sees(
    change: tuple[str, str], minutes_after: int, minute_of_day: int
) -> None:
    timezone = ZoneInfo(change[0])
    now = datetime.fromisoformat(change[1]) + minutes_after * MINUTE
    wanted = time(*divmod(minute_of_day, 60))
    seen = _by_watching_the_clock(wanted, now - DAY, timezone)
    assert next_instant((wanted,), now, timezone) == next(at for at in seen if at > now)


def _by_remembering(wanted: time, now: datetime, timezone: ZoneInfo) -> datetime:
    """The last that was seen; but one later today, if today had none yet and it is nearer."""
    seen = list(
        takewhile(lambda at: at < now + 3 * DAY, _by_watching_the_clock(wanted, now - 3 * DAY, timezone))
    )
    today = now.astimezone(timezone).date()
    last = max(at for at in seen if at <= now)
    later = min(at for at in seen if at > now)
    had_one = last.astimezone(timezone).date() == today
    is_later_today = later.astimezone(timezone).date() == today
    return later if is_later_today and not had_one and later - now < now - last else last


# Until 2011 the clocks of St. John's went back at 0:01, so that a day came again that was over already.
CHANGES_WITHIN_A_DAY = [change for change in CHANGES if change[0] != "America/St_Johns"]


@given(st.sampled_from(CHANGES_WITHIN_A_DAY), st.integers(-1560, 1560), st.integers(0, 1439))
def test_near_a_change_a_past_time_is_the_one_that_a_watcher_remembers(
    change: tuple[str, str], minutes_after: int, minute_of_day: int
) -> None:
    timezone = ZoneInfo(change[0])
    now = datetime.fromisoformat(change[1]) + minutes_after * MINUTE
    wanted = time(*divmod(minute_of_day, 60))
    typed = read_time_of_day(f"{wanted:%H:%M}")
    assert past_instant(typed, now, timezone) == _by_remembering(wanted, now, timezone)
