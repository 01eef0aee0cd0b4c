"""Statements that the driver runs itself give and take the same values and errors as SQLAlchemy's."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    MetaData,
    String,
    Table,
    bindparam,
    create_engine,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError, ProgrammingError, StatementError

from bot.store.address import parse
from bot.store.prepared import run
from bot.store.queries import any_of, listed, room_for
from bot.store.types import Duration, Instant

_table = Table(
    "example",
    MetaData(),
    Column("name", String(), primary_key=True),
    Column("at", Instant()),
    Column("lasted", Duration()),
    Column("more", JSON()),
)
_ADD = insert(_table).returning(_table.c.name)
_ALL = select(_table).order_by(_table.c.name)
TOKYO = datetime(2026, 3, 2, 18, 0, 1, tzinfo=timezone(timedelta(hours=9)))


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    engine = create_engine(parse(database_url))
    with engine.begin() as connection:
        _table.create(connection)
        yield connection
    engine.dispose()


def values(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "at": None, "lasted": None, "more": None} | more


def test_values_come_back_as_through_sqlalchemy(connection: Connection) -> None:
    full = values("full", at=TOKYO, lasted=timedelta(days=2, seconds=1), more={"a": [1, None]})
    assert run(connection, _ADD, full).scalar() == "full"
    run(connection, _ADD, values("empty"))
    rows = [tuple(row) for row in run(connection, _ALL, {})]
    assert rows == [tuple(row) for row in connection.execute(_ALL)]
    assert rows == [
        ("empty", None, None, None),
        ("full", TOKYO, timedelta(days=2, seconds=1), {"a": [1, None]}),
    ]


def test_columns_have_their_names(connection: Connection) -> None:
    run(connection, _ADD, values("one", at=TOKYO))
    row = run(connection, _ALL, {}).one()
    assert (row.name, row.at, row.lasted) == ("one", TOKYO, None)


def test_an_insert_names_only_the_columns_that_it_is_given(connection: Connection) -> None:
    run(connection, _ADD, {"name": "one", "lasted": timedelta(seconds=5)})
    assert run(connection, _ALL, {}).one().lasted == timedelta(seconds=5)


def test_of_a_list_each_is_found_and_nothing_else(connection: Connection) -> None:
    for name in "abcdefg":
        run(connection, _ADD, values(name))
    wanted = ["a", "c", "d", "g", "nobody"]
    size = room_for(wanted)
    found = run(
        connection, select(_table.c.name).where(any_of(_table.c.name, "n", size)), listed("n", wanted, size)
    )
    assert sorted(found.scalars()) == ["a", "c", "d", "g"]


def test_a_statement_whose_text_depends_on_its_values_is_refused(connection: Connection) -> None:
    expanding = select(_table).where(_table.c.name.in_(bindparam("names", expanding=True)))
    with pytest.raises(ValueError, match="depends on its values"):
        run(connection, expanding, {"names": ["a"]})


def test_an_instant_that_is_not_whole_is_refused(connection: Connection) -> None:
    with pytest.raises((ValueError, StatementError)):
        run(connection, _ADD, values("one", at=TOKYO.replace(microsecond=1)))


def test_what_breaks_a_rule_of_the_schema_is_an_integrity_error_that_tells_no_values(
    connection: Connection,
) -> None:
    run(connection, _ADD, values("a secret"))
    with pytest.raises(IntegrityError) as refused:
        run(connection, _ADD, values("a secret"))
    assert "[parameters" not in str(refused.value)


def test_what_the_database_does_not_know_is_an_error_of_sqlalchemys(connection: Connection) -> None:
    nowhere = Table("nowhere", MetaData(), Column("name", String()))
    with pytest.raises((ProgrammingError, StatementError)):
        run(connection, select(nowhere), {})


@pytest.mark.parametrize(("count", "room"), [(1, 1), (2, 2), (3, 4), (4, 4), (5, 8), (10_000, 16_384)])
def test_there_are_few_sizes_of_lists(count: int, room: int) -> None:
    assert room_for(range(count)) == room
