"""Turning the reminders that are due into cards: of all that is due about a session, one is said."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from bot.domain.card import CardKind
from bot.domain.person import Owner
from bot.domain.reminders import Reminder, ReminderKind, following
from bot.domain.reminders_ahead import following_at_work
from bot.domain.session import WorkSession
from bot.store import KnownPerson, Transaction
from bot.workday.planning import is_left_to, morning_of, plan

# Of what falls due at once, as after an outage, the first of these says what is true now.
CARDS = {
    ReminderKind.OVERNIGHT: CardKind.OVERNIGHT,
    ReminderKind.FORGOTTEN: CardKind.FORGOTTEN,
    ReminderKind.PLANNED_CHECKOUT: CardKind.PLANNED_CHECKOUT,
    ReminderKind.BREAK_DUE: CardKind.BREAK_DUE,
    ReminderKind.LONG_PAUSE: CardKind.REMINDER,
}
WEIGHTS = tuple(CARDS)
REMINDER_CARDS = tuple(CARDS.values())


def issue_reminders(tx: Transaction, now: datetime, limit: int) -> int:
    """Turn about `limit` due reminders into cards, and plan what follows each. Answers how many.

    One that falls due while its person wants quiet comes when that is over.
    """
    issued = sorted(tx.issue_due_reminders(now, limit), key=_session_key)
    about = [(owner, reminder.session_id) for owner, reminder in issued]
    tx.read_ahead(about)
    tx.refresh_cards_of(about, now)
    for _, group in groupby(issued, key=_session_key):
        due = list(group)
        owner, first = due[0]
        session = tx.session(owner.tenant_id, first.session_id)
        if session:
            _issue(tx, owner, session, [reminder for _, reminder in due], now)
    return len(issued)


def _session_key(issued: tuple[Owner, Reminder]) -> tuple[str, str]:
    owner, reminder = issued
    return owner.tenant_id, reminder.session_id


def _issue(
    tx: Transaction, owner: Owner, session: WorkSession, due: Iterable[Reminder], now: datetime
) -> None:
    known, morning = tx.known_person(owner), morning_of(tx, owner, session)
    to_say = []
    for reminder in due:
        wanted = known.preferences.applied_to(replace(reminder, due_at=now), known.zone)
        if wanted is None:
            continue
        if wanted.due_at == now:
            to_say.append(replace(wanted, due_at=reminder.due_at))
        elif morning is None or not is_left_to(morning, replace(reminder, due_at=now), wanted, known):
            tx.put_off_reminder(owner, wanted)
    if to_say:
        _say_one(tx, owner, session, to_say, known, now)


def _say_one(
    tx: Transaction,
    owner: Owner,
    session: WorkSession,
    due: Sequence[Reminder],
    known: KnownPerson,
    now: datetime,
) -> None:
    said = min(due, key=lambda each: WEIGHTS.index(each.kind))
    _add_card(tx, owner, said, now)
    if said.kind is ReminderKind.OVERNIGHT:
        tx.cancel_reminders(owner, session.id)
        return
    for reminder in due:
        _plan_following(tx, owner, reminder, session, known, now)


def _add_card(tx: Transaction, owner: Owner, said: Reminder, now: datetime) -> None:
    tx.add_card(
        owner,
        CARDS[said.kind],
        session_id=said.session_id,
        pause_number=said.pause_number,
        sequence=said.sequence,
        due_at=now,
    )


def _plan_following(
    tx: Transaction, owner: Owner, sent: Reminder, session: WorkSession, known: KnownPerson, now: datetime
) -> None:
    if sent.kind is ReminderKind.LONG_PAUSE:
        next_one = following(sent, now)
    else:
        next_one = following_at_work(sent, session, known.preferences, known.zone, now)
    if next_one:
        plan(tx, owner, next_one, known, morning_of(tx, owner, session))
