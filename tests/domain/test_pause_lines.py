"""A break as one line of a form: read as typed, and written so that it reads back the same."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.domain.accounting import Span
from bot.domain.errors import Refusal, TooLong
from bot.domain.pause_lines import read_pause_line, write_pause_line
from bot.domain.phrase_errors import NotASpan, NotATimeOfDay
from bot.domain.text import clean_line

BERLIN = ZoneInfo("Europe/Berlin")
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


def at(clock: str) -> datetime:
    """A time in Berlin: of 2 June 2026, or of the day before the time."""
    text = clock if " " in clock else f"2026-06-02 {clock}"
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


THE_DAY = Span(at("09:15"), at("18:00"))
THE_NIGHT = Span(at("22:00"), at("2026-06-03 02:00"))
THE_WEEKEND = Span(at("2026-06-05 16:00"), at("2026-06-08 09:00"))


@pytest.mark.parametrize(
    "line",
    [
        "12:00-12:45 lunch",
        "12:00 - 12:45 lunch",
        "12:00–12:45, lunch",
        "12:00 to 12:45 lunch",
        "from 12:00 until 12:45 lunch",
        "12-12:45 lunch",
        "12.00-12.45: lunch",
        "noon-12:45pm  lunch ",
        "since 12:00 to 12:45 lunch",
        "lunch 12:00-12:45",
        "2026-06-02 12:00-12:45 lunch",
    ],
)
def test_a_break_is_read_from_one_line(line: str) -> None:
    assert read_pause_line(line, THE_DAY, BERLIN) == (at("12:00"), at("12:45"), "lunch")


@pytest.mark.parametrize("line", ["12:00- lunch", "12:00 – lunch", "since 12:00 lunch", "since 12, lunch"])
def test_a_break_without_an_end_is_still_open(line: str) -> None:
    assert read_pause_line(line, THE_DAY, BERLIN) == (at("12:00"), None, "lunch")


@pytest.mark.parametrize(
    ("line", "start", "end", "reason"),
    [
        ("12:00-12:45", at("12:00"), at("12:45"), ""),
        ("12:00-", at("12:00"), None, ""),
        ("since 12:00", at("12:00"), None, ""),
        ("12:00:30-12:45:10", at("12:00:30"), at("12:45:10"), ""),
        ("12-1", at("12:00"), at("13:00"), ""),
        ("12:00-12:00", at("12:00"), at("12:00"), ""),
        ('12:00-12:45 "lunch"', at("12:00"), at("12:45"), '"lunch"'),
        ("12:00-12:45, 5-10 people", at("12:00"), at("12:45"), "5-10 people"),
        ("12:45-12:00", at("12:45"), at("12:00"), ""),  # backwards, and that is for others to refuse
        ("8:00-8:30", at("08:00"), at("08:30"), ""),  # outside of the session, likewise
        ("17:30-18:30", at("17:30"), at("18:30"), ""),
    ],
)
def test_what_is_typed_is_taken_as_it_is(line: str, start: datetime, end: datetime, reason: str) -> None:
    assert read_pause_line(line, THE_DAY, BERLIN) == (start, end, reason)


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("23:50-0:10", at("23:50"), at("2026-06-03 00:10")),
        ("0:10-0:20", at("2026-06-03 00:10"), at("2026-06-03 00:20")),
        ("22:10-22:20", at("22:10"), at("22:20")),
        ("11-1", at("23:00"), at("2026-06-03 01:00")),
    ],
)
def test_a_session_over_midnight_shows_each_time_once(line: str, start: datetime, end: datetime) -> None:
    assert read_pause_line(line, THE_NIGHT, BERLIN) == (start, end, "")


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("17:00-18:00", at("2026-06-05 17:00"), at("2026-06-05 18:00")),
        ("8:00-8:30", at("2026-06-06 08:00"), at("2026-06-06 08:30")),
        ("2026-06-07 17:00-18:00", at("2026-06-07 17:00"), at("2026-06-07 18:00")),
        ("2026-06-05 17:00 - 2026-06-08 8:00", at("2026-06-05 17:00"), at("2026-06-08 08:00")),
    ],
)
def test_in_a_session_of_days_it_is_the_first_such_time_or_the_day_is_named(
    line: str, start: datetime, end: datetime
) -> None:
    assert read_pause_line(line, THE_WEEKEND, BERLIN) == (start, end, "")


@pytest.mark.parametrize(
    "line",
    ["", " ", "lunch", "12:00", "12:00 lunch", "12:00-lunch", "45m", "yesterday 12:00-12:45", "-12:45"],
)
def test_another_line_is_refused_as_it_was_typed(line: str) -> None:
    with pytest.raises(NotASpan) as refusal:
        read_pause_line(line, THE_DAY, BERLIN)
    assert refusal.value == NotASpan(line)


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("12:00-25:00 lunch", NotATimeOfDay("25:00")),
        ("12:60- lunch", NotATimeOfDay("12:60")),
        ("2026-02-30 12:00-12:45", NotATimeOfDay("2026-02-30 12:00")),
        ("12:00-12:45 " + "x" * 81, TooLong("reason", 81, 80)),
    ],
)
def test_what_cannot_be_is_refused_with_its_facts(line: str, refusal: Refusal) -> None:
    with pytest.raises(type(refusal)) as raised:
        read_pause_line(line, THE_DAY, BERLIN)
    assert raised.value == refusal


@pytest.mark.parametrize(
    ("start", "end", "reason", "within", "line"),
    [
        (at("12:00"), at("12:45"), "lunch", THE_DAY, "12:00-12:45 lunch"),
        (at("09:15"), at("09:30:05"), "", THE_DAY, "9:15-9:30:05"),
        (at("12:00"), None, "lunch", THE_DAY, "12:00- lunch"),
        (at("12:00"), None, "", THE_DAY, "12:00-"),
        (at("12:00"), None, "12:45 train", THE_DAY, "12:00-, 12:45 train"),
        (at("12:00"), at("12:45"), "pm rush", THE_DAY, "12:00-12:45, pm rush"),
        (at("23:50"), at("2026-06-03 00:10"), "tea", THE_NIGHT, "23:50-0:10 tea"),
        (at("2026-06-07 17:00"), at("2026-06-07 18:00"), "", THE_WEEKEND, "2026-06-07 17:00-18:00"),
        (at("2026-06-05 17:00"), at("2026-06-07 18:00"), "", THE_WEEKEND, "17:00-2026-06-07 18:00"),
    ],
)
def test_a_break_is_written_as_short_as_it_reads_back(
    start: datetime, end: datetime | None, reason: str, within: Span, line: str
) -> None:
    assert write_pause_line(start, end, reason, within, BERLIN) == line


def test_the_second_of_two_equal_hours_is_written_with_its_offset() -> None:
    new_york = ZoneInfo("America/New_York")
    night = Span(datetime(2026, 11, 1, 4, tzinfo=UTC), datetime(2026, 11, 1, 8, tzinfo=UTC))
    start, end = (datetime(2026, 11, 1, 6, minute, tzinfo=UTC) for minute in (30, 45))
    line = write_pause_line(start, end, "tea", night, new_york)
    assert line == "2026-11-01 1:30 UTC-05:00-1:45 tea"
    assert read_pause_line(line, night, new_york) == (start, end, "tea")
    first = read_pause_line("1:30-1:45 tea", night, new_york)
    assert first == (start - timedelta(hours=1), end - timedelta(hours=1), "tea")


ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "America/Nuuk",
    "Australia/Lord_Howe",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "UTC",
]
CHANGES = [
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2026, 4, 4, 15, tzinfo=UTC),
    datetime(2026, 6, 1, tzinfo=UTC),
]
WORDS = """lunch 12:45 pm a.m. 9 - – to since from UTC+1 yesterday 2026-06-02 , . : " ' at tea h 30 ש"""
PIECES = WORDS.split()
REASONS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join))


@st.composite
def breaks(draw: st.DrawFn) -> tuple[Span, datetime, datetime | None]:
    """A session of up to three days near a change of clocks, and a break in it."""
    begin = draw(st.sampled_from(CHANGES)) + SECOND * draw(st.integers(-86_400 * 2, 86_400))
    length = draw(st.one_of(st.integers(0, 28_800), st.integers(0, 259_200)))
    offsets = sorted(draw(st.lists(st.integers(0, length), min_size=2, max_size=2)))
    start, end = (begin + SECOND * offset for offset in offsets)
    return Span(begin, begin + SECOND * length), start, draw(st.sampled_from([None, end]))


@given(breaks(), REASONS, st.sampled_from(ZONES))
@example((THE_DAY, at("12:00"), None), "- 12:45, pm", "Europe/Berlin")
@example((THE_DAY, at("12:00"), at("12:45")), ", , :", "Europe/Berlin")
def test_any_break_reads_back_exactly_as_it_was(
    taken: tuple[Span, datetime, datetime | None], typed: str, zone: str
) -> None:
    within, start, end = taken
    reason = clean_line(typed)
    assume(len(reason) <= 80)
    line = write_pause_line(start, end, reason, within, ZoneInfo(zone))
    assert read_pause_line(line, within, ZoneInfo(zone)) == (start, end, reason)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)))
@example("12-" * 10_000)
@example("9 " * 10_000)
def test_any_line_is_read_or_refused(line: str) -> None:
    try:
        start, end, reason = read_pause_line(line, THE_DAY, BERLIN)
    except Refusal:
        return
    assert start.tzinfo is UTC
    assert end is None or end.tzinfo is UTC
    assert clean_line(reason) == reason
