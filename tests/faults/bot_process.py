"""The real `workbot run`, as a process that can be killed, stopped and asked to end.

Each is forked from a process that has imported the program and done nothing else: importing takes most of a
start, and a full run has thousands of starts.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.cli import main
from tests.faults.people import SECRET

STARTS_WITHIN = 60.0  # seconds, on a machine that has much else to do
ANNOUNCES = "Listening for Slack over HTTP on "

_imported = multiprocessing.get_context("forkserver")
_imported.set_forkserver_preload(["bot.cli", "psycopg"])


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
        self._process: ForkServerProcess | None = None
        self._ended: asyncio.Future[int] | None = None
        self._said = asyncio.StreamReader()
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
        return self._ended is not None and not self._ended.done()

    async def spawn(self) -> None:
        """Begin to start, and wait for nothing."""
        loop, said = asyncio.get_running_loop(), asyncio.StreamReader()
        receives, says = _imported.Pipe(duplex=False)
        process = _imported.Process(
            target=_run, args=(self._environment, self._folder, self.log, says), daemon=True
        )
        await asyncio.to_thread(process.start)
        says.close()
        await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(said), os.fdopen(os.dup(receives.fileno()), "rb")
        )
        receives.close()
        self._process, self._said, self._ended = process, said, _end_of(process)

    async def start(self) -> None:
        """Raises DidNotStart."""
        await self.spawn()
        await self.listens()

    async def listens(self) -> None:
        """Wait until it says where it listens. Raises DidNotStart."""
        async with asyncio.timeout(STARTS_WITHIN):
            while line := (await self._said.readline()).decode():
                if line.startswith(ANNOUNCES):
                    self.url = line.removeprefix(ANNOUNCES).strip()
                    return
        raise DidNotStart(self.log.read_text(errors="replace")[-2000:])

    def send(self, number: signal.Signals) -> None:
        if self.is_running and self._process and self._process.pid:
            os.kill(self._process.pid, number)

    async def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        self.send(signal.SIGKILL)
        await self.ended()

    async def ended(self) -> int:
        """Wait for its end, and tell the exit code."""
        return await asyncio.shield(self._ended) if self._ended else 0


def _end_of(process: ForkServerProcess) -> asyncio.Future[int]:
    """The exit code, once it has ended."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[int] = loop.create_future()

    def note() -> None:
        loop.remove_reader(process.sentinel)
        process.join()
        ended.set_result(process.exitcode or 0)

    loop.add_reader(process.sentinel, note)
    return ended


def _run(environment: Mapping[str, str], folder: Path, log: Path, says: Connection) -> None:
    """`workbot run`, in a process of its own."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    os.dup2(says.fileno(), sys.stdout.fileno())
    with log.open("ab") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
    sys.exit(main(["run"]))
