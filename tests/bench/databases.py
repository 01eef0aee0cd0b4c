"""Databases with as much in them as a case needs; what is much is filled in by the database itself."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
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

NOW = datetime(2026, 3, 6, 18, tzinfo=UTC)  # a Friday, when most of the week has gone by
ONE_EVERY = timedelta(hours=12)
LASTS, WORKED_BEFORE, PAUSED = timedelta(hours=2), timedelta(hours=1), timedelta(minutes=15)

_NUMBERS = """
    WITH RECURSIVE
        person(p) AS (VALUES (0) UNION ALL SELECT p + 1 FROM person WHERE p + 1 < :people),
        place(k) AS (VALUES (0) UNION ALL SELECT k + 1 FROM place WHERE k + 1 < :each),
        one AS (
            SELECT printf('%08d-%08d', p, k) AS id, printf('U%08d', p) AS user_id,
                   :first + k * :every AS start
            FROM person CROSS JOIN place
        )
"""
_AT = "strftime('%Y-%m-%d %H:%M:%S', {}, 'unixepoch')"
_SESSIONS = f"""
    INSERT INTO work_session (tenant_id, id, team_id, user_id, task, project, state, started_at,
        started_provenance, ended_at, ended_provenance, decision, keep, problem, try_, continue_reason,
        version, pauses_made)
    {_NUMBERS}
    SELECT :team, id, :team, user_id, 'Write the report', 'Reports', 'done', {_AT.format("start")},
        'live', {_AT.format("start + :lasts")}, 'live', 'complete', '', '', '', '', 4, 1 FROM one
"""  # noqa: S608 - no value in it
_PAUSES = f"""
    INSERT INTO pause (tenant_id, session_id, number, started_at, started_provenance, ended_at,
        ended_provenance, reason)
    {_NUMBERS}
    SELECT :team, id, 1, {_AT.format("start + :pause")}, 'live', {_AT.format("start + :resume")}, 'live',
        'lunch' FROM one
"""  # noqa: S608
_CHANGES = f"""
    INSERT INTO session_change (tenant_id, session_id, version, user_id, action, source, at, after, step_id)
    {_NUMBERS}
    SELECT :team, id, 4, user_id, 'finish', 'command', {_AT.format("start + :lasts")}, :after, id FROM one
"""  # noqa: S608


async def migrated(file: Path) -> str:
    """The URL of a new SQLite database at the present revision, with nothing in it."""
    url = f"sqlite:///{file}"
    await open_store(url).close()
    return url


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
    engine = create_engine(parse(url))
    with engine.begin() as connection:
        connection.execute(table_of(PersonRow).insert(), rows)
    engine.dispose()


def add_sessions(file: Path, people: int, each: int) -> None:
    """Finished sessions with a break and a line of the journal, the last of each person ending at NOW.

    Nothing has to survive a crash while it is filled in, so nothing waits for the disk.
    """
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for statement in (_SESSIONS, _PAUSES, _CHANGES):
            connection.execute(statement, _values(people, each))
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _values(people: int, each: int) -> dict[str, object]:
    seconds = {
        "every": ONE_EVERY,
        "lasts": LASTS,
        "pause": WORKED_BEFORE,
        "resume": WORKED_BEFORE + PAUSED,
    }
    return {
        **{name: int(length.total_seconds()) for name, length in seconds.items()},
        "people": people,
        "each": each,
        "team": TEAM_ID,
        "first": int((NOW - LASTS - (each - 1) * ONE_EVERY).timestamp()),
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
