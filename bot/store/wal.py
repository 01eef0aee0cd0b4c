"""SQLite's write-ahead log: what was deleted can be read in it until it is emptied.

In the file itself SQLite overwrites what it deletes (`secure_delete`). The log has each page as it was after
each commit, and by itself keeps them until as much as that has been written anew.
"""

import sqlite3
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.store.engine import WAITS


class WriteAheadLog:
    """For the thread that the connection belongs to, between two transactions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._has_remains = True  # as far as is known: a process that was killed leaves its log behind

    def has_remains(self) -> None:
        """Something was deleted that nobody is to read any more."""
        self._has_remains = True

    def empty(self) -> None:
        """Empty it if it has remains; what it holds is in the file then.

        Somebody who reads an older snapshot needs it. Nobody waits for that: it is for the next call to do.
        """
        if self._has_remains:
            # Whatever is wrong with the disk, those who want something of it are told.
            with suppress(DBAPIError, sqlite3.Error):
                self._has_remains = not self._is_emptied()

    def _is_emptied(self) -> bool:
        connection: Any = self._connection.connection.driver_connection
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            is_busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.execute(f"PRAGMA {WAITS}")
        return not is_busy
