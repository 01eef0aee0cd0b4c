"""The base of the parts of a transaction: a connection, and how statements are run on it.

Statements are built once, at module level, with named parameters: SQLAlchemy then compiles each of them once
for each database, and running one costs little more than the driver does. `ON CONFLICT` is written with
PostgreSQL's construct, which SQLite's compiler renders too: the two share that grammar.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class Queries:
    """A part of a transaction: everything it does happens on the transaction's connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _execute(self, statement: Executable, parameters: Parameters) -> CursorResult[Any]:
        return self._connection.execute(statement, parameters)

    def _changes_a_row(self, statement: Executable, parameters: Parameters) -> bool:
        return self._execute(statement, parameters).rowcount > 0
