"""An instant that is over, in a field of its own."""

from datetime import UTC, datetime

import pytest

from bot.domain.past_instants import read_past_instant
from bot.domain.phrase_errors import NotATimeOfDay, TimezoneUnknown
from tests.domain.examples import at


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("13:05", at(13, 5)),
        ("at 13:05", at(13, 5)),
        (" since  13:05 ", at(13, 5)),
        ("1pm", at(13)),
        ("10m ago", at(13, 50)),
        ("1 h 30 min ago", at(12, 30)),
        ("15:00", at(15)),  # ahead: for others to refuse
    ],
)
def test_times_and_how_long_ago(typed: str, meant: datetime) -> None:
    assert read_past_instant(typed, at(14), UTC) == meant


@pytest.mark.parametrize("typed", ["", "soon", "10m", "lunch at 13:05", "13:05 for 10m", "25:00"])
def test_what_is_no_instant_is_refused(typed: str) -> None:
    with pytest.raises(NotATimeOfDay):
        read_past_instant(typed, at(14), UTC)


def test_a_time_of_day_needs_a_timezone_and_a_length_does_not() -> None:
    assert read_past_instant("10m ago", at(14), None) == at(13, 50)
    with pytest.raises(TimezoneUnknown):
        read_past_instant("13:05", at(14), None)
