"""What the program says when it does not start: one line, no traceback, no secret."""

import socket
import sqlite3

import pytest
from aiohttp import web

from bot.playground.server import PlaygroundServer
from bot.store import open_store
from tests.cli.workbot import Workbot, ended, said


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
