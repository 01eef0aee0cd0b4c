"""What was decided to be sent leaves soon or not at all."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.slack.leaving import heeding_limits, leaving_in_time

WITHIN = 10.0


class Received:
    """A server that keeps what it was sent."""

    def __init__(self) -> None:
        self.bodies: list[str] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.text())
        return web.Response()


@pytest.fixture
async def received() -> AsyncIterator[Received]:
    received, app = Received(), web.Application()
    app.router.add_post("/", received.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    received.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield received
    await runner.cleanup()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(trace_configs=[heeding_limits()]) as http:
        yield http


async def send(http: aiohttp.ClientSession, received: Received, body: str) -> None:
    async with http.post(received.url, data=body) as answer:
        await answer.read()


async def test_what_is_in_time_leaves(http: aiohttp.ClientSession, received: Received) -> None:
    with leaving_in_time(lambda: 0.0) as limit:
        limit.leave_within(WITHIN)
        await send(http, received, "in time")
    assert received.bodies == ["in time"]


async def test_of_what_is_too_late_no_byte_leaves(http: aiohttp.ClientSession, received: Received) -> None:
    now = 0.0
    with leaving_in_time(lambda: now) as limit:
        limit.leave_within(WITHIN)
        now = WITHIN + 1  # the process was stopped, and goes on
        with pytest.raises(aiohttp.ClientConnectionError):
            await send(http, received, "too late")
    await send(http, received, "without a limit")
    assert received.bodies == ["without a limit"]


async def test_a_limit_that_is_renewed_counts_anew(http: aiohttp.ClientSession, received: Received) -> None:
    now = 0.0
    with leaving_in_time(lambda: now) as limit:
        limit.leave_within(WITHIN)
        now = WITHIN + 1
        limit.leave_within(WITHIN)
        await send(http, received, "renewed")
    assert received.bodies == ["renewed"]
