"""Calls of Slack: how long they may take."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.slack.client import CALL_TIMEOUT, open_client, open_session
from bot.telemetry import Telemetry

PATIENCE = 10.0


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
