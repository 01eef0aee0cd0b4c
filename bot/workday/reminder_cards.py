"""What the card of a reminder shows by now: what it spoke of, or how that ended."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.card import Card, CardKind
from bot.domain.outcomes import (
    BreakDueReminder,
    CardMoved,
    ForgottenReminder,
    Outcome,
    PauseOver,
    PauseReminder,
    PlannedCheckoutReminder,
    WorkReminderOver,
)
from bot.domain.reminders import PLAN_SNOOZES, ReminderKind
from bot.domain.reminders_ahead import is_near_plan, stretch, working_since
from bot.domain.session import WorkSession
from bot.store import Transaction
from bot.workday.shown import Shown
from bot.workday.stopping import left_open


def reminder_shown(tx: Transaction, card: Card, session: WorkSession, now: datetime) -> Shown:
    """A reminder never comes after what it speaks of has ended; one that came says so in a line."""
    if card.kind is CardKind.REMINDER:
        return _about_pause(tx, card, session, now)
    return _about_work(tx, card, session, now)


def _about_pause(tx: Transaction, card: Card, session: WorkSession, now: datetime) -> Shown:
    if session.open_pause is None or session.open_pause.number != card.pause_number:
        over = PauseOver(now=now, session=session, pause_number=card.pause_number)
        return Shown(over, is_final=True, posts=False)
    if not tx.is_newest(card):
        return _said_again(session, now)
    planned = tx.planned_reminder(card.owner, session.id, card.pause_number)
    next_at = planned.due_at if planned else None
    return Shown(PauseReminder(now=now, session=session, pause_number=card.pause_number, next_at=next_at))


def _about_work(tx: Transaction, card: Card, session: WorkSession, now: datetime) -> Shown:
    kind = ReminderKind(card.kind)
    is_past = stretch(session) != card.pause_number
    is_answered = tx.is_answered(card.owner, session.id, card.pause_number, kind, card.sequence)
    outcome = None if is_past or is_answered or not session.is_open else SPOKEN[kind](tx, session, now)
    if outcome is None:
        over = WorkReminderOver(now=now, session=session, stretch=card.pause_number)
        return Shown(over, is_final=is_past or (is_answered and session.is_open), posts=False)
    is_newest = tx.is_newest(card) and not _is_left_to_morning(tx, card, session, kind)
    return Shown(outcome) if is_newest else _said_again(session, now)


def _is_left_to_morning(tx: Transaction, card: Card, session: WorkSession, kind: ReminderKind) -> bool:
    """Of a session that was left open overnight, the message that says so asks for all there is to do."""
    overnight = ReminderKind.OVERNIGHT
    return kind is not overnight and tx.awaits_answer(card.owner, session.id, card.pause_number, overnight)


def _said_again(session: WorkSession, now: datetime) -> Shown:
    """Maybe while Slack could not be reached: one message is enough."""
    return Shown(CardMoved(now=now, session=session), posts=False)


def _planned_checkout(tx: Transaction, session: WorkSession, now: datetime) -> Outcome | None:
    """None where the planned end has moved away since."""
    if session.planned_checkout_at is None or not is_near_plan(session, now):
        return None
    about = session.id, stretch(session), ReminderKind.PLANNED_CHECKOUT
    planned = tx.planned_reminder(session.owner, *about)
    return PlannedCheckoutReminder(
        now=now,
        session=session,
        planned_at=session.planned_checkout_at,
        next_at=planned.due_at if planned else None,
        can_snooze=tx.count_snoozes(session.owner, *about) < PLAN_SNOOZES,
    )


def _forgotten(_tx: Transaction, session: WorkSession, now: datetime) -> Outcome:
    return ForgottenReminder(now=now, session=session)


def _break_due(_tx: Transaction, session: WorkSession, now: datetime) -> Outcome:
    return BreakDueReminder(now=now, session=session, since=working_since(session))


SPOKEN: dict[ReminderKind, Callable[[Transaction, WorkSession, datetime], Outcome | None]] = {
    ReminderKind.OVERNIGHT: left_open,
    ReminderKind.PLANNED_CHECKOUT: _planned_checkout,
    ReminderKind.FORGOTTEN: _forgotten,
    ReminderKind.BREAK_DUE: _break_due,
}
