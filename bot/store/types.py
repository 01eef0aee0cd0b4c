"""Column types: instants come back aware and in UTC, durations as `timedelta`; both in whole seconds."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeDecorator, TypeEngine


class _Text(sqlite.DATETIME):
    """How SQLite keeps an instant: `2026-03-06 18:00:00`.

    As SQLAlchemy writes it, but by what `datetime` itself offers, which takes a tenth of the time: a
    transition writes a dozen instants.
    """

    def bind_processor(self, _dialect: Dialect) -> Callable[[datetime | None], str | None]:
        return _written

    def result_processor(
        self, _dialect: Dialect, _coltype: object
    ) -> Callable[[str | None], datetime | None]:
        return _read


def _written(instant: datetime | None) -> str | None:
    return instant.replace(tzinfo=None).isoformat(" ", "seconds") if instant else None


def _read(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


class Instant(TypeDecorator[datetime]):
    """An aware instant. Refuses naive ones and fractions of a second, which would break the sums."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return _Text()  # type: ignore[no-untyped-call]
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None or value.microsecond:
            raise ValueError(f"not an aware instant in whole seconds: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # SQLite has no time zones; PostgreSQL answers in the zone of the connection.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Duration(TypeDecorator[timedelta]):
    """A length of time. Refuses fractions of a second."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, _dialect: Dialect) -> int | None:
        if value is None:
            return None
        seconds, rest = divmod(value, timedelta(seconds=1))
        if rest:
            raise ValueError(f"not a duration in whole seconds: {value!r}")
        return seconds

    def process_result_value(self, value: int | None, _dialect: Dialect) -> timedelta | None:
        return None if value is None else timedelta(seconds=value)


class Serial(TypeDecorator[int]):
    """A number that the database gives: 64 bits everywhere, and in SQLite the row's own number."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())
