import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.domain.card import Card, CardKind
from bot.domain.person import Owner
from bot.store import Store, Transaction
from tests.store.conftest import Rows
from tests.store.examples import ADA, BOB, NINE, at, pause_with_reminder, start

LEASE = timedelta(seconds=60)


async def claim(store: Store, now: datetime = NINE) -> tuple[Card, ...]:
    return await store.run(lambda tx: tx.claim_due_cards(now, LEASE, 10))


async def claim_one(store: Store, now: datetime = NINE) -> Card:
    (card,) = await claim(store, now)
    return card


async def add_home(store: Store, owner: Owner = ADA) -> None:
    await store.run(lambda tx: tx.add_card(owner, CardKind.HOME, due_at=at(9)))


def add_message(tx: Transaction, due_at: datetime | None = None) -> str:
    session = start(tx)
    tx.add_card(
        ADA, CardKind.MESSAGE, session_id=session.id, channel_id="D1", message_ts="1.5", due_at=due_at
    )
    return session.id


async def test_a_card_comes_back_as_it_was_added(store: Store) -> None:
    session = await store.run(start)
    await store.run(
        lambda tx: tx.add_card(
            ADA, CardKind.REMINDER, session_id=session.id, pause_number=2, sequence=3, due_at=at(9)
        )
    )
    card = await claim_one(store)
    assert card == Card(
        card.id, ADA, CardKind.REMINDER, session.id, 2, 3, None, None, wanted=1, fence=1, attempts=1
    )


async def test_a_message_comes_back_with_its_place(store: Store) -> None:
    session_id = await store.run(lambda tx: add_message(tx, at(9)))
    card = await claim_one(store)
    assert (card.session_id, card.channel_id, card.message_ts) == (session_id, "D1", "1.5")


async def test_a_card_that_shows_what_it_should_is_not_due(store: Store) -> None:
    await store.run(add_message)
    assert await claim(store, at(23)) == ()


async def test_a_card_is_not_claimed_before_it_is_due(store: Store) -> None:
    await add_home(store)
    assert await claim(store, at(8, 59, 59)) == ()


async def test_a_claimed_card_is_nobody_elses_until_its_lease_ends(store: Store) -> None:
    await add_home(store)
    first = await claim_one(store)
    assert await claim(store, at(9, 0, 59)) == ()
    second = await claim_one(store, at(9, 1))
    assert (second.id, second.fence, second.attempts) == (first.id, 2, 2)


async def test_who_lost_the_lease_can_neither_settle_nor_postpone_nor_bury(store: Store) -> None:
    await add_home(store)
    old = await claim_one(store)
    new = await claim_one(store, at(9, 1))
    assert not await store.run(lambda tx: tx.settle_card(old))
    assert not await store.run(lambda tx: tx.postpone_card(old, at(12), "late"))
    assert not await store.run(lambda tx: tx.bury_card(old, "late"))
    assert await store.run(lambda tx: tx.settle_card(new))
    assert await claim(store, at(23)) == ()


async def test_a_settled_card_is_due_no_more(store: Store) -> None:
    await add_home(store)
    card = await claim_one(store)
    assert await store.run(lambda tx: tx.settle_card(card))
    assert await claim(store, at(23)) == ()


async def test_a_settled_card_remembers_where_it_was_posted(store: Store) -> None:
    session = await store.run(start)
    await store.run(lambda tx: tx.add_card(ADA, CardKind.SUMMARY, session_id=session.id, due_at=at(9)))
    card = await claim_one(store)
    await store.run(lambda tx: tx.settle_card(card, channel_id="D1", message_ts="7.1"))
    await store.run(lambda tx: tx.refresh_cards(ADA, session.id, at(10)))
    again = await claim_one(store, at(10))
    assert (again.channel_id, again.message_ts, again.attempts) == ("D1", "7.1", 1)


def click_on_7_1(tx: Transaction) -> None:
    """What a click on a message leaves that no card is known to show yet."""
    tx.add_card(ADA, CardKind.MESSAGE, channel_id="D1", message_ts="7.1", due_at=at(9))


async def test_a_message_that_was_clicked_before_it_was_settled_is_one_card_and_due_again(
    store: Store, rows: Rows
) -> None:
    session = await store.run(start)
    await store.run(lambda tx: tx.add_card(ADA, CardKind.SUMMARY, session_id=session.id, due_at=at(9)))
    card = await claim_one(store)
    await store.run(click_on_7_1)
    assert await store.run(lambda tx: tx.settle_card(card, channel_id="D1", message_ts="7.1"))
    assert rows("SELECT kind, message_ts FROM card") == [{"kind": "summary", "message_ts": "7.1"}]
    assert (await claim_one(store, at(9))).id == card.id


async def test_who_lost_the_lease_takes_no_place(store: Store, rows: Rows) -> None:
    session = await store.run(start)
    await store.run(lambda tx: tx.add_card(ADA, CardKind.SUMMARY, session_id=session.id, due_at=at(9)))
    old = await claim_one(store)
    await claim_one(store, at(9, 1))
    await store.run(click_on_7_1)
    assert not await store.run(lambda tx: tx.settle_card(old, channel_id="D1", message_ts="7.1"))
    assert len(rows("SELECT kind FROM card")) == 2


async def test_settling_again_keeps_the_place_that_is_known(store: Store) -> None:
    session_id = await store.run(lambda tx: add_message(tx, at(9)))
    card = await claim_one(store)
    await store.run(lambda tx: tx.settle_card(card))
    await store.run(lambda tx: tx.refresh_cards(ADA, session_id, at(10)))
    assert (await claim_one(store, at(10))).message_ts == "1.5"


async def test_a_change_during_a_delivery_keeps_the_card_due(store: Store) -> None:
    await add_home(store)
    card = await claim_one(store)
    await store.run(lambda tx: tx.refresh_cards(ADA, None, at(9, 0, 1)))
    assert await claim(store, at(9, 0, 2)) == ()
    assert await store.run(lambda tx: tx.settle_card(card))
    again = await claim_one(store, at(9, 0, 2))
    assert (again.wanted, again.attempts) == (card.wanted + 1, 1)


async def test_a_postponed_card_waits_for_its_new_time_and_counts_its_attempts(store: Store) -> None:
    await add_home(store)
    card = await claim_one(store)
    assert await store.run(lambda tx: tx.postpone_card(card, at(9, 10), "rate_limited"))
    assert await claim(store, at(9, 9, 59)) == ()
    assert (await claim_one(store, at(9, 10))).attempts == 2


CHANGES: dict[str, Callable[[Transaction, str], object]] = {
    "the session": lambda tx, session_id: tx.refresh_cards(ADA, session_id, at(9, 1)),
    "the sessions of many": lambda tx, session_id: tx.refresh_cards_of([(ADA, session_id)], at(9, 1)),
    "the message": lambda tx, _: tx.refresh_message(ADA, "D1", "1.5", at(9, 1)),
    "a card that is added again": lambda tx, session_id: tx.add_card(
        ADA, CardKind.MESSAGE, session_id=session_id, channel_id="D1", message_ts="1.5", due_at=at(9, 1)
    ),
}


@pytest.mark.parametrize("name", CHANGES)
async def test_a_change_does_not_shorten_the_wait_after_a_failure_and_is_shown_then(
    store: Store, name: str
) -> None:
    session_id = await store.run(lambda tx: add_message(tx, at(9)))
    card = await claim_one(store)
    await store.run(lambda tx: tx.postpone_card(card, at(9, 2), "ratelimited"))
    await store.run(lambda tx: CHANGES[name](tx, session_id))
    assert await claim(store, at(9, 1, 59)) == ()
    assert (await claim_one(store, at(9, 2))).wanted == card.wanted + 1


async def test_a_change_after_the_wait_is_due_at_once(store: Store) -> None:
    session_id = await store.run(lambda tx: add_message(tx, at(9)))
    card = await claim_one(store)
    await store.run(lambda tx: tx.postpone_card(card, at(9, 2), "ratelimited"))
    await store.run(lambda tx: tx.refresh_cards(ADA, session_id, at(9, 3)))
    assert await claim(store, at(9, 2, 59)) == ()
    assert (await claim_one(store, at(9, 3))).wanted == card.wanted + 1


async def test_a_buried_card_is_neither_claimed_nor_refreshed(store: Store, rows: Rows) -> None:
    session_id = await store.run(lambda tx: add_message(tx, at(9)))
    card = await claim_one(store)
    assert await store.run(lambda tx: tx.bury_card(card, "account_inactive"))
    await store.run(lambda tx: tx.refresh_cards(ADA, session_id, at(9)))
    assert not await store.run(lambda tx: tx.refresh_message(ADA, "D1", "1.5", at(9)))
    assert await claim(store, at(23)) == ()
    assert rows("SELECT state, error FROM card") == [{"state": "dead", "error": "account_inactive"}]


async def test_a_buried_card_that_is_added_again_lives_again(store: Store) -> None:
    await add_home(store)
    card = await claim_one(store)
    await store.run(lambda tx: tx.bury_card(card, "gone"))
    await add_home(store)
    assert (await claim_one(store)).id == card.id


def remind(tx: Transaction, owner: Owner = ADA) -> str:
    """The message about a pause since ten, whose reminder was due at half past."""
    session, reminder = pause_with_reminder(tx, owner)
    tx.add_card(
        owner,
        CardKind.REMINDER,
        session_id=session.id,
        pause_number=reminder.pause_number,
        sequence=reminder.sequence,
        due_at=at(11),
    )
    return session.id


async def test_a_card_knows_since_when_its_reminder_was_due_however_often_it_is_put_off(store: Store) -> None:
    await store.run(remind)
    card = await claim_one(store, at(11))
    assert card.planned_for == at(10, 30)
    await store.run(lambda tx: tx.postpone_card(card, at(12), "ratelimited"))
    assert (await claim_one(store, at(12))).planned_for == at(10, 30)


async def test_a_card_that_speaks_for_no_reminder_was_never_due(store: Store) -> None:
    await add_home(store)
    await store.run(lambda tx: add_message(tx, at(9)))
    assert [card.planned_for for card in await claim(store)] == [None, None]


async def test_what_was_not_delivered_is_known_by_the_session_it_was_about(store: Store) -> None:
    session_id = await store.run(remind)
    others_id = await store.run(lambda tx: remind(tx, BOB))
    assert await store.run(lambda tx: tx.undelivered(ADA, [session_id])) == ()
    cards = await claim(store, at(11))
    assert await store.run(lambda tx: [tx.bury_card(card, "is_archived") for card in cards]) == [True, True]
    assert await store.run(lambda tx: tx.undelivered(ADA, [session_id, others_id])) == ("is_archived",)
    assert await store.run(lambda tx: tx.undelivered(ADA, [others_id])) == ()
    assert await store.run(lambda tx: tx.undelivered(ADA, [])) == ()


async def test_a_final_card_is_not_refreshed_with_its_session(store: Store) -> None:
    session_id = await store.run(lambda tx: add_message(tx, at(9)))
    card = await claim_one(store)
    await store.run(lambda tx: tx.settle_card(card, is_final=True))
    await store.run(lambda tx: tx.refresh_cards(ADA, session_id, at(9)))
    assert await claim(store, at(23)) == ()


async def test_a_final_card_that_changed_during_its_delivery_is_still_due(store: Store) -> None:
    session_id = await store.run(lambda tx: add_message(tx, at(9)))
    card = await claim_one(store)
    await store.run(lambda tx: tx.refresh_cards(ADA, session_id, at(9)))
    await store.run(lambda tx: tx.settle_card(card, is_final=True))
    assert (await claim_one(store)).id == card.id


async def test_a_change_refreshes_home_and_the_cards_of_its_session_only(store: Store) -> None:
    def work(tx: Transaction) -> str:
        session_id = add_message(tx)
        tx.add_card(ADA, CardKind.HOME, due_at=None)
        tx.add_card(ADA, CardKind.MESSAGE, channel_id="D1", message_ts="2.0", due_at=None)
        tx.add_card(BOB, CardKind.HOME, due_at=None)
        tx.refresh_cards(ADA, session_id, at(9))
        return session_id

    session_id = await store.run(work)
    due = {(card.kind, card.session_id) for card in await claim(store)}
    assert due == {(CardKind.HOME, None), (CardKind.MESSAGE, session_id)}


async def test_without_a_session_only_home_is_refreshed(store: Store) -> None:
    def work(tx: Transaction) -> None:
        add_message(tx)
        tx.add_card(ADA, CardKind.HOME, due_at=None)
        tx.refresh_cards(ADA, None, at(9))

    await store.run(work)
    assert (await claim_one(store)).kind is CardKind.HOME


async def test_the_card_at_a_place_is_refreshed_whatever_its_kind(store: Store) -> None:
    session = await store.run(start)
    await store.run(lambda tx: tx.add_card(ADA, CardKind.SUMMARY, session_id=session.id, due_at=at(9)))
    card = await claim_one(store)
    await store.run(lambda tx: tx.settle_card(card, channel_id="D1", message_ts="7.1", is_final=True))
    assert await store.run(lambda tx: tx.refresh_message(ADA, "D1", "7.1", at(9)))
    assert (await claim_one(store)).id == card.id


async def test_refreshing_a_place_without_a_card_says_so(store: Store) -> None:
    assert not await store.run(lambda tx: tx.refresh_message(ADA, "D1", "9.9", at(9)))


KEYS = [
    (CardKind.HOME, {}),
    (CardKind.MESSAGE, {"channel_id": "D1", "message_ts": "1.5"}),
    (CardKind.REMINDER, {"pause_number": 1, "sequence": 1}),
    (CardKind.SUMMARY, {}),
    (CardKind.FORGOTTEN, {"pause_number": 1, "sequence": 1}),
]


@pytest.mark.parametrize(("kind", "key"), KEYS, ids=lambda value: getattr(value, "value", ""))
async def test_adding_a_card_twice_refreshes_the_first(
    store: Store, kind: CardKind, key: dict[str, object]
) -> None:
    session_id = None if kind is CardKind.HOME else (await store.run(start)).id

    def add(tx: Transaction) -> None:
        tx.add_card(ADA, kind, session_id=session_id, due_at=at(9), **key)  # type: ignore[arg-type]

    await store.run(add)
    first = await claim_one(store)
    await store.run(lambda tx: tx.settle_card(first))
    await store.run(add)
    again = await claim_one(store)
    assert (again.id, again.wanted) == (first.id, first.wanted + 1)


async def test_the_three_messages_about_a_pause_are_three_cards(store: Store) -> None:
    paused, _ = await store.run(pause_with_reminder)
    for sequence in (1, 2, 3):
        await store.run(
            lambda tx, n=sequence: tx.add_card(  # type: ignore[misc]
                ADA, CardKind.REMINDER, session_id=paused.id, pause_number=1, sequence=n, due_at=at(9)
            )
        )
    assert sorted(card.sequence for card in await claim(store)) == [1, 2, 3]


async def test_a_message_can_come_to_show_another_session(store: Store) -> None:
    await store.run(add_message)
    bobs = await store.run(lambda tx: start(tx, BOB))
    await store.run(
        lambda tx: tx.add_card(
            *(ADA, CardKind.MESSAGE),
            session_id=bobs.id,
            sequence=4,
            channel_id="D1",
            message_ts="1.5",
            due_at=at(9),
        )
    )
    card = await claim_one(store)
    assert (card.session_id, card.sequence) == (bobs.id, 4)


async def test_of_the_messages_about_a_session_the_one_with_the_highest_sequence_is_newest(
    store: Store,
) -> None:
    session = await store.run(start)

    def add(tx: Transaction) -> None:
        for sequence in (1, 2):
            tx.add_card(ADA, CardKind.MESSAGE, session_id=session.id, sequence=sequence, due_at=at(9))

    await store.run(add)
    older, newer = sorted(await claim(store), key=lambda card: card.sequence)
    assert not await store.run(lambda tx: tx.is_newest(older))
    assert await store.run(lambda tx: tx.is_newest(newer))
    await store.run(lambda tx: tx.settle_card(newer, is_final=True))
    assert await store.run(lambda tx: tx.is_newest(older))


async def test_the_next_due_moment_is_the_earliest_of_reminders_and_cards(store: Store) -> None:
    assert await store.run(lambda tx: tx.next_due_at()) is None
    paused, reminder = await store.run(pause_with_reminder)
    assert await store.run(lambda tx: tx.next_due_at()) == reminder.due_at
    await store.run(lambda tx: tx.add_card(ADA, CardKind.HOME, due_at=at(10, 29)))
    assert await store.run(lambda tx: tx.next_due_at()) == at(10, 29)
    await claim_one(store, at(10, 29, 30))
    assert await store.run(lambda tx: tx.next_due_at()) == reminder.due_at
    await store.run(lambda tx: tx.cancel_reminders(ADA, paused.id))
    assert await store.run(lambda tx: tx.next_due_at()) == at(10, 30, 30)


async def test_eight_workers_claim_each_of_many_cards_once(store: Store) -> None:
    people = [Owner("T1", "T1", f"U{number}") for number in range(200)]

    def add_homes(tx: Transaction) -> None:
        for owner in people:
            tx.add_card(owner, CardKind.HOME, due_at=at(9))

    await store.run(add_homes)

    async def worker() -> list[str]:
        claimed: list[str] = []
        while batch := await store.run(lambda tx: tx.claim_due_cards(at(9), LEASE, 7)):
            claimed += [card.owner.user_id for card in batch]
        return claimed

    claimed = [user for batch in await asyncio.gather(*(worker() for _ in range(8))) for user in batch]
    assert sorted(claimed) == sorted(owner.user_id for owner in people)


async def test_a_claim_is_held_until_its_lease_ends_or_somebody_else_claims(store: Store) -> None:
    await add_home(store)
    card = await claim_one(store)
    assert await store.run(lambda tx: tx.holds_claim(card, NINE + LEASE))
    assert not await store.run(lambda tx: tx.holds_claim(card, NINE + LEASE + timedelta(seconds=1)))
    await claim_one(store, NINE + LEASE)
    assert not await store.run(lambda tx: tx.holds_claim(card, NINE))


async def test_how_an_attempt_ended_is_known_only_if_somebody_said_so(store: Store) -> None:
    await add_home(store)
    card = await claim_one(store)
    await store.run(lambda tx: tx.postpone_card(card, NINE, "ratelimited"))
    assert (await claim_one(store)).error == "ratelimited"
    assert (await claim_one(store, NINE + LEASE)).error is None
