"""The lines of people who tell late what happened: when it was, in their own time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import Refusal, TooLong
from bot.domain.phrase_errors import DurationOutOfRange, NotATimeOfDay, TimezoneUnknown, UntilTooFar
from bot.domain.phrases import read_request
from bot.domain.requests import (
    DoneRequest,
    InsertPauseRequest,
    PauseRequest,
    Request,
    ResumeRequest,
    StartRequest,
)

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 6, 2, 12, 0, tzinfo=UTC)  # a Tuesday, 14:00 in Berlin
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def read(line: str, now: datetime = NOW) -> Request:
    return read_request(line, now, BERLIN)


def today(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-06-02 {clock}").replace(tzinfo=BERLIN).astimezone(UTC)


def yesterday(clock: str) -> datetime:
    return today(clock) - 24 * HOUR


@pytest.mark.parametrize(
    ("rest", "task", "at"),
    [
        ("review at 9:15", "review", today("09:15")),
        ("review AT 9:15.", "review", today("09:15")),
        ("review since 9.15", "review", today("09:15")),
        ("review since 9:15:30", "review", today("09:15:30")),
        ("at 9:15", "", today("09:15")),
        ("review at 9", "review", today("09:00")),
        ("party at 9", "party", today("09:00")),
        ("meet at noon", "meet", today("12:00")),
        ("review at 3pm", "review", today("15:00")),
        ("review yesterday 17:40", "review", yesterday("17:40")),
        ("review yesterday at 17:40", "review", yesterday("17:40")),
        ("review since yesterday at 17:40", "review", yesterday("17:40")),
        ("review at 17:40 yesterday", "review", yesterday("17:40")),
        ("review on 2026-06-01", "review on 2026-06-01", None),
        ("review at 2026-06-01 17:40", "review", yesterday("17:40")),
        ("review 10m ago", "review", NOW - 10 * MINUTE),
        ("review 10 ago", "review", NOW - 10 * MINUTE),
        ("review 1 h 30 min ago", "review", NOW - 90 * MINUTE),
        ("review half an hour ago", "review", NOW - 30 * MINUTE),
        ("an hour ago", "", NOW - HOUR),
        ("chapter 3 10m ago", "chapter 3", NOW - 10 * MINUTE),
        ("review 48h ago", "review", NOW - 48 * HOUR),
        ('"party at 9" at 9:15', "party at 9", today("09:15")),
        ("review at 9:00 at 9:15", "review at 9:00", today("09:15")),
        ("meeting at the office", "meeting at the office", None),
        ("look at 3 bugs", "look at 3 bugs", None),
        ("report at 9:15 sharp", "report at 9:15 sharp", None),
        ("notes of a year ago", "notes of a year ago", None),
        ("novel from 2020 ago", "novel from 2020 ago", None),
        ("look at 2026", "look at 2026", None),
        ("plans of yesterday", "plans of yesterday", None),
        ("yesterday", "yesterday", None),
        ("9:15", "9:15", None),
        ("long ago", "long ago", None),
        ("at", "at", None),
        ('"party at 9"', "party at 9", None),
        ('say "party at 9"', 'say "party at 9"', None),
    ],
)
def test_a_start_can_have_been_earlier(rest: str, task: str, at: datetime | None) -> None:
    assert read(f"start {rest}") == StartRequest(task, None, at)


@pytest.mark.parametrize(
    "rest",
    [
        "review at 9:15 for 45m",
        "review for 45m at 9:15",
        "review at 9:15 until 10:00",
        "review until 10:00 at 9:15",
        "review at 9:15, for 45m.",
    ],
)
def test_a_planned_length_stands_before_or_behind_and_counts_from_the_start(rest: str) -> None:
    assert read(f"start {rest}") == StartRequest("review", 45 * MINUTE, today("09:15"))


@pytest.mark.parametrize(
    ("rest", "request_"),
    [
        ("at 12:05", PauseRequest("", None, today("12:05"))),
        ("lunch since 12:05", PauseRequest("lunch", None, today("12:05"))),
        ("lunch 10m ago", PauseRequest("lunch", None, NOW - 10 * MINUTE)),
        ("lunch yesterday 12:05", PauseRequest("lunch", None, yesterday("12:05"))),
        ("at 12:05 for 30m", PauseRequest("", today("12:35"), today("12:05"))),
        ("lunch for 30m at 12:05", PauseRequest("lunch", today("12:35"), today("12:05"))),
        ("30m at 12:05", PauseRequest("", today("12:35"), today("12:05"))),
        ("30m 10m ago", PauseRequest("", NOW + 20 * MINUTE, NOW - 10 * MINUTE)),
        ("lunch since 12:05 until 13:00", PauseRequest("lunch", today("13:00"), today("12:05"))),
        ("lunch until 14:30 since 13:50", PauseRequest("lunch", today("14:30"), today("13:50"))),
        ("at 12 until 1", PauseRequest("", today("13:00"), today("12:00"))),
        ("lunch at the office", PauseRequest("lunch at the office")),
        ('"10m ago"', PauseRequest("10m ago")),
    ],
)
def test_a_pause_can_have_begun_earlier_and_its_end_counts_from_there(rest: str, request_: Request) -> None:
    assert read(f"pause {rest}") == request_


@pytest.mark.parametrize("verb", ["resume", "back", "done", "finish"])
@pytest.mark.parametrize(
    ("rest", "at"),
    [
        ("10m ago", NOW - 10 * MINUTE),
        ("at 13:05", today("13:05")),
        ("since 13:05", today("13:05")),
        ("13:05", today("13:05")),
        ("13:05!", today("13:05")),
        ("1pm", today("13:00")),
        ("1", today("13:00")),
        ("yesterday 17:40", yesterday("17:40")),
        ("yesterday at 17:40", yesterday("17:40")),
        ("17:40 yesterday", yesterday("17:40")),
        ("with the report at 13:05", today("13:05")),
        ("for today at 13:05", today("13:05")),
        ("at 13:05 for 45m", today("13:05")),
        ("", None),
        ("for today", None),
        ("for 45m", None),
        ("at last", None),
        ("to work", None),
        ("45m", None),
        ("2026", None),
    ],
)
def test_going_on_and_finishing_can_have_been_earlier(verb: str, rest: str, at: datetime | None) -> None:
    assert read(f"{verb} {rest}") in (ResumeRequest(at), DoneRequest(at))


def test_a_time_in_the_future_is_read_as_it_is() -> None:
    assert read("done at 15:00") == DoneRequest(today("15:00"))
    assert read("start review at 14:00:01") == StartRequest("review", None, NOW + timedelta(seconds=1))


def test_just_after_midnight_a_late_hour_is_a_moment_ago() -> None:
    assert read("done 23:50", now=today("00:10")) == DoneRequest(yesterday("23:50"))


@pytest.mark.parametrize(
    "rest",
    [
        "12:00-12:45 lunch",
        "12-12:45 lunch",
        "12:00 - 12:45 lunch",
        "12:00–12:45 lunch",
        "12.00—12.45, lunch",
        "from 12:00 to 12:45 lunch",
        "From 12:00 until 12:45: lunch",
        "12:00 to 12:45 lunch",
        "noon-12:45pm lunch",
        "lunch 12:00-12:45",
        "lunch at 12:00-12:45.",
        "lunch from 12 to 12:45",
        '12:00-12:45 "lunch"',
        "2026-06-02 12:00-12:45 lunch",
    ],
)
def test_a_break_that_is_over_is_put_in(rest: str) -> None:
    assert read(f"break {rest}") == InsertPauseRequest(today("12:00"), today("12:45"), "lunch")
    assert read(f"pause {rest}") == InsertPauseRequest(today("12:00"), today("12:45"), "lunch")


@pytest.mark.parametrize(
    ("rest", "start_at", "end_at"),
    [
        ("12:00-12:45", today("12:00"), today("12:45")),
        ("12:00:30-12:45:10", today("12:00:30"), today("12:45:10")),
        ("12:30-1pm", today("12:30"), today("13:00")),
        ("12:30-1", today("12:30"), today("13:00")),
        ("from 12 to 1", today("12:00"), today("13:00")),
        ("from 11 to 1", today("11:00"), today("13:00")),
        ("13:30-14:00", today("13:30"), today("14:00")),
        ("13:30-14:01", today("13:30"), today("14:01")),  # still ahead
        ("13:30-14:30", today("13:30"), today("14:30")),
        ("15:00-15:30", today("15:00"), today("15:30")),
        ("yesterday 12:00-12:45", yesterday("12:00"), yesterday("12:45")),
        ("12:00-12:45 yesterday", yesterday("12:00"), yesterday("12:45")),
        ("from yesterday 12:00 to 12:45", yesterday("12:00"), yesterday("12:45")),
        ("yesterday from 12 to 1", yesterday("12:00"), yesterday("13:00")),
        ("yesterday 23:50-0:10", yesterday("23:50"), today("00:10")),
        ("2026-06-01 23:50 - 2026-06-02 0:10", yesterday("23:50"), today("00:10")),
    ],
)
def test_a_break_is_the_one_that_ended_nearest_to_now(
    rest: str, start_at: datetime, end_at: datetime
) -> None:
    assert read(f"break {rest}") == InsertPauseRequest(start_at, end_at)


def test_a_break_over_midnight_began_yesterday() -> None:
    over_midnight = InsertPauseRequest(yesterday("23:50"), today("00:10"))
    assert read("break 23:50-0:10", now=today("09:00")) == over_midnight


def test_just_after_midnight_a_break_late_in_the_evening_was_yesterdays() -> None:
    evening = InsertPauseRequest(yesterday("22:00"), yesterday("22:30"), "tea")
    assert read("break 22:00-22:30 tea", now=today("00:10")) == evening


@pytest.mark.parametrize(
    "reason",
    [
        "5-10 min",
        "10-15",
        "tickets 10-99",
        "99 - see you",
        "42 to go",
        "off to 45",
        "5 to 10 people",
        "12:00",
        "12:00-",
        "2026-06-02",
        "10-12-2026",
        "24/7-365",
        "12:00-12:45lunch",
    ],
)
def test_what_reads_as_no_span_is_the_reason_of_a_pause_now(reason: str) -> None:
    assert read(f"pause {reason}") == PauseRequest(reason)


def test_a_span_in_quotes_is_a_reason() -> None:
    assert read('pause "12:00-12:45 lunch"') == PauseRequest("12:00-12:45 lunch")


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("start x at 25:00", NotATimeOfDay("25:00")),
        ("pause x since 12:60", NotATimeOfDay("12:60")),
        ("done 25:00", NotATimeOfDay("25:00")),
        ("done 45", NotATimeOfDay("45")),
        ("done yesterday", NotATimeOfDay("yesterday")),
        ("resume yesterday 25:00", NotATimeOfDay("25:00")),
        ("break 12:00-25:00 lunch", NotATimeOfDay("25:00")),
        ("break from 40 to 50", NotATimeOfDay("40")),
        ("resume 0m ago", DurationOutOfRange(timedelta(), timedelta(seconds=1), 48 * HOUR)),
        ("done -5m ago", DurationOutOfRange(-5 * MINUTE, timedelta(seconds=1), 48 * HOUR)),
        ("start x 49h ago", DurationOutOfRange(49 * HOUR, timedelta(seconds=1), 48 * HOUR)),
        ("start x at 9:15 for 4m", DurationOutOfRange(4 * MINUTE, 5 * MINUTE, 8 * HOUR)),
        ("start x at 9:15 until 9:19", DurationOutOfRange(4 * MINUTE, 5 * MINUTE, 8 * HOUR)),
        ("start x at 9:15 until 18:00", UntilTooFar("18:00", today("18:00"), 8 * HOUR)),
        ("start " + "x" * 151 + " at 9:15", TooLong("task", 151, 150)),
        ("break 12:00-12:45 " + "x" * 81, TooLong("reason", 81, 80)),
    ],
)
def test_what_cannot_be_is_refused_with_its_facts(line: str, refusal: Refusal) -> None:
    with pytest.raises(type(refusal)) as raised:
        read(line)
    assert raised.value == refusal


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("start x at 9:15", "9:15"),
        ("done yesterday 17:40", "yesterday 17:40"),
        ("break 12:00-12:45", "12:00"),
        ("pause 10m ago until 3pm", "3pm"),
    ],
)
def test_a_timezone_is_needed_where_a_time_of_day_is_used(line: str, typed: str) -> None:
    with pytest.raises(TimezoneUnknown) as raised:
        read_request(line, NOW, None)
    assert raised.value == TimezoneUnknown(typed)


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ("start x 10m ago for 45m", StartRequest("x", 45 * MINUTE, NOW - 10 * MINUTE)),
        ("done 20m ago", DoneRequest(NOW - 20 * MINUTE)),
        ("done for today", DoneRequest()),
        ("start meeting at the office", StartRequest("meeting at the office")),
    ],
)
def test_no_timezone_is_needed_for_the_rest(line: str, request_: Request) -> None:
    assert read_request(line, NOW, None) == request_


def test_the_same_words_are_another_instant_in_another_timezone() -> None:
    assert read_request("done at 17:00", NOW, ZoneInfo("Asia/Kolkata")) == DoneRequest(NOW - 30 * MINUTE)
