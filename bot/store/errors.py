"""What can go wrong with the database, each as one clear line for a terminal."""

from sqlalchemy.exc import StatementError


class StoreError(Exception):
    """The database cannot be used; `str()` is one line that says why."""


class DatabaseUrlInvalid(StoreError):
    """The address of the database is malformed, or of a kind that is not supported."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"DATABASE_URL is not usable: {reason}.")
        self.reason = reason


class DriverMissing(StoreError):
    """The package that speaks to this kind of database is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"The database needs {package}: pip install 'workbot[{extra}]'.")


class DatabaseUnreachable(StoreError):
    """The database does not answer, or cannot be read or written."""

    def __init__(self, description: str, reason: str) -> None:
        super().__init__(f"The database {description} cannot be used: {reason}.")


class DatabaseLocked(StoreError):
    """Another process has this SQLite file open."""

    def __init__(self, description: str, process: str) -> None:
        super().__init__(f"The database {description} is in use by another workbot (process {process}).")
        self.process = process


class DatabaseNewer(StoreError):
    """The database has a revision that this version of the program does not know."""

    def __init__(self, description: str, revision: str) -> None:
        super().__init__(
            f"The database {description} belongs to a newer workbot, which brought it to revision {revision}."
        )


class BackupRefused(StoreError):
    """No copy was made."""


class CopyRefused(StoreError):
    """Nothing was copied, and the target is as it was."""


class StaleSession(Exception):
    """A race was lost: what was read has changed meanwhile. Read again and decide again."""


def reason_of(error: StatementError) -> str:
    """The first line of what the driver said; it never holds the password."""
    lines = str(error.orig).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error.orig).__name__
