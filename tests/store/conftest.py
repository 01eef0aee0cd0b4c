"""A store on a fresh database of each kind, and a look past it."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from bot.store import Store, open_store
from bot.store.address import parse

Rows = Callable[[str], list[dict[str, Any]]]


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
