"""The main job: start, pause, resume, done, and the reminder, as a person lives through them."""

from tests.contract.driver import Driver, buttons_of, text_of


async def test_start_answers_with_a_card_that_can_be_paused_and_finished(ada: Driver) -> None:
    screen = await ada.work("start Write the report")
    card = screen.last_answer
    assert card["ephemeral"]
    assert "Write the report" in text_of(card)
    assert buttons_of(card) == ["Pause", "Done"]


async def test_the_timer_stands_still_while_paused(ada: Driver) -> None:
    await ada.work("start Write the report")
    await ada.advance("25m")
    await ada.work("pause lunch")
    await ada.advance("45m")
    card = (await ada.work()).last_answer
    assert "worked 25 min" in text_of(card)
    assert "lunch" in text_of(card)
    assert buttons_of(card) == ["Resume", "Done"]


async def test_the_same_session_goes_on_after_a_pause(ada: Driver) -> None:
    await ada.work("start Write the report")
    await ada.advance("25m")
    await ada.work("pause")
    await ada.advance("20m")
    await ada.work("resume")
    await ada.advance("5m")
    card = text_of((await ada.work("status")).last_answer)
    assert "worked 30 min" in card
    assert "paused 20 min" in card
    assert "1 break" in card


async def test_buttons_do_what_the_commands_do(ada: Driver) -> None:
    await ada.work("start Write the report")
    await ada.press("Pause")
    screen = await ada.until(lambda screen: "Resume" in buttons_of(screen.last_answer))
    assert "Resume" in buttons_of(screen.last_answer)
    await ada.press("Resume")
    screen = await ada.until(lambda screen: "Pause" in buttons_of(screen.last_answer))
    assert len([message for message in screen.messages("channel") if message["user"] == screen.bot_id]) == 1


async def test_a_long_pause_brings_a_reminder_and_resume_from_it_repairs_the_record(ada: Driver) -> None:
    await ada.work("start Write the report")
    await ada.advance("60m")
    await ada.work("pause lunch")
    await ada.advance("45m")
    screen = await ada.until_text("Your break has lasted 45 min")
    reminder = screen.direct_messages[-1]
    assert "Write the report" in text_of(reminder)
    assert buttons_of(reminder) == ["Resume", "Done"]
    await ada.press("Resume", where="message", channel=screen.conversation("im")["id"])
    screen = await ada.until_text("Break of 45 min ended")
    assert buttons_of(screen.direct_messages[-1]) == []
    assert "worked 1 h 00 min" in text_of((await ada.work()).last_answer)


async def test_checkout_asks_for_kpt_and_leaves_a_summary_in_the_dm(ada: Driver) -> None:
    await ada.work("start Write the report")
    await ada.advance("50m")
    await ada.work("pause coffee")
    await ada.advance("10m")
    await ada.work("resume")
    await ada.advance("30m")
    await ada.work("done")
    modal = (await ada.modal_opens()).modal
    assert "worked 1 h 20 min" in text_of(modal)
    assert "coffee" in text_of(modal)
    answer = await ada.submit(Keep="Short notes", Problem="Noise", Try="Headphones")
    assert answer["errors"] == {}
    screen = await ada.until(lambda screen: bool(screen.direct_messages))
    summary = text_of(screen.direct_messages[-1])
    for text in (
        "Write the report",
        "worked 1 h 20 min",
        "paused 10 min",
        "Short notes",
        "Noise",
        "Headphones",
    ):
        assert text in summary
    assert not screen.has_modal
    assert "Nothing running" in text_of((await ada.work()).last_answer)


async def test_the_end_is_the_instant_of_the_command_not_of_the_submission(ada: Driver) -> None:
    await ada.work("start Write the report")
    await ada.advance("50m")
    await ada.work("done")
    await ada.modal_opens()
    await ada.advance("30m")
    await ada.submit()
    screen = await ada.until(lambda screen: bool(screen.direct_messages))
    assert "worked 50 min" in text_of(screen.direct_messages[-1])


async def test_closing_the_checkout_leaves_the_session_as_it_was(ada: Driver) -> None:
    await ada.work("start Write the report")
    await ada.advance("50m")
    await ada.work("done")
    await ada.modal_opens()
    await ada.close_modal()
    await ada.advance("10m")
    assert "worked 1 h 00 min" in text_of((await ada.work()).last_answer)


async def test_done_while_paused_counts_the_open_pause_to_its_last_second(ada: Driver) -> None:
    await ada.work("start Write the report")
    await ada.advance("40m")
    await ada.work("pause")
    await ada.advance("20m")
    await ada.work("done")
    modal = text_of((await ada.modal_opens()).modal)
    assert "worked 40 min" in modal
    assert "paused 20 min" in modal
    await ada.submit()
    screen = await ada.until(lambda screen: bool(screen.direct_messages))
    assert "worked 40 min" in text_of(screen.direct_messages[-1])


async def test_a_session_that_changed_while_the_modal_was_open_is_asked_for_again(ada: Driver) -> None:
    await ada.work("start Write the report")
    await ada.advance("40m")
    await ada.work("done")
    await ada.modal_opens()
    await ada.work("pause")
    await ada.advance("15m")
    answer = await ada.submit(Keep="Kept")
    assert answer["response_action"] == "update"
    modal = text_of((await ada.see()).modal)
    assert "paused 15 min" in modal
    await ada.submit(Keep="Kept")
    screen = await ada.until(lambda screen: bool(screen.direct_messages))
    assert "worked 40 min" in text_of(screen.direct_messages[-1])


async def test_continue_needs_a_line_of_kpt_and_starts_the_same_task_at_submission(ada: Driver) -> None:
    await ada.work("start Write the report")
    await ada.advance("40m")
    await ada.work("done")
    await ada.modal_opens()
    await ada.advance("5m")
    refused = await ada.submit(**{"What happens now": "continue"})
    assert refused["response_action"] == "errors"
    await ada.submit(**{"What happens now": "continue", "Keep": "Kept"})
    await ada.until(lambda screen: len(screen.direct_messages) == 2)
    await ada.advance("10m")
    card = text_of((await ada.work()).last_answer)
    assert "Write the report" in card
    assert "worked 10 min" in card


async def test_switch_offers_the_start_modal(ada: Driver) -> None:
    await ada.work("start Write the report")
    await ada.work("done")
    await ada.modal_opens()
    answer = await ada.submit(**{"What happens now": "switch"})
    assert answer["response_action"] == "update"
    await ada.submit(Task="Mail")
    await ada.until_text("Mail")
    assert "Mail" in text_of((await ada.work()).last_answer)


async def test_starting_another_task_offers_to_switch_and_then_starts_it_directly(ada: Driver) -> None:
    await ada.work("start Write the report")
    screen = await ada.work("start Mail for 25m")
    assert "Write the report" in text_of(screen.last_answer)
    assert any("Switch to Mail" in label for label in buttons_of(screen.last_answer))
    await ada.press("Switch to Mail")
    await ada.modal_opens()
    await ada.submit(Keep="Kept")
    card = text_of((await ada.work()).last_answer)
    assert "Mail" in card
    assert "planned until" in card


async def test_start_without_a_task_asks_for_it(ada: Driver) -> None:
    await ada.work("start")
    await ada.modal_opens()
    missing = await ada.submit()
    assert missing["errors"]
    await ada.submit(Task="Write the report")
    screen = await ada.until(lambda screen: bool(screen.direct_messages))
    assert "Write the report" in text_of(screen.direct_messages[-1])


async def test_words_without_the_slash_work_in_the_dm(ada: Driver) -> None:
    await ada.say("start report")
    await ada.until(lambda screen: len(screen.direct_messages) == 1)
    await ada.say("pause lunch")
    screen = await ada.until(lambda screen: len(screen.direct_messages) == 2)
    assert "lunch" in text_of(screen.direct_messages[-1])
    assert buttons_of(screen.direct_messages[-1]) == ["Resume", "Done"]


async def test_home_shows_the_card_and_follows_what_happens_elsewhere(ada: Driver) -> None:
    await ada.open_home()
    await ada.until(lambda screen: screen.home is not None)
    await ada.work("start Write the report")
    await ada.until(lambda screen: "Write the report" in text_of(screen.home))
    await ada.press("Pause", where="home")
    screen = await ada.until(lambda screen: "Resume" in buttons_of(screen.home))
    assert "Resume" in buttons_of(screen.home)


async def test_the_log_shows_the_sessions_of_today_with_their_total(ada: Driver) -> None:
    await ada.work("start Write the report")
    await ada.advance("40m")
    await ada.work("pause coffee")
    await ada.advance("5m")
    await ada.work("resume")
    log = text_of((await ada.work("log")).last_answer)
    for text in ("Write the report", "coffee", "40 min", "5 min"):
        assert text in log


async def test_people_do_not_see_each_others_sessions(ada: Driver, ben: Driver) -> None:
    await ada.work("start Write the report")
    screen = await ben.work()
    assert "Nothing running" in text_of(screen.last_answer)
    assert "Write the report" not in screen.all_text()


async def test_only_the_newest_message_about_a_session_keeps_its_buttons(ada: Driver) -> None:
    await ada.say("start report")
    await ada.until(lambda screen: len(screen.direct_messages) == 1)
    await ada.say("pause lunch")
    screen = await ada.until(
        lambda screen: len(screen.direct_messages) == 2 and not buttons_of(screen.direct_messages[0])
    )
    assert "newer message" in text_of(screen.direct_messages[0])
    assert buttons_of(screen.direct_messages[1]) == ["Resume", "Done"]


async def test_a_message_in_the_dm_follows_what_happens_elsewhere(ada: Driver) -> None:
    await ada.say("start report")
    await ada.until(lambda screen: len(screen.direct_messages) == 1)
    await ada.work("pause lunch")
    screen = await ada.until(lambda screen: "Resume" in buttons_of(screen.direct_messages))
    assert "lunch" in text_of(screen.direct_messages[0])


async def test_done_in_the_dm_offers_the_checkout_for_the_instant_when_it_was_said(ada: Driver) -> None:
    await ada.say("start report")
    await ada.until(lambda screen: len(screen.direct_messages) == 1)
    await ada.advance("30m")
    await ada.say("done")
    await ada.until(lambda screen: len(screen.direct_messages) == 2)
    await ada.advance("10m")
    await ada.press("Finish session")
    modal = text_of((await ada.modal_opens()).modal)
    assert "worked 30 min" in modal


async def test_help_and_today_open_over_home(ada: Driver) -> None:
    await ada.work("start Write the report")
    await ada.open_home()
    await ada.until(lambda screen: "Write the report" in text_of(screen.home))
    await ada.press("Today in detail", where="home")
    assert "Write the report" in text_of((await ada.modal_opens()).modal)
    await ada.close_modal()
    await ada.press("Help", where="home")
    assert "/work pause" in text_of((await ada.modal_opens()).modal)
