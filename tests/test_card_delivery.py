"""Cards are delivered beside each other and beside what people do: nobody stands in another's way."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, tzinfo

import aiohttp
import pytest
from sqlalchemy import create_engine, text

from bot import workday
from bot.cards import LEASE, CardDelivery
from bot.domain.card import Card, CardKind
from bot.domain.change import Source
from bot.domain.person import Owner
from bot.slack.background import Background
from bot.slack.client import open_client
from bot.slack.people import People
from bot.store import Store, Transaction, open_store
from bot.store.address import parse
from bot.telemetry import Telemetry
from bot.workday import Call, Shown
from tests.clocks import NOON, StandingClock
from tests.databases import NewDatabase

ADA = Owner("T1", "T1", "U1")
BOB = Owner("T1", "T1", "U2")
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


def reminded_twice(tx: Transaction, owner: Owner) -> None:
    call = Call(owner=owner, now=NOON, source=Source.COMMAND)
    workday.start_session(tx, call, "report")
    workday.pause_session(tx, call)
    session = tx.open_session(owner)
    assert session
    for sequence in (1, 2):
        tx.add_card(
            owner, CardKind.REMINDER, session_id=session.id, pause_number=1, sequence=sequence, due_at=NOON
        )


def reminders_and_homes(tx: Transaction) -> tuple[Card, ...]:
    for owner in (ADA, BOB):
        reminded_twice(tx, owner)
        tx.add_card(owner, CardKind.HOME, due_at=NOON)
    cards = tx.claim_due_cards(NOON, LEASE, 10)
    return tuple(sorted(cards, key=lambda card: (card.kind, card.owner.user_id, card.sequence)))


@pytest.fixture
async def delivery(database_url: str) -> AsyncIterator[tuple[Store, CardDelivery]]:
    store, background = open_store(database_url), Background()
    async with aiohttp.ClientSession() as http:
        yield store, delivery_to_nobody(store, http, background)
        await background.finish(1)
    await store.close()


async def test_of_what_is_read_together_there_is_one_card_of_each_person_and_no_home(
    delivery: tuple[Store, CardDelivery],
) -> None:
    store, cards = delivery
    claimed = await store.run(reminders_and_homes)
    reminders = [card for card in claimed if card.kind is CardKind.REMINDER]
    assert len(claimed) == 6
    readings = await cards.read(reminders + [card for card in claimed if card.kind is CardKind.HOME])
    assert readings.keys() == {card.id for card in reminders if card.sequence == 1}


async def test_a_claim_that_was_lost_is_not_read_with_the_others(
    delivery: tuple[Store, CardDelivery],
) -> None:
    store, cards = delivery
    of_ada, of_bob = [card for card in await store.run(reminders_and_homes) if card.sequence == 1]
    await store.run(lambda tx: tx.settle_card(of_ada))
    assert (await cards.read([of_ada, of_bob])).keys() == {of_bob.id}


async def test_cards_that_are_read_together_wait_for_nobody_who_changes_one(
    new_database: NewDatabase,
) -> None:
    store, background = open_store(new_database("postgresql")), Background()
    is_changing, goes_on = threading.Event(), threading.Event()

    def change(tx: Transaction) -> None:
        tx.refresh_cards(BOB, of_bob.session_id, NOON)
        is_changing.set()
        goes_on.wait()

    of_ada, of_bob = [card for card in await store.run(reminders_and_homes) if card.sequence == 1]
    changing = asyncio.create_task(store.run(change))
    await asyncio.to_thread(is_changing.wait)
    async with aiohttp.ClientSession() as http:
        readings = await delivery_to_nobody(store, http, background).read([of_ada, of_bob])
        goes_on.set()
        await changing
    await store.close()
    assert readings.keys() == {of_ada.id}


async def test_a_record_that_cannot_be_read_does_not_stop_the_cards_of_others(
    delivery: tuple[Store, CardDelivery], database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    store, cards = delivery
    of_ada, of_bob = [card for card in await store.run(reminders_and_homes) if card.sequence == 1]
    engine = create_engine(parse(database_url))
    with engine.begin() as connection:
        where = {"session": of_ada.session_id, "early": NOON - timedelta(days=1)}
        connection.execute(text("UPDATE pause SET started_at = :early WHERE session_id = :session"), where)
    engine.dispose()
    assert await cards.read([of_ada, of_bob]) == {}
    assert "cards could not be read together: ValueError" in caplog.text
    for card in (of_ada, of_bob):
        await cards.deliver(card)
    again = await store.run(lambda tx: tx.claim_due_cards(NOON + timedelta(hours=1), LEASE, 10))
    errors = {card.owner: card.error for card in again if card.id in (of_ada.id, of_bob.id)}
    assert errors == {ADA: "ValueError", BOB: "ClientConnectorError"}  # nobody is at Slack's address
