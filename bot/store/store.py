"""The store: transactions for the asynchronous edge, run on the store's own threads."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.store.engine import POSTGRESQL_THREADS
from bot.store.errors import DatabaseUnreachable, StaleSession, reason_of
from bot.store.lock import FileLock
from bot.store.transaction import Transaction

T = TypeVar("T")
_ATTEMPTS = 3
_LOST_RACES = ("40001", "40P01")  # PostgreSQL: serialization failure, deadlock


class Store:
    """One database. `url` is where it is, `description` what to call it when speaking to a person."""

    def __init__(
        self, url: str, description: str, engine: Engine, revision: str, lock: FileLock | None
    ) -> None:
        self.url = url
        self.description = description
        self._engine = engine
        self._revision = revision
        self._lock = lock
        threads = POSTGRESQL_THREADS if engine.dialect.name == "postgresql" else 1
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="store")

    def revision(self) -> str:
        """The revision of the database's schema when it was opened."""
        return self._revision

    async def run(self, work: Callable[[Transaction], T]) -> T:
        """Do `work` in one transaction: committed when it returns, rolled back when it raises.

        When a race was lost, all of `work` is done again, so it should have no effect but through its
        transaction. Cancelling the caller does not cancel what was begun.
        Raises what `work` raises; StaleSession after three lost races; DatabaseUnreachable.
        """
        done = self._threads.submit(self._run, work)
        return await asyncio.shield(asyncio.wrap_future(done))

    async def close(self) -> None:
        """Wait for what is running, and let go of the database."""
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()
        if self._lock:
            self._lock.release()

    def _run(self, work: Callable[[Transaction], T]) -> T:
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._once(work)
            except StaleSession:
                continue
        return self._once(work)

    def _once(self, work: Callable[[Transaction], T]) -> T:
        is_working = False
        try:
            with self._engine.begin() as connection:
                is_working = True
                result = work(Transaction(connection))
                is_working = False
        except DBAPIError as error:
            # A connection that went away before the commit has done nothing: that is tried again like a race.
            if is_working and (error.connection_invalidated or _is_lost_race(error)):
                raise StaleSession from error
            if isinstance(error, OperationalError) or error.connection_invalidated:
                raise DatabaseUnreachable(self.description, reason_of(error)) from error
            raise
        return result


def _is_lost_race(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) in _LOST_RACES
