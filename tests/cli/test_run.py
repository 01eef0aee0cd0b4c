"""`workbot run` as a person meets it: started for real, with a local Slack, and stopped by signals."""

import asyncio
import json
import re
import signal

import aiohttp
import pytest

from bot.playground.server import PlaygroundServer
from bot.store import open_store
from tests.cli.workbot import DOCKER_WAITS, Workbot, ended, said
from tests.contract.driver import ADA, Everyone, text_of

ONLY_OF_SOME_DATABASES = {"alembic", "bot.store.migrate", "psycopg", "sqlalchemy.dialects.postgresql"}
NOT_AT_A_START = {"bot.playground", "yaml"} | ONLY_OF_SOME_DATABASES


@pytest.mark.parametrize("transport", ["socket_mode", "http"])
async def test_run_on_a_database_that_is_up_to_date_imports_nothing_that_only_other_commands_need(
    workbot: Workbot, transport: str
) -> None:
    await open_store(f"sqlite:///{workbot.folder / 'workbot.db'}").close()
    more = {"SLACK_APP_TOKEN": None} if transport == "http" else {}
    process = await workbot.start("run", PYTHONPROFILEIMPORTTIME="1", **more)
    await said(process, "Stop with Ctrl-C")
    process.send_signal(signal.SIGTERM)
    end = await ended(process)
    imported = {line.rpartition("|")[2].strip() for line in end.err.splitlines()}
    assert "bot.app" in imported
    assert not imported & NOT_AT_A_START


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("transport", ["socket_mode", "http"])
async def test_run_says_where_it_is_and_ends_cleanly(workbot: Workbot, transport: str, number: int) -> None:
    more = {"SLACK_APP_TOKEN": None} if transport == "http" else {}
    process = await workbot.start("run", **more)
    printed = await said(process, "Stop with Ctrl-C")
    assert str(workbot.folder / "workbot.db") in printed
    assert "@workbot in Playground" in printed
    assert ("/slack/events" if transport == "http" else "Socket Mode") in printed
    process.send_signal(number)
    end = await ended(process)
    assert end.code == 0
    assert end.err == ""


async def test_a_short_limit_brings_a_reminder_in_real_time_and_the_log_keeps_quiet(
    workbot: Workbot, server: PlaygroundServer
) -> None:
    process = await workbot.start("run", WORKBOT_LONG_PAUSE="2s")
    await said(process, "Stop with Ctrl-C")
    async with Everyone(server) as everyone:
        ada = everyone.person(ADA)
        await ada.work("start Secret merger")
        begun = asyncio.get_running_loop().time()
        await ada.work("pause")
        screen = await ada.until_text("Your break has lasted 2 s")
        assert 1 < asyncio.get_running_loop().time() - begun < 4
        assert "Secret merger" in text_of(screen.direct_messages[-1])
    process.terminate()
    end = await ended(process)
    assert end.code == 0
    for secret in ("Secret", "xoxb-", "xapp-", server.signing_secret, "/response/"):
        assert secret not in end.err


@pytest.mark.parametrize("transport", ["socket_mode", "http"])
async def test_health_figures_and_a_log_of_json_can_be_had(
    workbot: Workbot, server: PlaygroundServer, transport: str
) -> None:
    more = {"SLACK_APP_TOKEN": None} if transport == "http" else {}
    process = await workbot.start("run", WORKBOT_HEALTH_PORT="0", WORKBOT_LOG="json", **more)
    printed = await said(process, "Stop with Ctrl-C")
    (url,) = re.findall(r"Health and metrics: (http://127\.0\.0\.1:\d+)", printed)
    if transport == "http":
        server.deliver_over_http(re.findall(r"http://\S+/slack/events", printed)[0])
    async with aiohttp.ClientSession() as http, Everyone(server) as everyone:
        await everyone.person(ADA).work("start Secret merger")
        for path, expected in (("/healthz", '"ok"'), ("/readyz", '"ok"'), ("/metrics", "workbot_tick_age")):
            async with http.get(url + path) as response:
                assert response.status == 200
                assert expected in await response.text()
    process.terminate()
    end = await ended(process)
    assert end.code == 0
    (transition,) = [json.loads(line) for line in end.err.splitlines()]
    assert (transition["event"], transition["action"]) == ("transition", "start")
    assert "Secret" not in end.err


@pytest.mark.parametrize("transport", ["socket_mode", "http"])
async def test_what_hangs_at_the_end_does_not_hold_the_program_up_until_it_is_killed(
    workbot: Workbot, server: PlaygroundServer, transport: str
) -> None:
    more = {"SLACK_APP_TOKEN": None} if transport == "http" else {}
    process = await workbot.start("run", **more)
    printed = await said(process, "Stop with Ctrl-C")
    if transport == "http":
        server.deliver_over_http(re.findall(r"http://\S+/slack/events", printed)[0])
    async with Everyone(server) as everyone:
        ada = everyone.person(ADA)
        # A modal, which is opened in the background, and Home, which the tick publishes: Slack takes ages.
        for method in ("views.open", "views.publish"):
            server.slack.faults.add({"method": method, "fault": "delay", "seconds": 60})
        await ada.open_home()
        await ada.work("start")
        await ada.until(lambda screen: not screen.data["faults"])
        begun = asyncio.get_running_loop().time()
        process.terminate()
        end = await ended(process)
    assert end.code == 0
    assert asyncio.get_running_loop().time() - begun < DOCKER_WAITS
    assert "Traceback" not in end.err
