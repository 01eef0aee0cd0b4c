"""The floor of the store: sqlite3 by itself, writing the same rows with the same durability, and no more.

It reads nothing and knows everything beforehand, so no program could do the same for less.
"""

import json
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from tests.bench.commands import TEAM_ID

_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
_DELIVERY = "INSERT INTO delivery (tenant_id, delivery_id, user_id, received_at) VALUES (?, ?, ?, ?)"
_START = """
    INSERT INTO work_session (tenant_id, id, team_id, user_id, task, state, started_at, started_provenance,
        keep, problem, try_, continue_reason, version, pauses_made)
    VALUES (?, ?, ?, ?, ?, 'working', ?, 'live', '', '', '', '', 1, 0)
"""
_CHANGE_STATE = """
    UPDATE work_session SET state = ?, version = ?, pauses_made = 1
    WHERE tenant_id = ? AND id = ? AND version = ?
"""
_PAUSE = """
    INSERT INTO pause (tenant_id, session_id, number, started_at, started_provenance, reason)
    VALUES (?, ?, 1, ?, 'live', '')
"""
_END_PAUSE = """
    UPDATE pause SET ended_at = ?, ended_provenance = 'live'
    WHERE tenant_id = ? AND session_id = ? AND number = 1
"""
_CHANGE = """
    INSERT INTO session_change
        (tenant_id, session_id, version, user_id, action, source, at, before, after, step_id)
    VALUES (?, ?, ?, ?, ?, 'command', ?, ?, ?, '')
"""
_REMINDER = """
    INSERT INTO reminder (tenant_id, session_id, pause_number, kind, sequence, team_id, user_id, state,
        due_at, planned_for, limit_seconds)
    VALUES (?, ?, 1, ?, ?, ?, ?, 'planned', ?, ?, 0)
"""
_CANCEL = """
    UPDATE reminder SET state = 'cancelled', due_at = NULL
    WHERE tenant_id = ? AND session_id = ? AND due_at IS NOT NULL
"""
_SNAPSHOT = json.dumps({"task": "Write the report", "more": "x" * 400})


class RawSqlite:
    """Start, pause and resume for one person after the other, each in a transaction of its own."""

    def __init__(self, file: Path, now: datetime) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        for pragma in _PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")
        self._now = f"{now:%Y-%m-%d %H:%M:%S}"
        self._later = f"{now + timedelta(hours=4):%Y-%m-%d %H:%M:%S}"

    def close(self) -> None:
        self._connection.close()

    def start(self, user_id: str) -> None:
        session = (TEAM_ID, f"raw-{user_id}", TEAM_ID, user_id, "Write the report", self._now)
        self._commit(user_id, "start", 1, (_START, session))

    def pause(self, user_id: str) -> None:
        self._commit(
            user_id,
            "pause",
            2,
            (_CHANGE_STATE, ("paused", 2, TEAM_ID, f"raw-{user_id}", 1)),
            (_PAUSE, (TEAM_ID, f"raw-{user_id}", self._now)),
        )

    def resume(self, user_id: str) -> None:
        self._commit(
            user_id,
            "resume",
            3,
            (_CHANGE_STATE, ("working", 3, TEAM_ID, f"raw-{user_id}", 2)),
            (_END_PAUSE, (self._now, TEAM_ID, f"raw-{user_id}")),
        )

    def _commit(
        self, user_id: str, action: str, version: int, *changes: tuple[str, tuple[str | int, ...]]
    ) -> None:
        run, session_id = self._connection.execute, f"raw-{user_id}"
        before = _SNAPSHOT if version > 1 else None
        change = (TEAM_ID, session_id, version, user_id, action, self._now, before, _SNAPSHOT)
        run("BEGIN IMMEDIATE")
        run(_DELIVERY, (TEAM_ID, f"raw-{user_id}-{action}", user_id, self._now))
        for statement, parameters in changes:
            run(statement, parameters)
        run(_CHANGE, change)
        run(_CANCEL, (TEAM_ID, session_id))
        for kind in ("forgotten", "overnight"):
            who = (TEAM_ID, session_id, kind, version, TEAM_ID, user_id)
            run(_REMINDER, (*who, self._later, self._later))
        run("COMMIT")
