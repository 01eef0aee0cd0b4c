"""The command line as a person meets it: started for real, with a local Slack, and stopped by signals."""

import asyncio
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import jsonschema
import pytest
import yaml
from aiohttp import web

from bot.manifest import manifest_text, read_manifest
from bot.playground.clock import MovableClock
from bot.playground.server import PlaygroundServer
from bot.store import open_store
from tests.contract.driver import ADA, Everyone, buttons_of, text_of

PATIENCE = 20.0
DOCKER_WAITS = 10.0  # seconds; then it kills


@dataclass
class Ended:
    code: int | None
    out: str
    err: str


@dataclass
class Workbot:
    """Starts `python -m bot` in a folder of its own, with nothing set but what is given."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    stdout: int = asyncio.subprocess.PIPE

    async def start(self, *arguments: str, **more: str | None) -> asyncio.subprocess.Process:
        given = {name: value for name, value in {**self.settings, **more}.items() if value is not None}
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *arguments),
            cwd=self.folder,
            env={**kept, "PYTHONPATH": str(Path(__file__).parent.parent), **given},
            stdout=self.stdout,
            stderr=asyncio.subprocess.PIPE,
        )

    async def run(self, *arguments: str, **more: str | None) -> Ended:
        """Until it ends by itself."""
        return await ended(await self.start(*arguments, **more))

    async def refuses(self, *arguments: str, **more: str | None) -> str:
        """What it says when it does not start: one line, no traceback, no secret."""
        end = await self.run(*arguments, **more)
        assert end.code not in (0, None)
        assert "Traceback" not in end.err
        assert not [
            secret
            for secret in ("xoxb-", "xapp-playground", "playground-signing")
            if secret in end.err.replace("begins with xoxb-", "")
        ]
        (line,) = end.err.splitlines()
        assert line.startswith("workbot: ")
        return line


async def ended(process: asyncio.subprocess.Process) -> Ended:
    async with asyncio.timeout(PATIENCE):
        out, err = await process.communicate()
    return Ended(process.returncode, (out or b"").decode(), err.decode())


async def said(process: asyncio.subprocess.Process, text: str) -> str:
    """What it printed up to the line with this text."""
    lines = []
    assert process.stdout
    async with asyncio.timeout(PATIENCE):
        async for line in process.stdout:
            lines.append(line.decode())
            if text in lines[-1]:
                return "".join(lines)
    raise AssertionError(f"{text!r} was not printed: {lines}")


@pytest.fixture
async def server() -> AsyncIterator[PlaygroundServer]:
    server = PlaygroundServer(MovableClock(), read_manifest())
    await server.start()
    yield server
    await server.close()


@pytest.fixture
def workbot(server: PlaygroundServer, tmp_path: Path) -> Workbot:
    return Workbot(
        tmp_path,
        {
            "SLACK_BOT_TOKEN": server.bot_token,
            "SLACK_APP_TOKEN": server.app_token,
            "SLACK_SIGNING_SECRET": server.signing_secret,
            "SLACK_API_URL": server.api_url.rstrip("/"),
            "PORT": "0",
        },
    )


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


async def test_nothing_set_is_one_line(workbot: Workbot) -> None:
    workbot.settings.clear()
    assert "SLACK_BOT_TOKEN is missing" in await workbot.refuses("run")


async def test_swapped_tokens_are_a_line_each(workbot: Workbot, server: PlaygroundServer) -> None:
    end = await workbot.run("run", SLACK_BOT_TOKEN=server.app_token, SLACK_APP_TOKEN=server.bot_token)
    assert end.code == 1
    assert [line.split()[1] for line in end.err.splitlines()] == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]
    assert server.bot_token not in end.err


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("WORKBOT_LONG_PAUSE", "soon", "WORKBOT_LONG_PAUSE must be a duration"),
        ("DATABASE_URL", "nonsense", "DATABASE_URL is not usable"),
        ("DATABASE_URL", "mysql://x/y", "DATABASE_URL is not usable"),
        ("DATABASE_URL", "sqlite:////nowhere/at/all/workbot.db", "cannot be used"),
        ("DATABASE_URL", "postgresql://u:hidden@127.0.0.1:1/x", "cannot be used"),
        ("SLACK_BOT_TOKEN", "xoxb-wrong", "SLACK_BOT_TOKEN (invalid_auth)"),
        ("SLACK_APP_TOKEN", "xapp-wrong", "SLACK_APP_TOKEN (invalid_auth)"),
        ("SLACK_API_URL", "http://127.0.0.1:1", "Slack cannot be reached at http://127.0.0.1:1/"),
        ("SLACK_API_URL", "http://[", "SLACK_API_URL"),
    ],
)
async def test_a_wrong_setting_is_one_line(workbot: Workbot, name: str, value: str, expected: str) -> None:
    line = await workbot.refuses("run", **{name: value})
    assert expected in line
    assert "hidden" not in line


@pytest.mark.parametrize(
    ("text", "content_type"),
    [
        ("<html>No</html>", "text/html"),
        ("{", "application/json"),
        ("[]", "application/json"),
        ("", "text/plain"),
    ],
)
async def test_a_server_that_is_not_slack_is_one_line(workbot: Workbot, text: str, content_type: str) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=text, content_type=content_type)

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
        assert "Slack cannot be reached" in await workbot.refuses("run", SLACK_API_URL=url)
    finally:
        await runner.cleanup()


async def test_a_database_in_use_is_one_line(workbot: Workbot) -> None:
    store = open_store(f"sqlite:///{workbot.folder / 'workbot.db'}")
    try:
        assert "is in use by another workbot" in await workbot.refuses("run")
    finally:
        await store.close()


async def test_a_newer_database_is_one_line(workbot: Workbot) -> None:
    file = workbot.folder / "workbot.db"
    await open_store(f"sqlite:///{file}").close()
    connection = sqlite3.connect(file)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    assert "newer workbot" in await workbot.refuses("run")


async def test_a_file_that_is_no_database_is_one_line(workbot: Workbot) -> None:
    (workbot.folder / "workbot.db").write_text("not a database " * 500)
    assert "cannot be used" in await workbot.refuses("run")


async def test_a_port_that_is_taken_is_one_line(workbot: Workbot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        line = await workbot.refuses("run", "--port", port, SLACK_APP_TOKEN=None)
        assert "address" in line
        assert "address" in await workbot.refuses("playground", "--no-open", "--port", port)
        assert "WORKBOT_HEALTH_PORT" in await workbot.refuses("run", WORKBOT_HEALTH_PORT=port)


@pytest.mark.parametrize("command", ["run", "playground"])
@pytest.mark.parametrize("port", ["65536", "-1", "http"])
async def test_a_port_that_cannot_be_is_refused(workbot: Workbot, command: str, port: str) -> None:
    end = await workbot.run(command, f"--port={port}")
    assert end.code == 2
    assert "argument --port: must be a number from 0 to 65535" in end.err
    assert "Traceback" not in end.err


async def test_a_folder_that_cannot_be_had_is_named(workbot: Workbot) -> None:
    taken = workbot.folder / "taken"
    taken.write_text("a file, not a folder")
    line = await workbot.refuses("playground", "--no-open", "--port", "0", "--data", str(taken / "data"))
    assert f"{taken}/data cannot be used: Not a directory" in line


async def test_env_is_read_also_with_a_byte_order_mark(workbot: Workbot) -> None:
    lines = [f"{name}={value}" for name, value in workbot.settings.items()]
    workbot.settings.clear()
    (workbot.folder / ".env").write_text("\n".join(lines), encoding="utf-8-sig")
    process = await workbot.start("run")
    await said(process, "Stop with Ctrl-C")
    process.terminate()
    assert (await ended(process)).code == 0


async def test_an_env_in_another_encoding_is_one_line(workbot: Workbot) -> None:
    (workbot.folder / ".env").write_bytes("SLACK_BOT_TOKEN=é".encode("utf-16"))
    assert ".env is not a UTF-8 text file" in await workbot.refuses("run")


async def test_check_of_a_right_set_up_is_all_right(workbot: Workbot) -> None:
    end = await workbot.run("check")
    assert (end.code, end.err) == (0, "")
    assert "✗" not in end.out
    for subject in ("manifest", "settings", "database", "token", "scopes", "Socket Mode"):
        assert f"✓ {subject}: " in end.out


async def test_check_names_what_is_wrong(workbot: Workbot) -> None:
    end = await workbot.run("check", SLACK_BOT_TOKEN="xoxb-wrong", DATABASE_URL="nonsense")
    assert end.code == 1
    assert "✗ token: " in end.out
    assert "✗ database: " in end.out
    assert "xoxb-wrong" not in end.out + end.err
    workbot.settings.clear()
    end = await workbot.run("check")
    assert end.code == 1
    assert "✗ settings: SLACK_BOT_TOKEN is missing" in end.out


async def test_check_beside_a_running_workbot_is_no_harm(workbot: Workbot) -> None:
    process = await workbot.start("run")
    await said(process, "Stop with Ctrl-C")
    end = await workbot.run("check")
    assert "Traceback" not in end.err
    process.terminate()
    assert (await ended(process)).code == 0


async def test_a_backup_beside_a_running_workbot_is_a_database(workbot: Workbot) -> None:
    process = await workbot.start("run")
    await said(process, "Stop with Ctrl-C")
    end = await workbot.run("db", "backup", "copy.db")
    assert (end.code, end.out) == (0, f"Backup of {workbot.folder / 'workbot.db'}: copy.db\n")
    assert "copy.db is there already" in await workbot.refuses("db", "backup", "copy.db")
    process.terminate()
    assert (await ended(process)).code == 0
    assert "up to date" in (await workbot.run("check", DATABASE_URL="sqlite:///copy.db")).out


async def test_a_copy_beside_a_running_workbot_says_what_is_missing_in_it(workbot: Workbot) -> None:
    there = f"sqlite:///{workbot.folder / 'new.db'}"
    process = await workbot.start("run")
    await said(process, "Stop with Ctrl-C")
    first = await workbot.run("db", "copy", "sqlite:///workbot.db", there)
    process.terminate()
    await ended(process)
    assert f"is in use (process {process.pid}): what happens in it from now on is not in" in first.out
    second = await workbot.run("db", "copy", "sqlite:///workbot.db", there)
    assert second.code == 0
    assert f"Copied from {workbot.folder / 'workbot.db'} to {workbot.folder / 'new.db'}:" in second.out
    assert re.search(r"^ +work_session +0 rows  [0-9a-f]{32}$", second.out, re.MULTILINE)
    assert "in use" not in second.out
    assert "are the same database" in await workbot.refuses("db", "copy", there, there)


async def test_a_backup_is_restored_as_the_manual_says(workbot: Workbot, server: PlaygroundServer) -> None:
    async with Everyone(server) as everyone:
        ada = everyone.person(ADA)
        process = await workbot.start("run")
        await said(process, "Stop with Ctrl-C")
        await ada.work("start report")
        assert (await workbot.run("db", "backup", "copy.db")).code == 0
        await ada.work("pause lunch")
        process.terminate()
        assert (await ended(process)).code == 0

        (workbot.folder / "away").mkdir()
        for file in workbot.folder.glob("workbot.db*"):
            file.rename(workbot.folder / "away" / file.name)
        shutil.copy(workbot.folder / "copy.db", workbot.folder / "workbot.db")

        process = await workbot.start("run")
        await said(process, "Stop with Ctrl-C")
        assert "Pause" in buttons_of((await ada.work()).last_answer)
        assert "Resume" in buttons_of((await ada.work("pause")).last_answer)
        process.terminate()
        assert (await ended(process)).code == 0


async def test_manifest_prints_the_manifest_for_each_way(workbot: Workbot) -> None:
    assert (await workbot.run("manifest")).out.strip() == manifest_text().strip()
    end = await workbot.run("manifest", "--url", "https://work.example.com")
    assert end.code == 0
    schema = Path(__file__).parent / "contract" / "slack" / "manifest.schema.1.0.0.json"
    jsonschema.validate(yaml.safe_load(end.out), yaml.safe_load(schema.read_text()))
    assert "https" in await workbot.refuses("manifest", "--url", "http://work.example.com")
    for hopeless in ("https://", "https://a b", "https:///path"):
        assert "https" in await workbot.refuses("manifest", "--url", hopeless)


@pytest.mark.parametrize(
    "command",
    [[], ["run"], ["playground"], ["check"], ["manifest"], ["db"], ["db", "backup"], ["db", "copy"]],
)
async def test_every_command_explains_itself(workbot: Workbot, command: list[str]) -> None:
    end = await workbot.run(*command, "--help")
    assert end.code == 0
    assert "usage: workbot" in end.out


@pytest.mark.parametrize(
    "command",
    [["run"], ["playground", "--no-open", "--port=0"], ["check"], ["manifest"], ["--help"], ["--version"]],
)
async def test_when_nobody_reads_any_more_the_program_ends_without_a_word(
    workbot: Workbot, command: list[str]
) -> None:
    """As after `| head -1`."""
    reading, workbot.stdout = os.pipe()
    os.close(reading)
    end = await workbot.run(*command)
    os.close(workbot.stdout)
    assert (end.code, end.err) == (128 + signal.SIGPIPE, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
async def test_an_output_that_cannot_be_written_is_one_line(workbot: Workbot) -> None:
    workbot.stdout = os.open("/dev/full", os.O_WRONLY)
    line = await workbot.refuses("manifest")
    os.close(workbot.stdout)
    assert line == "workbot: The output cannot be written: No space left on device."


async def test_an_export_is_brought_in_once_without_any_setting_of_slack(tmp_path: Path) -> None:
    document = {"format": "workbot-export", "format_version": 1, "sessions": [_exported("S1")]}
    (tmp_path / "export.json").write_text(json.dumps(document))
    workbot = Workbot(tmp_path)
    line = ("db", "import", "export.json", "--team", "T1", "--user", "U1")
    assert "Work sessions brought in: 1." in (await workbot.run(*line)).out
    assert "has work sessions already" in await workbot.refuses(*line)
    assert "nowhere.json cannot be read" in await workbot.refuses("db", "import", "nowhere.json", *line[3:])


def _exported(session_id: str) -> dict[str, object]:
    start = {"utc": "2026-11-20T08:15:00Z", "provenance": "live"}
    end = {"utc": "2026-11-20T10:15:00Z", "provenance": "corrected"}
    return {
        "id": session_id,
        "task": "Mail",
        "start": start,
        "end": end,
        "version": 2,
        "pauses": [],
        "pauses_made": 0,
        "planned_checkout": None,
        "checkout": None,
        "cancelled": None,
        "source_url": None,
    }
