"""Looking back, as a person lives through it."""

import json

import aiohttp
import pytest

from bot.playground.server import PlaygroundServer
from tests.contract.driver import Driver, Json, Screen, buttons_of, text_of


def _files(screen: Screen) -> list[Json]:
    return [file for message in screen.direct_messages for file in message["files"]]


async def _saved(server: PlaygroundServer, file: Json) -> bytes:
    async with (
        aiohttp.ClientSession() as http,
        http.get(server.url + file["url_private_download"]) as answer,
    ):
        assert answer.status == 200
        return await answer.read()


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


async def test_an_export_comes_as_a_file_in_the_dm(
    ada: Driver, server: PlaygroundServer, clean_log: None
) -> None:
    await _work_for(ada, "=Write the report", "30m")
    answer = text_of((await ada.work("export")).last_answer)
    assert "on its way: 1 session" in answer
    assert "CSV" in answer
    screen = await ada.until(lambda screen: bool(_files(screen)))
    assert "Your export: 1 session" in screen.all_text()
    table = (await _saved(server, _files(screen)[0])).decode("utf-8-sig")
    assert "'=Write the report" in table
    assert ",1800," in table


async def test_an_export_asked_for_in_the_dm_is_json_with_the_figures_of_the_report(
    ada: Driver, server: PlaygroundServer, clean_log: None
) -> None:
    await _work_for(ada, "Write the report", "30m")
    await ada.say("export this week json")
    screen = await ada.until(lambda screen: bool(_files(screen)))
    document = json.loads(await _saved(server, _files(screen)[0]))
    assert document["total"]["worked_seconds"] == 1800
    assert [session["task"] for session in document["sessions"]] == ["Write the report"]


@pytest.mark.parametrize(
    "method", ["files.getUploadURLExternal", "upload_url", "files.completeUploadExternal"]
)
async def test_an_export_that_cannot_be_sent_is_said_where_it_was_asked_for(ada: Driver, method: str) -> None:
    await _work_for(ada, "Write the report", "5m")
    await ada.post("faults", method=method, fault="server_error")
    await ada.work("export")
    await ada.until(lambda screen: "could not send you the file" in text_of(screen.messages("channel")))
    assert _files(await ada.see()) == []


async def test_where_there_is_nothing_to_export_no_file_is_sent(ada: Driver) -> None:
    assert "no sessions" in text_of((await ada.work("export json today")).last_answer)
    assert _files(await ada.see()) == []


async def test_home_shows_today_this_week_and_what_was_to_be_tried(ada: Driver, clean_log: None) -> None:
    await _work_for(ada, "Write the report", "30m")
    await ada.advance("24h")
    await ada.work("start Mail")
    await ada.advance("10m")
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit(Try="Mail only at 11 and 16")
    await ada.until_text("Finished “Mail”")
    await ada.open_home()
    screen = await ada.until(lambda screen: "This week" in text_of(screen.home))
    shown = text_of(screen.home)
    assert "worked 10 min · paused 0 s · 1 session" in shown
    assert "worked 40 min · paused 0 s · 2 sessions" in shown
    assert shown.count("Mail only at 11 and 16") == 1
    await ada.work("start Next")
    screen = await ada.until(lambda screen: "Pause" in buttons_of(screen.home))
    assert text_of(screen.home).count("Mail only at 11 and 16") == 1


async def test_nothing_running_recalls_what_was_to_be_tried(ada: Driver) -> None:
    await ada.work("start Mail")
    await ada.advance("10m")
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit(Try="Mail only at 11 and 16")
    await ada.until_text("Finished “Mail”")
    answer = text_of((await ada.work()).last_answer)
    assert "From last time you wanted to try: “Mail only at 11 and 16”." in answer
