"""What a scenario left in the database, whichever it is; read on a connection of its own."""

import json
from typing import Any

from sqlalchemy import create_engine, text

from bot.domain.person import Owner
from bot.store.address import parse
from bot.store.tables import Row

# The pauses have no person of their own: they are those of the person's sessions, or of none that is there.
_PAUSES = """
    SELECT * FROM pause WHERE NOT EXISTS (
        SELECT * FROM work_session s
        WHERE s.tenant_id = pause.tenant_id AND s.id = pause.session_id
        AND NOT (s.tenant_id = :tenant AND s.user_id = :person)
    )
"""
_THEIRS = "SELECT * FROM {} WHERE tenant_id = :tenant AND user_id = :person"


def stored_about(database_url: str, owner: Owner) -> dict[str, list[str]]:
    """The rows about a person, by table; tables without any are left out."""
    engine = create_engine(parse(database_url))
    person = {"tenant": owner.tenant_id, "person": owner.user_id}
    try:
        with engine.connect() as connection:
            found: dict[str, list[Any]] = {
                table: list(
                    connection.execute(text(_PAUSES if table == "pause" else _THEIRS.format(table)), person)
                )
                for table in Row.metadata.tables
            }
    finally:
        engine.dispose()
    return {table: sorted(map(str, rows)) for table, rows in found.items() if rows}


def stored_anywhere(database_url: str, word: str) -> set[str]:
    """The tables in which a word stands, in whatever column."""
    engine = create_engine(parse(database_url))
    try:
        with engine.connect() as connection:
            return {
                table
                for table in Row.metadata.tables
                for row in connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608
                if word in json.dumps(tuple(row), default=str)
            }
    finally:
        engine.dispose()
