"""A look at a database without changing it, for who wants to know whether it can be used."""

import os

from bot.store import address, revision
from bot.store.errors import DatabaseUnreachable
from bot.store.opening import open_store


async def inspect_store(url: str) -> str:
    """What is there, in one line. Raises StoreError when it cannot be used."""
    parsed = address.parse(url)
    file = address.sqlite_file(parsed)
    if file and not file.exists():
        if not os.access(file.parent, os.W_OK):
            raise DatabaseUnreachable(str(file), "it is not there, and its folder cannot be written to")
        return f"{file} will be created"
    store = open_store(url, migrate=False)
    at = store.revision()
    await store.close()
    if at == revision.HEAD:
        return f"{store.description}, up to date"
    return f"{store.description}, will be upgraded from {at or 'nothing'} to {revision.HEAD}"
