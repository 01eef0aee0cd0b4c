"""`/work forget me`: the export first, then nothing of a person is left, and nothing brings it back."""

import copy
import json
from collections.abc import Callable
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy import create_engine, text

from bot.domain.person import Owner
from bot.playground.clock import MovableClock
from bot.playground.run import bot_in
from bot.playground.server import PlaygroundServer
from bot.playground.wire import Delivery
from bot.playground.workspace import TEAM_ID
from bot.slack.background import Background
from bot.slack.client import open_client
from bot.slack.people import People
from bot.store import open_store
from bot.store.address import parse
from bot.telemetry import Telemetry
from tests.contract.driver import ADA, Driver, Everyone, Json, Screen, buttons_of, text_of
from tests.contract.stored import stored_about, stored_anywhere

CONFIRM = "Type “forget me” to confirm"
DONE = "Everything I kept about you is deleted"
Kept = Callable[[str], dict[str, int]]


@pytest.fixture
def kept(database_url: str) -> Kept:
    """How many rows of each table are about a person, or name them."""

    def count(user_id: str) -> dict[str, int]:
        about = stored_about(database_url, Owner(TEAM_ID, TEAM_ID, user_id))
        named = dict.fromkeys(stored_anywhere(database_url, user_id), 1)
        return named | {table: len(rows) for table, rows in about.items()}

    return count


async def work_a_little(ada: Driver) -> None:
    """A finished session with a break, an open one on a long break, Home and messages in the DM."""
    await ada.open_home()
    await ada.work("start audit")
    await ada.work("pause lunch")
    await ada.advance("10m")
    await ada.work("resume")
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit(Keep="Short notes")
    await ada.until_text("Finished “audit”")
    await ada.say("start mail")
    await ada.until_text("Working since")
    await ada.work("pause tea")
    await ada.advance("30m")
    await ada.until_text("Your break has lasted")
    await ada.until(lambda screen: "Resume" in buttons_of(screen.home))


async def confirm(ada: Driver, words: str = "forget me") -> Json:
    await ada.work("forget me")
    await ada.modal_opens()
    return await ada.submit(**{CONFIRM: words})


def files(screen: Screen) -> list[Json]:
    return [file for message in screen.direct_messages for file in message["files"]]


async def test_everything_is_exported_and_then_nothing_is_left(
    ada: Driver, server: PlaygroundServer, kept: Kept, clean_log: None
) -> None:
    await work_a_little(ada)
    assert set(kept(ada.user_id)) >= {"work_session", "pause", "session_change", "reminder", "card", "person"}
    await ada.work("forget me")
    modal = text_of((await ada.modal_opens()).modal)
    assert "deletes everything I keep about you" in modal
    assert "mail" in modal
    assert " is still running, and is deleted too" in modal
    answer = await ada.submit(**{CONFIRM: "“Forget\u00a0me”"})
    assert answer["response_action"] == "update"
    assert "Your export is on its way" in text_of((await ada.see()).modal)
    screen = await ada.until_text(DONE)
    assert [file["name"].endswith(".json") for file in files(screen)] == [True]
    upload = server.slack.uploads.shared(files(screen)[0]["id"])
    assert upload
    document = json.loads(upload.content or b"")
    assert [session["task"] for session in document["sessions"]] == ["audit", "mail"]
    assert kept(ada.user_id) == {}


async def test_home_and_the_card_show_that_nothing_is_left(ada: Driver, clean_log: None) -> None:
    await work_a_little(ada)
    await confirm(ada)
    screen = await ada.until_text(DONE)
    assert "audit" not in text_of(screen.home)
    assert "Start a session" in buttons_of(screen.home)
    assert "Nothing running" in text_of((await ada.work()).last_answer)
    assert "no sessions yet" in text_of((await ada.work("log")).last_answer)


async def test_of_other_people_everything_stays(ada: Driver, ben: Driver, kept: Kept) -> None:
    await ben.work("start slides")
    await ben.work("pause tea")
    before = kept(ben.user_id)
    await work_a_little(ada)
    await confirm(ada)
    await ada.until_text(DONE)
    after = kept(ben.user_id)
    assert all(after[table] >= number for table, number in before.items())
    assert "slides" in text_of((await ben.work()).last_answer)


async def test_in_the_dm_a_button_opens_the_modal(ada: Driver, clean_log: None) -> None:
    await ada.say("forget me")
    await ada.until_text("the button asks you to confirm it")
    await ada.press("Forget me")
    assert (await ada.modal_opens()).modal["title"]["text"] == "Forget me"


@pytest.mark.parametrize(
    "words",
    [
        "yes",
        "forget",
        "forget me not",
        "f\u043erget me",  # a Cyrillic o
        "\uff46\uff4f\uff52\uff47\uff45\uff54 me",  # full width
        "forget\u200dme",
        "em tegrof",
        "forget\u034fme",
    ],
)
async def test_other_words_are_refused_at_the_field_and_delete_nothing(
    ada: Driver, kept: Kept, words: str
) -> None:
    await ada.work("start report")
    before = kept(ada.user_id)
    answer = await confirm(ada, words)
    assert answer["errors"] == {
        "confirmation": "Write “forget me” here to delete it all, or keep everything."
    }
    assert kept(ada.user_id).items() >= before.items()


async def test_closing_the_modal_deletes_nothing(ada: Driver) -> None:
    await ada.work("start report")
    await ada.work("forget me")
    await ada.modal_opens()
    await ada.close_modal()
    assert "report" in text_of((await ada.work()).last_answer)


@pytest.mark.parametrize(
    "method",
    ["conversations.open", "files.getUploadURLExternal", "upload_url", "files.completeUploadExternal"],
)
async def test_what_cannot_be_exported_is_not_deleted(ada: Driver, method: str) -> None:
    await ada.work("start report")
    await ada.post("faults", method=method, fault="server_error", times=1)
    await confirm(ada)
    await ada.until_text("I could not send you the export, so nothing was deleted")
    assert "report" in text_of((await ada.work()).last_answer)
    await ada.close_modal()
    await confirm(ada)
    await ada.until_text(DONE)


async def test_what_changes_while_the_export_is_on_its_way_is_not_lost(ada: Driver) -> None:
    await ada.work("start report")
    await ada.post("faults", method="files.completeUploadExternal", fault="delay", seconds=0.5)
    await confirm(ada)
    await ada.until(lambda screen: not screen.data["faults"])
    await ada.work("pause lunch")
    await ada.until_text("Your record changed while the export was on its way, so nothing was deleted")
    assert "lunch" in text_of((await ada.work()).last_answer)


async def test_a_database_that_fails_by_then_is_said(
    ada: Driver, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    await ada.work("start report")
    await ada.post("faults", method="files.completeUploadExternal", fault="delay", seconds=0.5)
    await confirm(ada)
    await ada.until(lambda screen: not screen.data["faults"])
    engine = create_engine(parse(database_url))
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE person RENAME COLUMN user_id TO lost"))
    engine.dispose()
    await ada.until_text("I could not delete your records")
    assert "nobody was deleted" in caplog.text


async def test_of_somebody_without_sessions_no_file_is_sent(ada: Driver, kept: Kept, clean_log: None) -> None:
    await ada.open_home()
    await ada.until(lambda screen: screen.home is not None)
    await confirm(ada)
    screen = await ada.until_text(DONE)
    assert "Everything is being deleted" in text_of(screen.modal)
    assert files(screen) == []
    assert kept(ada.user_id) == {}


async def test_delivered_again_it_deletes_nothing_that_was_begun_since(
    ada: Driver, server: PlaygroundServer, clean_log: None
) -> None:
    await ada.work("start report")
    await confirm(ada)
    await ada.until_text(DONE)
    submission = told(server, "view_submission")
    await ada.work("start anew")
    answer = await server.slack.dispatcher.transport.send(Delivery("interactive", submission, True))
    assert answer.error is None
    await ada.work("pause lunch")
    assert "anew" in text_of((await ada.work()).last_answer)
    assert len(files(await ada.see())) == 1


async def test_what_was_done_before_and_is_delivered_again_does_not_come_back(
    ada: Driver, server: PlaygroundServer, kept: Kept
) -> None:
    await ada.say("start report")
    await ada.until_text("Working since")
    message = told(server, "message")
    await confirm(ada)
    await ada.until_text(DONE)
    answer = await server.slack.dispatcher.transport.send(Delivery("events_api", message, False))
    assert answer.error is None
    assert kept(ada.user_id).keys() <= {"person"}  # the timezone, as of anybody who comes for the first time
    assert "Nothing running" in text_of((await ada.work()).last_answer)


async def test_an_old_button_shows_that_nothing_is_running_and_keeps_nothing_of_it(
    ada: Driver, kept: Kept, clean_log: None
) -> None:
    await ada.say("start report")
    screen = await ada.until(lambda screen: "Pause" in buttons_of(screen.direct_messages))
    await confirm(ada)
    await ada.until_text(DONE)
    await ada.close_modal()
    dm = screen.conversation("im")["id"]
    await ada.press("Pause", where="message", channel=dm)
    screen = await ada.until(lambda screen: "Start a session" in buttons_of(screen.direct_messages))
    assert "Pause" not in buttons_of(screen.direct_messages)
    assert kept(ada.user_id).keys() <= {"person"}


@pytest.mark.parametrize("method", ["users.info", "conversations.open", "chat.postMessage"])
async def test_what_is_under_way_at_slack_leaves_nothing_behind(
    server: PlaygroundServer, clock: MovableClock, database_url: str, kept: Kept, method: str
) -> None:
    async with bot_in(server, clock, database_url), Everyone(server) as everyone:
        ada = everyone.person(ADA)
        server.slack.faults.add({"method": method, "fault": "delay", "seconds": 1.5})
        await ada.say("start report")  # its card opens the DM, and the timezone is asked for
        await ada.until(lambda screen: not screen.data["faults"])
        await confirm(ada)
        await ada.until_text(DONE)
    # The bot has ended, and with it whatever was under way.
    assert kept(ada.user_id) == {}


async def test_a_timezone_that_another_process_is_told_afterwards_is_not_kept(
    server: PlaygroundServer, clock: MovableClock, database_url: str, kept: Kept
) -> None:
    owner = Owner(TEAM_ID, TEAM_ID, "U0ADA")
    store, background = open_store(database_url), Background()
    async with aiohttp.ClientSession() as http:
        client = open_client(server.bot_token, server.api_url, http, Telemetry())
        people = People(store, client, clock, background, lambda *_: None)
        await people.person_with_timezone(owner)
        assert kept(owner.user_id) == {"person": 1}
        clock.advance(timedelta(days=2))
        server.slack.faults.add({"method": "users.info", "fault": "delay", "seconds": 0.5})
        assert (await people.person(owner)).timezone  # it is old, and asked for again
        await store.run(lambda tx: tx.erase_person(owner))
        await background.finish(10)
    await store.close()
    assert kept(owner.user_id) == {}


async def test_the_next_start_is_like_the_first(ada: Driver, clean_log: None) -> None:
    await work_a_little(ada)
    await confirm(ada)
    await ada.until_text(DONE)
    await ada.say("start anew")
    await ada.until(lambda screen: "Pause" in buttons_of(screen.direct_messages))
    log = text_of((await ada.work("log")).last_answer)
    assert "anew" in log
    assert "audit" not in log


def told(server: PlaygroundServer, name: str) -> Json:
    """What Slack delivered last under this name."""
    exchanges = [
        each for each in server.traffic.latest() if each["direction"] == "in" and each["name"] == name
    ]
    payload: Json = copy.deepcopy(exchanges[-1]["request"])
    return payload
