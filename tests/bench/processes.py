"""The programs that are measured, each in a process of its own, on this machine's loopback address."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from tests.bench.commands import SECRET

ROOT = Path(__file__).parents[2]
START_WITHIN = 30.0  # seconds
STOP_WITHIN = 30.0
_URL = re.compile(r"http://127\.0\.0\.1:\d+/\S+")


class ServerFailed(Exception):
    """A program did not start; its log says why."""


@dataclass(frozen=True, slots=True)
class Server:
    """A program that runs, and where it listens."""

    process: Process
    url: str

    async def say(self, line: str) -> None:
        """Write a line to the program's input."""
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n".encode())
        await self.process.stdin.drain()


@asynccontextmanager
async def bare() -> AsyncIterator[Server]:
    async with _program("tests.bench.servers.bare") as server:
        yield server


@asynccontextmanager
async def slack(delay: float = 0.0) -> AsyncIterator[Server]:
    """`delay` in seconds, before each post is answered."""
    async with _program("tests.bench.servers.slack", str(delay)) as server:
        yield server


@asynccontextmanager
async def bot(
    database_url: str,
    slack: Server,
    how: str | None = None,
    found: Path | None = None,
) -> AsyncIterator[Server]:
    """`workbot run` over HTTP; or `watched` or `profiled`, which leave in `found` what they have seen."""
    program = (f"tests.bench.servers.{how}", str(found)) if how else ("bot", "run")
    async with _program(*program, environment=bot_environment(database_url, slack.url)) as server:
        yield server


@asynccontextmanager
async def scheduler(
    slack: Server, file: Path, count: int, first_due_at: float, one_every: float = 0.0
) -> AsyncIterator[Server]:
    """APScheduler with so many jobs stored in `file`, not started yet. Instants in Unix seconds."""
    arguments = (slack.url, file, count, first_due_at, one_every)
    async with _program("tests.bench.servers.scheduler", *map(str, arguments)) as server:
        yield server


def bot_environment(database_url: str, slack_url: str, port: int = 0) -> dict[str, str]:
    return {
        "DATABASE_URL": database_url,
        "PORT": str(port),
        "SLACK_API_URL": slack_url,
        "SLACK_APP_TOKEN": "",
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_SIGNING_SECRET": SECRET,
    }


# As where it is installed: what has been imported once need not be compiled again at each start.
AS_INSTALLED = {"PYTHONDONTWRITEBYTECODE": ""}


@asynccontextmanager
async def _program(
    module: str, *arguments: str, environment: Mapping[str, str] | None = None
) -> AsyncIterator[Server]:
    with TemporaryFile() as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, *arguments),
            cwd=ROOT,
            env={**os.environ, **AS_INSTALLED, **(environment or {})},
            stdin=PIPE,
            stdout=PIPE,
            stderr=log,
        )
        try:
            yield Server(process, await _address(process, log))
        finally:
            await _end(process)


async def _address(process: Process, log: IO[bytes]) -> str:
    """What the program says of where it listens. Raises ServerFailed."""
    assert process.stdout
    said = b""
    async with asyncio.timeout(START_WITHIN):
        while line := await process.stdout.readline():
            said += line
            if found := _URL.search(line.decode()):
                return found[0]
    log.seek(0)
    raise ServerFailed((said + log.read()).decode(errors="replace"))


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.communicate(), STOP_WITHIN)
        except TimeoutError:
            process.kill()
            raise
