"""What the log never says, however much of it is wanted: tokens, secrets, ways to answer, what was typed."""

import asyncio
import json
import logging
import os
import re
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from pydantic import BaseModel
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.doors.intake import Intake
from bot.failures import described
from bot.listeners import errors
from bot.listeners.services import Services
from bot.playground.server import PlaygroundServer
from bot.telemetry import Telemetry
from tests.contract.driver import ADA, Driver, Everyone, Refused

TYPED = "Sesame"
# As somebody may do who looks for a mistake: everything of ours, and the root, at DEBUG.
AT_DEBUG = """
import logging, sys
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
logging.getLogger("bot").setLevel(logging.DEBUG)
from bot.cli import main
logging.getLogger().setLevel(logging.DEBUG)
sys.exit(main(["run"]))
"""
PATIENCE = 30.0


async def started(server: PlaygroundServer, folder: Path, transport: str) -> asyncio.subprocess.Process:
    settings = {
        "SLACK_BOT_TOKEN": server.bot_token,
        "SLACK_APP_TOKEN": server.app_token,
        "SLACK_SIGNING_SECRET": server.signing_secret,
        "SLACK_API_URL": server.api_url.rstrip("/"),
        "WORKBOT_LONG_PAUSE": "1s",
        "PORT": "0",
    }
    if transport == "http":
        del settings["SLACK_APP_TOKEN"]
    with (folder / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", AT_DEBUG),
            cwd=folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2]), **settings},
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
    assert process.stdout
    async with asyncio.timeout(PATIENCE):
        async for line in process.stdout:
            if found := re.search(rb"http://\S+/slack/events", line):
                server.deliver_over_http(found.group().decode())
            if b"Stop with" in line:
                return process
    raise AssertionError((folder / "log").read_text())


async def live(ada: Driver, folder: Path) -> None:
    """A day with everything typed that can be, with Slack and the database failing in between."""
    await ada.open_home()
    await ada.work(f"start {TYPED} task")
    await ada.work(f"pause {TYPED} reason")
    await ada.until_text("Your break has lasted")
    await ada.press("Resume", where="message")
    await ada.say(f"pause {TYPED} again")
    await ada.say("resume")
    await ada.work(f"{TYPED} verb")
    await ada.work(f"log {TYPED}")
    await ada.work(f"done at {TYPED}")
    await ada.modal_opens()
    await ada.close_modal()
    await edit_and_choose(ada)
    await finish(ada)
    await with_slack_failing(ada)
    await with_the_database_failing(ada, folder)
    await ada.work("forget me")
    await ada.modal_opens()
    await ada.submit(**{"Type “forget me” to confirm": TYPED})
    await ada.submit(**{"Type “forget me” to confirm": "forget me"})
    await ada.until_text("Everything I kept about you is deleted")


async def edit_and_choose(ada: Driver) -> None:
    await ada.work("edit")
    await ada.modal_opens()
    await ada.submit(Task=f"{TYPED} edited", **{"Add a break": f"{TYPED} o'clock"})
    await ada.close_modal()
    await ada.work("settings")
    await ada.modal_opens()
    await ada.submit(Timezone=TYPED)
    await ada.submit(Timezone="Asia/Tokyo", **{"Default project": f"{TYPED} project"})


async def finish(ada: Driver) -> None:
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit(Keep=f"{TYPED} keep", Problem=f"{TYPED} problem", Try=f"{TYPED} try")
    await ada.until_text(f"{TYPED} keep")


async def with_slack_failing(ada: Driver) -> None:
    await ada.work(f"start {TYPED} once more")
    for method in ("response_url", "views.open", "chat.postMessage", "chat.update", "views.publish"):
        for fault in ("drop", "malformed", "server_error"):
            await ada.post("faults", method=method, fault=fault)
    for _ in range(3):
        await ada.press("Pause")
        await ada.work("done")
        await ada.work("resume")
        await ada.say(f"start {TYPED} in the DM")
        await ada.work(f"report {TYPED}")
    await ada.post("faults", method="files.getUploadURLExternal", fault="malformed")
    await ada.work("export json")
    await ada.until_text("could not send you the file")


async def with_the_database_failing(ada: Driver, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "workbot.db", isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        with suppress(Refused):  # it waits for the lock longer than Slack does for the answer
            await ada.work(f"start {TYPED} locked")
        database.execute("ROLLBACK")
        database.execute("ALTER TABLE work_session RENAME COLUMN task TO lost")
        await ada.work(f"start {TYPED} broken")
        await ada.until_text("Reference:")
        database.execute("ALTER TABLE work_session RENAME COLUMN lost TO task")


@pytest.mark.parametrize("transport", ["socket_mode", "http"])
async def test_a_whole_day_leaves_nothing_of_it_in_the_log(
    server: PlaygroundServer, tmp_path: Path, transport: str
) -> None:
    process = await started(server, tmp_path, transport)
    async with Everyone(server) as everyone:
        await live(everyone.person(ADA), tmp_path)
        await server.disconnect("warning")
        await everyone.person(ADA).until(lambda screen: bool(screen.data["bot"]["connected"]))
    process.terminate()
    async with asyncio.timeout(PATIENCE):
        out, _ = await process.communicate()
    log = (tmp_path / "log").read_text() + out.decode()
    assert "reference" in log
    assert "views.open failed" in log
    for secret in (TYPED, *secrets_of(server)):
        assert secret.casefold() not in log.casefold()
    assert re.findall(r"\b(?:DEBUG|INFO)[: ](?:slack|sqlalchemy|aiohttp|asyncio|apscheduler).*", log) == []


def secrets_of(server: PlaygroundServer) -> set[str]:
    """All that a request or a connection could be made with."""
    told = "\n".join(json.dumps(exchange) for exchange in server.traffic.latest())
    addresses = set(re.findall(r'/response/[^"\\]+', told))
    tickets = set(re.findall(r"ticket=[\w-]+", told)) | {"ticket="}
    triggers = set(re.findall(r"\d+\.\d+\.[0-9a-f]{32}", told))
    assert addresses
    assert triggers
    own = {server.bot_token, server.signing_secret, server.app_token}
    return own | addresses | tickets | triggers | {"xoxb-", "xapp-", "/response/"}


class Form(BaseModel):
    minutes: int


def refuse() -> None:
    Form.model_validate({"minutes": TYPED})


def look_up() -> None:
    known: dict[str, int] = {}
    try:
        known[TYPED]
    except KeyError as error:
        raise RuntimeError(f"no {TYPED}") from error


@pytest.mark.parametrize("fail", [refuse, look_up])
async def test_the_text_of_an_exception_is_not_in_the_log(
    caplog: pytest.LogCaptureFixture, fail: object
) -> None:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1")

    async def broken(body: object) -> None:
        assert callable(fail)
        fail()

    app = AsyncApp(authorize=authorize, process_before_response=True, signing_secret="x")
    app.command("/work")(broken)
    services: dict[str, object] = dict.fromkeys(Services.__slots__) | {"telemetry": Telemetry()}
    errors.register(app, Services(**services))  # type: ignore[arg-type]
    body = {"command": "/work", "text": TYPED, "team_id": "T1", "user_id": "U1"}
    with caplog.at_level(logging.DEBUG, "bot"):
        answer = await Intake(app, Telemetry()).take(body)
    assert "Reference" in str(answer.body)
    log = "\n".join(logging.Formatter().format(record) for record in caplog.records)
    assert re.search(r"reference \S+: (ValidationError|RuntimeError) at [\w.]+:\d+", log)
    assert TYPED not in log


def test_a_failure_is_described_by_its_type_and_the_way_it_came() -> None:
    with pytest.raises(RuntimeError) as caught:
        look_up()
    told = described(caught.value)
    place = r"tests\.cli\.test_secrecy:\d+"
    assert re.fullmatch(f"RuntimeError at {place}; from KeyError at {place}", told)


def test_a_failure_that_was_never_raised_is_its_type_only() -> None:
    assert described(ValueError(TYPED)) == "ValueError"
