"""The real `workbot run`, as a process that can be killed, stopped and asked to end."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.faults.people import SECRET

STARTS_WITHIN = 60.0  # seconds, on a machine that has much else to do
ANNOUNCES = "Listening for Slack over HTTP on "


class DidNotStart(Exception):
    """The process ended, or said nothing, instead of listening."""


class BotProcess:
    """One `workbot run` over HTTP after another, on the same database. `log` collects what they all said."""

    def __init__(self, api_url: str, database_url: str, folder: Path, **settings: str) -> None:
        self.log = folder / "workbot.log"
        self._folder = folder
        self._environment = {
            **os.environ,
            "SLACK_BOT_TOKEN": "xoxb-faults",
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": api_url,
            "DATABASE_URL": database_url,
            "PORT": "0",
            **settings,
        }
        self._environment.pop("SLACK_APP_TOKEN", None)
        self._process: Process | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.kill()

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def spawn(self) -> None:
        """Begin to start, and wait for nothing."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self._folder,
                env=self._environment | {"PYTHONPATH": str(Path.cwd())},
                stdout=PIPE,
                stderr=log,
            )

    async def start(self) -> None:
        """Raises DidNotStart."""
        await self.spawn()
        await self.listens()

    async def listens(self) -> None:
        """Wait until it says where it listens. Raises DidNotStart."""
        process = self._process
        if process is None or process.stdout is None:
            raise DidNotStart("it was never spawned")
        async with asyncio.timeout(STARTS_WITHIN):
            while line := (await process.stdout.readline()).decode():
                if line.startswith(ANNOUNCES):
                    self.url = line.removeprefix(ANNOUNCES).strip()
                    return
        raise DidNotStart(self.log.read_text(errors="replace")[-2000:])

    def send(self, number: signal.Signals) -> None:
        if self.is_running and self._process:
            self._process.send_signal(number)

    async def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        self.send(signal.SIGKILL)
        await self.ended()

    async def ended(self) -> int:
        return await self._process.wait() if self._process else 0
