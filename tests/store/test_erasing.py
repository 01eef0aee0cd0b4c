"""Deleting a person: of all that the tables can hold about them nothing is left, and nothing else goes."""

import asyncio
from pathlib import Path

from bot.store import NOBODY, Store, open_store
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


async def test_what_was_typed_is_not_left_in_the_file_of_sqlite(tmp_path: Path) -> None:
    file = tmp_path / "some.db"
    store = open_store(f"sqlite:///{file}")
    for number in range(40):
        await store.run(
            lambda tx, number=number: finish(  # type: ignore[misc]
                tx,
                start(tx, ADA, at(0, number), task=f"confidential {number} {'x' * 100}"),
                at(0, number, 30),
            )
        )
    await store.run(lambda tx: past(tx, at(2), at(3), BOB))
    await store.run(lambda tx: tx.erase_person(ADA))
    await store.close()
    assert b"confidential" not in file.read_bytes()
    assert b"report" in file.read_bytes()
    assert not file.with_name("some.db-wal").exists()
