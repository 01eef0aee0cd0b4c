"""What a running app tells about itself, to whoever watches it and in its log; and how it ends."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.app import RunningApp
from bot.doors.http import HttpDoor
from bot.playground.clock import MovableClock
from bot.playground.run import bot_in
from bot.playground.server import PlaygroundServer
from bot.playground.wire import Delivery
from tests.contract.driver import ADA, PATIENCE, Driver, Everyone, text_of

pytestmark = pytest.mark.parametrize("database", ["sqlite"])  # a file, which somebody else can lock


@dataclass
class Watched:
    """A running app, the person who uses it, and whoever watches it."""

    app: RunningApp
    ada: Driver
    http: aiohttp.ClientSession
    url: str

    async def ask(self, path: str, url: str = "") -> tuple[int, str]:
        async with self.http.get((url or self.url) + path) as response:
            return response.status, await response.text()

    async def figure(self, name: str, **labels: str) -> float:
        """The sum of the samples of that name that have these labels."""
        _, page = await self.ask("/metrics")
        return sum(
            sample.value
            for family in text_string_to_metric_families(page)
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        )

    async def until_figure(self, name: str, at_least: float = 1, **labels: str) -> None:
        """A delivery is counted when it is settled, which is after the person sees it."""
        async with asyncio.timeout(PATIENCE):
            while await self.figure(name, **labels) < at_least:
                pass


@asynccontextmanager
async def running(
    server: PlaygroundServer, clock: MovableClock, database_url: str, transport: str
) -> AsyncIterator[Watched]:
    more = {} if transport == "socket_mode" else {"slack_app_token": None}
    async with (
        aiohttp.ClientSession() as http,
        bot_in(server, clock, database_url, health_port=0, **more) as app,
        Everyone(server) as everyone,
    ):
        assert app.health_server
        yield Watched(app, everyone.person(ADA), http, app.health_server.url)


@pytest.fixture
async def watched(
    server: PlaygroundServer, clock: MovableClock, database_url: str, transport: str
) -> AsyncIterator[Watched]:
    async with running(server, clock, database_url, transport) as watched:
        yield watched


@contextmanager
def locked(database_url: str) -> Iterator[None]:
    """As good as away: somebody else holds the file and does not let go."""
    path = Path(database_url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")


async def test_it_is_alive_and_ready(watched: Watched) -> None:
    for path in ("/healthz", "/readyz"):
        assert await watched.ask(path) == (200, '{"status": "ok"}')


async def test_the_http_door_says_so_too_and_keeps_the_figures_to_itself(watched: Watched) -> None:
    if not isinstance(watched.app.door, HttpDoor):
        return
    parts = urlsplit(watched.app.door.url)
    door = f"{parts.scheme}://{parts.netloc}"
    assert (await watched.ask("/healthz", door))[0] == 200
    assert (await watched.ask("/readyz", door))[0] == 200
    assert (await watched.ask("/metrics", door))[0] == 404


async def test_a_database_that_is_away_is_alive_not_ready_and_ready_again(
    watched: Watched, database_url: str
) -> None:
    with locked(database_url):
        assert (await watched.ask("/readyz"))[0] == 503
        assert (await watched.ask("/healthz"))[0] == 200
        await watched.until_figure("workbot_database_errors_total")
    async with asyncio.timeout(PATIENCE):
        while (await watched.ask("/readyz"))[0] != 200:
            pass


async def test_while_the_database_is_away_people_are_told_and_work_goes_on_by_itself_when_it_is_back(
    watched: Watched, database_url: str
) -> None:
    ada = watched.ada
    await ada.work("start report")
    await ada.work("pause lunch")
    with locked(database_url):
        answer = text_of((await ada.work("resume")).last_answer)
        assert "cannot reach my records right now, and nothing was changed. Try again in a minute" in answer
        await ada.advance("30m")
        assert await watched.figure("workbot_troubles_total", kind="database") == 1
    await ada.until_text("Your break has lasted 30 min")


async def test_what_is_typed_to_the_app_while_the_database_is_away_is_refused_and_does_not_happen_later(
    watched: Watched, database_url: str
) -> None:
    ada = watched.ada
    await ada.say("start report")
    await ada.until_text("Working since")
    with locked(database_url):
        await ada.say("pause lunch")
        await ada.until_text("cannot reach my records right now, and nothing was changed")
    assert await watched.figure("workbot_ack_seconds_count", kind="event", result="failed") == 0
    await ada.advance("10m")  # by then Slack would have offered it again
    assert "worked 10 min" in text_of((await ada.work()).last_answer)


async def test_a_day_is_in_the_figures(watched: Watched) -> None:
    ada = watched.ada
    await ada.work("start report")
    await ada.work("pause lunch")
    await ada.advance("30m")
    await ada.until_text("Your break has lasted 30 min")
    await ada.press("Resume", where="message")
    await ada.until_text("Break of 30 min ended")
    await watched.until_figure("workbot_deliveries_total", kind="reminder", result="updated")
    assert await watched.figure("workbot_transitions_total", action="start", source="command") == 1
    assert await watched.figure("workbot_transitions_total", action="pause", source="command") == 1
    assert await watched.figure("workbot_transitions_total", action="resume", source="button") == 1
    assert await watched.figure("workbot_ack_seconds_count", kind="command", result="answered") == 2
    assert await watched.figure("workbot_ack_seconds_count", kind="click", result="answered") == 1
    assert await watched.figure("workbot_deliveries_total", kind="reminder", result="posted") == 1
    assert await watched.figure("workbot_reminders_total", kind="reminder", state="sent") == 1
    assert await watched.figure("workbot_reminder_lateness_seconds_count", kind="reminder") == 1
    assert await watched.figure("workbot_reminder_lateness_seconds_sum", kind="reminder") < PATIENCE
    assert await watched.figure("workbot_slack_calls_total", method="chat.postMessage", result="ok") == 1
    assert await watched.figure("workbot_tick_age_seconds") < PATIENCE


async def test_answers_to_clicks_are_counted_with_the_calls(
    watched: Watched, server: PlaygroundServer
) -> None:
    await watched.ada.work("start report")
    await watched.ada.press("Pause")
    await watched.until_figure("workbot_slack_calls_total", method="response_url", result="ok")
    server.slack.faults.add({"method": "response_url", "fault": "server_error"})
    await watched.ada.press("Resume")
    await watched.until_figure("workbot_slack_calls_total", method="response_url", result="failed")


async def test_a_reminder_that_had_to_be_repeated_counts_its_whole_lateness(
    watched: Watched, server: PlaygroundServer
) -> None:
    server.slack.faults.add({"method": "chat.postMessage", "fault": "rate_limited", "retry_after": 300})
    await watched.ada.work("start report")
    await watched.ada.work("pause lunch")
    await watched.ada.advance("30m")
    await watched.ada.until(lambda screen: not screen.data["faults"])
    await watched.ada.advance("6m")
    await watched.ada.until_text("Your break has lasted 36 min")
    await watched.until_figure("workbot_reminders_total", kind="reminder", state="sent")
    lateness = await watched.figure("workbot_reminder_lateness_seconds_sum", kind="reminder")
    assert 360 <= lateness < 360 + PATIENCE
    assert await watched.figure("workbot_deliveries_total", kind="reminder", result="retried") == 1
    calls = {"method": "chat.postMessage", "result": "rate_limited"}
    assert await watched.figure("workbot_slack_calls_total", **calls) == 1


@pytest.mark.parametrize(
    ("fault", "is_ambiguous"), [("drop_after", True), ("server_error", True), ("rate_limited", False)]
)
async def test_a_post_that_may_have_arrived_is_counted(
    watched: Watched, server: PlaygroundServer, fault: str, is_ambiguous: bool
) -> None:
    server.slack.faults.add({"method": "chat.postMessage", "fault": fault, "retry_after": 1})
    await watched.ada.work("start report")
    await watched.ada.work("pause lunch")
    await watched.ada.advance("30m")
    await watched.ada.until(lambda screen: not screen.data["faults"])
    await watched.until_figure("workbot_deliveries_total", kind="reminder", result="retried")
    assert await watched.figure("workbot_ambiguous_posts_total") == is_ambiguous
    assert await watched.figure("workbot_possibly_doubled_posts_total") == 0


async def test_a_post_that_cannot_be_looked_for_is_counted_as_possibly_doubled(
    watched: Watched, server: PlaygroundServer
) -> None:
    server.slack.faults.add({"method": "chat.postMessage", "fault": "drop"})
    server.slack.faults.add({"method": "conversations.history", "fault": "error", "error": "missing_scope"})
    await watched.ada.work("start report")
    await watched.ada.work("pause lunch")
    await watched.ada.advance("30m")
    await watched.until_figure("workbot_deliveries_total", kind="reminder", result="retried")
    await watched.ada.advance("20s")
    await watched.ada.until_text("Your break has lasted")
    await watched.until_figure("workbot_reminders_total", kind="reminder", state="sent")
    assert await watched.figure("workbot_possibly_doubled_posts_total") == 1


def events_of(caplog: pytest.LogCaptureFixture, name: str) -> list[dict[str, Any]]:
    return [
        record.__dict__["facts"]
        for record in caplog.records
        if record.name.startswith("bot.") and record.getMessage() == name
    ]


async def test_each_transition_and_delivery_is_one_event_with_ids_and_durations(
    watched: Watched, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    ada = watched.ada
    await ada.work("start Secret merger")
    await ada.work("pause Secret lunch")
    await ada.work("status")
    await ada.work("pause")  # refused: it is paused already
    await ada.advance("30m")
    await ada.until_text("Your break has lasted 30 min")
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit(Keep="Secret thoughts")
    await ada.until_text("worked")
    async with asyncio.timeout(PATIENCE):
        while len(events_of(caplog, "delivery")) < 3:
            await ada.see()
    started, paused, finished = events_of(caplog, "transition")
    assert (started["action"], started["source"], started["version"]) == ("start", "command", 1)
    assert (paused["action"], paused["user"]) == ("pause", ada.user_id)
    assert (finished["action"], finished["source"]) == ("finish", "modal")
    assert started["session"] == finished["session"]
    assert started["step"] != paused["step"]
    sent = events_of(caplog, "delivery")[0]
    assert (sent["result"], sent["kind"], sent["attempt"]) == ("posted", "reminder", 1)
    assert sent["session"] == started["session"]
    assert 0 < sent["ms"] < PATIENCE * 1000
    assert 0 <= sent["late_ms"] < PATIENCE * 1000


async def test_nothing_that_was_typed_and_no_secret_is_in_the_log_or_the_figures(
    watched: Watched, server: PlaygroundServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="bot")
    server.slack.faults.add({"method": "chat.postMessage", "fault": "error", "error": "is_archived"})
    server.slack.faults.add({"method": "response_url", "fault": "server_error"})
    ada = watched.ada
    await ada.work("start Secret merger")
    await ada.press("Pause")
    await ada.work("start Secret again")
    await ada.say("pause Secret lunch")
    await ada.advance("30m")
    await ada.until(lambda screen: not screen.data["faults"])
    await ada.open_home()
    await ada.until(lambda screen: screen.home is not None)
    _, page = await watched.ask("/metrics")
    log = "\n".join(
        f"{record.getMessage()} {record.__dict__.get('facts')}"
        for record in caplog.records
        if record.name.startswith("bot.")
    )
    assert "transition" in log
    for secret in ("Secret", "xoxb-", "xapp-", server.signing_secret, "/response/", "http://"):
        assert secret not in log
        assert secret not in page


async def test_at_the_end_it_is_not_ready_refuses_what_is_new_and_finishes_what_is_under_way(
    server: PlaygroundServer, clock: MovableClock, database_url: str, transport: str
) -> None:
    payload = {
        "type": "command",
        "command": "/work",
        "team_id": "T0PLAYGRND",
        "user_id": "U0ADA",
        "text": "start report until 15:00",
    }
    begun, ending = asyncio.Event(), asyncio.Event()
    urls: list[str] = []

    async def run() -> None:
        async with running(server, clock, database_url, transport) as watched:
            urls.append(watched.url)
            # Its timezone is asked of Slack, which takes its time.
            server.slack.faults.add({"method": "users.info", "fault": "delay", "seconds": 0.8})
            server.workspace.subscribe(begun.set)  # told when the fault befalls the call
            ending.set()
            await begun.wait()

    program = asyncio.create_task(run())
    await ending.wait()
    send = server.slack.dispatcher.transport.send
    under_way = asyncio.create_task(send(Delivery("slash_commands", payload, True)))
    await begun.wait()
    async with aiohttp.ClientSession() as http:
        async with asyncio.timeout(PATIENCE):
            while True:
                async with http.get(f"{urls[0]}/readyz") as response:
                    if response.status == 503:
                        assert "door" in (await response.json())["status"]
                        break
        async with http.get(f"{urls[0]}/healthz") as response:
            assert response.status == 200
    refused = await send(Delivery("slash_commands", payload | {"text": "start more"}, True))
    assert refused.error is not None
    answer = await under_way
    assert answer.error is None
    assert "Started" in json.dumps(answer.body)
    await program
