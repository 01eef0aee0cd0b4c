"""A database that somebody else keeps locked: the answer comes in time, and what is refused never happens."""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import DatabaseUnreachable, Store, open_store
from tests.store.examples import ADA, start

SLACK_WAITS = 3.0  # seconds


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "workbot.db"


@pytest.fixture
def locked(file: Path) -> Iterator[sqlite3.Connection]:
    """Somebody who holds the lock from `BEGIN IMMEDIATE` on."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection


async def _ask(store: Store, after: float) -> float:
    """Start a session a little later; how long it took to be refused."""
    await asyncio.sleep(after)
    began = time.monotonic()
    with pytest.raises(DatabaseUnreachable):
        await store.run(start)
    return time.monotonic() - began


async def test_everybody_is_refused_in_time_and_nothing_happens_later(
    file: Path, locked: sqlite3.Connection
) -> None:
    store = open_store(f"sqlite:///{file}")
    locked.execute("BEGIN IMMEDIATE")
    waited = await asyncio.gather(*(_ask(store, after / 10) for after in range(20)))
    locked.execute("ROLLBACK")
    assert max(waited) < SLACK_WAITS
    assert await store.run(lambda tx: tx.open_session(ADA)) is None
    assert await store.run(start)
    await store.close()
