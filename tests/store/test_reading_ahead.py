"""What was read ahead for many is what each would be answered by itself, and no older than its changes."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.domain.card import Card, CardKind
from bot.domain.person import Owner
from bot.domain.preferences import NO_PREFERENCES
from bot.domain.reminders import ReminderKind
from bot.store import Store, Transaction
from tests.store.examples import ADA, BOB, STRANGER, at, later, pause_with_reminder, resume

EVERYBODY = (ADA, BOB, STRANGER)


def with_reminders(tx: Transaction) -> dict[Owner, str]:
    """Everybody is on a break, with two reminders about it in the DM."""
    sessions = {}
    for owner in EVERYBODY:
        session, _ = pause_with_reminder(tx, owner)
        tx.remember_dm_channel(owner, f"D{owner.tenant_id}{owner.user_id}")
        for sequence in (1, 2):
            tx.add_card(
                owner,
                CardKind.REMINDER,
                session_id=session.id,
                pause_number=1,
                sequence=sequence,
                due_at=at(11),
            )
        sessions[owner] = session.id
    return sessions


def known(tx: Transaction, owner: Owner, session_id: str) -> tuple[object, ...]:
    cards = [Card("", owner, CardKind.REMINDER, session_id, 1, sequence) for sequence in (1, 2, 3)]
    return (
        tx.known_person(owner),
        tx.dm_channel_of(owner),
        tx.session(owner.tenant_id, session_id),
        tx.planned_reminder(owner, session_id, 1),
        tx.planned_reminder(owner, session_id, 2),
        tx.planned_reminder(owner, session_id, 1, ReminderKind.OVERNIGHT),
        [tx.is_newest(card) for card in cards],
    )


async def test_it_answers_what_would_be_read_for_each(store: Store) -> None:
    sessions = await store.run(with_reminders)

    def read(tx: Transaction) -> list[tuple[object, ...]]:
        tx.read_ahead(sessions.items())
        return [known(tx, *each) for each in sessions.items()]

    ahead = await store.run(read)
    alone = [await store.run(partial(known, owner=each, session_id=sessions[each])) for each in sessions]
    assert ahead == alone
    assert alone[0][-1] == [False, True, True]


async def test_of_nobody_nothing_is_read(store: Store) -> None:
    def read(tx: Transaction) -> tuple[object, ...]:
        tx.read_ahead([])
        tx.read_ahead([(ADA, "none")])
        return known(tx, ADA, "none")

    person, *rest = await store.run(read)
    assert person.preferences == NO_PREFERENCES  # type: ignore[attr-defined]
    assert rest == [None, None, None, None, None, [True, True, True]]


async def test_what_the_transaction_changes_is_read_again(store: Store) -> None:
    sessions = await store.run(with_reminders)
    session_id = sessions[ADA]

    def change_everything(tx: Transaction) -> tuple[object, ...]:
        tx.read_ahead(sessions.items())
        before = tx.session("T1", session_id)
        reminder = tx.planned_reminder(ADA, session_id, 1)
        assert before
        assert reminder
        resume(tx, before, at(12))
        tx.plan_reminders(ADA, [replace(reminder, sequence=2, due_at=at(13))])
        tx.close_reminders(ADA, session_id, cancelled=[ReminderKind.LONG_PAUSE])
        tx.put_off_reminder(ADA, later(reminder, timedelta(hours=5)))
        tx.remember_dm_channel(ADA, "D9")
        tx.remember_timezone(ADA, "Asia/Tokyo", at(12))
        tx.add_card(ADA, CardKind.REMINDER, session_id=session_id, pause_number=1, sequence=7, due_at=at(12))
        return known(tx, ADA, session_id)

    changed = await store.run(change_everything)
    assert changed == await store.run(lambda tx: known(tx, ADA, session_id))
    assert changed[1] == "D9"
    assert changed[-1] == [False, False, False]


async def test_the_cards_of_many_are_refreshed_and_those_of_nobody_else(store: Store) -> None:
    sessions = await store.run(with_reminders)

    def refresh(tx: Transaction) -> tuple[object, ...]:
        tx.add_card(ADA, CardKind.HOME, due_at=None)
        tx.add_card(BOB, CardKind.HOME, due_at=None)
        before = {card.id: card for card in tx.claim_due_cards(at(11), timedelta(seconds=1), 10)}
        tx.refresh_cards_of([(ADA, sessions[ADA]), (STRANGER, sessions[STRANGER])], at(12))
        after = tx.claim_due_cards(at(12), timedelta(seconds=1), 10)
        return tuple(
            sorted(
                (card.owner.tenant_id, card.owner.user_id, card.kind.value, card.sequence)
                for card in after
                if card.id not in before or card.wanted > before[card.id].wanted
            )
        )

    assert await store.run(refresh) == (
        ("T1", "U1", "home", 0),
        ("T1", "U1", "reminder", 1),
        ("T1", "U1", "reminder", 2),
        ("T2", "U1", "reminder", 1),
        ("T2", "U1", "reminder", 2),
    )
