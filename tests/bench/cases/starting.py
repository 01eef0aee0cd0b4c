"""How soon the program answers after it was started, and how much memory it takes when idle."""

import asyncio
import os
import socket
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median

from tests.bench import processes
from tests.bench.commands import Answer, Command, people, steps_of
from tests.bench.databases import add_people, migrated
from tests.bench.load import Connection
from tests.bench.measured import resident_megabytes
from tests.bench.results import Row, at_most
from tests.bench.scale import Scale
from tests.bench.workshop import Workshop

TRY_EVERY = 0.002  # seconds
START_WITHIN = 30.0
BARE = ("tests.bench.servers.bare",)
LIBRARIES = ("sqlalchemy", "apscheduler.schedulers.asyncio")


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds until the first command was acknowledged, and resident megabytes when idle."""

    took: float
    resident: float


async def first_ack_and_memory(workshop: Workshop) -> list[Row]:
    scale = workshop.scale
    url = await migrated(workshop.new_file())
    user_ids = list(islice(people(), scale.starts))
    add_people(url, user_ids)
    ours, bare, loaded = [], [], []
    async with processes.slack() as slack:
        environment = processes.bot_environment(url, slack.url)
        for user_id in user_ids:
            ours.append(await _start(("bot", "run"), user_id, scale.idle_after, environment))
            bare.append(await _start(BARE, user_id, scale.idle_after))
            loaded.append(await _start((*BARE, *LIBRARIES), user_id, scale.idle_after))
    return _rows(scale, ours, bare, loaded)


def _rows(scale: Scale, ours: Sequence[Start], bare: Sequence[Start], loaded: Sequence[Start]) -> list[Row]:
    floor_is = "bare Bolt in a process that has SQLAlchemy and APScheduler imported, too"
    return [
        Row(
            name="first-ack",
            what="from the start of the process to the first acknowledged command",
            unit="s",
            ours=[start.took for start in ours],
            floor=[start.took for start in loaded],
            floor_is=floor_is,
            goal=at_most(1.0),
            note=f"bare Bolt alone {median(start.took for start in bare):.2f} s; SQLite, migrated before",
        ),
        Row(
            name="idle-memory",
            what=f"resident memory {scale.idle_after:g} s after that",
            unit="MB",
            ours=[start.resident for start in ours],
            floor=[start.resident for start in loaded],
            floor_is=floor_is,
            goal=at_most(90),
            note=f"bare Bolt alone {median(start.resident for start in bare):.0f} MB",
        ),
    ]


async def _start(
    program: tuple[str, ...], user_id: str, idle_after: float, environment: Mapping[str, str] | None = None
) -> Start:
    """Run a program until it is idle after its first command."""
    port = _free_port()
    command = next(steps_of(user_id, f"http://127.0.0.1:{port}/slack/events"))
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *program),
        cwd=processes.ROOT,
        env={**os.environ, **processes.AS_INSTALLED, **(environment or {}), "PORT": str(port)},
        stdin=PIPE,
        stdout=DEVNULL,
        stderr=DEVNULL,
    )
    try:
        answer = await _first_answer(port, command)
        took = time.perf_counter() - started
        assert answer.status == 200
        await asyncio.sleep(idle_after)
        return Start(took, resident_megabytes(process.pid))
    finally:
        process.terminate()
        await process.communicate()


async def _first_answer(port: int, command: Command) -> Answer:
    """Raises TimeoutError."""
    async with asyncio.timeout(START_WITHIN):
        while True:
            try:
                connection = await Connection.to(f"http://127.0.0.1:{port}")
            except ConnectionRefusedError:
                await asyncio.sleep(TRY_EVERY)
                continue
            answer = await connection.ask(command.request)
            connection.close()
            return answer


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port
