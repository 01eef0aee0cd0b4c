"""Where the database is: from what was configured to a URL that SQLAlchemy and a person can use."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.store.errors import DatabaseUrlInvalid

_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_EXAMPLES = "sqlite:///path/to/file.db or postgresql://user:password@host/name"


def parse(raw: str) -> URL:
    """Raises DatabaseUrlInvalid."""
    try:
        url = make_url(raw)
    except (ArgumentError, ValueError):
        raise DatabaseUrlInvalid(f"it should look like {_EXAMPLES}") from None
    if url.drivername not in _DRIVERS:
        raise DatabaseUrlInvalid(f"{url.drivername} is not supported, but {_EXAMPLES}")
    url = url.set(drivername=_DRIVERS[url.drivername])
    if url.drivername == "sqlite" and (url.host or url.query):
        raise DatabaseUrlInvalid("for SQLite it is sqlite:/// and a path, and nothing else")
    return url


def sqlite_file(url: URL) -> Path | None:
    """The path of the SQLite file, whatever links lead to it; None: in memory or on a server."""
    if url.drivername != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database)).resolve()


def is_in_memory(url: URL) -> bool:
    return url.drivername == "sqlite" and sqlite_file(url) is None


def describe(url: URL) -> str:
    """What to call the database when speaking to a person: never with its password."""
    if url.drivername == "sqlite":
        return str(sqlite_file(url) or "in memory")
    return url.render_as_string(hide_password=True)
