"""The real bot and the real local Slack, seen through Chromium as a person sees them.

Everything of these tests lives in one event loop (`loop_scope="session"`), since a browser that is started
once can only be spoken to from the loop it was started in.
"""

import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.person import Person
from tests.browser.visits import Visits
from tests.browser.workplace import Workplace, chromium, find_chromium

PATIENCE = 10_000  # milliseconds until what should be seen is said not to come


@pytest.fixture(scope="package")
def chromium_program() -> str:
    """Without a Chromium the tests are skipped, unless WORKBOT_BROWSER_TESTS says that they are required."""
    program = find_chromium()
    if program:
        return program
    reason = "no Chromium: install it, or set CHROMIUM to where it is"
    if os.environ.get("WORKBOT_BROWSER_TESTS") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def browser(chromium_program: str) -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    async with chromium(chromium_program) as browser:
        yield browser


@pytest.fixture
def database() -> str:
    """What a page shows comes from the playground; the day in test_main_job.py is lived on both kinds."""
    return "sqlite"


@pytest_asyncio.fixture(loop_scope="session")
async def workplace(chromium_program: str, database_url: str) -> AsyncIterator[Workplace]:
    workplace = Workplace(database_url)
    await workplace.switch_on()
    yield workplace
    await workplace.switch_off()


@pytest_asyncio.fixture(loop_scope="session")
async def visits(browser: Browser, workplace: Workplace) -> AsyncIterator[Visits]:
    """A test passes only if no page met an error of its own on the way."""
    visits = Visits(browser, workplace)
    yield visits
    await visits.end()
    assert visits.troubles == []


@pytest_asyncio.fixture(loop_scope="session")
async def ada(visits: Visits) -> Person:
    return await visits.begin()
