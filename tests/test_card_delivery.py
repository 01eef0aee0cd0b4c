"""A card is delivered while its person is at work: on PostgreSQL neither may stand in the other's way."""

import asyncio
import threading
import time
from datetime import datetime, tzinfo

import aiohttp
import pytest

from bot import workday
from bot.cards import LEASE, CardDelivery
from bot.domain.card import Card, CardKind
from bot.domain.change import Source
from bot.domain.person import Owner
from bot.slack.background import Background
from bot.slack.client import open_client
from bot.slack.people import People
from bot.store import Store, Transaction, open_store
from bot.telemetry import Telemetry
from bot.workday import Call, Shown
from tests.clocks import NOON, StandingClock
from tests.databases import NewDatabase

ADA = Owner("T1", "T1", "U1")
BLOCKED_WITHIN = 0.3  # seconds; PostgreSQL looks for deadlocks after one


def home_of_somebody_who_works(tx: Transaction) -> tuple[Card, ...]:
    workday.start_session(tx, Call(owner=ADA, now=NOON, source=Source.COMMAND), "report")
    tx.add_card(ADA, CardKind.HOME, due_at=NOON)
    return tx.claim_due_cards(NOON, LEASE, 10)


def delivery_to_nobody(store: Store, http: aiohttp.ClientSession, background: Background) -> CardDelivery:
    """There is nobody at Slack's address; what matters here is over by then."""
    client, clock = open_client("xoxb-nobody", "http://127.0.0.1:9/api/", http, Telemetry()), StandingClock()
    people = People(store, client, clock, background, workday.plan_by_other_clocks)
    return CardDelivery(store, client, clock, people, Telemetry(), time.monotonic)


async def test_a_card_and_a_click_do_not_wait_for_each_other(
    new_database: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, background = open_store(new_database("postgresql")), Background()
    renderings, is_rendering = list[CardKind](), threading.Event()
    really = workday.card_outcome

    def counted(tx: Transaction, card: Card, now: datetime, timezone: tzinfo) -> Shown:
        renderings.append(card.kind)
        is_rendering.set()
        return really(tx, card, now, timezone)

    def click(tx: Transaction) -> None:
        assert tx.open_session(ADA)
        locked.set()
        is_rendering.wait(BLOCKED_WITHIN)
        time.sleep(BLOCKED_WITHIN)  # the delivery has got as far as it can
        tx.refresh_cards(ADA, None, NOON)

    locked = threading.Event()
    monkeypatch.setattr(workday, "card_outcome", counted)
    async with aiohttp.ClientSession() as http:
        cards = await store.run(home_of_somebody_who_works)
        delivery = delivery_to_nobody(store, http, background)
        clicking = asyncio.create_task(store.run(click))
        assert await asyncio.to_thread(locked.wait, 5)
        for card in cards:
            await delivery.deliver(card)
        await clicking
        await background.finish(1)
    await store.close()
    assert renderings == [CardKind.HOME]
