"""While the database is away, everybody is told in time; when it is back, work goes on by itself."""

import asyncio
import sqlite3
import time

import pytest

from bot.store import DatabaseUnreachable, Store
from tests.store.examples import ADA, start

ACK_WITHIN = 3.0  # seconds; then Slack has given up, and the person sees Slack's own words
PEOPLE = 20


@pytest.mark.parametrize("database", ["sqlite"])  # only a file can be locked by somebody else
async def test_while_a_file_is_locked_everybody_is_told_before_slack_gives_up(
    store: Store, database_url: str
) -> None:
    other = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    began = time.monotonic()
    answers = await asyncio.gather(*(store.run(start) for _ in range(PEOPLE)), return_exceptions=True)
    assert time.monotonic() - began < ACK_WITHIN
    assert {type(answer) for answer in answers} == {DatabaseUnreachable}
    other.execute("ROLLBACK")
    other.close()
    session = await store.run(start)
    assert await store.run(lambda tx: tx.open_session(ADA)) == session
