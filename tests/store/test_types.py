from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Connection, MetaData, Table, create_engine, insert, select
from sqlalchemy.exc import StatementError

from bot.store.address import parse
from bot.store.types import Duration, Instant

_table = Table("example", MetaData(), Column("at", Instant()), Column("lasted", Duration()))


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    engine = create_engine(parse(database_url))
    with engine.begin() as connection:
        _table.create(connection)
        yield connection
    engine.dispose()


def stored(connection: Connection, at: datetime | None, lasted: timedelta | None) -> tuple[object, ...]:
    connection.execute(insert(_table).values(at=at, lasted=lasted))
    return tuple(connection.execute(select(_table)).one())


def test_an_instant_comes_back_aware_and_in_utc(connection: Connection) -> None:
    tokyo = datetime(2026, 3, 2, 18, 0, 1, tzinfo=timezone(timedelta(hours=9)))
    at, _ = stored(connection, tokyo, None)
    assert at == tokyo
    assert isinstance(at, datetime)
    assert at.tzinfo is UTC


def test_a_duration_comes_back_to_the_second(connection: Connection) -> None:
    assert stored(connection, None, timedelta(days=2, seconds=1)) == (None, timedelta(days=2, seconds=1))


def test_nothing_comes_back_as_nothing(connection: Connection) -> None:
    assert stored(connection, None, None) == (None, None)


@pytest.mark.parametrize(
    ("at", "lasted"),
    [
        (datetime(2026, 3, 2, 9), None),  # noqa: DTZ001 - what is refused
        (datetime(2026, 3, 2, 9, 0, 0, 1, tzinfo=UTC), None),
        (None, timedelta(milliseconds=1500)),
    ],
    ids=["naive", "fraction of a second", "fraction in a duration"],
)
def test_what_would_be_stored_as_something_else_is_refused(
    connection: Connection, at: datetime | None, lasted: timedelta | None
) -> None:
    with pytest.raises(StatementError, match="whole seconds"):
        stored(connection, at, lasted)
