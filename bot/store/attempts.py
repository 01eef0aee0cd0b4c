"""One piece of work in a transaction of its own, done again when it lost a race.

Slack waits three seconds for an answer, and a person who was told that it took too long must not find later
that it happened all the same. So while the database is away, work that has waited for long is not begun.
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.store.errors import DatabaseUnreachable, StaleSession, reason_of
from bot.store.transaction import Transaction

T = TypeVar("T")
Work = Callable[[Transaction], T]
Connect = Callable[[], AbstractContextManager[Connection]]


class Done(NamedTuple, Generic[T]):
    """What work answered, and what else is to be known of its transaction.

    `due_at` is the earliest instant at which something is due that it has made due. `has_erased`: it deleted
    what is not to be found anywhere afterwards.
    """

    answer: T
    due_at: datetime | None
    has_erased: bool

    @classmethod
    def by(cls, work: Work[T], connection: Connection) -> "Done[T]":
        """Do the work in the connection's transaction. Raises what `work` raises."""
        transaction = Transaction(connection)
        return cls(work(transaction), transaction.due_at, transaction.has_erased)


PATIENCE = 1.2  # seconds to wait for a database that is busy; twice that is still in time for an answer
_ATTEMPTS = 3
_LOST_RACES = ("40001", "40P01")  # PostgreSQL: serialization failure, deadlock


class _ConnectionLost(Exception):
    """The connection went away before the commit."""

    def __init__(self, error: DBAPIError) -> None:
        super().__init__()
        self.error = error


class Attempts:
    """Runs work alone. `description` names the database in errors."""

    def __init__(self, connect: Connect, description: str) -> None:
        self._connect = connect
        self._description = description
        self._is_away = False

    def run(self, work: Work[T], waits_since: float) -> Done[T]:
        """`waits_since` is when the work was asked for, by `time.monotonic`.

        Raises what `work` raises; StaleSession after three lost races; DatabaseUnreachable.
        """
        if self._is_away and time.monotonic() - waits_since > PATIENCE:
            raise DatabaseUnreachable(self._description, "it did not answer in time")
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._once(work)
            except (StaleSession, _ConnectionLost):
                continue
        try:
            return self._once(work)
        except _ConnectionLost as lost:
            self._is_away = True
            raise DatabaseUnreachable(self._description, reason_of(lost.error)) from lost

    def _once(self, work: Work[T]) -> Done[T]:
        is_working = False
        try:
            with self._connect() as connection, connection.begin():
                is_working = True
                result = Done.by(work, connection)
                is_working = False
        except DBAPIError as error:
            # A connection that went away before the commit has done nothing: that is tried again like a race.
            if is_working and error.connection_invalidated:
                raise _ConnectionLost(error) from error
            if is_working and _is_lost_race(error):
                raise StaleSession from error
            if isinstance(error, OperationalError) or error.connection_invalidated:
                self._is_away = True
                raise DatabaseUnreachable(self._description, reason_of(error)) from error
            raise
        self._is_away = False
        return result


def _is_lost_race(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) in _LOST_RACES
