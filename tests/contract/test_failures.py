"""When Slack, the network or the program itself fails: nothing is lost or doubled, and it is said."""

import asyncio
import logging
import re
from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, text

from bot.playground.server import PlaygroundServer
from bot.store.address import parse
from tests.contract.driver import PATIENCE, Driver, Screen, buttons_of, text_of
from tests.contract.evidence import calls_of, printed


def fail(server: PlaygroundServer, method: str, fault: str, **more: object) -> None:
    server.slack.faults.add({"method": method, "fault": fault, **more})


LOOKS = 0.05  # seconds


async def a_long_pause(ada: Driver) -> None:
    await ada.work("start report")
    await ada.work("pause lunch")
    await ada.advance("30m")


async def as_time_passes(ada: Driver, seen: Callable[[Screen], bool]) -> Screen:
    """What the person sees as soon as it is as expected, with the waiting times of the bot passing by.

    Not faster than the bot can follow: the next reminder would be due.
    """
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                async with asyncio.timeout(LOOKS):
                    return await ada.until(seen)
            except TimeoutError:
                await ada.advance("5s")


@pytest.mark.usefixtures("clean_log")
@pytest.mark.parametrize(
    ("fault", "more"),
    [
        ("rate_limited", {"retry_after": 1}),
        ("server_error", {}),
        ("drop", {}),
        ("drop_after", {}),
        ("malformed", {}),
        ("error", {"error": "fatal_error"}),
    ],
)
async def test_a_reminder_arrives_once_whatever_befell_its_first_attempt(
    ada: Driver, server: PlaygroundServer, fault: str, more: dict[str, object]
) -> None:
    fail(server, "chat.postMessage", fault, **more)
    await a_long_pause(ada)
    await as_time_passes(ada, lambda screen: "Your break has lasted" in screen.all_text())
    await ada.advance("20m")
    await ada.work("resume")
    screen = await ada.until_text("Break of")
    assert len(screen.direct_messages) == 1


@pytest.mark.usefixtures("clean_log")
async def test_a_rate_limit_is_waited_out(ada: Driver, server: PlaygroundServer) -> None:
    fail(server, "chat.postMessage", "rate_limited", retry_after=600)
    await a_long_pause(ada)
    await ada.until(lambda screen: not screen.data["faults"])
    await ada.advance("9m")
    await ada.open_home()
    await ada.until(lambda screen: screen.home is not None)
    assert len(calls_of(server, "chat.postMessage")) == 1
    await ada.advance("2m")
    await ada.until_text("Your break has lasted 41 min")


@pytest.mark.usefixtures("clean_log")
async def test_what_slack_will_never_take_is_tried_once(ada: Driver, server: PlaygroundServer) -> None:
    fail(server, "chat.postMessage", "error", error="is_archived")
    await a_long_pause(ada)
    await ada.until(lambda screen: not screen.data["faults"])
    await ada.advance("5m")
    await ada.open_home()
    await ada.until(lambda screen: screen.home is not None)
    assert len(calls_of(server, "chat.postMessage")) == 1
    assert (await ada.see()).direct_messages == []


@pytest.mark.usefixtures("clean_log")
async def test_what_could_not_be_delivered_is_said_on_home_and_in_the_log(
    ada: Driver, server: PlaygroundServer, caplog: pytest.LogCaptureFixture
) -> None:
    await ada.open_home()
    await ada.until(lambda screen: screen.home is not None)
    fail(server, "chat.postMessage", "error", error="is_archived")
    await a_long_pause(ada)
    await ada.until_text("could not be delivered", "Your record is complete")
    deliveries = [record for record in printed(caplog) if record.getMessage() == "delivery"]
    (dead,) = [record for record in deliveries if record.__dict__["facts"]["result"] == "dead"]
    assert dead.levelno == logging.WARNING
    assert dead.__dict__["facts"]["reason"] == "is_archived"


@pytest.mark.usefixtures("clean_log")
async def test_a_home_that_slack_refuses_is_published_when_it_is_opened_again(
    ada: Driver, server: PlaygroundServer
) -> None:
    fail(server, "views.publish", "error", error="not_enabled")
    await ada.open_home()
    await ada.until(lambda screen: not screen.data["faults"])
    await ada.advance("5m")
    assert (await ada.see()).home is None
    await ada.open_home()
    await ada.until(lambda screen: screen.home is not None)
    assert "could not be delivered" not in (await ada.see()).all_text()


@pytest.mark.usefixtures("clean_log")
@pytest.mark.parametrize("fault", ["server_error", "drop", "malformed", "rate_limited"])
async def test_a_modal_that_did_not_open_says_so_and_keeps_the_instant(
    ada: Driver, server: PlaygroundServer, fault: str
) -> None:
    await ada.work("start report")
    await ada.advance("40m")
    fail(server, "views.open", fault)
    await ada.work("done")
    screen = await ada.until_text("did not open the form")
    assert "Try again" in buttons_of(screen.messages("channel"))
    await ada.advance("20m")
    await ada.press("Try again")
    assert "worked 40 min" in text_of((await ada.modal_opens()).modal)


@pytest.mark.usefixtures("clean_log")
async def test_a_modal_that_did_not_open_from_home_says_so_in_the_dm(
    ada: Driver, server: PlaygroundServer
) -> None:
    await ada.work("start report")
    await ada.open_home()
    await ada.until(lambda screen: "Done" in buttons_of(screen.home))
    fail(server, "views.open", "server_error")
    await ada.press("Done", where="home")
    screen = await ada.until(lambda screen: bool(screen.direct_messages))
    assert "did not open the form" in text_of(screen.direct_messages[-1])
    await ada.press("Try again", where="message")
    await ada.modal_opens()


@pytest.mark.usefixtures("clean_log")
@pytest.mark.parametrize(
    ("fault", "more"), [("server_error", {}), ("delay", {"seconds": 2.5}), ("malformed", {})]
)
async def test_without_a_timezone_a_time_of_day_is_asked_back_as_a_length(
    ada: Driver, server: PlaygroundServer, fault: str, more: dict[str, object]
) -> None:
    fail(server, "users.info", fault, times=20, **more)
    answer = text_of((await ada.work("start report until 15:00")).last_answer)
    assert "timezone" in answer
    assert "for 45m" in answer
    assert "Started" in text_of((await ada.work("start report for 45m")).last_answer)


@pytest.mark.usefixtures("clean_log")
async def test_a_click_whose_answer_does_not_arrive_has_still_happened(
    ada: Driver, server: PlaygroundServer
) -> None:
    await ada.work("start report")
    fail(server, "response_url", "server_error")
    await ada.press("Pause")
    await ada.until(lambda screen: not screen.data["faults"])
    assert "Resume" in buttons_of((await ada.work()).last_answer)


@pytest.mark.usefixtures("clean_log")
@pytest.mark.parametrize("fault", ["server_error", "drop", "drop_after", "malformed"])
async def test_a_home_that_was_not_published_is_repaired(
    ada: Driver, server: PlaygroundServer, fault: str
) -> None:
    fail(server, "views.publish", fault)
    await ada.open_home()
    await as_time_passes(ada, lambda screen: screen.home is not None and not screen.data["faults"])


@pytest.mark.usefixtures("clean_log")
async def test_an_edit_that_failed_is_repaired(ada: Driver, server: PlaygroundServer) -> None:
    await a_long_pause(ada)
    await ada.until_text("Your break has lasted")
    fail(server, "chat.update", "drop")
    await ada.work("resume")
    await as_time_passes(ada, lambda screen: "Break of 30 min ended" in screen.all_text())


REFERENCE = re.compile(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{2}\b")


def break_the_database(database_url: str) -> None:
    engine = create_engine(parse(database_url))
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE work_session RENAME COLUMN task TO lost"))
    engine.dispose()


@pytest.mark.parametrize("way", ["command", "button", "home", "modal"])
async def test_an_unexpected_error_is_one_sentence_with_the_reference_of_the_log(
    ada: Driver, database_url: str, caplog: pytest.LogCaptureFixture, way: str
) -> None:
    await ada.work("start Secret merger")
    await ada.open_home()
    await ada.until(lambda screen: "Pause" in buttons_of(screen.home))
    await ada.work("done")
    await ada.modal_opens()
    if way != "modal":
        await ada.close_modal()
    break_the_database(database_url)
    match way:
        case "command":
            await ada.work("pause Secret lunch")
        case "button":
            await ada.press("Pause", where="message")
        case "home":
            await ada.press("Pause", where="home")
        case _:
            await ada.submit(Keep="Secret thoughts")
    screen = await ada.until(lambda screen: REFERENCE.search(screen.all_text()) is not None)
    assert "nothing was changed" in screen.all_text()
    reference = REFERENCE.findall(screen.all_text())[0]
    log = "\n".join(logging.Formatter().format(record) for record in printed(caplog))
    assert reference in log
    assert "Secret" not in log
