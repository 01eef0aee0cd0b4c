"""A look at a database without changing it, for who wants to know whether it can be used."""

import asyncio
from pathlib import Path

from bot.store import address, revision
from bot.store.opening import open_store


async def inspect_store(url: str) -> str:
    """What is there, in one line. Raises StoreError when it cannot be used."""
    parsed = address.parse(url)
    file = address.sqlite_file(parsed)
    if file and not await asyncio.to_thread(Path(file).exists):
        return f"{file} will be created"
    store = open_store(url, migrate=False)
    at = store.revision()
    await store.close()
    if at == revision.HEAD:
        return f"{store.description}, up to date"
    return f"{store.description}, will be upgraded from {at or 'nothing'} to {revision.HEAD}"
