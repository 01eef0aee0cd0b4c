"""The load: prepared requests over connections that stay open, by a loop that has little else to do."""

import asyncio
import gc
import json
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

from tests.bench.commands import Answer, Command

_LENGTH = re.compile(rb"\r\nContent-Length: *(\d+)", re.IGNORECASE)


class Connection(asyncio.Protocol):
    """One keep-alive connection: a request, its answer, the next request."""

    def __init__(self) -> None:
        self._buffer = b""
        self._wanted = 0  # bytes of the answer; 0 while its head is not complete
        self._answer: asyncio.Future[Answer] | None = None

    @classmethod
    async def to(cls, url: str) -> Self:
        host, port = urlsplit(url).netloc.split(":")
        _, connection = await asyncio.get_running_loop().create_connection(cls, host, int(port))
        return connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def ask(self, request: bytes) -> asyncio.Future[Answer]:
        self._buffer, self._wanted = b"", 0
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return self._answer

    def close(self) -> None:
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._wanted and (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(self._buffer, 0, end + 2)
            self._wanted = end + 4 + (int(length[1]) if length else 0)
        if self._wanted and len(self._buffer) >= self._wanted and self._answer:
            body_at = self._buffer.index(b"\r\n\r\n") + 4
            self._answer.set_result(Answer(int(self._buffer[9:12]), self._buffer[body_at : self._wanted]))

    def connection_lost(self, error: Exception | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(error or ConnectionError("the server closed the connection"))


@dataclass(slots=True)
class Load:
    """What was sent, what came back, and how long each took, in seconds.

    `elapsed`: all of it. `worked`: how much of a processor the server had meanwhile. `late`: how long after
    the instant that was set a command was ready to be sent, which is the load's own doing.
    """

    commands: list[Command] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    elapsed: float = 0.0
    worked: float = 0.0

    @property
    def per_second(self) -> float:
        return len(self.answers) / self.elapsed

    @property
    def worked_for_each(self) -> float:
        """What one answer costs the server, in seconds of a processor."""
        return self.worked / len(self.answers)


async def closed_loop(url: str, lanes: Sequence[Sequence[Command]]) -> Load:
    """Each lane on a connection of its own, which waits for an answer before it sends the next."""
    connections = [await Connection.to(url) for _ in lanes]
    load = Load()
    with _without_collections():
        started = time.perf_counter()
        await asyncio.gather(
            *(_drive(connection, lane, load) for connection, lane in zip(connections, lanes, strict=True))
        )
        load.elapsed = time.perf_counter() - started
    for connection in connections:
        connection.close()
    return load


async def _drive(connection: Connection, lane: Iterable[Command], load: Load) -> None:
    for command in lane:
        sent_at = time.perf_counter()
        answer = await connection.ask(command.request)
        load.latencies.append(time.perf_counter() - sent_at)
        load.commands.append(command)
        load.answers.append(answer)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What one person sends, and when: at instants set beforehand, in seconds from the beginning."""

    at: tuple[float, ...]
    commands: tuple[Command, ...]


async def open_loop(url: str, lanes: Sequence[Arrivals], connections: int) -> Load:
    """Each command at its instant, however late the answers to others are; latencies count from there.

    Only a person's next command waits for the answer to the one before, and that counts too.
    """
    free: asyncio.Queue[Connection] = asyncio.LifoQueue()
    for _ in range(connections):
        free.put_nowait(await Connection.to(url))
    load = Load()
    with _without_collections():
        begin = time.perf_counter() + 0.1
        await asyncio.gather(*(_arrive(free, lane, begin, load) for lane in lanes))
        load.elapsed = time.perf_counter() - begin
    while not free.empty():
        free.get_nowait().close()
    return load


async def _arrive(free: "asyncio.Queue[Connection]", lane: Arrivals, begin: float, load: Load) -> None:
    for at, command in zip(lane.at, lane.commands, strict=True):
        await asyncio.sleep(begin + at - time.perf_counter())
        load.late.append(time.perf_counter() - begin - at)
        connection = await free.get()
        answer = await connection.ask(command.request)
        load.latencies.append(time.perf_counter() - begin - at)
        load.commands.append(command)
        load.answers.append(answer)
        free.put_nowait(connection)


@contextmanager
def _without_collections() -> Iterator[None]:
    """A collection of garbage here would look like a slow server."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def get_json(url: str) -> Any:
    """What a server answers to GET."""
    connection = await Connection.to(url)
    where = urlsplit(url)
    answer = await connection.ask(f"GET {where.path} HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode())
    connection.close()
    return json.loads(answer.body)
