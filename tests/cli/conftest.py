"""A local Slack, and the program set up for it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.manifest import read_manifest
from bot.playground.clock import MovableClock
from bot.playground.server import PlaygroundServer
from tests.cli.workbot import Workbot


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
