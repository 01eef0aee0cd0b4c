"""Looking back, as a person lives through it."""

from tests.contract.driver import Driver, buttons_of, text_of


async def _work_for(ada: Driver, task: str, span: str) -> None:
    await ada.work(f"start {task}")
    await ada.advance(span)
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit()
    await ada.until_text(f"Finished “{task}”")


async def test_the_log_turns_its_pages_in_the_same_message(ada: Driver, clean_log: None) -> None:
    await _work_for(ada, "Write the report", "30m")
    await ada.advance("24h")
    await _work_for(ada, "Mail", "10m")
    log = (await ada.work("log")).last_answer
    assert "worked 10 min" in text_of(log)
    assert buttons_of(log) == ["Earlier"]
    await ada.press("Earlier")
    screen = await ada.until(lambda screen: "Write the report" in text_of(screen.last_answer))
    assert "worked 30 min" in text_of(screen.last_answer)
    assert buttons_of(screen.last_answer) == ["Earlier", "Later"]
    await ada.press("Later", where="message", channel=screen.conversation("channel")["id"])
    screen = await ada.until(lambda screen: "Mail" in text_of(screen.last_answer))
    assert buttons_of(screen.last_answer) == ["Earlier"]


async def test_the_log_takes_days_in_words_and_names_what_it_cannot_read(ada: Driver) -> None:
    await _work_for(ada, "Write the report", "30m")
    await ada.advance("24h")
    assert "Write the report" in text_of((await ada.work("log yesterday")).last_answer)
    assert "no sessions yet" in text_of((await ada.work("log today")).last_answer)
    assert "brunch" in text_of((await ada.work("log brunch")).last_answer)


async def test_the_log_in_the_dm_turns_its_pages_there_and_stays_a_log(ada: Driver, clean_log: None) -> None:
    await _work_for(ada, "Write the report", "30m")
    await ada.advance("24h")
    await ada.say("log")
    screen = await ada.until(lambda screen: "no sessions yet" in text_of(screen.direct_messages))
    count = len(screen.direct_messages)
    await ada.press("Earlier", where="message", channel=screen.conversation("im")["id"])
    screen = await ada.until(lambda screen: "Later" in buttons_of(screen.direct_messages[-1]))
    assert "worked 30 min" in text_of(screen.direct_messages[-1])
    assert len(screen.direct_messages) == count
