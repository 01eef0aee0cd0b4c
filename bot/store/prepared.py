"""Statements made ready for the driver: SQLAlchemy writes each once, and then the driver runs it itself.

A statement through SQLAlchemy costs 17 to 19 µs more than through the driver, and a transition takes a dozen.
So what depends on the statement alone is worked out once: its text, the order of its parameters, how each
value is written and read. Values are converted by SQLAlchemy's own types.
"""

from collections import namedtuple
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Dialect, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Parameters = Mapping[str, Any]
Convert = Callable[[Any], Any]


class Rows:
    """What a statement answered: the rows that it selected or returned, and how many rows it concerned."""

    __slots__ = ("_rows", "rowcount")

    def __init__(self, rows: list[Any], rowcount: int) -> None:
        self._rows = rows
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def all(self) -> list[Any]:
        return self._rows

    def first(self) -> Any:
        """None where there is none."""
        return self._rows[0] if self._rows else None

    def one_or_none(self) -> Any:
        """Raises ValueError where there are several."""
        if len(self._rows) > 1:
            raise ValueError("more rows than one")
        return self.first()

    def one(self) -> Any:
        """Raises ValueError where there is not exactly one."""
        (row,) = self._rows
        return row

    def scalar(self) -> Any:
        """The first value of the first row; None where there is no row."""
        return self._rows[0][0] if self._rows else None

    def scalars(self) -> list[Any]:
        """The first value of each row."""
        return [row[0] for row in self._rows]


class Prepared:
    """One statement for one kind of database and one set of named parameters.

    Raises ValueError for an `in_` of values or with an expanding parameter: see `queries.any_of`.
    """

    def __init__(
        self, compiled: SQLCompiler, dialect: Dialect, statement: Executable, names: Container[str]
    ) -> None:
        self.text = str(compiled)
        if compiled.post_compile_params:
            raise ValueError(f"its text depends on its values: {compiled}")
        self._constants = {name: value for name, value in compiled.params.items() if name not in names}
        self._is_positional = compiled.positional
        in_order = (compiled.positiontup if compiled.positional else None) or list(compiled.params)
        self._write = [(name, _writer(compiled.binds[name], dialect)) for name in in_order]
        columns = list(getattr(statement, "exported_columns", ()))
        self._row = _row_type([str(column.key) for column in columns])
        self._read = dict(_readers([column.type for column in columns], dialect))
        self._answers = bool(columns)

    def run(self, cursor: Any, parameters: Parameters) -> Rows:
        """With a cursor of the driver's. Raises what the driver raises."""
        cursor.execute(self.text, self.values(parameters))
        rows = cursor.fetchall() if self._answers else []
        return Rows([self._converted(row) for row in rows], cursor.rowcount)

    def run_in_portions(self, cursor: Any, parameters: Parameters, size: int) -> Iterator[list[Any]]:
        """The same by a cursor that does not fetch everything at once. Raises what the driver raises."""
        cursor.execute(self.text, self.values(parameters))
        while rows := cursor.fetchmany(size):
            yield [self._converted(row) for row in rows]

    def values(self, parameters: Parameters) -> Any:
        values = {**self._constants, **parameters} if self._constants else parameters
        if self._is_positional:
            return tuple([write(values[name]) if write else values[name] for name, write in self._write])
        return {name: write(values[name]) if write else values[name] for name, write in self._write}

    def _converted(self, row: Sequence[Any]) -> Any:
        values = list(row)
        for place, read in self._read.items():
            values[place] = read(values[place])
        return self._row(*values)


class Driver:
    """The driver itself, for as long as a transaction lasts.

    One cursor for all its statements: psycopg takes a quarter of a statement's time to make one.
    """

    __slots__ = ("_connection", "_cursor", "_dialect")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect
        self._cursor: Any = connection.connection.cursor()

    def run(self, statement: Executable, parameters: Parameters) -> Rows:
        """Raises sqlalchemy.exc.DBAPIError, as SQLAlchemy itself would."""
        prepared = prepare(statement, tuple(parameters), self._dialect)
        try:
            return prepared.run(self._cursor, parameters)
        except Exception as error:
            raise _translated(self._connection, prepared.text, error) from error

    def run_in_portions(
        self, statement: Executable, parameters: Parameters, size: int
    ) -> Iterator[list[Any]]:
        """At most `size` rows at a time, and never more of them in memory. Raises as `run` does."""
        prepared = prepare(statement, tuple(parameters), self._dialect)
        # Only a cursor with a name stays at PostgreSQL's side; SQLite's fetches no row before it is wanted.
        name = ("portions",) if self._dialect.name == "postgresql" else ()
        try:
            with closing(self._connection.connection.cursor(*name)) as cursor:
                yield from prepared.run_in_portions(cursor, parameters, size)
        except Exception as error:
            raise _translated(self._connection, prepared.text, error) from error


@lru_cache(maxsize=1024)
def prepare(statement: Executable, names: tuple[str, ...], dialect: Dialect) -> Prepared:
    """`names` are those of the parameters: of an INSERT or UPDATE, they may name columns to set."""
    compiled = statement.compile(dialect=dialect, column_keys=names)  # type: ignore[attr-defined]
    return Prepared(compiled, dialect, statement, names)


def _row_type(names: Iterable[str]) -> Callable[..., Any]:
    return namedtuple("Row", names, rename=True)


def _writer(parameter: BindParameter[Any], dialect: Dialect) -> Convert | None:
    return parameter.type.dialect_impl(dialect).bind_processor(dialect)


def _readers(types: Iterable[TypeEngine[Any]], dialect: Dialect) -> Iterator[tuple[int, Convert]]:
    for place, kind in enumerate(types):
        read = kind.dialect_impl(dialect).result_processor(dialect, None)
        if read:
            yield place, read


def _translated(connection: Connection, text: str, error: Exception) -> BaseException:
    """The driver's error as SQLAlchemy's; a connection that is lost is not used again."""
    dialect = connection.dialect
    assert dialect.dbapi is not None  # noqa: S101 - it has just run a statement
    driver_errors = dialect.dbapi.Error
    is_lost = isinstance(error, driver_errors) and dialect.is_disconnect(error, connection.connection, None)
    if is_lost:
        connection.invalidate(error)
    return DBAPIError.instance(
        text,
        None,
        error,
        driver_errors,
        hide_parameters=True,
        connection_invalidated=is_lost,
        dialect=dialect,
    )
