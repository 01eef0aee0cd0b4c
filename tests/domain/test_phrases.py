"""The lines that people type, and what each asks for."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.domain.errors import Refusal, TooLong
from bot.domain.phrase_errors import DurationOutOfRange, NotATimeOfDay, TimezoneUnknown, UntilTooFar
from bot.domain.phrases import read_request
from bot.domain.requests import (
    CancelRequest,
    DoneRequest,
    EditRequest,
    HelpRequest,
    InsertPauseRequest,
    LogRequest,
    PauseRequest,
    RedoRequest,
    Request,
    ResumeRequest,
    StartRequest,
    StatusRequest,
    UndoRequest,
    UnknownRequest,
    Verb,
)
from bot.domain.text import clean_line

NOW = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)  # noon in Berlin
BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def read(line: str) -> Request:
    return read_request(line, NOW, BERLIN)


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ("", StatusRequest()),
        (" \u200b ", StatusRequest()),
        ("/work", StatusRequest()),
        ("status please", StatusRequest()),
        ("show", StatusRequest()),
        ("start", StartRequest()),
        ("Begin report", StartRequest("report")),
        ("/work start report", StartRequest("report")),
        ("/WORK  start report", StartRequest("report")),
        ("/start report", StartRequest("report")),
        ("pause", PauseRequest()),
        ("BREAK lunch", PauseRequest("lunch")),
        ("pause: lunch", PauseRequest("lunch")),
        ("resume", ResumeRequest()),
        ("back to work", ResumeRequest()),
        ("continue", ResumeRequest()),
        ("unpause", ResumeRequest()),
        ("done for today", DoneRequest()),
        ("Done!", DoneRequest()),
        ("done for 999h", DoneRequest()),
        ("finish", DoneRequest()),
        ("stop", DoneRequest()),
        ("end", DoneRequest()),
        ("checkout", DoneRequest()),
        ("edit", EditRequest()),
        ("Undo.", UndoRequest()),
        ("undo the last", UndoRequest()),
        ("redo", RedoRequest()),
        ("cancel", CancelRequest()),
        ("discard it", CancelRequest()),
        ("drop", CancelRequest()),
        ("log", LogRequest()),
        ("today", LogRequest()),
        ("log  last \u200b week", LogRequest("last week")),
        ("help", HelpRequest()),
        ("?", HelpRequest()),
        ("help?", HelpRequest()),
    ],
)
def test_every_verb_has_its_words(line: str, request_: Request) -> None:
    assert read(line) == request_


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("strat", Verb.START),
        ("statr", Verb.START),
        ("restart", Verb.START),
        ("puase", Verb.PAUSE),
        ("brake", Verb.PAUSE),
        ("resme", Verb.RESUME),
        ("dnoe", Verb.DONE),
        ("check-out", Verb.DONE),
        ("Satus", Verb.STATUS),
        ("stat", Verb.STATUS),
        ("star", Verb.START),
        ("pau", Verb.PAUSE),
        ("lgo", Verb.LOG),
        ("udno", Verb.UNDO),
        ("cancle", Verb.CANCEL),
        ("hlep", Verb.HELP),
        ("thanks", None),
        ("workshop", None),
        ("lunch", None),
        ("...", None),
        ("x" * 3000, None),
    ],
)
def test_an_unknown_word_comes_with_the_verb_that_it_looks_like(word: str, nearest: Verb | None) -> None:
    assert read(f"{word} report for 45m") == UnknownRequest(word, nearest)


@pytest.mark.parametrize(
    ("rest", "task", "minutes"),
    [
        ("report for 45m", "report", 45),
        ("report FOR 45 Min", "report", 45),
        ("report for 45m.", "report", 45),
        ("for 45m", "", 45),
        ("report until 15:00", "report", 180),
        ("report till 3pm", "report", 180),
        ("until 3 p.m.", "", 180),
        ("until 3", "", 180),
        ("report until 20:00", "report", 480),
        ("call for 3 clients for 1:30", "call for 3 clients", 90),
        ("a for 5m for 30m", "a for 5m", 30),
        ("report for 45", "report", 45),
        ("plan for 2026 for 045", "plan for 2026", 45),
        ("wait until 3pm for 30m", "wait until 3pm", 30),
        ("report  for   half an hour", "report", 30),
        ("דוח רבעוני for 45m", "דוח רבעוני", 45),
    ],
)
def test_the_rest_of_the_line_from_for_or_until_can_be_the_planned_length(
    rest: str, task: str, minutes: int
) -> None:
    assert read(f"start {rest}") == StartRequest(task, minutes * MINUTE)


@pytest.mark.parametrize(
    "task",
    [
        "slides for 3 clients",
        "for",
        "wait for",
        "wait until chapter 9",
        "report for 45m today",
        "a for 5m for the team",
        "forum 45m",
        "45m",
        "wait for 15:00:00",
        "until tomorrow",
        "plan for 2026",
        "plan for 2026.",
        "for -1000",
        "payload parser",
        'say "wait for 45m"',
        "say “wait for 45m”",
        "don't",
        '5" disk',
        '"a" and "b"',
        "<!channel> & <@U123> *_~",
    ],
)
def test_anything_else_is_part_of_the_task(task: str) -> None:
    assert read(f"start {task}") == StartRequest(task)


@pytest.mark.parametrize(
    ("rest", "request_"),
    [
        ('"wait for 45m"', StartRequest("wait for 45m")),
        ('"a for 5m" for 30m', StartRequest("a for 5m", 30 * MINUTE)),
        ("“wait until 3pm”", StartRequest("wait until 3pm")),
        ("„warten for 45m“ for 30m", StartRequest("warten for 45m", 30 * MINUTE)),
        ("«attendre for 45m»", StartRequest("attendre for 45m")),
        ("'wait for 45m'", StartRequest("wait for 45m")),
        ("‘wait for 45m’", StartRequest("wait for 45m")),
        ('"  spaced   out "', StartRequest("spaced out")),
        ('""', StartRequest()),
        ('"wait for 45m', StartRequest('"wait', 45 * MINUTE)),
        ('5" disk for 45m', StartRequest('5" disk', 45 * MINUTE)),
        ("don't panic for 45m", StartRequest("don't panic", 45 * MINUTE)),
    ],
)
def test_quotes_keep_a_task_literal_and_a_single_one_is_a_character(rest: str, request_: Request) -> None:
    assert read(f"start {rest}") == request_


@pytest.mark.parametrize(
    ("rest", "reason", "length"),
    [
        ("lunch for 15m", "lunch", 15 * MINUTE),
        ("for 1s", "", timedelta(seconds=1)),
        ("for 24h", "", 24 * HOUR),
        ("lunch until 13:30", "lunch", 90 * MINUTE),
        ("until 12:00", "", 24 * HOUR),
        ("until 11:59", "", 23 * HOUR + 59 * MINUTE),
        ("15m", "", 15 * MINUTE),
        ("20 min.", "", 20 * MINUTE),
        ("1h30", "", 90 * MINUTE),
        ("90 s", "", 90 * timedelta(seconds=1)),
        ("Half an hour", "", 30 * MINUTE),
        ("15", "", 15 * MINUTE),
        ("120", "", 120 * MINUTE),
    ],
)
def test_a_pause_can_announce_its_end(rest: str, reason: str, length: timedelta) -> None:
    assert read(f"pause {rest}") == PauseRequest(reason, NOW + length)


@pytest.mark.parametrize(
    "reason",
    [
        "for lunch",
        "lunch",
        "until they call",
        "for 15m or so",
        "15m or so",
        "lunch 15m",
        "2026",
        "13:30",
        "m",
    ],
)
def test_a_pause_for_a_reason_announces_no_end(reason: str) -> None:
    assert read(f"pause {reason}") == PauseRequest(reason)


def test_a_break_takes_a_bare_length_too() -> None:
    assert read("break 20 min") == PauseRequest("", NOW + 20 * MINUTE)


@pytest.mark.parametrize("reason", ["15m", "15"])
def test_a_length_in_quotes_is_a_reason(reason: str) -> None:
    assert read(f'pause "{reason}"') == PauseRequest(reason)


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("start x for 0", DurationOutOfRange(timedelta(), 5 * MINUTE, 8 * HOUR)),
        ("start x for 0m", DurationOutOfRange(timedelta(), 5 * MINUTE, 8 * HOUR)),
        ("start x for -5m", DurationOutOfRange(-5 * MINUTE, 5 * MINUTE, 8 * HOUR)),
        ("start x for 4 min", DurationOutOfRange(4 * MINUTE, 5 * MINUTE, 8 * HOUR)),
        ("start x for 999h", DurationOutOfRange(999 * HOUR, 5 * MINUTE, 8 * HOUR)),
        (f"start x for {'9' * 5000}h", DurationOutOfRange(10_000 * HOUR, 5 * MINUTE, 8 * HOUR)),
        ("start x until 12:04", DurationOutOfRange(4 * MINUTE, 5 * MINUTE, 8 * HOUR)),
        ("start x until 20:01", UntilTooFar("20:01", NOW + 481 * MINUTE, 8 * HOUR)),
        ("start x until 12:00", UntilTooFar("12:00", NOW + 24 * HOUR, 8 * HOUR)),
        ("start x until 25:00", NotATimeOfDay("25:00")),
        ("start x until 12:60", NotATimeOfDay("12:60")),
        ("start x until 13pm", NotATimeOfDay("13pm")),
        ("start " + "x" * 151, TooLong("task", 151, 150)),
        ("pause for 0s", DurationOutOfRange(timedelta(), timedelta(seconds=1), 24 * HOUR)),
        ("pause 0", DurationOutOfRange(timedelta(), timedelta(seconds=1), 24 * HOUR)),
        ("pause -5m", DurationOutOfRange(-5 * MINUTE, timedelta(seconds=1), 24 * HOUR)),
        ("pause for 25h", DurationOutOfRange(25 * HOUR, timedelta(seconds=1), 24 * HOUR)),
        ("pause " + "x" * 81, TooLong("reason", 81, 80)),
        ("pause " + "x" * 81 + " for 15m", TooLong("reason", 81, 80)),
    ],
)
def test_what_cannot_be_is_refused_with_its_facts(line: str, refusal: Refusal) -> None:
    with pytest.raises(type(refusal)) as raised:
        read(line)
    assert raised.value == refusal


def test_the_phrase_does_not_count_as_task() -> None:
    assert read("start " + "x" * 150 + " for 45 minutes") == StartRequest("x" * 150, 45 * MINUTE)


def test_a_timezone_is_needed_for_a_time_of_day_only() -> None:
    assert read_request("start x for 45m", NOW, None) == StartRequest("x", 45 * MINUTE)
    assert read_request("start x until it rains", NOW, None) == StartRequest("x until it rains")
    with pytest.raises(TimezoneUnknown) as refusal:
        read_request("pause until 3pm", NOW, None)
    assert refusal.value == TimezoneUnknown("3pm")


def test_the_same_words_mean_another_instant_in_another_timezone() -> None:
    kolkata = read_request("pause until 16:00", NOW, ZoneInfo("Asia/Kolkata"))
    assert kolkata == PauseRequest("", NOW + 30 * MINUTE)


PIECES = (
    """start pause done /work for until at since ago yesterday from to - – , -5m 25:00 12:60 12:00-12:45 """
    """3pm 9 1h30 an hour and a h : . " “ ” ' <!channel> 👩‍💻 ש"""
)
WORDS = st.lists(st.sampled_from([*PIECES.split(), "\u200b", "\n", "9" * 400]), max_size=8).map(" ".join)
ZONES = st.sampled_from([None, UTC, BERLIN, ZoneInfo("Pacific/Apia"), timezone(timedelta(hours=-12))])


@given(st.one_of(st.text(), WORDS, WORDS.map(lambda words: f"start {words}")), ZONES)
@example("pause until 24:00", UTC)
@example("start " + "for " * 10_000, UTC)
@example("start " + "at " * 10_000, UTC)
@example("pause " + "-" * 40_000, UTC)
@example("pause " + "12-" * 10_000, UTC)
@example("done " + "9" * 10_000 + " ago", UTC)
@example("/" * 3000, None)
def test_any_line_is_read_or_refused(line: str, zone: timezone | ZoneInfo | None) -> None:
    try:
        request = read_request(line, NOW, zone)
    except Refusal:
        return
    match request:
        case StartRequest(task, planned, at):
            assert clean_line(task) == task
            assert len(task) <= 150
            assert planned is None or 5 * MINUTE <= planned <= 8 * HOUR
            assert at is None or NOW - 48 * HOUR <= at <= NOW + 12 * HOUR
        case PauseRequest(reason, expected_end_at, at):
            assert clean_line(reason) == reason
            assert len(reason) <= 80
            assert expected_end_at is None or (at or NOW) < expected_end_at <= (at or NOW) + 24 * HOUR
        case InsertPauseRequest(start_at, end_at, reason):
            assert clean_line(reason) == reason
            assert start_at < end_at
        case ResumeRequest(at) | DoneRequest(at):
            assert at is None or NOW - 48 * HOUR <= at <= NOW + 12 * HOUR
        case UnknownRequest(word):
            assert word
        case LogRequest(when):
            assert clean_line(when) == when
        case _:
            assert request == type(request)()


@given(st.one_of(st.text(max_size=70), WORDS), st.booleans())
def test_a_quoted_task_comes_back_as_it_was_typed(task: str, planned: bool) -> None:
    assume('"' not in task and len(clean_line(task)) <= 150)
    request = read(f'start "{task}"' + " for 30m" * planned)
    assert request == StartRequest(clean_line(task), 30 * MINUTE if planned else None)


@given(st.integers(1262304000, 1893456000), ZONES.filter(bool), st.integers(0, 1439))
def test_a_pause_until_a_time_ends_within_a_day_that_has_24_hours(
    seconds: int, zone: timezone | ZoneInfo, minute_of_day: int
) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    tomorrow = now + 24 * HOUR
    assume(now.astimezone(zone).utcoffset() == tomorrow.astimezone(zone).utcoffset())
    hour, minute = divmod(minute_of_day, 60)
    request = read_request(f"pause until {hour}:{minute:02}", now, zone)
    assert isinstance(request, PauseRequest)
    assert request.expected_end_at is not None
    assert now < request.expected_end_at <= tomorrow
