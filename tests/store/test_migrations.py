import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from bot.domain.card import CardKind
from bot.domain.checkout import Checkout
from bot.domain.pause import Boundary
from bot.domain.session import WorkSession
from bot.store import DatabaseUnreachable, KnownPerson, Transaction, open_store
from bot.store.address import parse
from bot.store.migrate import configuration, upgrade
from bot.store.revision import HEAD, current
from bot.store.tables import Row
from tests.store.examples import ADA, BOB, at, pause

WITHOUT_PAUSES = """
INSERT INTO work_session (tenant_id, id, team_id, user_id, task, state, started_at, started_provenance,
    ended_at, ended_provenance, decision, keep, problem, try_, continue_reason, version)
VALUES ('T1', 'old', 'T1', 'U1', 'report', 'done', '2026-03-02 09:00:00+00', 'live',
        '2026-03-02 10:00:00+00', 'live', 'complete', '', '', '', '', 2),
       ('T1', 'open', 'T1', 'U2', 'slides', 'working', '2026-03-02 11:00:00+00', 'live',
        NULL, NULL, NULL, '', '', '', '', 1)
"""

TWO_PAUSES = """
INSERT INTO pause (tenant_id, session_id, number, started_at, started_provenance, ended_at, ended_provenance,
    reason)
SELECT tenant_id, id, number, started_at, 'live', started_at, 'live', ''
FROM work_session JOIN (SELECT 1 AS number UNION SELECT 2) AS numbers ON id = 'open'
"""

TWO_CARDS = """
INSERT INTO card (id, tenant_id, team_id, user_id, kind, session_id, pause_number, sequence, state, wanted,
    fence, attempts)
SELECT 'card-' || kind, 'T1', 'T1', 'U2', kind, 'open', 1, 1, 'live', 1, 0, 0
FROM (SELECT 'reminder' AS kind UNION SELECT 'summary') AS kinds
"""


def at_first_revision(connection: Connection) -> None:
    upgrade(connection, "0001")
    # SQLite keeps the text of an instant, and ours has no zone.
    zone = "" if connection.dialect.name == "sqlite" else "+00"
    connection.execute(text(WITHOUT_PAUSES.replace("+00", zone)))
    connection.execute(
        text("INSERT INTO person (tenant_id, user_id, timezone) VALUES ('T1', 'U1', 'Asia/Tokyo')")
    )


async def test_a_database_without_pauses_is_upgraded_with_its_rows_intact(empty_database_url: str) -> None:
    engine = create_engine(parse(empty_database_url))
    with engine.begin() as connection:
        at_first_revision(connection)
    engine.dispose()

    store = open_store(empty_database_url)
    old = WorkSession("old", ADA, "report", Boundary(at(9))).finish(at(10), Checkout())
    running = WorkSession("open", BOB, "slides", Boundary(at(11)))
    found = await store.run(lambda tx: (tx.last_ended(ADA), tx.open_session(BOB), tx.known_person(ADA)))
    assert found == (old, running, KnownPerson(timezone="Asia/Tokyo"))
    paused = await store.run(lambda tx: pause(tx, running, at(12)))
    assert await store.run(lambda tx: tx.open_session(BOB)) == paused
    assert store.revision() == HEAD
    await store.close()


async def test_pauses_made_before_there_were_corrections_are_counted(empty_database_url: str) -> None:
    engine = create_engine(parse(empty_database_url))
    with engine.begin() as connection:
        at_first_revision(connection)
        upgrade(connection, "0002")
        connection.execute(text(TWO_PAUSES))
    engine.dispose()

    store = open_store(empty_database_url)
    session = await store.run(lambda tx: tx.open_session(BOB))
    assert session
    assert [pause.number for pause in session.pauses] == [1, 2]
    assert session.pauses_made == 2
    await store.close()


async def test_cards_from_before_there_were_reminders_about_work_stay_and_are_one_for_each(
    empty_database_url: str,
) -> None:
    engine = create_engine(parse(empty_database_url))
    with engine.begin() as connection:
        at_first_revision(connection)
        upgrade(connection, "0005")
        connection.execute(text(TWO_CARDS))
    engine.dispose()

    def add(tx: Transaction) -> tuple[tuple[str, CardKind], ...]:
        for kind in (CardKind.REMINDER, CardKind.FORGOTTEN, CardKind.SUMMARY, CardKind.FORGOTTEN):
            tx.add_card(BOB, kind, session_id="open", pause_number=1, sequence=1, due_at=at(12))
        return tuple((card.id, card.kind) for card in tx.claim_due_cards(at(12), timedelta(seconds=60), 10))

    store = open_store(empty_database_url)
    cards = await store.run(add)
    assert sorted(kind for _, kind in cards) == ["forgotten", "reminder", "summary"]
    assert {("card-reminder", "reminder"), ("card-summary", "summary")} < set(cards)
    await store.close()


async def test_the_migrated_schema_is_the_one_of_the_tables(empty_database_url: str) -> None:
    await open_store(empty_database_url).close()
    engine = create_engine(parse(empty_database_url))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Row.metadata) == []
    engine.dispose()


async def test_each_check_and_index_of_the_tables_is_in_the_migrations_word_for_word(tmp_path: Path) -> None:
    await open_store(f"sqlite:///{tmp_path / 'migrated.db'}").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'created.db'}")
    Row.metadata.create_all(engine)
    engine.dispose()
    created, migrated = (definitions(tmp_path / name) for name in ("created.db", "migrated.db"))
    assert migrated == created


def definitions(file: Path) -> dict[str, list[str]]:
    """What SQLite keeps of each definition, in parts: the order of columns and constraints is no matter."""
    connection = sqlite3.connect(file)
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql <> '' AND name NOT LIKE 'alembic%'"
    )
    parts = {name: re.sub(r"\s+", " ", sql).split(",") for name, sql in found}
    connection.close()
    return {name: sorted(part.strip(" )") for part in each) for name, each in parts.items()}


def test_the_newest_migration_is_the_revision_that_the_program_expects() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == HEAD


async def test_a_database_that_is_not_migrated_says_which_revision_it_has(empty_database_url: str) -> None:
    engine = create_engine(parse(empty_database_url))
    with engine.begin() as connection:
        upgrade(connection, "0001")
    store = open_store(empty_database_url, migrate=False)
    assert store.revision() == "0001"
    await store.close()
    with engine.connect() as connection:
        assert current(connection) == "0001"
    engine.dispose()


async def test_an_upgrade_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "some.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE card (something TEXT)")  # in the way of the second revision
    with pytest.raises(DatabaseUnreachable, match="card already exists"):
        open_store(f"sqlite:///{file}")
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("card",)]
