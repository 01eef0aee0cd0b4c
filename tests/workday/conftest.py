"""A diary to write into."""

from collections.abc import AsyncIterator

import pytest

from bot.store import open_store
from tests.workday.diary import Diary


@pytest.fixture
async def diary() -> AsyncIterator[Diary]:
    store = open_store("sqlite:///:memory:")
    yield Diary(store)
    await store.close()
