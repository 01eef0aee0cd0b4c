"""The modal about a session that nobody ended: what it presumes, reads, and has put right at its fields."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.checkout import Checkout
from bot.domain.corrections import PauseDraft
from bot.domain.errors import Outdated
from bot.domain.outcomes import StopAsked
from bot.domain.reflection import Reflection
from bot.domain.session import WorkSession
from bot.domain.stopping import Stop, stop
from bot.surface import preview_stop, stop_modal
from bot.surface.fields import FieldErrors
from bot.surface.stop_form import read_stop
from bot.surface.values import MalformedValue
from tests.surface.editing import filled, running
from tests.surface.gallery import READER, at
from tests.surface.test_screens import _words

MORNING = at(24 * 60)
SIX = at(525)


def working() -> WorkSession:
    """From 9:15:12, a coffee from 10:10:20 to 10:18:40, lunch from 12:05:50 to 12:45:05."""
    return running().resume(at(210) + timedelta(seconds=5))


def opened(session: WorkSession, end_at: datetime = SIX) -> Any:
    return stop_modal(StopAsked(now=MORNING, session=session, end_at=end_at), READER)


def said(session: WorkSession, likely: datetime = SIX, /, **fields: str | datetime) -> Stop:
    return read_stop(filled(opened(session, likely), **fields), session, READER, MORNING)


def wrong(session: WorkSession, /, **fields: str | datetime) -> dict[str, str]:
    with pytest.raises(FieldErrors) as caught:
        said(session, **fields)
    return {block_id.partition(".")[0]: why for block_id, why in caught.value.errors.items()}


def top(view: Any) -> str:
    """What stands above the fields."""
    return "\n".join(_words(block) for block in view["blocks"] if block["type"] == "rich_text")


def test_submitted_as_it_opens_it_records_what_it_showed() -> None:
    recorded = stop(working(), said(working()), MORNING)
    assert recorded.ended_at == SIX
    assert "9:15 CET to 18:00 CET ✎ · worked 7 h 57 min · paused 47 min in 2 breaks" in top(opened(working()))
    assert recorded.account(MORNING).worked == timedelta(hours=7, minutes=57, seconds=13)


def test_a_likely_end_with_seconds_shows_the_figures_of_the_minute_that_is_recorded() -> None:
    end_at = SIX + timedelta(seconds=13)
    assert said(working(), end_at).end_at == SIX
    assert top(opened(working(), end_at)) == top(opened(working()))


def test_a_session_left_on_a_break_ends_to_the_second_where_that_began() -> None:
    paused_at = running().paused_at
    assert paused_at
    recorded = stop(running(), said(running(), paused_at), MORNING)
    assert recorded.ended_at == paused_at
    assert len(recorded.pauses) == 1


def test_all_that_was_filled_in_is_one_answer() -> None:
    words: dict[str, Any] = {"new_break": "15:00-15:20 dentist", "keep": " good ", "try": " less "}
    given = said(working(), end_at=at(480), **words)
    assert given == Stop(
        at(480),
        PauseDraft(at(345), at(365), "dentist"),
        Checkout(reflection=Reflection(keep="good", try_="less")),
    )


def test_a_break_typed_from_the_minute_of_a_recorded_instant_begins_at_that_instant() -> None:
    missing = said(working(), new_break="12:45-13:00").missing
    assert missing
    assert missing.start_at == at(210) + timedelta(seconds=5)


@pytest.mark.parametrize(
    ("fields", "field", "why"),
    [
        ({"end_at": at(205)}, "end_at", "The earliest that works is Nov 20, 12:45 CET."),
        ({"end_at": MORNING + timedelta(minutes=1)}, "end_at", "The latest that works is now."),
        ({"new_break": "lunch"}, "new_break", "I cannot read lunch as a break."),
        ({"new_break": "17:00-19:00"}, "new_break", "from Nov 20, 9:15 CET to Nov 20, 18:00 CET"),
        ({"new_break": "12:10-12:30"}, "new_break", "There is already a break from Nov 20, 12:05 CET"),
        ({"keep": "k" * 501}, "keep", "Shorten it by 1."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(fields: dict[str, Any], field: str, why: str) -> None:
    errors = wrong(working(), **fields)
    assert list(errors) == [field]
    assert why in errors[field]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert set(wrong(working(), end_at=at(205), new_break="lunch", keep="k" * 501)) == {
        "end_at",
        "new_break",
        "keep",
    }


def test_while_it_is_filled_in_it_says_what_would_follow() -> None:
    view = filled(opened(working()), end_at=at(480), new_break="15:00-15:20")
    shown = preview_stop(view, working(), READER, MORNING)
    assert "to 17:15 CET ✎ · worked 6 h 52 min · paused 1 h 07 min in 3 breaks" in top(shown)
    assert shown["private_metadata"] == view["private_metadata"]


def test_what_is_to_be_put_right_stands_above_what_works() -> None:
    view = filled(opened(working()), new_break="12:10-12:30")
    said_above = top(preview_stop(view, working(), READER, MORNING))
    assert said_above.startswith("Add a break: There is already a break")
    assert "to 18:00 CET ✎ · worked 7 h 57 min" in said_above
    too_early = filled(opened(working()), end_at=at(205))
    assert top(preview_stop(too_early, working(), READER, MORNING)) == (
        "End: Nov 20, 12:40 CET is before what is on record already."
        " The earliest that works is Nov 20, 12:45 CET."
    )


def test_of_a_session_that_moved_on_times_are_asked_anew_and_words_are_kept() -> None:
    before, after = opened(running()), opened(working())
    kept = {"keep", "problem", "try"}
    ids = [
        {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
        for view in (before, after)
    ]
    assert ids[0] & ids[1] == kept
    with pytest.raises(Outdated):
        read_stop(filled(before), working(), READER, MORNING)


def test_what_no_modal_of_ours_sends_is_not_read() -> None:
    other = filled(stop_modal(StopAsked(now=MORNING, session=working(), end_at=SIX), READER))
    other["private_metadata"] = '{"s":"S2","v":1}'
    with pytest.raises(MalformedValue):
        read_stop(other, working(), READER, MORNING)
    empty = {**opened(working()), "state": {"values": {}}}
    with pytest.raises(MalformedValue):
        read_stop(empty, working(), READER, MORNING)
