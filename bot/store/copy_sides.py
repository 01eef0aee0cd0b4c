"""The two sides of a copy, opened: one snapshot to read from, one transaction to write in."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, text
from sqlalchemy.exc import DBAPIError, StatementError

from bot.store import address, revision
from bot.store.contents import TABLES
from bot.store.engine import connect, connect_for_reading
from bot.store.errors import CopyRefused, DatabaseLocked, DatabaseUnreachable, DatabaseUrlInvalid, reason_of
from bot.store.opening import bring_to_head, own

_OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


@dataclass(frozen=True, slots=True)
class Side:
    """`users`: who else is using the database, "" for nobody."""

    url: URL
    description: str
    connection: Connection
    users: str = ""


@contextmanager
def reading(url: str) -> Iterator[Side]:
    """One snapshot of a database of the present revision. Nobody waits for it. Raises StoreError."""
    parsed, description = _parse(url, "FROM")
    file = address.sqlite_file(parsed)
    if parsed.drivername == "sqlite" and not (file and file.is_file()):
        raise CopyRefused(f"There is no database to copy: {description}.")
    with ExitStack() as opened:
        users = _keep_away(file, opened) if file else ""
        connection = _begin(connect_for_reading(parsed), description, opened)
        at = revision.current(connection)
        if at != revision.HEAD:
            raise CopyRefused(
                f"The database {description} is at revision {at or 'none'}, not at {revision.HEAD}. "
                "Start this version of workbot on it once, which brings it up to date."
            )
        yield Side(parsed, description, connection, users or _others_at_server(connection))


@contextmanager
def writing(url: str, source: Side) -> Iterator[Side]:
    """One transaction in which the tables are there and nobody else's; what fails in it leaves no trace.

    Raises StoreError.
    """
    parsed, description = _parse(url, "TO")
    if parsed.drivername == "sqlite" and not address.sqlite_file(parsed):
        raise CopyRefused("TO is not usable: a database in memory would be gone at once.")
    if _place(parsed) == _place(source.url):
        raise CopyRefused(f"FROM and TO are the same database: {description}.")
    try:
        with ExitStack() as opened:
            yield Side(parsed, description, _begin_to_write(parsed, description, opened))
    except (StatementError, ValueError) as error:  # up to the commit: what cannot be read, written or kept
        reason = reason_of(error) if isinstance(error, StatementError) else error
        raise CopyRefused(
            f"The copy from {source.description} failed: {reason}. "
            f"The database {description} was left as it is."
        ) from error


def _begin_to_write(url: URL, description: str, opened: ExitStack) -> Connection:
    if file := address.sqlite_file(url):
        _take(file, opened)
    connection = _begin(connect(url), description, opened)
    bring_to_head(connection, description)
    if connection.dialect.name == "postgresql":
        names = ", ".join(table.name for table in TABLES)
        connection.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))
    return connection


def _parse(url: str, name: str) -> tuple[URL, str]:
    try:
        parsed = address.parse(url)
    except DatabaseUrlInvalid as wrong:
        raise CopyRefused(f"{name} is not usable: {wrong.reason}.") from wrong
    return parsed, address.describe(parsed)


def _place(url: URL) -> object:
    file = address.sqlite_file(url)
    return file.resolve() if file else (url.host, url.port, url.database, url.query.get("host"))


def _begin(engine: Engine, description: str, opened: ExitStack) -> Connection:
    opened.callback(engine.dispose)
    try:
        connection = opened.enter_context(engine.connect())
        opened.enter_context(connection.begin())
        revision.current(connection)  # SQLite looks into the file only when it is asked for something
    except DBAPIError as error:
        raise DatabaseUnreachable(description, reason_of(error)) from error
    return connection


def _keep_away(file: Path, opened: ExitStack) -> str:
    """Let nobody begin to use the file now; who does already."""
    try:
        opened.callback(own(file).release)
    except DatabaseLocked as locked:
        return f"process {locked.process}"
    return ""


def _others_at_server(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        return ""
    others = connection.scalar(text(_OTHERS))
    return f"{others} other connections" if others else ""


def _take(file: Path, opened: ExitStack) -> None:
    """Own the file. One that was not there before is removed when the copy fails."""
    is_new = not file.exists()
    opened.callback(own(file).release)

    def remove(kind: type[BaseException] | None, *_: object) -> None:
        if kind and is_new:
            for ending in ("", "-wal", "-shm"):
                file.with_name(file.name + ending).unlink(missing_ok=True)

    opened.push(remove)
