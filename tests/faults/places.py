"""Where a trial takes place: a fresh database, and a folder of its own."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from bot.store.address import parse

SQLITE, POSTGRESQL = "sqlite", "postgresql"


@dataclass(frozen=True, slots=True)
class Place:
    """A fresh database, of the kind that is named, and a folder."""

    database: str
    url: str
    folder: Path


@contextmanager
def fresh_place(database: str, server: str | None) -> Iterator[Place]:
    """`server`: the URL of PostgreSQL, for a schema of its own there."""
    with tempfile.TemporaryDirectory(prefix="workbot-faults-") as name:
        folder = Path(name)
        if database == SQLITE:
            yield Place(SQLITE, f"sqlite:///{folder / 'workbot.db'}", folder)
            return
        url, schema = parse(str(server)), f"faults_{secrets.token_hex(8)}"
        engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
        in_schema = url.update_query_dict({"options": f"-csearch_path={schema}"})
        try:
            yield Place(POSTGRESQL, in_schema.render_as_string(hide_password=False), folder)
        finally:
            with engine.connect() as connection:
                connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
            engine.dispose()
