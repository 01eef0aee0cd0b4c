"""The local Slack with the real bot in it, in this process, and the Chromium that looks at it."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime

from playwright.async_api import Browser, async_playwright

from bot.manifest import read_manifest
from bot.playground.clock import MovableClock
from bot.playground.run import bot_in
from bot.playground.server import PlaygroundServer
from tests.clocks import StandingClock

QUARTER_PAST_NINE = datetime(2026, 3, 4, 8, 15, tzinfo=UTC)  # in Berlin, where Ada is
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Workplace:
    """Switched off and on again it keeps its address, the bot's database and nothing else."""

    def __init__(self, database_url: str, at: datetime = QUARTER_PAST_NINE) -> None:
        self.clock = MovableClock(StandingClock(at))
        self.server = PlaygroundServer(clock=self.clock, manifest=read_manifest())
        self._database_url = database_url
        self._running = AsyncExitStack()

    @property
    def url(self) -> str:
        return self.server.url

    async def switch_on(self) -> None:
        await self.server.start()
        self._running.push_async_callback(self.server.close)
        await self._running.enter_async_context(bot_in(self.server, self.clock, self._database_url))

    async def switch_off(self) -> None:
        """Leaves a server for the same address ready to be switched on."""
        await self._running.aclose()
        port = int(self.url.rpartition(":")[2])
        self.server = PlaygroundServer(clock=self.clock, manifest=read_manifest(), port=port)


def find_chromium() -> str | None:
    """The program to run, from CHROMIUM or the search path."""
    names = [os.environ.get("CHROMIUM", ""), *CHROMIUM_NAMES]
    return next((found for name in names if name and (found := shutil.which(name))), None)


@asynccontextmanager
async def chromium(program: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()
