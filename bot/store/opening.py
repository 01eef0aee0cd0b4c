"""Opening a database: its lock, its file, its revision; each failure is one clear line."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.store import address, revision
from bot.store.claims import RELEASE
from bot.store.engine import connect, create_private, limit_idle_transactions
from bot.store.errors import DatabaseNewer, DatabaseUnreachable, reason_of
from bot.store.lock import FileLock
from bot.store.store import Store


def open_store(url: str, *, migrate: bool = True, failed: Callable[[], None] = lambda: None) -> Store:
    """Open the database, and bring it to the present revision unless `migrate` is False.

    `failed` is told of each work that the database does not take later on.
    A SQLite file is created when there is none, and belongs to this process until the store is closed.
    Raises StoreError.
    """
    parsed = address.parse(url)
    description = address.describe(parsed)
    engine = connect(parsed)
    limit_idle_transactions(engine)
    file = address.sqlite_file(parsed)
    lock = own(file) if file else None
    try:
        at = _prepare(engine, description, migrate=migrate)
    except BaseException as error:
        engine.dispose()
        if lock:
            lock.release()
        if isinstance(error, DBAPIError):
            raise DatabaseUnreachable(description, reason_of(error)) from error
        raise
    return Store(url, description, engine, at, lock, failed)


def own(file: Path) -> FileLock:
    """Create a SQLite file unless it is there, for this process alone. Raises StoreError."""
    try:
        lock = FileLock(file)
        create_private(file)
    except OSError as error:
        raise DatabaseUnreachable(str(file), error.strerror or "it cannot be opened") from error
    return lock


def _prepare(engine: Engine, description: str, *, migrate: bool) -> str:
    with engine.begin() as connection:
        at = revision.current(connection)
        if at != revision.HEAD:
            at = _upgrade(connection, at, description, migrate=migrate)
        if at == revision.HEAD and engine.dialect.name == "sqlite":
            # There is one process only, and it begins now: leases are those of one that was killed.
            connection.execute(RELEASE)
    return at


def bring_to_head(connection: Connection, description: str) -> None:
    """Bring the database to the present revision, in the connection's transaction. Raises DatabaseNewer."""
    at = revision.current(connection)
    if at != revision.HEAD:
        _upgrade(connection, at, description, migrate=True)


def _upgrade(connection: Connection, at: str, description: str, *, migrate: bool) -> str:
    from bot.store import migrate as migrations  # not at each start: see `revision`

    if at and at not in migrations.known():
        raise DatabaseNewer(description, at)
    if not migrate:
        return at
    migrations.upgrade(connection)
    return revision.HEAD
