"""Deleting a person: of all that the tables can hold about them nothing is left, and nothing else goes."""

import asyncio
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.store import NOBODY, Store, Transaction, open_store
from bot.store.attempts import PATIENCE
from bot.store.tables import Row
from tests.store.conftest import Rows
from tests.store.examples import ADA, BOB, NINE, STRANGER, at, finish, past, pause, start
from tests.store.test_tenants import everything_of

TABLES = tuple(Row.metadata.tables)
OF_SESSIONS = ("pause", "session_change", "reminder")


def contents(rows: Rows) -> dict[str, list[str]]:
    return {table: [repr(row) for row in rows(f"SELECT * FROM {table}")] for table in TABLES}  # noqa: S608


async def test_nothing_of_a_person_remains_in_any_table(store: Store, rows: Rows) -> None:
    await store.run(lambda tx: everything_of(tx, ADA))
    assert all(contents(rows).values())
    await store.run(lambda tx: tx.erase_person(ADA))
    left = contents(rows)
    assert {table for table in TABLES if left[table]} == {"delivery"}
    assert ADA.user_id not in repr(left)


async def test_what_was_delivered_is_nobodys_and_is_not_acted_upon_again(store: Store, rows: Rows) -> None:
    await store.run(lambda tx: tx.is_first_delivery(ADA, "Ev1", NINE))
    await store.run(lambda tx: tx.erase_person(ADA))
    assert [row["user_id"] for row in rows("SELECT user_id FROM delivery")] == [NOBODY]
    assert not await store.run(lambda tx: tx.is_first_delivery(ADA, "Ev1", at(10)))


async def test_everything_of_others_stays(store: Store, rows: Rows) -> None:
    for owner in (BOB, STRANGER):
        await store.run(lambda tx, owner=owner: everything_of(tx, owner))  # type: ignore[misc]
    before = contents(rows)
    await store.run(lambda tx: everything_of(tx, ADA))
    await store.run(lambda tx: tx.erase_person(ADA))
    after = contents(rows)
    assert {table: after[table] for table in TABLES if table != "delivery"} == {
        table: before[table] for table in TABLES if table != "delivery"
    }
    assert set(after["delivery"]) > set(before["delivery"])


async def test_erasing_nobody_changes_nothing(store: Store, rows: Rows) -> None:
    await store.run(lambda tx: everything_of(tx, BOB))
    before = contents(rows)
    await store.run(lambda tx: tx.erase_person(ADA))
    assert contents(rows) == before


async def test_who_was_erased_can_begin_again(store: Store) -> None:
    await store.run(lambda tx: everything_of(tx, ADA))
    await store.run(lambda tx: tx.erase_person(ADA))
    session = await store.run(start)
    assert await store.run(lambda tx: tx.open_session(ADA)) == session
    assert await store.run(lambda tx: tx.changes_since(ADA, at(0)))


async def test_changes_at_the_same_moment_leave_no_part_of_a_session(store: Store, rows: Rows) -> None:
    session = await store.run(start)
    await asyncio.gather(
        store.run(lambda tx: pause(tx, session, at(10))),
        store.run(lambda tx: tx.erase_person(ADA)),
        store.run(lambda tx: finish(tx, session, at(11))),
        return_exceptions=True,
    )
    sessions = {row["id"] for row in rows("SELECT id FROM work_session")}
    named = {
        row["session_id"]
        for table in OF_SESSIONS
        for row in rows(f"SELECT session_id FROM {table}")  # noqa: S608
    }
    assert named <= sessions == set()


SECRET = b"confidential"


async def typed(store: Store) -> None:
    """Enough of it to fill pages of their own, each in a commit of its own."""
    for number in range(40):
        await store.run(
            lambda tx, number=number: finish(  # type: ignore[misc]
                tx,
                start(tx, ADA, at(0, number), task=f"confidential {number} {'x' * 100}"),
                at(0, number, 30),
            )
        )
    await store.run(lambda tx: past(tx, at(2), at(3), BOB))


def whereabouts(file: Path, word: bytes = SECRET) -> set[str]:
    """The names of SQLite's files in which the word can be read."""
    return {each.name for each in file.parent.glob(f"{file.name}*") if word in each.read_bytes()}


@contextmanager
def somebody_reading(file: Path) -> Iterator[None]:
    """In a snapshot of this moment, as a backup or an export does."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT * FROM person").fetchall()
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "some.db"


@pytest.fixture
async def sqlite(file: Path) -> AsyncIterator[Store]:
    store = open_store(f"sqlite:///{file}")
    yield store
    await store.close()


async def test_what_was_typed_is_in_no_file_of_sqlite_as_soon_as_it_is_erased(
    sqlite: Store, file: Path
) -> None:
    await typed(sqlite)
    assert whereabouts(file)
    await sqlite.run(lambda tx: tx.erase_person(ADA))
    assert whereabouts(file) == set()
    assert whereabouts(file, b"report") == {"some.db"}


async def test_so_it_is_when_the_erasing_shares_its_commit_with_other_work(sqlite: Store, file: Path) -> None:
    await typed(sqlite)
    works: list[Callable[[Transaction], object]] = [
        lambda tx: start(tx, BOB, at(4)),
        lambda tx: tx.erase_person(ADA),
        lambda tx: tx.open_session(BOB),
    ]
    await asyncio.gather(*map(sqlite.run, works))
    assert whereabouts(file) == set()


async def test_who_reads_meanwhile_holds_nobody_up_and_the_log_is_emptied_afterwards(
    sqlite: Store, file: Path
) -> None:
    await typed(sqlite)
    with somebody_reading(file):
        begun = time.monotonic()
        await sqlite.run(lambda tx: tx.erase_person(ADA))
        await sqlite.run(lambda tx: start(tx, BOB, at(4)))
        assert time.monotonic() - begun < PATIENCE
        assert await sqlite.run(lambda tx: tx.last_ended(ADA)) is None
        assert whereabouts(file)
    await sqlite.run(lambda tx: tx.open_session(BOB))
    assert whereabouts(file) == set()


async def test_who_is_locked_out_afterwards_is_as_patient_as_before(sqlite: Store, file: Path) -> None:
    await sqlite.run(lambda tx: tx.erase_person(ADA))
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        asyncio.get_running_loop().call_later(0.2, other.execute, "COMMIT")
        await sqlite.run(start)


async def test_a_log_that_was_left_behind_is_emptied_at_the_next_start(sqlite: Store, file: Path) -> None:
    """By a process that was killed between the commit and the emptying."""
    await typed(sqlite)
    with somebody_reading(file):
        await sqlite.run(lambda tx: tx.erase_person(ADA))
        left = file.parent / "left" / "some.db"
        left.parent.mkdir()
        for name in (file.name, f"{file.name}-wal"):
            shutil.copy(file.with_name(name), left.with_name(name))
    assert whereabouts(left)
    store = open_store(f"sqlite:///{left}")
    await store.run(lambda tx: tx.open_session(BOB))
    assert whereabouts(left) == set()
    await store.close()
