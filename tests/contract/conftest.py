"""The real bot and the real slack_sdk against the local Slack, each scenario over Socket Mode and HTTP."""

import logging
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.manifest import read_manifest
from bot.playground.clock import MovableClock
from bot.playground.run import bot_in
from bot.playground.server import PlaygroundServer
from tests.clocks import StandingClock
from tests.contract.driver import ADA, BEN, Driver, Everyone
from tests.contract.evidence import tracebacks

PAIRS = {("socket_mode", "sqlite"), ("http", "postgresql")}


@pytest.fixture(params=["socket_mode", "http"])
def transport(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Two pairs of the four, which saves half of the time: a door knows nothing of databases."""
    items[:] = [item for item in items if None in _pair(item) or _pair(item) in PAIRS]


def _pair(item: pytest.Item) -> tuple[object, object]:
    given = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    return given.get("transport"), given.get("database")


@pytest.fixture
async def clock() -> MovableClock:
    return MovableClock(StandingClock())


@pytest.fixture
async def server(clock: MovableClock) -> AsyncIterator[PlaygroundServer]:
    server = PlaygroundServer(clock=clock, manifest=read_manifest())
    await server.start()
    yield server
    await server.close()


@pytest.fixture
async def everyone(
    server: PlaygroundServer, clock: MovableClock, transport: str, database_url: str
) -> AsyncIterator[Everyone]:
    """The people of a workspace in which the bot is running."""
    more = {} if transport == "socket_mode" else {"slack_app_token": None}
    async with bot_in(server, clock, database_url, **more), Everyone(server) as everyone:
        yield everyone


@pytest.fixture
def ada(everyone: Everyone) -> Driver:
    return everyone.person(ADA)


@pytest.fixture
def ben(everyone: Everyone) -> Driver:
    return everyone.person(BEN)


@pytest.fixture
def clean_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever happens in the scenario, the log shows no error and no traceback."""
    caplog.set_level(logging.INFO)
    yield
    assert tracebacks(caplog) == []
