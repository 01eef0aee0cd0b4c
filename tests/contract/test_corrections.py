"""Making the record true afterwards, as a person does it: in words, by edit, undo, redo and cancel.

The clock stands at noon UTC, which is 13:00 in Berlin, where Ada is.
"""

from tests.contract.driver import Driver, buttons_of, text_of


async def test_start_as_of_an_earlier_time_counts_from_then(ada: Driver) -> None:
    card = text_of((await ada.work("start review at 12:15")).last_answer)
    assert "12:15" in card
    assert "✎" in card
    assert "worked 45 min" in text_of((await ada.work()).last_answer)


async def test_a_forgotten_pause_begins_when_it_really_did(ada: Driver) -> None:
    await ada.work("start review at 12:00")
    await ada.work("pause lunch at 12:40")
    card = text_of((await ada.work()).last_answer)
    assert "worked 40 min" in card
    assert "lunch" in card


async def test_a_forgotten_resume_begins_when_it_really_did(ada: Driver) -> None:
    await ada.work("start review at 12:00")
    await ada.work("pause at 12:30")
    await ada.work("resume 10m ago")
    card = text_of((await ada.work()).last_answer)
    assert "worked 40 min" in card
    assert "paused 20 min" in card


async def test_done_as_of_an_earlier_time_ends_there(ada: Driver) -> None:
    await ada.work("start review at 12:00")
    await ada.work("done at 12:45")
    assert "worked 45 min" in text_of((await ada.modal_opens()).modal)
    await ada.submit()
    screen = await ada.until(lambda screen: bool(screen.direct_messages))
    summary = text_of(screen.direct_messages[-1])
    assert "worked 45 min" in summary
    assert "✎" in summary


async def test_a_forgotten_break_is_put_in(ada: Driver) -> None:
    await ada.work("start review at 10:00")
    screen = await ada.work("break 12:00-12:45 lunch")
    assert "lunch" in text_of(screen.last_answer)
    card = text_of((await ada.work()).last_answer)
    assert "worked 2 h 15 min" in card
    assert "paused 45 min" in card


async def test_what_cannot_be_is_refused_with_the_nearest_time_that_works(ada: Driver) -> None:
    await ada.work("start review at 12:00")
    assert "12:00" in text_of((await ada.work("pause at 11:30")).last_answer)
    assert "not come yet" in text_of((await ada.work("pause at 13:30")).last_answer)
    await ada.work("break 12:10-12:20")
    assert "already a break" in text_of((await ada.work("break 12:15-12:30")).last_answer)
    assert "worked 50 min" in text_of((await ada.work()).last_answer)


async def test_a_session_cannot_begin_within_another(ada: Driver) -> None:
    await ada.work("start review at 12:00")
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit()
    refused = text_of((await ada.work("start mail at 12:30")).last_answer)
    assert "overlaps" in refused
    assert "review" in refused


async def test_undo_takes_back_one_step_after_the_other_and_redo_brings_it_back(ada: Driver) -> None:
    await ada.work("start review")
    await ada.advance("30m")
    await ada.work("pause lunch")
    await ada.advance("30m")
    await ada.work("resume")
    screen = await ada.work("undo")
    assert "Redo" in buttons_of(screen.last_answer)
    assert "Paused since" in text_of((await ada.work()).last_answer)
    await ada.work("undo")
    assert "worked 1 h 00 min" in text_of((await ada.work()).last_answer)
    await ada.work("redo")
    assert "worked 30 min" in text_of((await ada.work()).last_answer)
    await ada.work("undo")
    await ada.work("undo")
    assert "Nothing running" in text_of((await ada.work()).last_answer)
    assert "nothing to undo" in text_of((await ada.work("undo")).last_answer)


async def test_a_checkout_taken_back_does_not_turn_the_time_since_into_work(ada: Driver) -> None:
    await ada.work("start review")
    await ada.advance("30m")
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit()
    await ada.until(lambda screen: bool(screen.direct_messages))
    await ada.advance("2h")
    screen = await ada.work("undo")
    assert "It was work" in buttons_of(screen.last_answer)
    assert "worked 30 min" in text_of((await ada.work()).last_answer)
    await ada.press("It was work")
    await ada.until_text("worked 2 h 30 min")
    assert "worked 2 h 30 min" in text_of((await ada.work()).last_answer)


async def test_a_switch_is_taken_back_as_one(ada: Driver) -> None:
    await ada.work("start review")
    await ada.advance("30m")
    await ada.work("start mail")
    await ada.press("Switch to mail")
    await ada.modal_opens()
    await ada.submit()
    assert "mail" in text_of((await ada.work()).last_answer)
    await ada.work("undo")
    card = text_of((await ada.work()).last_answer)
    assert "review" in card
    assert "worked 30 min" in card


async def test_cancel_discards_after_a_second_word_and_undo_brings_it_back(ada: Driver) -> None:
    await ada.work("start review")
    await ada.advance("30m")
    screen = await ada.work("cancel")
    assert "review" in text_of(screen.last_answer)
    await ada.press("Discard")
    await ada.until(lambda screen: "Undo" in buttons_of(screen.last_answer))
    assert "Nothing running" in text_of((await ada.work()).last_answer)
    log = text_of((await ada.work("log")).last_answer)
    assert "review" not in log
    await ada.work("undo")
    assert "review" in text_of((await ada.work()).last_answer)


async def test_cancel_can_be_thought_better_of(ada: Driver) -> None:
    await ada.work("start review")
    await ada.work("cancel")
    await ada.press("Keep it")
    screen = await ada.until(lambda screen: "Pause" in buttons_of(screen.last_answer))
    assert "review" in text_of(screen.last_answer)


async def test_edit_shows_the_record_and_saves_what_was_changed(ada: Driver) -> None:
    await ada.work("start review at 10:00")
    await ada.work("break 11:00-11:30 coffee")
    await ada.work("edit")
    modal = (await ada.modal_opens()).modal
    assert modal["title"]["text"] == "Edit session"
    assert "worked 2 h 30 min" in text_of(modal)
    answer = await ada.submit(Task="Review the plan", **{"Add a break": "12:00-12:45 lunch"})
    assert answer["errors"] == {}
    assert "worked 1 h 45 min" in text_of((await ada.see()).modal)
    await ada.close_modal()
    card = text_of((await ada.work()).last_answer)
    assert "Review the plan" in card
    assert "worked 1 h 45 min" in card
    assert "paused 1 h 15 min in 2 breaks" in card


async def test_an_edit_that_cannot_be_is_refused_at_its_field(ada: Driver) -> None:
    await ada.work("start review at 10:00")
    await ada.work("break 11:00-11:30 coffee")
    await ada.work("edit")
    await ada.modal_opens()
    answer = await ada.submit(**{"Add a break": "11:15-11:45 tea"})
    assert answer["response_action"] == "errors"
    assert len(answer["errors"]) == 1
    await ada.close_modal()
    assert "in 1 break" in text_of((await ada.work()).last_answer)


async def test_an_edit_can_be_taken_back(ada: Driver) -> None:
    await ada.work("start review at 10:00")
    await ada.work("edit")
    await ada.modal_opens()
    await ada.submit(Task="Something else")
    await ada.close_modal()
    await ada.work("undo")
    assert "review" in text_of((await ada.work()).last_answer)


async def test_the_journal_tells_what_happened(ada: Driver) -> None:
    await ada.work("start review at 10:00")
    await ada.work("break 11:00-11:30 coffee")
    await ada.work()
    await ada.press("✎ edited")
    journal = text_of((await ada.modal_opens()).modal)
    assert "coffee" in journal


async def test_the_start_modal_turns_into_a_switch_when_a_session_began_meanwhile(ada: Driver) -> None:
    await ada.work("start")
    await ada.modal_opens()
    await ada.work("start review")
    answer = await ada.submit(Task="Mail")
    assert answer["response_action"] == "update"
    assert (await ada.see()).modal["title"]["text"] == "Switch task"
    await ada.submit()
    assert "Mail" in text_of((await ada.work()).last_answer)


async def test_a_switch_as_of_an_earlier_time_happens_then(ada: Driver) -> None:
    await ada.work("start review at 12:00")
    await ada.work("start mail since 12:30")
    await ada.press("Switch to mail")
    await ada.modal_opens()
    await ada.submit()
    assert "worked 30 min" in text_of((await ada.work()).last_answer)
    screen = await ada.until(lambda screen: "worked 30 min" in text_of(screen.direct_messages))
    assert "review" in text_of(screen.direct_messages)


async def test_a_start_that_was_named_without_a_task_is_kept_while_the_task_is_asked_for(ada: Driver) -> None:
    await ada.work("start at 12:15")
    assert "as of" in text_of((await ada.modal_opens()).modal)
    await ada.submit(Task="review")
    await ada.until(lambda screen: bool(screen.direct_messages))
    assert "worked 45 min" in text_of((await ada.work()).last_answer)
