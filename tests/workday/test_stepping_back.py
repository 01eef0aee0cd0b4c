"""The clock steps back: what was planned by the one that was ahead does not wait until it is there again."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot import workday
from bot.domain.reminders import ReminderKind
from bot.store import open_store
from tests.store.examples import at
from tests.workday.reminding import Desk

LIMIT = timedelta(minutes=30)
DAY = timedelta(days=1)


@pytest.fixture
async def paused() -> AsyncIterator[Desk]:
    store = open_store("sqlite:///:memory:")
    desk = Desk(store)
    await desk.starts(at(9))
    await desk.pauses(at(10))
    yield desk
    await store.close()


async def test_a_reminder_waits_for_as_long_as_before_counted_from_now(paused: Desk) -> None:
    await paused.store.run(lambda tx: workday.follow_clock_back(tx, at(10) - DAY))
    assert (await paused.planned())[ReminderKind.LONG_PAUSE] == at(10) - DAY + LIMIT


async def test_who_asks_again_or_another_replica_moves_nothing_more(paused: Desk) -> None:
    for seconds in (0, 5, 60):
        now = at(10, 0, seconds) if seconds < 60 else at(10, 1)
        await paused.store.run(lambda tx, now=now: workday.follow_clock_back(tx, now - DAY))  # type: ignore[misc]
    assert (await paused.planned())[ReminderKind.LONG_PAUSE] == at(10) - DAY + LIMIT


async def test_a_small_step_moves_nothing(paused: Desk) -> None:
    before = await paused.planned()
    await paused.store.run(lambda tx: workday.follow_clock_back(tx, at(10) - timedelta(minutes=2)))
    assert await paused.planned() == before


async def test_a_clock_that_goes_on_moves_nothing(paused: Desk) -> None:
    before = await paused.planned()
    await paused.store.run(lambda tx: workday.follow_clock_back(tx, at(10, 5)))
    assert await paused.planned() == before


async def test_a_card_whose_lease_or_wait_ends_tomorrow_is_due_now(paused: Desk) -> None:
    now = at(10) - DAY
    lease = timedelta(seconds=60)
    await paused.store.run(lambda tx: workday.issue_reminders(tx, at(10, 30), 10))
    claimed = await paused.store.run(lambda tx: tx.claim_due_cards(at(10, 30), lease, 10))
    assert await paused.store.run(lambda tx: tx.claim_due_cards(now, lease, 10)) == ()
    await paused.store.run(lambda tx: workday.follow_clock_back(tx, now))
    again = await paused.store.run(lambda tx: tx.claim_due_cards(now, lease, 10))
    assert {card.id for card in again} == {card.id for card in claimed}
