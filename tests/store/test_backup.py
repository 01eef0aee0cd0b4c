"""A backup is a whole database of its own, whatever happens to the one it was taken from meanwhile."""

import asyncio
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import BackupRefused, DatabaseUnreachable, Store, Transaction, back_up, open_store
from tests.store.examples import ADA, at, finish, past, pause, resume, start


@pytest.fixture
def source(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'workbot.db'}"


def a_day(tx: Transaction) -> None:
    """One transaction with four rows in the journal, of one session."""
    session = pause(tx, start(tx), at(10))
    finish(tx, resume(tx, session, at(11)), at(12))


async def write(store: Store, until: asyncio.Event) -> None:
    while not until.is_set():
        await store.run(a_day)


def counts(file: Path) -> tuple[int, int, str]:
    """Sessions, rows of the journal, and what SQLite thinks of the file."""
    with closing(sqlite3.connect(file)) as connection:
        return tuple(
            connection.execute(question).fetchone()[0]
            for question in (
                "SELECT count(*) FROM work_session",
                "SELECT count(*) FROM session_change",
                "PRAGMA integrity_check",
            )
        )


async def test_backups_taken_during_writes_hold_whole_transactions(source: str, tmp_path: Path) -> None:
    store, enough = open_store(source), asyncio.Event()
    writing = asyncio.create_task(write(store, enough))
    found = []
    for number in range(10):
        file = tmp_path / f"backup-{number}.db"
        await asyncio.to_thread(back_up, source, file)
        found.append(counts(file))
        await store.run(a_day)
    enough.set()
    await writing
    await store.close()
    assert [(changes, verdict) for _, changes, verdict in found] == [
        (4 * sessions, "ok") for sessions, _, _ in found
    ]
    assert [sessions for sessions, _, _ in found] == sorted({sessions for sessions, _, _ in found})


async def test_a_backup_put_in_the_place_of_the_database_is_gone_on_with(source: str, tmp_path: Path) -> None:
    store = open_store(source)
    kept = await store.run(lambda tx: past(tx, at(7), at(8)))
    back_up(source, tmp_path / "backup.db")
    await store.run(lambda tx: past(tx, at(10), at(11)))
    await store.close()
    restored = open_store(f"sqlite:///{tmp_path / 'backup.db'}")
    assert await restored.run(lambda tx: tx.recent_ended(ADA, 10)) == (kept,)
    await restored.run(start)
    await restored.close()


async def test_a_backup_is_one_file_that_only_its_owner_can_read(source: str, tmp_path: Path) -> None:
    await open_store(source).close()
    folder = tmp_path / "backups"
    folder.mkdir()
    back_up(source, folder / "backup.db")
    assert {each.name: stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {"backup.db": 0o600}


async def test_a_file_that_is_there_is_left_alone(source: str, tmp_path: Path) -> None:
    await open_store(source).close()
    (tmp_path / "backup.db").write_text("mine")
    with pytest.raises(BackupRefused, match="is there already: choose another name"):
        back_up(source, tmp_path / "backup.db")
    assert (tmp_path / "backup.db").read_text() == "mine"


async def test_a_folder_that_cannot_be_had_is_told(source: str, tmp_path: Path) -> None:
    await open_store(source).close()
    with pytest.raises(BackupRefused, match="cannot be written: No such file or directory"):
        back_up(source, tmp_path / "nowhere" / "backup.db")


@pytest.mark.parametrize("url", ["sqlite:///nowhere.db", "sqlite:///:memory:"])
def test_without_a_database_nothing_is_written(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BackupRefused, match="There is no database to back up"):
        back_up(url, tmp_path / "backup.db")
    assert list(tmp_path.iterdir()) == []


def test_for_postgresql_its_own_tool_is_named(tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="pg_dump --format=custom"):
        back_up("postgresql://ada:secret@host/work", tmp_path / "backup.dump")


def test_what_is_no_database_leaves_no_backup(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("not a database, but long enough to be looked at " * 40)
    with pytest.raises(DatabaseUnreachable, match="file is not a database"):
        back_up(f"sqlite:///{tmp_path / 'notes.db'}", tmp_path / "backup.db")
    assert [each.name for each in tmp_path.iterdir()] == ["notes.db"]
