"""Transactions that meet on PostgreSQL: a session that starts, and a timezone that is told at that moment."""

import asyncio
import threading
from datetime import UTC, datetime

import pytest

from bot.domain.change import Source
from bot.domain.person import Owner
from bot.domain.reminders import ReminderKind
from bot.store import Store, Transaction
from bot.workday import Call, plan_by_other_clocks, start_session
from tests.clocks import NOON
from tests.store.conftest import Rows
from tests.store.test_postgresql import until_one_waits

pytestmark = pytest.mark.parametrize("database", ["postgresql"])

ADA = Owner("T1", "T1", "U1")
CALL = Call(owner=ADA, now=NOON, source=Source.COMMAND)
NINE_IN_BERLIN = datetime(2026, 3, 5, 8, tzinfo=UTC)
PATIENCE = 10.0


def learn_timezone(tx: Transaction) -> None:
    tx.remember_timezone(ADA, "Europe/Berlin", NOON)
    plan_by_other_clocks(tx, ADA, NOON)


async def planned_morning(store: Store) -> datetime | None:
    def read(tx: Transaction) -> datetime | None:
        session = tx.open_session(ADA)
        assert session
        planned = tx.planned_reminder(ADA, session.id, 1, ReminderKind.OVERNIGHT)
        return planned.due_at if planned else None

    return await store.run(read)


async def test_a_timezone_that_is_told_before_the_start_is_over_counts(store: Store) -> None:
    has_read, go_on = threading.Event(), threading.Event()

    def start_slowly(tx: Transaction) -> None:
        tx.known_person(ADA)
        has_read.set()
        assert go_on.wait(PATIENCE)
        start_session(tx, CALL, "report")

    starting = asyncio.create_task(store.run(start_slowly))
    await asyncio.to_thread(has_read.wait, PATIENCE)
    await store.run(learn_timezone)
    go_on.set()
    await starting
    assert await planned_morning(store) == NINE_IN_BERLIN


async def test_a_timezone_that_is_told_while_the_start_is_not_yet_on_disk_counts(
    store: Store, rows: Rows
) -> None:
    has_started, go_on = threading.Event(), threading.Event()

    def start_and_wait(tx: Transaction) -> None:
        start_session(tx, CALL, "report")
        has_started.set()
        assert go_on.wait(PATIENCE)

    starting = asyncio.create_task(store.run(start_and_wait))
    await asyncio.to_thread(has_started.wait, PATIENCE)
    learning = asyncio.create_task(store.run(learn_timezone))
    async with asyncio.timeout(PATIENCE):
        await until_one_waits(rows)
    go_on.set()
    await asyncio.gather(starting, learning)
    assert await planned_morning(store) == NINE_IN_BERLIN
