"""The same tests on both databases: a fresh SQLite file, or a fresh schema at TEST_DATABASE_URL."""

import os
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from bot.store import Store, open_store
from bot.store.address import parse

# Only a server has connections that can be lost and transactions that really run side by side.
collect_ignore = [] if os.environ.get("TEST_DATABASE_URL") else ["test_postgresql.py"]

Rows = Callable[[str], list[dict[str, Any]]]


@pytest.fixture
def database_url(tmp_path: Path) -> Iterator[str]:
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        yield f"sqlite:///{tmp_path / 'workbot.db'}"
        return
    url, schema = parse(server), f"test_{secrets.token_hex(8)}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
        in_schema = url.update_query_dict({"options": f"-csearch_path={schema}"})
        yield in_schema.render_as_string(hide_password=False)
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    store = open_store(database_url)
    yield store
    await store.close()


@pytest.fixture
def rows(database_url: str) -> Iterator[Rows]:
    """Run a statement on a connection of its own: what it answers is committed."""
    engine = create_engine(parse(database_url))

    def run(statement: str) -> list[dict[str, Any]]:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return [dict(row) for row in result.mappings()] if result.returns_rows else []

    yield run
    engine.dispose()
