"""Two tenants in which everything has the same name: nothing of one is ever seen or changed by the other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.accounting import Span
from bot.domain.card import CardKind
from bot.domain.preferences import Preferences
from bot.domain.reminders import Reminder, ReminderKind
from bot.store import KnownPerson, StaleSession, Store, Transaction
from tests.store.conftest import Rows
from tests.store.examples import ADA, LIMIT, NINE, STRANGER, at, later, past, pause, pause_with_reminder

DAY = Span(at(0), at(23))
READS: dict[str, Callable[[Transaction, str], object]] = {
    "open_session": lambda tx, _: tx.open_session(STRANGER),
    "session": lambda tx, session_id: tx.session("T2", session_id),
    "last_ended": lambda tx, _: tx.last_ended(STRANGER),
    "recent_ended": lambda tx, _: tx.recent_ended(STRANGER, 10),
    "sessions_touching": lambda tx, _: tx.sessions_touching(STRANGER, DAY),
    "changes_since": lambda tx, _: tx.changes_since(STRANGER, at(0)),
    "planned_reminder": lambda tx, session_id: tx.planned_reminder(STRANGER, session_id, 1),
    "count_snoozes": lambda tx, session_id: tx.count_snoozes(
        STRANGER, session_id, 1, ReminderKind.LONG_PAUSE
    ),
    "awaits_answer": lambda tx, session_id: tx.awaits_answer(
        STRANGER, session_id, 1, ReminderKind.LONG_PAUSE
    ),
    "is_answered": lambda tx, session_id: tx.is_answered(STRANGER, session_id, 1, ReminderKind.LONG_PAUSE, 2),
    "known_person": lambda tx, _: tx.known_person(STRANGER) != KnownPerson(),
    "dm_channel_of": lambda tx, _: tx.dm_channel_of(STRANGER),
    "refresh_message": lambda tx, _: tx.refresh_message(STRANGER, "D1", "1.5", NINE),
}
WRITES: dict[str, Callable[[Transaction, str], object]] = {
    "cancel_reminders": lambda tx, session_id: tx.cancel_reminders(STRANGER, session_id),
    "close_reminders": lambda tx, session_id: tx.close_reminders(
        STRANGER, session_id, cancelled=[*ReminderKind], answered=[*ReminderKind]
    ),
    "refresh_cards": lambda tx, session_id: tx.refresh_cards(STRANGER, session_id, NINE),
    "refresh_message": lambda tx, _: tx.refresh_message(STRANGER, "D1", "1.5", NINE),
    "add_card": lambda tx, _: tx.add_card(
        STRANGER, CardKind.MESSAGE, channel_id="D1", message_ts="1.5", due_at=NINE
    ),
    "add_home": lambda tx, _: tx.add_card(STRANGER, CardKind.HOME, due_at=NINE),
    "save_preferences": lambda tx, _: tx.save_preferences(STRANGER, Preferences(repeats=False)),
    "put_off_reminder": lambda tx, session_id: tx.put_off_reminder(
        STRANGER, Reminder(session_id, 1, 1, at(12), LIMIT)
    ),
    "remember_timezone": lambda tx, _: tx.remember_timezone(STRANGER, "Asia/Tokyo", at(12)),
    "remember_dm_channel": lambda tx, _: tx.remember_dm_channel(STRANGER, "D9"),
    "is_first_delivery": lambda tx, _: tx.is_first_delivery(STRANGER, "Ev1", at(12)),
}
TABLES = ("work_session", "pause", "session_change", "reminder", "card", "person", "delivery")


def everything_of_ada(tx: Transaction) -> str:
    past(tx, at(7), at(8))
    paused, reminder = pause_with_reminder(tx)
    say(tx, replace(reminder, sequence=2))
    tx.close_reminders(ADA, paused.id, cancelled=(), answered=[ReminderKind.LONG_PAUSE])
    say(tx, replace(reminder, sequence=3))
    tx.add_card(ADA, CardKind.HOME, due_at=None)
    tx.add_card(ADA, CardKind.MESSAGE, session_id=paused.id, channel_id="D1", message_ts="1.5", due_at=None)
    tx.remember_timezone(ADA, "Europe/Berlin", NINE)
    tx.remember_dm_channel(ADA, "D1")
    tx.save_preferences(ADA, Preferences())
    tx.is_first_delivery(ADA, "Ev1", NINE)
    return paused.id


def say(tx: Transaction, reminder: Reminder) -> None:
    tx.plan_reminder(ADA, replace(reminder, due_at=NINE))
    assert tx.issue_due_reminders(NINE, 1)


def of_ada(rows: Rows) -> list[object]:
    return [rows(f"SELECT * FROM {table} WHERE tenant_id = 'T1'") for table in TABLES]  # noqa: S608


@pytest.mark.parametrize("name", READS)
async def test_nothing_of_another_tenant_is_seen(store: Store, name: str) -> None:
    session_id = await store.run(everything_of_ada)
    assert not await store.run(lambda tx: READS[name](tx, session_id))


@pytest.mark.parametrize("name", WRITES)
async def test_nothing_of_another_tenant_is_changed(store: Store, rows: Rows, name: str) -> None:
    session_id = await store.run(everything_of_ada)
    before = of_ada(rows)
    await store.run(lambda tx: WRITES[name](tx, session_id))
    assert of_ada(rows) == before


async def test_a_delivery_of_another_tenant_is_not_a_repetition(store: Store) -> None:
    await store.run(everything_of_ada)
    assert await store.run(lambda tx: tx.is_first_delivery(STRANGER, "Ev1", NINE))


async def test_a_session_of_another_tenant_cannot_be_saved(store: Store, rows: Rows) -> None:
    session_id = await store.run(everything_of_ada)
    before = of_ada(rows)
    session = await store.run(lambda tx: tx.session("T1", session_id))
    assert session
    stolen = replace(session.resume(at(12)), owner=STRANGER)
    with pytest.raises(StaleSession):
        await store.run(lambda tx: pause(tx, stolen, at(13)))
    assert of_ada(rows) == before


async def test_a_reminder_about_a_session_of_another_tenant_is_refused(store: Store) -> None:
    _, reminder = await store.run(pause_with_reminder)
    with pytest.raises(IntegrityError):
        await store.run(lambda tx: tx.plan_reminder(STRANGER, later(reminder, LIMIT)))


async def test_a_card_about_a_session_of_another_tenant_is_refused(store: Store) -> None:
    paused, _ = await store.run(pause_with_reminder)
    with pytest.raises(IntegrityError):
        await store.run(
            lambda tx: tx.add_card(
                STRANGER, CardKind.REMINDER, session_id=paused.id, pause_number=1, sequence=1, due_at=NINE
            )
        )


async def test_a_claim_of_another_tenants_card_counts_for_nothing(store: Store) -> None:
    await store.run(lambda tx: tx.add_card(ADA, CardKind.HOME, due_at=NINE))
    (card,) = await store.run(lambda tx: tx.claim_due_cards(NINE, timedelta(seconds=60), 10))
    stolen = replace(card, owner=STRANGER)
    assert not await store.run(lambda tx: tx.settle_card(stolen))
    assert not await store.run(lambda tx: tx.postpone_card(stolen, at(12), "stolen"))
    assert not await store.run(lambda tx: tx.bury_card(stolen, "stolen"))
    assert await store.run(lambda tx: tx.settle_card(card))


async def test_the_same_person_of_two_tenants_has_two_open_sessions(store: Store) -> None:
    await store.run(lambda tx: (pause_with_reminder(tx, ADA), pause_with_reminder(tx, STRANGER)))
    found = await store.run(lambda tx: (tx.open_session(ADA), tx.open_session(STRANGER)))
    assert [session and session.owner for session in found] == [ADA, STRANGER]
