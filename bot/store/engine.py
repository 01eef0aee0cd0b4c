"""The connection to the database, set up so that what is committed is on disk."""

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.engine.interfaces import IsolationLevel
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.store.address import sqlite_file
from bot.store.attempts import PATIENCE
from bot.store.errors import DriverMissing

POSTGRESQL_THREADS = 8
WAITS = f"busy_timeout = {round(PATIENCE * 1000)}"
_PRAGMAS = (
    WAITS,
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",  # what was deleted is not left in the file; for the log see `wal`
)
# In seconds, but `tcp_user_timeout` in milliseconds. By itself the system waits a quarter of an hour for a
# server that is gone without a word.
_POSTGRESQL_ARGUMENTS = {
    "connect_timeout": 2,
    "tcp_user_timeout": 5000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
_LONGEST_IDLE_TRANSACTION = "10s"


def connect(url: URL) -> Engine:
    """Raises DriverMissing. Nothing is opened yet."""
    return _sqlite(url) if url.drivername == "sqlite" else _postgresql(url)


def connect_for_reading(url: URL) -> Engine:
    """Its transactions see one snapshot and change nothing. Raises DriverMissing. Nothing is opened yet."""
    if file := sqlite_file(url):
        return _sqlite_for_reading(file)
    return _postgresql(url, "REPEATABLE READ", {"postgresql_readonly": True})


def limit_idle_transactions(engine: Engine) -> None:
    """PostgreSQL: a process that is stopped in the middle of a transaction soon holds no locks any more."""
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _set_limit)


def _set_limit(connection: Any, _record: object) -> None:
    connection.execute(f"SET idle_in_transaction_session_timeout = '{_LONGEST_IDLE_TRANSACTION}'")
    connection.commit()


def create_private(file: Path) -> None:
    """Create an empty file that only its owner can read, unless it is there. Raises OSError."""
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


def _sqlite(url: URL) -> Engine:
    file = sqlite_file(url)
    engine = create_engine(
        url.set(database=str(file) if file else None),
        hide_parameters=True,  # an error's text must not carry what somebody typed
        poolclass=StaticPool,  # one connection for as long as the program runs
        # Opened on one thread, used on another, never on two at once. No transactions of the driver's own.
        connect_args={"check_same_thread": False, "isolation_level": None},
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _sqlite_for_reading(file: Path) -> Engine:
    uri = f"{file.as_uri()}?mode=ro"
    engine = create_engine(
        "sqlite://",
        hide_parameters=True,
        poolclass=StaticPool,
        creator=lambda: sqlite3.connect(uri, uri=True, isolation_level=None),
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    # A transaction that reads first and then has to wait for the writer's lock would fail at once.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql(
    url: URL, isolation_level: IsolationLevel = "READ COMMITTED", options: dict[str, Any] | None = None
) -> Engine:
    try:
        engine = create_engine(
            url,
            hide_parameters=True,
            pool_size=POSTGRESQL_THREADS,
            max_overflow=0,
            isolation_level=isolation_level,
            execution_options=options or {},
            connect_args=_POSTGRESQL_ARGUMENTS,
        )
    except ModuleNotFoundError:
        raise DriverMissing("psycopg", "postgresql") from None
    losses = _Losses()
    event.listen(engine, "connect", losses.opened)
    event.listen(engine, "invalidate", losses.lost)
    event.listen(engine, "checkout", losses.used)
    return engine


class _Losses:
    """Where one connection was lost, those opened before are replaced, not tried: the server was restarted.

    SQLAlchemy does so by itself, but not for statements that the driver runs (see `prepared`). A connection
    just opened is used in any case: the pool gives up on the second refusal in a row.
    """

    def __init__(self) -> None:
        self._count = 0

    def opened(self, _connection: object, record: ConnectionPoolEntry) -> None:
        record.info["losses"] = self._count
        record.info["is_new"] = True

    def lost(self, _connection: object, _record: object, error: BaseException | None) -> None:
        if not isinstance(error, DisconnectionError):
            self._count += 1

    def used(self, _connection: object, record: ConnectionPoolEntry, _proxy: object) -> None:
        is_new = record.info.pop("is_new", False)
        if record.info["losses"] < self._count and not is_new:
            raise DisconnectionError
