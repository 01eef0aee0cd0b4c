"""A copy of a SQLite database that is in use: consistent, because SQLite itself makes it in one read."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store import address
from bot.store.engine import create_private
from bot.store.errors import BackupRefused, DatabaseUnreachable


def back_up(url: str, target: Path) -> str:
    """Write a copy of the database to `target`; what was copied, by the name that a person knows.

    It needs no lock: whoever is writing goes on, and is in the copy with whole transactions only.
    Raises StoreError; there is no file named `target` then, unless there was one before.
    """
    parsed = address.parse(url)
    if parsed.drivername != "sqlite":
        raise BackupRefused(f"PostgreSQL makes its own backups: pg_dump --format=custom --file={target}")
    source = address.sqlite_file(parsed)
    if source is None or not source.is_file():
        raise BackupRefused(f"There is no database to back up: {address.describe(parsed)}.")
    if target.exists():
        raise BackupRefused(f"{target} is there already: choose another name.")
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        create_private(unfinished)
        _copy(source, unfinished)
        unfinished.rename(target)
    except OSError as error:
        raise BackupRefused(f"{target} cannot be written: {error.strerror or error}.") from error
    except sqlite3.Error as error:
        unfinished.unlink(missing_ok=True)
        raise DatabaseUnreachable(str(source), f"the copy to {target} failed, {error}") from error
    return str(source)


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=rw", uri=True)) as reading,
        closing(sqlite3.connect(target)) as writing,
    ):
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")  # all of it in one file
        (found,) = writing.execute("PRAGMA integrity_check").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(found)
