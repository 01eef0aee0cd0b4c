"""Durations in words."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.durations import PLANNED, SECOND, read_duration, read_planned
from bot.domain.phrase_errors import DurationOutOfRange, NotADuration


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("45m", 45),
        ("45 min", 45),
        ("45 mins", 45),
        ("45 Minutes", 45),
        ("1 minute", 1),
        ("a minute", 1),
        ("90", 90),
        ("1h", 60),
        ("2 hours", 120),
        ("2hrs", 120),
        ("1h30", 90),
        ("1H30M", 90),
        ("1 h 30 min", 90),
        ("2 h 05 min", 125),
        ("1 hour and 30 minutes", 90),
        ("1 h, 30 min", 90),
        ("1:30", 90),
        ("1:30h", 90),
        ("0:45", 45),
        ("1.5h", 90),
        ("1,5h", 90),
        (".5 h", 30),
        ("0.25 hours", 15),
        ("90s", 1.5),
        ("90 seconds", 1.5),
        ("1m30s", 1.5),
        ("1 h 0 min 30 sec", 60.5),
        ("half an hour", 30),
        ("Half Hour", 30),
        ("an hour", 60),
        ("one hour", 60),
        ("an hour and a half", 90),
        ("a quarter of an hour", 15),
        ("-5m", -5),
        ("−5 min", -5),
        ("0", 0),
        ("999h", 999 * 60),
        ("٤٥m", 45),
        ("  45\u00a0min\n", 45),
    ],
)
def test_people_write_durations_in_many_ways(typed: str, minutes: float) -> None:
    assert read_duration(typed) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-",
        "m",
        "h",
        "an",
        "a",
        "soon",
        "3 clients",
        "1.5",
        "1,000m",
        "1:75",
        "5m 1h",
        "1h and",
        "m5",
        "45x",
        "5 m m",
        "15:00:00",
        "²h",
        "1e3",
        "inf",
        "a sec",
    ],
)
def test_other_text_is_no_duration(typed: str) -> None:
    with pytest.raises(NotADuration) as refusal:
        read_duration(typed)
    assert refusal.value == NotADuration(typed)


def test_a_bare_number_counts_the_unit_that_is_asked_for() -> None:
    assert read_duration("90", bare_unit=SECOND) == timedelta(seconds=90)
    assert read_duration("90 min", bare_unit=SECOND) == timedelta(minutes=90)


def _forms_of(duration: timedelta) -> list[str]:
    """As the bot itself shows durations; minutes also without the leading zero."""
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, rest = divmod(minutes, 60)
    if seconds:
        return [f"{int(duration.total_seconds())} s", f"{minutes} min {seconds} s", f"{minutes}m{seconds}s"]
    if hours:
        return [
            f"{hours} h {rest:02} min",
            f"{hours} h {rest} min",
            f"{hours}h{rest:02}",
            f"{hours}:{rest:02}",
        ]
    return [f"{minutes} min", f"{minutes}m", f"{minutes}"]


@given(st.integers(0, 100 * 3600), st.booleans())
def test_what_the_bot_shows_reads_back_the_same(seconds: int, to_the_minute: bool) -> None:
    duration = timedelta(seconds=seconds - seconds % 60 if to_the_minute else seconds)
    assert {read_duration(form) for form in _forms_of(duration)} == {duration}


@given(st.integers(1, 10_000), st.sampled_from(["", "h", " min", "s", ":30", "h30"]), st.booleans())
def test_any_number_of_digits_reads_as_a_duration(digits: int, unit: str, negative: bool) -> None:
    duration = read_duration("-" * negative + "9" * digits + unit)
    assert timedelta() < (-duration if negative else duration) <= timedelta(hours=10_000)


@pytest.mark.parametrize(("typed", "minutes"), [("5", 5), ("25", 25), ("8h", 480), ("480", 480)])
def test_a_planned_length_is_5_to_480_minutes(typed: str, minutes: int) -> None:
    assert read_planned(typed) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("typed", "given_length"),
    [
        ("0", timedelta()),
        ("-5m", timedelta(minutes=-5)),
        ("299s", timedelta(seconds=299)),
        ("481", timedelta(minutes=481)),
        ("999h", timedelta(hours=999)),
        ("99999999999999h", timedelta(hours=10_000)),
    ],
)
def test_another_planned_length_is_refused_with_the_limits(typed: str, given_length: timedelta) -> None:
    with pytest.raises(DurationOutOfRange) as refusal:
        read_planned(typed)
    assert refusal.value == DurationOutOfRange(given_length, PLANNED.least, PLANNED.most)
