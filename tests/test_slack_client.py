"""Calls of Slack: how long they may take."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.domain.person import Owner
from bot.slack.client import CALL_TIMEOUT, open_client, open_session
from bot.slack.files import send_file
from bot.telemetry import Telemetry

PATIENCE = 10.0
ADA = Owner("T1", "T1", "U1")


@pytest.fixture
async def silent_slack() -> AsyncIterator[str]:
    """The address of a Slack that takes calls and never answers."""
    is_over = asyncio.Event()

    async def listen(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await is_over.wait()
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/"
    is_over.set()
    server.close()


async def test_a_call_that_slack_does_not_answer_is_over_in_time(silent_slack: str) -> None:
    async with open_session(within=0.05) as http, asyncio.timeout(PATIENCE):
        client = open_client("xoxb-nobody", silent_slack, http, Telemetry())
        with pytest.raises(TimeoutError):
            await client.chat_postMessage(channel="D1", text="Hello")


async def test_a_call_may_take_as_long_as_leases_are_made_for() -> None:
    async with open_session() as http:
        assert http.timeout.total == CALL_TIMEOUT


async def test_an_upload_may_take_longer_than_a_call(silent_slack: str) -> None:
    upload_came, a_call_was_over = asyncio.Event(), asyncio.Event()

    async def answer(request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method == "upload":
            upload_came.set()
            await a_call_was_over.wait()
        url = str(request.url.with_path("/api/upload"))
        return web.json_response(
            {"ok": True, "channel": {"id": "D1"}, "upload_url": url, "file_id": "F1", "files": [{"id": "F1"}]}
        )

    slack = web.Application()
    slack.router.add_route("*", "/api/{method}", answer)
    async with TestServer(slack) as server, open_session(within=0.3) as http, asyncio.timeout(PATIENCE):
        client = open_client("xoxb-nobody", str(server.make_url("/api/")), http, Telemetry())
        sending = asyncio.create_task(
            send_file(client, ADA, name="a.csv", file=BytesIO(b"a"), comment="Here")
        )
        await upload_came.wait()
        silent = open_client("xoxb-nobody", silent_slack, http, Telemetry())
        with pytest.raises(TimeoutError):
            await silent.auth_test()
        a_call_was_over.set()
        await sending
