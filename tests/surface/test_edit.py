"""What is filled in into the edit modal: what was not touched stays, and errors stand at their field."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checkout import Checkout
from bot.domain.corrections import draft_of, revise
from bot.domain.errors import Outdated, OverlapsSession
from bot.domain.pause import REASON_LIMIT, Boundary
from bot.domain.session import WorkSession
from bot.surface.edit_form import read_edit, refuse_edit
from bot.surface.fields import FieldErrors
from bot.surface.values import MalformedValue
from tests.surface.editing import (
    NOW,
    break_of,
    drafted,
    ended,
    filled,
    of_many_breaks,
    opened,
    running,
    wrong,
)
from tests.surface.gallery import ADA, NINE_FIFTEEN, READER, at
from tests.surface.test_forms import JSON

CHANGES_OF_CLOCKS = datetime.fromisoformat("2026-10-25T00:10:07+00:00")  # 2:10 in Berlin, which comes twice


@st.composite
def sessions(draw: st.DrawFn) -> WorkSession:
    """Open, paused and ended ones, with breaks of any seconds, also where the clocks change."""
    begin = draw(st.sampled_from([NINE_FIFTEEN, CHANGES_OF_CLOCKS]))
    now = begin + timedelta(seconds=draw(st.integers(0, 59)))
    session = WorkSession("S1", ADA, "report", Boundary(now))
    for length in draw(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 5000)), max_size=25)):
        now += timedelta(seconds=length[0])
        session = session.pause(now, draw(st.sampled_from(["", "lunch", "to 3", "12:00", "- 5"])))
        now += timedelta(seconds=length[1])
        session = session.resume(now)
    if draw(st.booleans()):
        session = session.pause(now, "tea")
    return session.finish(now, Checkout()) if draw(st.booleans()) else session


@given(sessions(), st.integers(0, 3600))
def test_what_was_not_touched_is_unchanged_to_the_second(session: WorkSession, later: int) -> None:
    now = session.latest_instant + timedelta(seconds=later)
    assert drafted(session, now) == draft_of(session)


def test_the_task_is_changed() -> None:
    assert drafted(ended(), task="  mail &  more ").task == "mail & more"


def test_the_project_is_changed_and_cleared() -> None:
    of_atlas = replace(ended(), project="Atlas")
    assert drafted(of_atlas).project == "Atlas"
    assert drafted(of_atlas, project="  Atlas  2 ").project == "Atlas 2"
    assert drafted(of_atlas, project="").project == ""
    assert revise(of_atlas, drafted(of_atlas, project=""), NOW).project == ""


def test_an_earlier_start_is_exact_and_the_rest_stays() -> None:
    draft = drafted(ended(), start_at=at(-15))
    assert draft == replace(draft_of(ended()), start_at=at(-15))


def test_an_earlier_end_is_exact() -> None:
    assert drafted(ended(), end_at=at(400)).end_at == at(400)


def test_an_end_in_the_minute_in_which_the_last_break_ended_is_that_instant() -> None:
    assert drafted(ended(), end_at=at(210)).end_at == at(210) + timedelta(seconds=5)


def test_an_open_session_has_no_end_to_pick_and_nothing_to_reflect_on() -> None:
    fields = {block["block_id"] for block in opened(running())["blocks"] if block["type"] == "input"}
    assert fields == {"task.4", "project.4", "start_at.4", "break_1.4", "break_2.4", "new_break.4"}
    assert drafted(running()).end_at is None


def test_the_reason_of_a_break_changes_without_its_seconds() -> None:
    draft = drafted(ended(), break_1="10:10-10:18 espresso")
    assert break_of(draft, 1) == replace(break_of(draft_of(ended()), 1), reason="espresso")


def test_one_side_of_a_break_changes_and_the_other_keeps_its_seconds() -> None:
    changed = break_of(drafted(ended(), break_2="12:05-13:15 lunch"), 2)
    assert (changed.start_at, changed.end_at) == (at(170) + timedelta(seconds=50), at(240))


def test_an_emptied_line_removes_its_break() -> None:
    draft = drafted(ended(), break_1=" ")
    assert [each.number for each in draft.pauses] == [2]


def test_an_open_break_is_ended() -> None:
    ended_break = break_of(drafted(running(), break_2="12:05-12:45 lunch"), 2)
    assert ended_break.end_at == at(210)
    assert ended_break.start_at == at(170) + timedelta(seconds=50)


def test_an_open_break_is_removed_as_if_work_had_gone_on() -> None:
    assert not revise(running(), drafted(running(), break_2=""), NOW).open_pause


def test_a_break_is_added() -> None:
    draft = drafted(ended(), new_break="14:00-14:15 tea")
    added = break_of(draft, None)
    assert (added.start_at, added.end_at, added.reason) == (at(285), at(300), "tea")
    assert len(draft.pauses) == 3


def test_a_break_is_moved_behind_another_that_was_removed() -> None:
    draft = drafted(ended(), break_1="12:10-12:20", break_2="")
    assert (break_of(draft, 1).start_at, break_of(draft, 1).end_at) == (at(175), at(185))


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("12:45-12:50", at(210) + timedelta(seconds=5), at(215)),  # begins where lunch ended
        ("12:00-12:05", at(165), at(170) + timedelta(seconds=50)),  # ends where lunch began
        ("9:15-9:30", at(0.2), at(15)),  # begins with the session
        ("16:40-16:45", at(445), at(450) + timedelta(seconds=45)),  # ends with it
    ],
)
def test_a_minute_in_which_the_record_has_an_instant_means_that_instant(
    typed: str, start: datetime, end: datetime
) -> None:
    added = break_of(drafted(ended(), new_break=typed), None)
    assert (added.start_at, added.end_at) == (start, end)


def test_the_reflection_is_changed_and_cleared() -> None:
    draft = drafted(ended(), keep="", problem=" late\nstart ")
    assert draft.checkout
    reflection = draft.checkout.reflection
    assert (reflection.keep, reflection.problem, reflection.try_) == ("", "late\nstart", "")


def test_what_was_decided_at_the_checkout_stays() -> None:
    before = replace(ended(), checkout=Checkout(remaining=timedelta(hours=1), continue_reason="x"))
    assert drafted(before, keep="new").checkout == replace(
        before.checkout or Checkout(), reflection=replace(Checkout().reflection, keep="new")
    )


def test_of_very_many_breaks_the_last_are_shown_and_the_others_are_kept() -> None:
    session = of_many_breaks(91)
    view = opened(session)
    lines = [block["block_id"] for block in view["blocks"] if block["block_id"].startswith("break_")]
    assert len(lines) == 80
    assert "11 earlier breaks not shown here, kept unchanged." in str(view["blocks"])
    assert len(drafted(session, break_91="").pauses) == 90


def test_a_modal_of_very_many_breaks_is_one_that_slack_takes() -> None:
    session = of_many_breaks(91)
    long = replace(
        session, pauses=tuple(replace(pause, reason="é" * REASON_LIMIT) for pause in session.pauses)
    )
    view = opened(long.finish(at(480), Checkout()))
    assert len(view["blocks"]) <= 100
    assert len(json.dumps(view)) < 250_000


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"task": " "}, "task", "Name what you will work on."),
        ({"task": "x" * 151}, "task", "The task is 151 characters long"),
        ({"project": "x" * 81}, "project", "The project is 81 characters long, and 80 fit."),
        ({"start_at": at(500)}, "start_at", "17:35 CET has not come yet."),
        ({"end_at": at(500)}, "end_at", "17:35 CET has not come yet."),
        ({"end_at": at(-5)}, "end_at", "9:15 CET to 9:10 CET runs backwards."),
        ({"start_at": at(460)}, "start_at", "16:55 CET to 16:45 CET runs backwards."),
        ({"start_at": at(60)}, "start_at", "The break from 10:10 CET to 10:18 CET would lie outside"),
        ({"end_at": at(180)}, "end_at", "The break from 12:05 CET to 12:45 CET would lie outside"),
        ({"break_1": "9:00-9:10"}, "break_1", "A break has to lie within its session, from 9:15 CET"),
        ({"break_2": "16:30-17:00"}, "break_2", "A break has to lie within its session"),
        ({"new_break": "17:00-18:00"}, "new_break", "18:00 CET has not come yet."),
        ({"break_1": "12:00-12:10 tea"}, "break_1", "There is already a break from 12:05 CET to 12:45 CET"),
        ({"break_2": "10:00-12:45"}, "break_2", "There is already a break from 10:10 CET to 10:18 CET"),
        ({"new_break": "12:30-13:00"}, "new_break", "There is already a break from 12:05 CET to 12:45 CET"),
        ({"new_break": "12:00-12:30"}, "new_break", "There is already a break from 12:05 CET to 12:45 CET"),
        ({"new_break": "10:10-10:18"}, "new_break", "There is already a break from 10:10 CET to 10:18 CET"),
        ({"new_break": "lunch"}, "new_break", "I cannot read lunch as a break. Write it like 12:00-12:45"),
        ({"break_1": "25:00-26:00"}, "break_1", "No clock shows 25:00."),
        ({"break_1": "10:10-10:18 " + "x" * 81}, "break_1", "The reason is 81 characters long"),
        ({"break_2": "12:05-"}, "break_2", "The session has ended, so this break needs an end too"),
        ({"keep": "k" * 501}, "keep", "Keep is 501 characters long"),
    ],
)
def test_what_is_to_be_put_right_is_said_at_its_field(
    fields: dict[str, str | datetime], field: str, says: str
) -> None:
    said = wrong(ended(), **fields)
    assert list(said) == [field]
    assert said[field].startswith(says)


def test_a_break_that_is_still_open_is_in_the_way_of_a_later_one() -> None:
    said = wrong(running(), new_break="14:00-14:15")
    assert said == {
        "new_break": "There is already a break since 12:05 CET. Let the other one end by 12:05 CET."
    }


def test_everything_to_put_right_is_said_at_once() -> None:
    broken = {"task": "", "break_2": "lunch", "new_break": "18:00-19:00", "keep": "k" * 501}
    said = wrong(ended(), break_1="12:10-12:20", **broken)
    assert set(said) == set(broken)


def test_every_break_that_does_not_fit_is_said() -> None:
    said = wrong(ended(), break_1="9:00-9:10", break_2="16:30-17:00", new_break="14:00-13:00")
    assert set(said) == {"break_1", "break_2", "new_break"}


def test_while_the_start_is_wrong_the_breaks_are_not_held_against_it() -> None:
    assert list(wrong(ended(), start_at=at(500), new_break="9:00-9:10")) == ["start_at"]


def test_a_minute_typed_backwards_is_refused_at_its_line() -> None:
    assert list(wrong(ended(), new_break="14:30-14:00")) == ["new_break"]


@pytest.mark.parametrize(("start_at", "field"), [(at(-60), "start_at"), (at(440), "end_at")])
def test_another_session_in_the_way_is_said_at_the_side_where_it_lies(start_at: datetime, field: str) -> None:
    latest = start_at if field == "end_at" else None
    why = OverlapsSession("mail", start_at, start_at + timedelta(minutes=70), latest=latest)
    view = filled(opened(ended()))
    with pytest.raises(FieldErrors) as caught:
        refuse_edit(view, ended(), why, READER, NOW)
    assert list(caught.value.errors) == [f"{field}.6"]
    assert caught.value.errors[f"{field}.6"].startswith("That overlaps “mail”, from ")


def test_a_session_that_has_moved_on_is_outdated() -> None:
    view = filled(opened(running()))
    with pytest.raises(Outdated):
        read_edit(view, ended(), READER, NOW)


def test_a_modal_about_another_session_is_malformed() -> None:
    with pytest.raises(MalformedValue):
        read_edit(filled(opened(running())), replace(running(), id="S2"), READER, NOW)


@given(JSON)
def test_a_view_of_any_shape_is_a_draft_or_refused(state: Any) -> None:
    view = opened(running())
    for values in (state, {"values": state}, {"values": {"start_at.4": state, "task.4": {"task": state}}}):
        with suppress(FieldErrors, MalformedValue):
            assert read_edit({**view, "state": values}, running(), READER, NOW)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_in_a_line_is_a_break_or_said_at_its_field(typed: str, added: str) -> None:
    wrong_lines: set[str] = set()
    try:
        assert revise(ended(), drafted(ended(), break_1=typed, new_break=added), NOW)
    except FieldErrors as refused:
        wrong_lines = set(refused.errors)
    assert wrong_lines <= {"break_1.6", "new_break.6"}


def test_a_draft_that_was_prepared_is_what_the_fields_show_and_what_they_save() -> None:
    prepared = drafted(ended(), end_at=at(400), new_break="14:00-14:15 tea", keep="better")
    view = opened(ended(), draft=prepared)
    assert read_edit(filled(view), ended(), READER, NOW) == prepared
