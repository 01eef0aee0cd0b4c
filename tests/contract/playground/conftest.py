"""A local Slack with short intervals, and a small app in it."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.manifest import read_manifest
from bot.playground.actions import Actions
from bot.playground.clock import MovableClock
from bot.playground.server import PlaygroundServer
from tests.clocks import StandingClock
from tests.contract.playground.small_app import SmallApp, Transport, connected


@pytest.fixture
async def slack() -> AsyncIterator[PlaygroundServer]:
    """Slack's three seconds are a fraction of one here."""
    server = PlaygroundServer(
        MovableClock(StandingClock()), read_manifest(), ack_seconds=0.4, retry_seconds=(0, 0, 0)
    )
    await server.start()
    yield server
    await server.close()


@pytest.fixture
def client(slack: PlaygroundServer) -> AsyncWebClient:
    return AsyncWebClient(slack.bot_token, slack.api_url)


@pytest.fixture
def actions(slack: PlaygroundServer) -> Actions:
    return slack.actions


@pytest.fixture(params=["socket_mode", "http"])
async def app(slack: PlaygroundServer, request: pytest.FixtureRequest) -> AsyncIterator[SmallApp]:
    """The same app over both of Slack's ways."""
    transport: Transport = request.param
    async with connected(slack, transport) as app:
        yield app


@pytest.fixture
async def socket_app(slack: PlaygroundServer) -> AsyncIterator[SmallApp]:
    async with connected(slack, "socket_mode") as app:
        yield app


@pytest.fixture
async def http_app(slack: PlaygroundServer) -> AsyncIterator[SmallApp]:
    async with connected(slack, "http") as app:
        yield app
