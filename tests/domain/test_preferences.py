"""What a person can choose, and when the bot may speak by itself then."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import TooLong
from bot.domain.phrase_errors import DurationOutOfRange
from bot.domain.preference_errors import HoursWithoutLength, NoSuchTimezone
from bot.domain.preferences import NO_PREFERENCES, Hours, Preferences, rest_of_today
from bot.domain.reminders import Reminder, ReminderKind
from bot.domain.timezones import find_timezone, read_timezone
from tests.domain.examples import HOUR, MINUTE, SECOND

BERLIN = ZoneInfo("Europe/Berlin")
LONG_PAUSE = ReminderKind.LONG_PAUSE
NIGHT = Hours(time(22), time(7))
NOON = Hours(time(12), time(13))


def berlin(day: int, hour: int, minute: int = 0, *, month: int = 3, fold: int = 0) -> datetime:
    """An instant of March 2026, or of another month, by Berlin's clocks."""
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN, fold=fold).astimezone(UTC)


def test_without_a_choice_every_reminder_but_the_break_that_is_due_may_come_at_any_time() -> None:
    allowed = {kind for kind in ReminderKind if NO_PREFERENCES.allows(kind, berlin(2, 3), BERLIN)}
    assert allowed == set(ReminderKind) - {ReminderKind.BREAK_DUE}


def test_a_kind_that_is_turned_off_may_never_come() -> None:
    preferences = Preferences(reminders=frozenset({ReminderKind.BREAK_DUE}))
    assert preferences.allows(ReminderKind.BREAK_DUE, berlin(2, 12), BERLIN)
    assert not preferences.allows(LONG_PAUSE, berlin(2, 12), BERLIN)


@pytest.mark.parametrize(
    ("hours", "at", "allowed"),
    [
        (NOON, berlin(2, 11, 59), berlin(2, 11, 59)),
        (NOON, berlin(2, 12), berlin(2, 13)),
        (NOON, berlin(2, 12, 59), berlin(2, 13)),
        (NOON, berlin(2, 13), berlin(2, 13)),
        (NIGHT, berlin(2, 21, 59), berlin(2, 21, 59)),
        (NIGHT, berlin(2, 22), berlin(3, 7)),
        (NIGHT, berlin(3, 0), berlin(3, 7)),
        (NIGHT, berlin(3, 6, 59), berlin(3, 7)),
        (NIGHT, berlin(3, 7), berlin(3, 7)),
        (Hours(time(0), time(6)), berlin(3, 0), berlin(3, 6)),
        (Hours(time(18), time(0)), berlin(2, 18), berlin(3, 0)),
        (Hours(time(7, 1), time(7)), berlin(2, 7, 1), berlin(3, 7)),
    ],
)
def test_what_is_due_in_quiet_hours_comes_at_their_end(hours: Hours, at: datetime, allowed: datetime) -> None:
    preferences = Preferences(quiet_hours=hours)
    assert preferences.next_allowed(at, BERLIN) == allowed
    assert preferences.allows(LONG_PAUSE, at, BERLIN) is (at == allowed)


def test_a_night_when_the_clocks_go_forward_is_an_hour_shorter() -> None:
    preferences = Preferences(quiet_hours=NIGHT)
    assert preferences.next_allowed(berlin(28, 22), BERLIN) == berlin(29, 7)
    assert berlin(29, 7) - berlin(28, 22) == 8 * HOUR


def test_a_night_when_the_clocks_go_back_is_an_hour_longer() -> None:
    preferences = Preferences(quiet_hours=NIGHT)
    assert preferences.next_allowed(berlin(24, 22, month=10), BERLIN) == berlin(25, 7, month=10)
    assert berlin(25, 7, month=10) - berlin(24, 22, month=10) == 10 * HOUR


def test_an_end_that_the_clocks_skip_lies_as_far_behind_the_gap() -> None:
    preferences = Preferences(quiet_hours=Hours(time(1), time(2, 30)))
    assert preferences.next_allowed(berlin(29, 1), BERLIN) == berlin(29, 3, 30)


def test_hours_that_come_twice_are_quiet_both_times() -> None:
    preferences = Preferences(quiet_hours=Hours(time(2), time(2, 30)))
    first, second = (berlin(25, 2, month=10, fold=fold) for fold in (0, 1))
    assert second - first == HOUR
    assert preferences.next_allowed(first, BERLIN) == second + 30 * MINUTE


@given(
    hours=st.tuples(st.times(), st.times()).filter(lambda pair: pair[0] != pair[1]),
    minutes=st.integers(0, 366 * 24 * 60),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Apia", "UTC"]),
)
def test_the_next_allowed_instant_is_allowed_and_not_before_the_due_one(
    hours: tuple[time, time], minutes: int, zone: str
) -> None:
    start, end = (each.replace(second=0, microsecond=0) for each in hours)
    if start == end:
        return
    preferences, timezone = Preferences(quiet_hours=Hours(start, end)), ZoneInfo(zone)
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    allowed = preferences.next_allowed(at, timezone)
    assert at <= allowed < at + timedelta(days=2)
    assert preferences.allows(LONG_PAUSE, allowed, timezone)


def test_what_is_muted_comes_when_that_is_over_and_not_in_quiet_hours_then() -> None:
    preferences = Preferences(muted_until=berlin(2, 15))
    assert preferences.next_allowed(berlin(2, 14, 59), BERLIN) == berlin(2, 15)
    assert preferences.next_allowed(berlin(2, 15, 1), BERLIN) == berlin(2, 15, 1)
    into_the_night = Preferences(muted_until=berlin(2, 23), quiet_hours=NIGHT)
    assert into_the_night.next_allowed(berlin(2, 12), BERLIN) == berlin(3, 7)


def test_mute_today_holds_until_the_usual_start_of_tomorrow() -> None:
    assert rest_of_today(berlin(2, 8), time(9), BERLIN) == berlin(3, 9)
    assert rest_of_today(berlin(2, 23, 59), time(9), BERLIN) == berlin(3, 9)
    assert rest_of_today(berlin(28, 12), time(9), BERLIN) == berlin(29, 9)


REMINDER = Reminder("W1", 1, 1, berlin(2, 22, 30), 30 * MINUTE)


def test_a_reminder_is_put_off_by_quiet_hours_and_said_once_without_repeats() -> None:
    applied = Preferences(quiet_hours=NIGHT, repeats=False).applied_to(REMINDER, BERLIN)
    assert applied
    assert applied.due_at == berlin(3, 7)
    assert applied.is_last
    assert NO_PREFERENCES.applied_to(REMINDER, BERLIN) == REMINDER


def test_of_a_reminder_that_is_turned_off_nothing_is_left() -> None:
    assert Preferences(reminders=frozenset()).applied_to(REMINDER, BERLIN) is None


@pytest.mark.parametrize(
    ("changed", "is_unlike"),
    [
        ({"long_pause": HOUR}, True),
        ({"repeats": False}, True),
        ({"reminders": frozenset()}, True),
        ({"quiet_hours": NIGHT}, True),
        ({"timezone": "Asia/Tokyo"}, True),
        ({"muted_until": berlin(2, 15)}, True),
        ({"daily_goal": 6 * HOUR}, False),
        ({"planned_default": HOUR}, False),
    ],
)
def test_only_some_choices_change_when_the_bot_speaks(changed: dict[str, Any], is_unlike: bool) -> None:
    assert NO_PREFERENCES.speaks_unlike(Preferences(**changed)) is is_unlike


@pytest.mark.parametrize(
    ("field", "least", "most"),
    [
        ("long_pause", MINUTE, 24 * HOUR),
        ("daily_goal", 15 * MINUTE, 24 * HOUR),
        ("forgotten_after", 30 * MINUTE, 24 * HOUR),
        ("break_after", 10 * MINUTE, 8 * HOUR),
        ("planned_default", 5 * MINUTE, 8 * HOUR),
    ],
)
def test_lengths_have_limits(field: str, least: timedelta, most: timedelta) -> None:
    for inside in (least, most):
        assert getattr(Preferences(**{field: inside}), field) == inside  # type: ignore[arg-type]
    for outside in (least - SECOND, most + SECOND):
        with pytest.raises(DurationOutOfRange) as caught:
            Preferences(**{field: outside})  # type: ignore[arg-type]
        assert (caught.value.given, caught.value.least, caught.value.most) == (outside, least, most)


def test_hours_and_days_have_a_length() -> None:
    with pytest.raises(HoursWithoutLength):
        Hours(time(9), time(9))
    with pytest.raises(HoursWithoutLength):
        Preferences(day_start=time(18))


def test_a_project_has_a_limit() -> None:
    with pytest.raises(TooLong) as caught:
        Preferences(default_project="p" * 81)
    assert (caught.value.length, caught.value.limit) == (81, 80)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" america/new york ", "America/New_York"),
        ("UTC", "UTC"),
        ("", None),
        ("  \u200b", None),
    ],
)
def test_a_timezone_is_read_however_its_letters_were_typed(typed: str, name: str | None) -> None:
    assert read_timezone(typed) == name


@pytest.mark.parametrize("typed", ["Middle Earth", "../etc/passwd", "Europe", "Europe/", "+01:00"])
def test_what_is_no_timezone_is_refused(typed: str) -> None:
    assert find_timezone(typed) is None
    with pytest.raises(NoSuchTimezone) as caught:
        read_timezone(typed)
    assert caught.value.typed == typed


@pytest.mark.parametrize("name", ["", "\x00", "a" * 5_000, None, 7])
def test_what_can_be_no_name_is_no_timezone(name: object) -> None:
    assert find_timezone(name) is None
