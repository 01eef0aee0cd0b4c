"""Where the record is kept: tables, queries, transactions and migrations. SQL lives here and nowhere else."""

from bot.store.backup import back_up
from bot.store.copying import Copied, copy_database
from bot.store.erasing import NOBODY
from bot.store.errors import (
    BackupRefused,
    CopyRefused,
    DatabaseLocked,
    DatabaseNewer,
    DatabaseUnreachable,
    DatabaseUrlInvalid,
    DriverMissing,
    StaleSession,
    StoreError,
)
from bot.store.inspecting import inspect_store
from bot.store.opening import open_store
from bot.store.people import KnownPerson
from bot.store.store import Store
from bot.store.transaction import Transaction

__all__ = [
    "NOBODY",
    "BackupRefused",
    "Copied",
    "CopyRefused",
    "DatabaseLocked",
    "DatabaseNewer",
    "DatabaseUnreachable",
    "DatabaseUrlInvalid",
    "DriverMissing",
    "KnownPerson",
    "StaleSession",
    "Store",
    "StoreError",
    "Transaction",
    "back_up",
    "copy_database",
    "inspect_store",
    "open_store",
]
