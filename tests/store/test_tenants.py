"""Two tenants in which everything has the same name: nothing of one is ever seen or changed by the other.

Every method of a transaction has a case here; one that is added without any fails the first test.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.accounting import Span
from bot.domain.card import Card, CardKind
from bot.domain.change import Action
from bot.domain.checkout import Checkout
from bot.domain.pause import Boundary
from bot.domain.person import Owner
from bot.domain.preferences import NO_PREFERENCES, Preferences
from bot.domain.reflection import Reflection
from bot.domain.reminders import Reminder, ReminderKind
from bot.domain.session import WorkSession
from bot.store import KnownPerson, StaleSession, Store, Transaction
from bot.store.tables import Row
from tests.store.conftest import Rows
from tests.store.examples import ADA, LIMIT, NINE, STRANGER, at, change, later, pause, pause_with_reminder

DAY = Span(at(0), at(23))
KIND, KINDS = ReminderKind.LONG_PAUSE, tuple(ReminderKind)
LEASE = timedelta(seconds=60)
TABLES = tuple(Row.metadata.tables)
# Each of them is of every tenant, and is called by nobody but the program itself.
OF_ALL_TENANTS = {
    "claim_due_cards",
    "forget_deliveries",
    "is_without_sessions",
    "issue_due_reminders",
    "call_back_cards",
    "next_due_at",
    "sessions_ahead",
    "new_id",
}


@dataclass(frozen=True)
class Known:
    """What somebody of another tenant knows: the very values that Ada's tenant has."""

    session: WorkSession
    card: Card

    @property
    def session_id(self) -> str:
        return self.session.id

    @property
    def stolen(self) -> WorkSession:
        """Ada's session, as if it were theirs."""
        return replace(self.session, owner=STRANGER)

    @property
    def stolen_card(self) -> Card:
        return replace(self.card, owner=STRANGER)


def _read_ahead(tx: Transaction, known: Known) -> object:
    tx.read_ahead([(STRANGER, known.session_id)])
    return (
        tx.session("T2", known.session_id)
        or tx.planned_reminder(STRANGER, known.session_id, 1)
        or tx.dm_channel_of(STRANGER)
        or not tx.is_newest(replace(known.stolen_card, sequence=0))
    )


READS: dict[str, Callable[[Transaction, Known], object]] = {
    "open_session": lambda tx, _: tx.open_session(STRANGER),
    "session": lambda tx, known: tx.session("T2", known.session_id),
    "last_ended": lambda tx, _: tx.last_ended(STRANGER),
    "recent_ended": lambda tx, _: tx.recent_ended(STRANGER, 10),
    "recent_tasks": lambda tx, _: tx.recent_tasks(STRANGER, 10),
    "recent_projects": lambda tx, _: tx.recent_projects(STRANGER, 10),
    "last_try": lambda tx, _: tx.last_try(STRANGER),
    "sessions_touching": lambda tx, _: tx.sessions_touching(STRANGER, DAY),
    "record_touching": lambda tx, _: tuple(tx.record_touching(STRANGER, DAY)),
    "record_size": lambda tx, _: any(tx.record_size(STRANGER, DAY)),
    "count_changes": lambda tx, _: tx.count_changes(STRANGER),
    "record_began_at": lambda tx, _: tx.record_began_at(STRANGER),
    "changes_since": lambda tx, _: tx.changes_since(STRANGER, at(0)),
    "changes_of": lambda tx, known: tx.changes_of(known.stolen),
    "read_ahead": _read_ahead,
    "planned_reminder": lambda tx, known: tx.planned_reminder(STRANGER, known.session_id, 1),
    "count_snoozes": lambda tx, known: tx.count_snoozes(STRANGER, known.session_id, 1, KIND),
    "awaits_answer": lambda tx, known: tx.awaits_answer(STRANGER, known.session_id, 1, KIND),
    "is_answered": lambda tx, known: tx.is_answered(STRANGER, known.session_id, 1, KIND, 2),
    "known_person": lambda tx, _: tx.known_person(STRANGER) != KnownPerson(),
    "preferences_of": lambda tx, _: tx.preferences_of(STRANGER) != NO_PREFERENCES,
    "dm_channel_of": lambda tx, _: tx.dm_channel_of(STRANGER),
    "refresh_message": lambda tx, _: tx.refresh_message(STRANGER, "D1", "1.5", NINE),
    "is_newest": lambda tx, known: not tx.is_newest(replace(known.stolen_card, sequence=0)),
    "holds_claim": lambda tx, known: tx.holds_claim(known.stolen_card, at(6)),
    "held_claims": lambda tx, known: tx.held_claims([known.stolen_card], at(6)),
    "undelivered": lambda tx, known: tx.undelivered(STRANGER, [known.session_id]),
    "settle_card": lambda tx, known: tx.settle_card(known.stolen_card),
    "postpone_card": lambda tx, known: tx.postpone_card(known.stolen_card, at(12), "stolen"),
    "bury_card": lambda tx, known: tx.bury_card(known.stolen_card, "stolen"),
    "was_delivered": lambda tx, _: tx.was_delivered(STRANGER, "Ev1"),
    "is_first_delivery": lambda tx, _: not tx.is_first_delivery(STRANGER, "Ev1", NINE),
}
WRITES: dict[str, Callable[[Transaction, Known], object]] = {
    "lock_reminders": lambda tx, known: tx.lock_reminders(STRANGER, known.session_id),
    "add_session": lambda tx, known: tx.add_session(known.stolen, change()),
    "save_session": lambda tx, known: pause(tx, known.stolen.resume(at(12)), at(13)),
    "cancel_reminders": lambda tx, known: tx.cancel_reminders(STRANGER, known.session_id),
    "close_reminders": lambda tx, known: tx.close_reminders(
        STRANGER, known.session_id, cancelled=KINDS, answered=KINDS
    ),
    "plan_reminders": lambda tx, known: tx.plan_reminders(
        STRANGER, [Reminder(known.session_id, 1, 3, at(12), LIMIT)]
    ),
    "plan_reminder": lambda tx, known: tx.plan_reminder(
        STRANGER, Reminder(known.session_id, 1, 3, at(12), LIMIT)
    ),
    "put_off_reminder": lambda tx, known: tx.put_off_reminder(
        STRANGER, Reminder(known.session_id, 1, 1, at(12), LIMIT)
    ),
    "refresh_cards_of": lambda tx, known: tx.refresh_cards_of([(STRANGER, known.session_id)], at(12)),
    "refresh_cards": lambda tx, known: tx.refresh_cards(STRANGER, known.session_id, NINE),
    "refresh_message": READS["refresh_message"],
    "add_card": lambda tx, _: tx.add_card(
        STRANGER, CardKind.MESSAGE, channel_id="D1", message_ts="1.5", due_at=NINE
    ),
    "add_card about a session": lambda tx, known: tx.add_card(
        STRANGER, CardKind.REMINDER, session_id=known.session_id, pause_number=1, sequence=1, due_at=NINE
    ),
    "add_card for Home": lambda tx, _: tx.add_card(STRANGER, CardKind.HOME, due_at=NINE),
    "settle_card": READS["settle_card"],
    "postpone_card": READS["postpone_card"],
    "bury_card": READS["bury_card"],
    "save_preferences": lambda tx, _: tx.save_preferences(STRANGER, Preferences(repeats=False)),
    "remember_timezone": lambda tx, _: tx.remember_timezone(STRANGER, "Asia/Tokyo", at(12)),
    "lock_person": lambda tx, _: tx.lock_person(STRANGER),
    "remember_dm_channel": lambda tx, _: tx.remember_dm_channel(STRANGER, "D9"),
    "is_first_delivery": READS["is_first_delivery"],
    "erase_person": lambda tx, _: tx.erase_person(STRANGER),
}


def everything_of(tx: Transaction, owner: Owner) -> Known:
    """Something of a person in every table; no method of a transaction has nothing to find."""
    first = WorkSession(tx.new_id(), owner, "audit", Boundary(at(7)), project="Atlas")
    tx.add_session(first, change(Action.START, at(7)))
    finished = first.finish(at(8), Checkout(reflection=Reflection("", "", "Mail only at 11")))
    tx.save_session(first, finished, change(Action.FINISH, at(8)))
    paused, reminder = pause_with_reminder(tx, owner)
    _say(tx, owner, replace(reminder, sequence=2))
    tx.close_reminders(owner, paused.id, cancelled=[], answered=[KIND])
    _say(tx, owner, replace(reminder, sequence=3))
    tx.add_card(owner, CardKind.SUMMARY, session_id=paused.id, due_at=at(6))
    (refused,) = tx.claim_due_cards(at(6), LEASE, 1)
    tx.bury_card(refused, "account_inactive")
    tx.add_card(owner, CardKind.HOME, due_at=None)
    place = {"channel_id": f"D{owner.user_id[1:]}", "message_ts": "1.5"}
    tx.add_card(owner, CardKind.MESSAGE, session_id=paused.id, sequence=1, **place, due_at=at(6))  # type: ignore[arg-type]
    (card,) = tx.claim_due_cards(at(6), LEASE, 1)
    tx.remember_timezone(owner, "Europe/Berlin", NINE)
    tx.remember_dm_channel(owner, f"D{owner.user_id[1:]}")
    tx.save_preferences(owner, Preferences(default_project="Atlas"))
    tx.is_first_delivery(owner, f"Ev{owner.user_id[1:]}", NINE)
    return Known(paused, card)


def _say(tx: Transaction, owner: Owner, reminder: Reminder) -> None:
    tx.plan_reminder(owner, replace(reminder, due_at=NINE))
    assert tx.issue_due_reminders(NINE, 1)


def of_ada(rows: Rows) -> list[object]:
    return [rows(f"SELECT * FROM {table} WHERE tenant_id = 'T1'") for table in TABLES]  # noqa: S608


def test_every_method_of_a_transaction_has_a_case() -> None:
    methods = {
        name
        for part in Transaction.__mro__[:-1]
        for name, value in vars(part).items()
        if callable(value) and not name.startswith("_")
    }
    cases = {name.partition(" ")[0] for name in (*READS, *WRITES)}
    assert cases | OF_ALL_TENANTS == methods
    assert not cases & OF_ALL_TENANTS


@pytest.mark.parametrize("name", READS)
async def test_nothing_of_another_tenant_is_seen(store: Store, name: str) -> None:
    known = await store.run(lambda tx: everything_of(tx, ADA))
    assert not await store.run(lambda tx: READS[name](tx, known))


@pytest.mark.parametrize("name", READS)
async def test_the_same_question_finds_what_is_ones_own(store: Store, name: str) -> None:
    """So that not finding it for another tenant says something."""
    known = await store.run(lambda tx: everything_of(tx, STRANGER))
    assert await store.run(lambda tx: READS[name](tx, known))


@pytest.mark.parametrize("name", WRITES)
async def test_nothing_of_another_tenant_is_changed(store: Store, rows: Rows, name: str) -> None:
    known = await store.run(lambda tx: everything_of(tx, ADA))
    before = of_ada(rows)
    with suppress(StaleSession, IntegrityError):
        await store.run(lambda tx: WRITES[name](tx, known))
    assert of_ada(rows) == before


async def test_a_session_of_another_tenant_cannot_be_saved(store: Store) -> None:
    known = await store.run(lambda tx: everything_of(tx, ADA))
    with pytest.raises(StaleSession):
        await store.run(lambda tx: WRITES["save_session"](tx, known))


async def test_a_reminder_about_a_session_of_another_tenant_is_refused(store: Store) -> None:
    _, reminder = await store.run(pause_with_reminder)
    with pytest.raises(IntegrityError):
        await store.run(lambda tx: tx.plan_reminder(STRANGER, later(reminder, LIMIT)))


async def test_a_card_about_a_session_of_another_tenant_is_refused(store: Store) -> None:
    known = await store.run(lambda tx: everything_of(tx, ADA))
    with pytest.raises(IntegrityError):
        await store.run(lambda tx: WRITES["add_card about a session"](tx, known))


async def test_a_claim_of_another_tenants_card_leaves_it_to_who_holds_it(store: Store) -> None:
    known = await store.run(lambda tx: everything_of(tx, ADA))
    for name in ("settle_card", "postpone_card", "bury_card"):
        assert not await store.run(lambda tx, name=name: READS[name](tx, known))  # type: ignore[misc]
    assert await store.run(lambda tx: tx.settle_card(known.card))


async def test_the_same_person_of_two_tenants_has_two_open_sessions(store: Store) -> None:
    await store.run(lambda tx: (pause_with_reminder(tx, ADA), pause_with_reminder(tx, STRANGER)))
    found = await store.run(lambda tx: (tx.open_session(ADA), tx.open_session(STRANGER)))
    assert [session and session.owner for session in found] == [ADA, STRANGER]
