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
from bot.store.prepared import Driver
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
def driver(connection: Connection) -> Driver:
    return Driver(connection)


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    engine = create_engine(parse(database_url))
    with engine.begin() as connection:
        _table.create(connection)
        yield connection
    engine.dispose()


def values(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "at": None, "lasted": None, "more": None} | more


def test_values_come_back_as_through_sqlalchemy(connection: Connection, driver: Driver) -> None:
    full = values("full", at=TOKYO, lasted=timedelta(days=2, seconds=1), more={"a": [1, None]})
    assert driver.run(_ADD, full).scalar() == "full"
    driver.run(_ADD, values("empty"))
    rows = [tuple(row) for row in driver.run(_ALL, {})]
    assert rows == [tuple(row) for row in connection.execute(_ALL)]
    assert rows == [
        ("empty", None, None, None),
        ("full", TOKYO, timedelta(days=2, seconds=1), {"a": [1, None]}),
    ]


def test_columns_have_their_names(driver: Driver) -> None:
    driver.run(_ADD, values("one", at=TOKYO))
    row = driver.run(_ALL, {}).one()
    assert (row.name, row.at, row.lasted) == ("one", TOKYO, None)


def test_an_insert_names_only_the_columns_that_it_is_given(driver: Driver) -> None:
    driver.run(_ADD, {"name": "one", "lasted": timedelta(seconds=5)})
    assert driver.run(_ALL, {}).one().lasted == timedelta(seconds=5)


def test_of_a_list_each_is_found_and_nothing_else(driver: Driver) -> None:
    for name in "abcdefg":
        driver.run(_ADD, values(name))
    wanted = ["a", "c", "d", "g", "nobody"]
    size = room_for(wanted)
    asked = select(_table.c.name).where(any_of(_table.c.name, "n", size))
    found = driver.run(asked, listed("n", wanted, size))
    assert sorted(found.scalars()) == ["a", "c", "d", "g"]


def test_a_statement_whose_text_depends_on_its_values_is_refused(driver: Driver) -> None:
    expanding = select(_table).where(_table.c.name.in_(bindparam("names", expanding=True)))
    with pytest.raises(ValueError, match="depends on its values"):
        driver.run(expanding, {"names": ["a"]})


def test_an_instant_that_is_not_whole_is_refused(driver: Driver) -> None:
    with pytest.raises((ValueError, StatementError)):
        driver.run(_ADD, values("one", at=TOKYO.replace(microsecond=1)))


def test_what_breaks_a_rule_of_the_schema_is_an_integrity_error_that_tells_no_values(
    driver: Driver,
) -> None:
    driver.run(_ADD, values("a secret"))
    with pytest.raises(IntegrityError) as refused:
        driver.run(_ADD, values("a secret"))
    assert "[parameters" not in str(refused.value)


def test_what_the_database_does_not_know_is_an_error_of_sqlalchemys(driver: Driver) -> None:
    nowhere = Table("nowhere", MetaData(), Column("name", String()))
    with pytest.raises((ProgrammingError, StatementError)):
        driver.run(select(nowhere), {})


@pytest.mark.parametrize(("count", "room"), [(1, 1), (2, 2), (3, 4), (4, 4), (5, 8), (10_000, 16_384)])
def test_there_are_few_sizes_of_lists(count: int, room: int) -> None:
    assert room_for(range(count)) == room
