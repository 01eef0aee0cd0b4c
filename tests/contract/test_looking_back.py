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


async def test_the_report_comes_in_the_dm_with_a_chart(ada: Driver, clean_log: None) -> None:
    await _work_for(ada, "Write the report", "30m")
    await _work_for(ada, "Mail", "10m")
    assert "in your messages" in text_of((await ada.work("report week")).last_answer)
    screen = await ada.until_text("Report:")
    report = next(one for one in screen.direct_messages if "Report:" in one["text"])
    assert "worked 40 min · paused 0 s · 2 sessions" in report["text"]
    assert [block["type"] for block in report["blocks"]].count("data_visualization") == 1
    assert "By task" in text_of(report)


async def test_a_report_that_slack_does_not_take_is_said_where_it_was_asked_for(ada: Driver) -> None:
    await ada.post("faults", method="chat.postMessage", fault="error", error="channel_not_found")
    await ada.work("report")
    await ada.until(lambda screen: "could not send you the report" in text_of(screen.messages("channel")))


async def test_the_report_asked_for_in_the_dm_is_the_answer_there(ada: Driver, clean_log: None) -> None:
    await ada.say("report last week")
    screen = await ada.until(lambda screen: bool(screen.direct_messages))
    assert "no sessions" in text_of(screen.direct_messages)
    assert "in your messages" not in text_of(screen.direct_messages)
