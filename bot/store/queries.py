"""The base of the parts of a transaction: a connection, and how statements are run on it.

Statements are built once, at module level, with named parameters, so that each of them is prepared once for
each database.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, bindparam

from bot.store.prepared import Driver, Rows


def any_of(column: ColumnElement[Any], name: str, size: int) -> ColumnElement[bool]:
    """Whether `column` has one of the values that `listed` gives to this name and size."""
    return column.in_([bindparam(f"{name}_{place}") for place in range(size)])


def listed(name: str, values: Sequence[Any], size: int) -> dict[str, Any]:
    """Parameters for `any_of`: from one value to `size` of them; the places left repeat the last one."""
    return {f"{name}_{place}": values[min(place, len(values) - 1)] for place in range(size)}


def room_for(values: Sequence[Any]) -> int:
    """The size to choose for so many values: a power of two, so that there are few statements to prepare."""
    return 1 << (len(values) - 1).bit_length()


class Queries:
    """A part of a transaction: everything it does happens on the transaction's connection.

    `due_at` is the earliest instant at which something is due that the transaction has made due.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver = Driver(connection)
        self.due_at: datetime | None = None

    def _falls_due(self, at: datetime) -> None:
        self.due_at = min(at, self.due_at or at)

    def _execute(self, statement: Executable, parameters: Mapping[str, Any]) -> Rows:
        return self._driver.run(statement, parameters)

    def _changes_a_row(self, statement: Executable, parameters: Mapping[str, Any]) -> bool:
        return self._execute(statement, parameters).rowcount > 0
