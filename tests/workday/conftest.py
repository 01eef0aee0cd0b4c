"""A diary to write into."""

from collections.abc import AsyncIterator

import pytest

from bot.store import open_store
from tests.workday.diary import Diary


@pytest.fixture
async def diary(database_url: str) -> AsyncIterator[Diary]:
    store = open_store(database_url)
    yield Diary(store)
    await store.close()
