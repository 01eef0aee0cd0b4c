"""Fresh databases on one PostgreSQL server that all processes of a test run share.

Whichever process needs the server first starts it, so a run that needs none does not wait for it. The process
that pytest was called in ends it. TEST_DATABASE_URL names another server to use, and a role that may create
databases there.
"""

import fcntl
import os
import secrets
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, create_engine, text

from bot.store.address import parse
from bot.store.migrate import upgrade
from tests.postgresql import PostgreSQL

_FOLDER = "WORKBOT_TESTS_FOLDER"  # where the processes of one run meet


class NewDatabase(Protocol):
    def __call__(self, kind: str, *, migrated: bool = True) -> str:
        """The URL of a fresh database, `sqlite` or `postgresql`."""


class SharedServer:
    """What the processes with the same `folder` share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own = PostgreSQL(folder)
        another = os.environ.get("TEST_DATABASE_URL")
        self._is_own = not another
        self._address = parse(another or self._own.url)
        self._template = f"workbot_test_{folder.name[-8:]}"
        self._is_ready = False

    @contextmanager
    def database(self, *, migrated: bool = True) -> Iterator[str]:
        """The URL of a database of one's own: with the present schema, or with nothing in it."""
        self._prepare()
        name = f"{self._template}_{secrets.token_hex(8)}"
        self._administer(f"CREATE DATABASE {name} TEMPLATE {self._template if migrated else 'template0'}")
        try:
            yield self._url_of(name).render_as_string(hide_password=False)
        finally:
            self._administer(f"DROP DATABASE {name} WITH (FORCE)")

    def end(self) -> None:
        """When no process uses it any more."""
        if self._own.is_running:
            self._own.stop("immediate")
        elif (self._folder / "ready").exists():
            self._administer(f"DROP DATABASE {self._template} WITH (FORCE)")

    def _prepare(self) -> None:
        if self._is_ready:
            return
        ready = self._folder / "ready"
        with (self._folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not ready.exists():
                self._begin()
                ready.touch()
        self._is_ready = True

    def _begin(self) -> None:
        if self._is_own:
            self._own.create()
            self._own.start()
        # Migrating takes 70 ms, a copy of what is migrated 25 ms.
        self._administer(f"CREATE DATABASE {self._template} TEMPLATE template0")
        engine = create_engine(self._url_of(self._template))
        with engine.begin() as connection:
            upgrade(connection)
        engine.dispose()

    def _url_of(self, database: str) -> URL:
        return self._address.set(database=database)

    def _administer(self, statement: str) -> None:
        engine = create_engine(self._address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


def begin_run() -> None:
    """In the process that pytest was called in; the others inherit what it says to them."""
    os.environ[_FOLDER] = tempfile.mkdtemp(prefix="workbot-tests-")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C does: then `end_run` comes too


def shared_server() -> SharedServer:
    return SharedServer(Path(os.environ[_FOLDER]))


def end_run() -> None:
    shared_server().end()
    shutil.rmtree(os.environ.pop(_FOLDER))
