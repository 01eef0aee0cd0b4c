"""Figures, clock times, and typed text on its way in and out."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pause import Boundary, Provenance
from bot.domain.person import Person
from bot.surface.figures import counted, duration
from bot.surface.incoming import plain_text
from bot.surface.lines import Code, Moment, Task, Typed, dotted, escaped, plain, shortened
from bot.surface.times import Times
from tests.surface.gallery import ADA, NINE_FIFTEEN, READER, at


@pytest.mark.parametrize(
    ("seconds", "reads"),
    [
        (0, "0 s"),
        (40, "40 s"),
        (59, "59 s"),
        (60, "1 min"),
        (45 * 60 + 59, "45 min"),
        (3599, "59 min"),
        (3600, "1 h 00 min"),
        (2 * 3600 + 5 * 60 + 59, "2 h 05 min"),
        (30 * 3600, "30 h 00 min"),
    ],
)
def test_a_duration_is_floored(seconds: int, reads: str) -> None:
    assert duration(timedelta(seconds=seconds)) == reads


def test_one_break_and_two_breaks() -> None:
    assert [counted(number, "break") for number in (0, 1, 2)] == ["0 breaks", "1 break", "2 breaks"]


def test_a_time_of_today_is_a_time_only() -> None:
    moment = Times.of(at(82), READER).clock(NINE_FIFTEEN)
    assert moment == Moment(NINE_FIFTEEN, "{time}", "9:15 CET")
    assert escaped((moment,)) == "<!date^1795162500^{time}|9:15 CET>"


def test_a_time_of_another_day_has_its_day() -> None:
    moment = Times.of(at(60 * 24), READER).clock(NINE_FIFTEEN)
    assert (moment.format, moment.fallback) == ("{date_short_pretty} {time}", "Nov 20, 9:15 CET")


def test_today_is_the_readers_own() -> None:
    just_after_midnight = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    in_berlin = Times.of(just_after_midnight, READER).clock(at(0))
    in_utc = Times.of(just_after_midnight, Person(ADA)).clock(at(0))
    assert (in_berlin.format, in_utc.format) == ("{date_short_pretty} {time}", "{time}")


def test_a_zone_without_an_abbreviation_is_named_by_its_offset() -> None:
    reader = Person(ADA, timezone(timedelta(hours=5, minutes=30)))
    assert Times.of(at(0), reader).clock(at(0)).fallback == "13:45 UTC+05:30"


def test_a_corrected_and_an_automatic_time_are_marked() -> None:
    times = Times.of(at(0), READER)
    assert plain(times.boundary(Boundary(at(0)))) == "9:15 CET"
    assert plain(times.boundary(Boundary(at(0), Provenance.CORRECTED))) == "9:15 CET ✎"
    assert plain(times.boundary(Boundary(at(0), Provenance.AUTOMATIC))) == "9:15 CET ✎ auto"


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("Fish &amp; chips", "Fish & chips"),
        ("1 &lt; 2 &gt; 0", "1 < 2 > 0"),
        ("&amp;lt;", "&lt;"),
        ("call <@U1|ada>", "call @ada"),
        ("call <@U1>", "call @U1"),
        ("in <#C1|general>", "in #general"),
        ("in <#C1|>", "in #C1"),
        ("<!channel>", "@channel"),
        ("<!here|here>", "@here"),
        ("<!subteam^S1|@writers>", "@writers"),
        ("<https://example.org/?a=1&amp;b=2>", "https://example.org/?a=1&b=2"),
        ("<http://example.org|example.org>", "example.org"),
        ("<mailto:ada@example.org|ada@example.org>", "ada@example.org"),
        ("&lt;@U1&gt;", "<@U1>"),
        ("a <b", "a <b"),
    ],
)
def test_what_slack_escapes_is_taken_back(sent: str, typed: str) -> None:
    assert plain_text(sent) == typed


@given(st.text())
def test_escaping_and_taking_it_back_gives_the_same(typed: str) -> None:
    assert plain_text(escaped((typed,))) == typed


def test_a_task_is_in_quotes_where_nothing_can_be_bold() -> None:
    line = ("Started ", Task("a <b> & c"), Typed(" <!channel>"), Code("x"))
    assert plain(line) == "Started “a <b> & c” <!channel>x"
    assert escaped(line) == "Started “a &lt;b&gt; &amp; c” &lt;!channel&gt;x"


def test_right_to_left_text_does_not_reorder_what_stands_beside_it() -> None:
    assert plain((Typed("غداء"), ", 12 min")) == "\u2068غداء\u2069, 12 min"


def test_facts_that_are_missing_leave_no_gap() -> None:
    assert plain(dotted(("a",), (), ("b",))) == "a · b"


@given(st.text(), st.integers(1, 80))
def test_shortened_text_fits(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert short == text or short.endswith("…")
