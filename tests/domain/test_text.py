"""Cleaning what people type: nothing unseen is kept, nothing seen is lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import TooLong
from bot.domain.text import clean_line, clean_paragraph, read_reason, read_task

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
HEART = "\u2764\ufe0f"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
PERSIAN = "\u0645\u06cc\u200c\u0631\u0648\u0645"
HEBREW = "\u05d3\u05d5\u05d7 (Q3)\u200f!"


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("report", "report"),
        ("  a \t b\u00a0\u3000c  ", "a b c"),
        ("one\r\ntwo\u2028three\x0bfour", "one two three four"),
        ("bell\x07, null\x00, escape\x1b[31m", "bell , null , escape [31m"),
        ("ze\u200bro \ufeffwi\u2060dth so\u00adft", "zero width soft"),
        ("\u202eover\u202c \u2066iso\u2069 \u202aembed\u202c", "over iso embed"),
        ("half \ud83d emoji", "half emoji"),
        ("cafe\u0301", "caf\u00e9"),
        ("e\u200b\u0301", "\u00e9"),
    ],
)
def test_a_line_has_single_spaces_and_nothing_invisible(typed: str, cleaned: str) -> None:
    assert clean_line(typed) == cleaned


@pytest.mark.parametrize(
    "typed", [FAMILY, HEART, SCOTLAND, PERSIAN, HEBREW, "q\u0307", "<!channel> <@U1> *b* _i_ ~s~ & <a>"]
)
def test_emoji_marks_and_right_to_left_text_stay_intact(typed: str) -> None:
    assert clean_line(typed) == typed
    assert clean_paragraph(typed) == typed


@pytest.mark.parametrize(
    "typed",
    ["", "  \n\t ", "\u200b\ufeff\u2060", "\u200d", "\u200e \u200f", "\ufe0f", "\u3164", "\u2800", "\ud800"],
)
def test_text_without_anything_to_see_is_blank(typed: str) -> None:
    assert clean_line(typed) == ""
    assert clean_paragraph(f"{typed}\n{typed}") == ""


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("one\ntwo", "one\ntwo"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\n\n  one  two \n \u200b\n- three\n\n", "one two\n\n- three"),
    ],
)
def test_a_paragraph_keeps_its_line_breaks(typed: str, cleaned: str) -> None:
    assert clean_paragraph(typed) == cleaned


@given(st.text())
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    line, paragraph = clean_line(typed), clean_paragraph(typed)
    assert clean_line(line) == line
    assert clean_paragraph(paragraph) == paragraph


@given(st.text(st.characters(codec=None)))
def test_a_cleaned_line_is_one_line_that_a_database_takes(typed: str) -> None:
    line = clean_line(typed)
    assert line.encode().decode() == line
    assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in line)
    assert line.split(" ") == line.split() or line == ""


def test_a_task_of_150_characters_is_taken_and_one_of_151_refused_with_its_count() -> None:
    assert read_task("  " + "ä" * 150) == "ä" * 150
    with pytest.raises(TooLong) as refusal:
        read_task("a" * 151)
    assert refusal.value == TooLong("task", 151, 150)


def test_a_reason_of_80_characters_is_taken_and_one_of_81_refused_with_its_count() -> None:
    assert read_reason("🥪" * 80) == "🥪" * 80
    with pytest.raises(TooLong) as refusal:
        read_reason("a" * 81)
    assert refusal.value == TooLong("reason", 81, 80)


@given(st.text(max_size=50))
def test_only_what_remains_after_cleaning_is_counted(typed: str) -> None:
    assert read_task(" \u200b" * 200 + typed) == clean_line(typed)
