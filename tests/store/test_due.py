"""A store tells when something falls due, so that nobody has to look after each transaction."""

from datetime import datetime, timedelta

import pytest

from bot.domain.card import CardKind
from bot.store import Store, Transaction
from tests.store.examples import ADA, at, pause_with_reminder, start


@pytest.fixture
def told(store: Store) -> list[datetime]:
    told: list[datetime] = []
    store.watch(told.append)
    return told


async def test_a_card_that_is_due_is_told(store: Store, told: list[datetime]) -> None:
    await store.run(lambda tx: tx.add_card(ADA, CardKind.HOME, due_at=at(9)))
    assert told == [at(9)]


async def test_of_several_the_earliest_is_told(store: Store, told: list[datetime]) -> None:
    def work(tx: Transaction) -> None:
        tx.add_card(ADA, CardKind.HOME, due_at=at(11))
        session = start(tx)
        tx.add_card(ADA, CardKind.MESSAGE, session_id=session.id, due_at=at(9))

    await store.run(work)
    assert told == [at(9)]


async def test_a_reminder_that_is_planned_is_told(store: Store, told: list[datetime]) -> None:
    _, planned = await store.run(pause_with_reminder)
    assert told == [planned.due_at]


async def test_a_refresh_is_told_only_where_a_card_lags_by_it(store: Store, told: list[datetime]) -> None:
    await store.run(lambda tx: tx.refresh_cards(ADA, None, at(9)))
    assert told == []
    await store.run(lambda tx: tx.add_card(ADA, CardKind.HOME, due_at=None))
    await store.run(lambda tx: tx.refresh_cards(ADA, None, at(10)))
    assert told == [at(10)]


async def test_what_was_rolled_back_is_not_told(store: Store, told: list[datetime]) -> None:
    def work(tx: Transaction) -> None:
        tx.add_card(ADA, CardKind.HOME, due_at=at(9) + timedelta(minutes=1))
        raise LookupError

    with pytest.raises(LookupError):
        await store.run(work)
    assert told == []
