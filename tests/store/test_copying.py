"""An installation that is copied to another database is the same there, of whichever kinds the two are."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, select, text

from bot.domain.card import CardKind
from bot.domain.preferences import Preferences
from bot.store import CopyRefused, DatabaseLocked, DatabaseUnreachable, Transaction, copy_database, open_store
from bot.store.address import describe, parse
from bot.store.contents import TABLES
from bot.store.migrate import upgrade
from tests.databases import NewDatabase
from tests.store.examples import ADA, BOB, STRANGER, at, past, pause, pause_with_reminder, resume, start

KINDS = ("sqlite", "postgresql")
WAYS = [pytest.param(*way, id=f"{way[0]} to {way[1]}") for way in product(KINDS, KINDS)]
anyway = pytest.mark.parametrize(("kind", "other_kind"), WAYS)

Contents = dict[str, list[tuple[Any, ...]]]


def do(url: str, work: Callable[[Connection], Any]) -> Any:
    engine = create_engine(parse(url))
    with engine.begin() as connection:
        answer = work(connection)
    engine.dispose()
    return answer


def contents(url: str) -> Contents:
    """All rows of all tables, in one order for all databases."""

    def read(connection: Connection) -> Contents:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in TABLES
        }

    found: Contents = do(url, read)
    return found


def a_day(tx: Transaction) -> None:
    """Something in every table."""
    past(tx, at(7), at(8))
    paused, _ = pause_with_reminder(tx)
    resume(tx, paused, at(10, 20))
    tx.add_card(ADA, CardKind.MESSAGE, session_id=paused.id, channel_id="D1", message_ts="1.2", due_at=None)
    tx.add_card(ADA, CardKind.HOME, due_at=at(11))
    tx.claim_due_cards(at(11), timedelta(seconds=60), 1)
    start(tx, STRANGER, task="Écrire 報告 💤 \"quoted\" \\ 'it'")
    tx.save_preferences(ADA, Preferences(default_project="Ætlas", daily_goal=timedelta(hours=6)))
    tx.remember_timezone(BOB, "Asia/Tokyo", at(9))
    tx.is_first_delivery(ADA, "Ev1", at(9))


@pytest.fixture
async def source(kind: str, new_database: NewDatabase) -> str:
    """A database with a day in it."""
    url = new_database(kind)
    await written(url, a_day)
    return url


@pytest.fixture
def target(other_kind: str, new_database: NewDatabase) -> str:
    return new_database(other_kind, migrated=False)


async def written(url: str, work: Callable[[Transaction], Any]) -> None:
    store = open_store(url)
    await store.run(work)
    await store.close()


@anyway
async def test_all_rows_of_all_tables_are_the_same(source: str, target: str) -> None:
    before = contents(source)
    assert all(before.values())
    copied = copy_database(source, target)
    assert contents(target) == before
    assert contents(source) == before
    assert {each.table: each.rows for each in copied.contents} == {
        table: len(rows) for table, rows in before.items()
    }
    assert (copied.target, copied.users) == (describe(parse(target)), "")


@anyway
async def test_the_same_record_has_the_same_checksum_in_both_kinds(
    source: str, target: str, kind: str, new_database: NewDatabase
) -> None:
    there = copy_database(source, target)
    back = copy_database(target, new_database(kind))
    assert there.contents == back.contents
    assert there.checksum == back.checksum


@anyway
async def test_who_has_chosen_nothing_has_no_preferences_there_either(source: str, target: str) -> None:
    """NULL, and not JSON's null, which the program reads as the same."""
    chosen_by = "SELECT user_id, preferences IS NULL FROM person ORDER BY user_id"

    def found(url: str) -> list[tuple[str, bool]]:
        return [
            (user_id, bool(is_null))
            for user_id, is_null in do(url, lambda c: c.exec_driver_sql(chosen_by).all())
        ]

    before = found(source)
    assert {is_null for _, is_null in before} == {True, False}
    copy_database(source, target)
    assert found(target) == before


@anyway
async def test_the_journal_goes_on_after_what_was_copied(source: str, target: str) -> None:
    copy_database(source, target)
    await written(target, lambda tx: start(tx, BOB, at(12)))
    ids = [row[0] for row in contents(target)["session_change"]]
    assert max(ids) == max(row[0] for row in contents(source)["session_change"]) + 1
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("other_kind", KINDS)
async def test_an_empty_database_is_copied_too(
    other_kind: str, target: str, new_database: NewDatabase
) -> None:
    source = new_database("sqlite")
    await open_store(source).close()
    assert [each.rows for each in copy_database(source, target).contents] == [0] * len(TABLES)
    await written(target, start)
    assert [row[0] for row in contents(target)["session_change"]] == [1]


@anyway
async def test_a_repeated_copy_brings_the_first_up_to_date(source: str, target: str) -> None:
    first = copy_database(source, target)
    assert copy_database(source, target) == first

    def go_on(tx: Transaction) -> None:
        session = tx.open_session(ADA)
        assert session
        pause(tx, session, at(15))
        tx.remember_dm_channel(BOB, "D2")

    await written(source, go_on)
    second = copy_database(source, target)
    assert contents(target) == contents(source)
    assert second.checksum != first.checksum


def refused(source: str, target: str) -> str:
    """Why; what is at the target, and at the source, stays as it was."""
    before = contents(source), contents(target)
    with pytest.raises(CopyRefused) as why:
        copy_database(source, target)
    assert (contents(source), contents(target)) == before
    assert len(str(why.value).splitlines()) == 1
    return str(why.value)


@anyway
async def test_a_record_that_no_copy_has_put_there_is_left_alone(source: str, target: str) -> None:
    await written(target, lambda tx: tx.remember_dm_channel(BOB, "D9"))
    assert "has a record of its own already" in refused(source, target)


@anyway
async def test_a_copy_that_was_used_since_is_left_alone(source: str, target: str) -> None:
    copy_database(source, target)
    await written(target, lambda tx: tx.save_preferences(ADA, Preferences(default_project="changed here")))
    assert "was used since it was copied" in refused(source, target)


@anyway
async def test_a_copy_of_another_database_is_left_alone(
    source: str, target: str, kind: str, new_database: NewDatabase
) -> None:
    other = new_database(kind)
    await written(other, lambda tx: past(tx, at(7), at(8)))
    copy_database(other, target)
    assert "does not continue" in refused(source, target)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_database_is_not_copied_to_itself(source: str, kind: str) -> None:
    assert "are the same database" in refused(source, source)


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("other_kind", KINDS)
async def test_what_the_other_database_cannot_hold_leaves_nothing_half_done(
    source: str, target: str, other_kind: str
) -> None:
    """A number too large for PostgreSQL; for SQLite, a trigger that gets in the way."""
    await open_store(target).close()
    if other_kind == "postgresql":
        do(source, lambda connection: connection.execute(text("UPDATE card SET wanted = 1099511627776")))
    else:
        stop = "CREATE TRIGGER stop BEFORE INSERT ON card BEGIN SELECT raise(ABORT, 'full'); END"
        do(target, lambda connection: connection.execute(text(stop)))
    why = refused(source, target)
    assert "failed: " in why
    assert not any(contents(target).values())


NOT_AT_THE_END = """
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no room''; END';
    CREATE CONSTRAINT TRIGGER last AFTER INSERT ON card DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION refuse()
"""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other_kind", ["postgresql"])
async def test_a_commit_that_fails_is_told_in_one_line_and_leaves_nothing(source: str, target: str) -> None:
    await open_store(target).close()
    do(target, lambda connection: connection.exec_driver_sql(NOT_AT_THE_END))
    assert "failed: no room. The database" in refused(source, target)
    assert not any(contents(target).values())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other_kind", ["sqlite"])
async def test_a_copy_that_is_not_like_the_original_is_taken_back(source: str, target: str) -> None:
    await open_store(target).close()
    other = "CREATE TRIGGER other AFTER INSERT ON pause BEGIN UPDATE pause SET reason = 'other'; END"
    do(target, lambda connection: connection.execute(text(other)))
    assert "not like the original: pause has 1 rows" in refused(source, target)


@pytest.mark.parametrize("kind", ["sqlite"])
async def test_a_copy_that_failed_leaves_no_file_behind(source: str, tmp_path: Path) -> None:
    do(source, lambda connection: connection.execute(text("UPDATE delivery SET received_at = 'yesterday'")))
    with pytest.raises(CopyRefused, match="yesterday"):
        copy_database(source, f"sqlite:///{tmp_path / 'new.db'}")
    left = await asyncio.to_thread(lambda: {path.name for path in tmp_path.glob("new.db*")})
    assert left == {"new.db.lock"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other_kind", ["sqlite"])
async def test_a_database_in_use_is_copied_as_it_is_at_one_moment_and_that_is_said(
    source: str, target: str, kind: str
) -> None:
    store = open_store(source)
    before = contents(source)
    await store.run(lambda tx: tx.remember_dm_channel(BOB, "D2"))
    copied = copy_database(source, target)
    await store.run(lambda tx: tx.remember_dm_channel(BOB, "D3"))
    await store.close()
    assert copied.users.startswith("process " if kind == "sqlite" else "1 other")
    assert contents(target)["person"] != before["person"]
    assert copy_database(source, target).users == ""
    assert contents(target) == contents(source)


@pytest.mark.parametrize("kind", ["postgresql"])
async def test_a_file_in_use_is_not_copied_to(source: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'used.db'}"
    store = open_store(url)
    with pytest.raises(DatabaseLocked):
        copy_database(source, url)
    await store.close()


@pytest.mark.parametrize("kind", KINDS)
async def test_an_older_database_is_not_copied(empty: str, new_database: NewDatabase) -> None:
    do(empty, lambda connection: upgrade(connection, "0005"))
    with pytest.raises(CopyRefused, match=r"is at revision 0005, not at \d+\. Start this version"):
        copy_database(empty, new_database("sqlite"))


@pytest.fixture
def empty(kind: str, new_database: NewDatabase) -> str:
    return new_database(kind, migrated=False)


def test_what_is_not_there_is_not_copied(tmp_path: Path) -> None:
    with pytest.raises(CopyRefused, match=r"There is no database to copy: .*nowhere\.db"):
        copy_database(f"sqlite:///{tmp_path / 'nowhere.db'}", f"sqlite:///{tmp_path / 'new.db'}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("source_url", "target_url", "said"),
    [
        ("nonsense", "sqlite:///new.db", "FROM is not usable"),
        ("mysql://x/y", "sqlite:///new.db", "FROM is not usable"),
        ("sqlite:///:memory:", "sqlite:///new.db", "There is no database to copy: in memory"),
        ("sqlite:///old.db", "nonsense", "TO is not usable"),
        ("sqlite:///old.db", "sqlite:///:memory:", "TO is not usable"),
        ("sqlite:///old.db", "sqlite:///./old.db", "are the same database"),
    ],
)
async def test_an_address_that_cannot_be_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source_url: str, target_url: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    await written("sqlite:///old.db", start)
    with pytest.raises(CopyRefused, match=said):
        copy_database(source_url, target_url)


async def test_a_server_without_that_database_is_told_in_one_line(
    tmp_path: Path, new_database: NewDatabase
) -> None:
    await written(f"sqlite:///{tmp_path / 'old.db'}", start)
    nowhere = new_database("postgresql").replace("workbot_test_", "nothing_of_that_name_")
    with pytest.raises(DatabaseUnreachable, match="does not exist"):
        copy_database(f"sqlite:///{tmp_path / 'old.db'}", nowhere)


def test_what_is_no_database_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("not a database " * 500)
    with pytest.raises(DatabaseUnreachable, match="not a database"):
        copy_database(f"sqlite:///{tmp_path / 'notes.db'}", f"sqlite:///{tmp_path / 'new.db'}")
