"""Corrections one upon the other: what three steps back leave, and what gets in the way of an edit.

The clock stands at noon UTC, which is 13:00 in Berlin, where Ada is.
"""

from tests.clocks import NOON
from tests.contract.driver import Driver, buttons_of, text_of


async def _finish(ada: Driver) -> None:
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit()


async def test_steps_further_back_do_not_turn_the_time_after_a_checkout_into_work(ada: Driver) -> None:
    await ada.work("start review at 12:00")
    await ada.work("break 12:30-12:40 tea")
    await _finish(ada)
    await ada.advance("2h")
    await ada.work("undo")
    assert "worked 50 min, paused 2 h 10 min" in (await ada.work()).last_answer["text"]
    await ada.work("undo")
    assert "worked 1 h 00 min, paused 2 h 00 min" in (await ada.work()).last_answer["text"]


async def test_three_steps_back_through_a_pause_leave_the_gap_after_the_checkout_a_break(
    ada: Driver,
) -> None:
    await ada.work("start review at 12:00")
    await ada.work("pause at 12:30")
    await ada.work("resume at 12:40")
    await _finish(ada)
    await ada.advance("2h")
    await ada.work("undo")
    await ada.work("undo")
    answer = (await ada.work("undo")).last_answer
    assert "It was work" in buttons_of(answer)
    assert "worked 1 h 00 min, paused 2 h 00 min in 1 break" in (await ada.work()).last_answer["text"]


async def test_redo_brings_a_session_back_with_the_break_that_its_undone_checkout_left(ada: Driver) -> None:
    await ada.work("start review at 12:00")
    await _finish(ada)
    await ada.advance("2h")
    await ada.work("undo")
    await ada.work("undo")
    await ada.work("redo")
    assert "worked 1 h 00 min, paused 2 h 00 min" in (await ada.work()).last_answer["text"]
    await ada.work("redo")
    assert "worked 1 h 00 min" in text_of((await ada.work("log")).last_answer)
    assert "Nothing running" in text_of((await ada.work()).last_answer)


async def test_what_was_said_to_be_work_stays_work_when_redone(ada: Driver) -> None:
    await ada.work("start review at 12:00")
    await _finish(ada)
    await ada.advance("2h")
    await ada.work("undo")
    await ada.press("It was work")
    await ada.until_text("worked 3 h 00 min")
    await ada.work("undo")
    await ada.work("redo")
    assert "worked 3 h 00 min, no breaks" in (await ada.work()).last_answer["text"]


async def test_a_switch_is_brought_back_as_one(ada: Driver) -> None:
    await ada.work("start review at 12:00")
    await ada.work("start mail")
    await ada.press("Switch to mail")
    await ada.modal_opens()
    await ada.submit()
    await ada.advance("30m")
    await ada.work("undo")
    await ada.work("redo")
    assert "Working on “mail”" in (await ada.work()).last_answer["text"]
    assert "worked 1 h 30 min" in text_of((await ada.work("log")).last_answer)


async def test_an_edit_into_another_session_is_refused_at_its_field_and_loses_nothing(ada: Driver) -> None:
    await ada.work("start mail at 10:00")
    await ada.work("done at 11:00")
    await ada.modal_opens()
    await ada.submit()
    await ada.work("start review at 12:00")
    await ada.work("edit")
    modal = (await ada.modal_opens()).modal
    field = next(block for block in modal["state"]["values"] if block.startswith("start_at"))
    half_past_ten = {field: {"start_at": str(int(NOON.timestamp()) - 9_000)}}
    answer = await ada.post("submit", person=ada.user_id, fields={"Task": "plan"}, values=half_past_ten)
    assert answer["response_action"] == "errors"
    assert "overlaps “mail”" in answer["errors"][field]
    assert (await ada.see()).modal["title"]["text"] == "Edit session"


async def test_an_edit_of_the_texts_alone_stands_in_the_journal_and_is_taken_back(ada: Driver) -> None:
    await ada.work("start review")
    await ada.work("edit")
    await ada.modal_opens()
    await ada.submit(Project="Atlas")
    await ada.close_modal()
    await ada.work("edit")
    await ada.modal_opens()
    await ada.submit(Task="plan", Project="Atlas *2* <!here>")
    saved = text_of((await ada.see()).modal)
    assert "Task: \nreview\n → \nplan" in saved
    assert "Project: \nAtlas\n → \nAtlas *2* <!here>" in saved
    await ada.close_modal()
    await ada.work()
    await ada.press("✎ Edited")
    journal = text_of((await ada.modal_opens()).modal)
    assert "Project: \nAtlas\n" in journal
    assert "Project: \nAtlas\n → \nAtlas *2* <!here>" in journal
    await ada.close_modal()
    await ada.work("undo")
    await ada.work("edit")
    assert "Atlas" in str((await ada.modal_opens()).modal)
    assert "*2*" not in str((await ada.see()).modal)


async def test_an_edit_of_what_changed_meanwhile_says_that_nothing_was_saved(ada: Driver) -> None:
    await ada.work("start review at 12:00")
    await ada.work("edit")
    await ada.modal_opens()
    await ada.work("pause")
    answer = await ada.submit(Task="plan")
    assert answer["response_action"] == "update"
    modal = text_of((await ada.see()).modal)
    assert "changed in the meantime, and nothing was saved" in modal
    assert "Break 1" in modal
    await ada.submit(Task="plan")
    await ada.close_modal()
    assert "plan" in text_of((await ada.work()).last_answer)


async def test_a_break_in_the_way_of_another_is_named_as_it_is_on_record(ada: Driver) -> None:
    await ada.work("start review at 11:00")
    await ada.work("break 12:00-12:45 lunch")
    for typed in ("11:50-12:10", "12:00-12:10", "12:30-12:50"):
        refused = (await ada.work(f"break {typed}")).last_answer["text"]
        assert "12:00 CET> to " in refused
        assert "12:45 CET>" in refused


async def test_undo_in_the_menu_of_a_card_takes_back_what_the_card_shows(ada: Driver) -> None:
    await ada.work("start review at 12:00")
    await ada.work("pause lunch")
    await ada.press("Undo")
    await ada.until_text("Undone: the pause at ")


async def test_undo_in_the_menu_of_an_older_card_changes_nothing(ada: Driver) -> None:
    await ada.work("start review at 12:00")
    older = (await ada.work("pause lunch")).last_answer
    await ada.say("resume")
    await ada.until(lambda screen: bool(screen.direct_messages))
    await ada.press("Undo", channel=(await ada.see()).conversation("channel")["id"])
    screen = await ada.until(lambda screen: screen.last_answer != older)
    assert "nothing was changed" in text_of(screen.last_answer)
    assert "Working on" in (await ada.work()).last_answer["text"]


async def test_a_start_within_another_session_names_the_nearest_time_that_works(ada: Driver) -> None:
    await ada.work("start review at 12:00")
    await _finish(ada)
    refused = (await ada.work("start mail at 12:30")).last_answer["text"]
    assert "The earliest start that works is" in refused
    assert refused.count("13:00 CET") == 2


async def test_another_session_in_the_way_of_an_edit_is_said_while_it_is_filled_in(ada: Driver) -> None:
    await ada.work("start mail at 10:00")
    await ada.work("done at 11:00")
    await ada.modal_opens()
    await ada.submit()
    await ada.work("start review at 12:00")
    await ada.work("edit")
    await ada.modal_opens()
    await ada.press("Start", selected=str(int(NOON.timestamp()) - 9_000))
    await ada.until(lambda screen: "The earliest start that works is" in text_of(screen.modal))
