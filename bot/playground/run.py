"""Joins the local Slack and the bot: what `workbot playground` runs."""

import asyncio
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import RunningApp, running
from bot.config import Settings
from bot.doors.http import HttpDoor
from bot.manifest import read_manifest
from bot.playground.clock import MovableClock
from bot.playground.server import PlaygroundServer


@asynccontextmanager
async def bot_in(
    server: PlaygroundServer, clock: MovableClock, database_url: str, **more: object
) -> AsyncIterator[RunningApp]:
    """The real bot, connected to a local Slack by its ordinary client; over HTTP without an app token."""
    given: dict[str, object] = {
        "slack_bot_token": server.bot_token,
        "slack_app_token": server.app_token,
        "slack_signing_secret": server.signing_secret,
        "slack_api_url": server.api_url,
        "database_url": database_url,
        "port": 0,
        "_env_file": None,
        **more,
    }
    async with running(Settings(**given), clock) as app:  # type: ignore[arg-type]
        if isinstance(app.door, HttpDoor):
            server.deliver_over_http(app.door.url)
        unsubscribe = clock.subscribe(app.wake)
        try:
            yield app
        finally:
            unsubscribe()


async def run_playground(
    *, port: int, opens_browser: bool, folder: Path | None, over_http: bool, say: Callable[[str], None]
) -> None:
    """Run both until cancelled. Raises what `running` raises, and OSError when the port is taken."""
    clock = MovableClock()
    server = PlaygroundServer(clock=clock, manifest=read_manifest(), port=port)
    await server.start()
    try:
        with tempfile.TemporaryDirectory(prefix="workbot-") as thrown_away:
            home = folder or Path(thrown_away)
            home.mkdir(parents=True, exist_ok=True)
            more = {"slack_app_token": None} if over_http else {}
            async with bot_in(server, clock, f"sqlite:///{home / 'workbot.db'}", **more):
                say(f"The playground is open at {server.url}")
                say("Type /work start there. Stop with Ctrl-C.")
                if opens_browser:
                    await asyncio.to_thread(webbrowser.open, server.url)
                await asyncio.Event().wait()
    finally:
        await server.close()
