"""How a database is asked: the statements of a transaction, and the way that each of them is answered."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Executable, insert, select, text

from bot.store import Transaction
from bot.store.prepared import Rows, prepare
from bot.store.tables import WorkSessionRow, table_of

Statement = tuple[str, Any]
EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}


class Noted(Transaction):
    """A transaction that notes what it asks of the database."""

    def __init__(self, connection: Connection, asked: list[Statement]) -> None:
        super().__init__(connection)
        self._asked = asked

    def _execute(self, statement: Executable, parameters: Mapping[str, Any]) -> Rows:
        prepared = prepare(statement, tuple(parameters), self._connection.dialect)
        self._asked.append((prepared.text, prepared.values(parameters)))
        return super()._execute(statement, parameters)


def plan(engine: Engine, statement: Statement) -> list[str]:
    """The steps by which the database answers a statement, in its own words."""
    asked, parameters = statement
    with engine.connect() as connection:
        steps = connection.exec_driver_sql(f"{EXPLAIN[engine.name]} {asked}", parameters).all()
    return [str(step[-1]) for step in steps]


def multiply_oldest_session(engine: Engine, count: int) -> None:
    """Copies of it, each an hour before the one before. PostgreSQL counts its rows, as it does by itself."""
    table = table_of(WorkSessionRow)
    with engine.begin() as connection:
        row = connection.execute(select(table).order_by(table.c.started_at)).mappings().first()
        assert row
        hours = [timedelta(hours=number) for number in range(1, count + 1)]
        moved = ("started_at", "ended_at")
        copies = [{**row, "id": f"copy {by}", **{name: row[name] - by for name in moved}} for by in hours]
        connection.execute(insert(table), copies)
        if engine.name == "postgresql":
            connection.execute(text("ANALYZE"))
