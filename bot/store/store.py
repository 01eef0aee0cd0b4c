"""The store: transactions for the asynchronous edge, run on the store's own threads."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine

from bot.store import address
from bot.store.attempts import Attempts, Work
from bot.store.engine import POSTGRESQL_THREADS, connect_for_reading
from bot.store.errors import DatabaseUnreachable
from bot.store.lock import FileLock
from bot.store.threads import Pool, Threads, Writer

T = TypeVar("T")


class Store:
    """One database. `url` is where it is, `description` what to call it when speaking to a person."""

    def __init__(
        self,
        url: str,
        description: str,
        engine: Engine,
        revision: str,
        lock: FileLock | None,
        failed: Callable[[], None],
    ) -> None:
        """`failed` is told of each work that the database did not take."""
        self._failed = failed
        self.url = url
        self.description = description
        self._engine = engine
        self._revision = revision
        self._lock = lock
        self._threads = _threads(engine, description)
        self._watch: Callable[[datetime], None] | None = None

    def revision(self) -> str:
        """The revision of the database's schema when it was opened."""
        return self._revision

    async def run(self, work: Work[T], *, gives_way: bool = False) -> T:
        """Do `work` in one transaction: on disk when this returns, rolled back when `work` raises.

        With `gives_way`, what others wait for comes first where there is one thread.

        When a race was lost, all of `work` is done again, so it should have no effect but through its
        transaction. Cancelling the caller does not cancel the work.
        Raises what `work` raises; StaleSession after three lost races; DatabaseUnreachable.
        """
        try:
            done = await self._threads.submit(work, gives_way=gives_way)
        except DatabaseUnreachable:
            self._failed()
            raise
        if done.due_at and self._watch:
            self._watch(done.due_at)
        return done.answer

    async def read(self, work: Work[T]) -> T:
        """Do `work`, which only reads, however long it takes: nobody waits for it.

        It sees one snapshot of the database. Begun again when the connection was lost, so it should have no
        effect but its answer. Raises what `work` raises; DatabaseUnreachable.
        """
        if address.is_in_memory(self._engine.url):
            return await self.run(work)  # there is but one connection
        snapshots = Attempts(self._snapshot, self.description)
        try:
            done = await asyncio.to_thread(snapshots.run, work, time.monotonic())
        except DatabaseUnreachable:
            self._failed()
            raise
        return done.answer

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        engine = connect_for_reading(address.parse(self.url))
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()

    def watch(self, watch: Callable[[datetime], None]) -> None:
        """Have `watch` called with the earliest of what a committed transaction has made due, if anything."""
        self._watch = watch

    async def close(self) -> None:
        """Finish the work that was submitted, and let go of the database."""
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()
        if self._lock:
            self._lock.release()


def _threads(engine: Engine, description: str) -> Threads:
    if engine.dialect.name == "postgresql":
        return Pool(engine, description, POSTGRESQL_THREADS)
    return Writer(engine, description)
