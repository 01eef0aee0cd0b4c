"""One process for each SQLite file: a lock beside it, which the system takes away with the process."""

import os
from pathlib import Path

from bot.store.errors import DatabaseLocked

try:
    import fcntl
except ImportError:  # no such locks on this system: there, keeping to one process is up to the person
    fcntl = None  # type: ignore[assignment]


class FileLock:
    """Holds `<file>.lock` until it is released or the process is gone, by whatever end."""

    def __init__(self, file: Path) -> None:
        """Raises DatabaseLocked, and OSError when the lock cannot be written."""
        # Never removed: a process that waits for a removed file would lock another one than the next process.
        path = file.with_name(file.name + ".lock")
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if fcntl:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = os.read(self._descriptor, 32).decode() or "unknown"
                os.close(self._descriptor)
                raise DatabaseLocked(str(file), holder) from None
        os.truncate(self._descriptor, 0)
        os.write(self._descriptor, str(os.getpid()).encode())

    def release(self) -> None:
        os.close(self._descriptor)
