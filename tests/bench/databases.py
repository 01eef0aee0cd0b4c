"""Databases with as much in them as a case needs; what is much is filled in by the database itself."""

import asyncio
import json
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine

from bot.domain.checkout import Checkout, Decision
from bot.domain.pause import Boundary, Pause
from bot.domain.person import Owner
from bot.domain.session import WorkSession
from bot.store import open_store
from bot.store.address import parse
from bot.store.snapshots import snapshot
from bot.store.tables import PersonRow, table_of
from tests.bench.commands import TEAM_ID, people
from tests.bench.fillings import FINISHED, ON_BREAK
from tests.postgresql import PostgreSQL

NOW = datetime(2026, 3, 6, 18, tzinfo=UTC)  # a Friday, when most of the week has gone by
ONE_EVERY = timedelta(hours=12)
LASTS, WORKED_BEFORE, PAUSED = timedelta(hours=2), timedelta(hours=1), timedelta(minutes=15)
LIMIT = timedelta(minutes=30)  # of a pause, before it is spoken of


async def migrated(file: Path) -> str:
    """The URL of a new SQLite database at the present revision, with nothing in it."""
    url = f"sqlite:///{file}"
    await open_store(url).close()
    return url


@asynccontextmanager
async def postgresql() -> AsyncIterator[str]:
    """The URL of an empty server at the present revision, which waits for the disk at each commit."""
    with tempfile.TemporaryDirectory(prefix="workbot-pg-") as folder:
        server = PostgreSQL(Path(folder), settings="-c fsync=on -c synchronous_commit=on")
        await asyncio.to_thread(server.create)
        await asyncio.to_thread(server.start)
        try:
            await open_store(server.url).close()
            yield server.url
        finally:
            await asyncio.to_thread(server.stop, "immediate")


def add_people(url: str, user_ids: Iterable[str]) -> None:
    """People whose timezone is known, as that of everybody is who has used the bot before."""
    known_at = datetime.now(UTC).replace(microsecond=0)
    rows = [
        {
            "tenant_id": TEAM_ID,
            "user_id": user_id,
            "timezone": "Etc/UTC",
            "timezone_known_at": known_at,
            "dm_channel_id": f"D{user_id[1:]}",
            "preferences": None,
        }
        for user_id in user_ids
    ]
    if not rows:
        return
    engine = create_engine(parse(url))
    with engine.begin() as connection:
        connection.execute(table_of(PersonRow).insert(), rows)
    engine.dispose()


def add_sessions(file: Path, people: int, each: int) -> None:
    """Finished sessions with a break and a line of the journal, the last of each person ending at NOW."""
    first = NOW - LASTS - (each - 1) * ONE_EVERY
    _fill(file, FINISHED, _values(people, each, first, ONE_EVERY, shift=0))


def add_open_pauses(file: Path, count: int, due_at: datetime, one_every: timedelta = timedelta()) -> None:
    """People who are known and on a break, each with the reminder that it runs long.

    The first of these is due at `due_at`, each other `one_every` later.
    """
    _fill(file, ON_BREAK, _values(count, 1, due_at - LIMIT - WORKED_BEFORE, one_every, shift=1))


def _fill(file: Path, statements: Iterable[str], values: dict[str, object]) -> None:
    """Nothing has to survive a crash while it is filled in, so nothing waits for the disk."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for statement in statements:
            connection.execute(statement, values)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _values(people: int, each: int, first: datetime, every: timedelta, shift: int) -> dict[str, object]:
    lengths = {
        "every": every,
        "lasts": LASTS,
        "limit": LIMIT,
        "pause": WORKED_BEFORE,
        "resume": WORKED_BEFORE + PAUSED,
    }
    return {
        **{name: int(length.total_seconds()) for name, length in lengths.items()},
        "people": people,
        "each": each,
        "shift": shift,
        "team": TEAM_ID,
        "first": int(first.timestamp()),
        "after": json.dumps(snapshot(_example())),
    }


def _example() -> WorkSession:
    """What each line of the journal tells."""
    started_at = NOW - LASTS
    pause_at = started_at + WORKED_BEFORE
    return WorkSession(
        id="example",
        owner=Owner(TEAM_ID, TEAM_ID, next(people())),
        task="Write the report",
        project="Reports",
        start=Boundary(started_at),
        end=Boundary(NOW),
        pauses=(Pause(1, Boundary(pause_at), Boundary(pause_at + PAUSED), "lunch"),),
        checkout=Checkout(Decision.COMPLETE),
        version=4,
        pauses_made=1,
    )
