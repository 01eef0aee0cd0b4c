"""Answers to a reminder that change no record: Snooze, and that the person is still working."""

from datetime import timedelta

from bot.domain.errors import NoMoreReminders, Outdated
from bot.domain.outcomes import Outcome, Snoozed
from bot.domain.reminders import PLAN_SNOOZE, PLAN_SNOOZES, Reminder, ReminderKind, snoozed
from bot.domain.reminders_ahead import is_near_plan, stretch
from bot.domain.session import WorkSession
from bot.store import Transaction
from bot.workday.calls import Call, Target, current_session, present, record_delivery, use_case
from bot.workday.planning import morning_of, plan, plan_after_sign_of_life


@use_case
def snooze_reminder(tx: Transaction, call: Call, target: Target, by: timedelta) -> Outcome:
    """Move the next message about a pause."""
    session = current_session(tx, call, target)
    moved = snoozed(tx.planned_reminder(call.owner, session.id, target.pause_number), call.now, by)
    record_delivery(tx, call)
    return _snoozed(tx, call, session, moved)


@use_case
def snooze_checkout(tx: Transaction, call: Call, target: Target) -> Outcome:
    """Say it again in five minutes, in place of what would have come until then."""
    session = current_session(tx, call, target)
    if session.open_pause or not is_near_plan(session, call.now):
        raise Outdated
    number, kind = stretch(session), ReminderKind.PLANNED_CHECKOUT
    if tx.count_snoozes(call.owner, session.id, number, kind) >= PLAN_SNOOZES:
        raise NoMoreReminders
    record_delivery(tx, call)
    plan_after_sign_of_life(tx, call, session)
    tx.cancel_reminders(call.owner, session.id, [kind])
    return _snoozed(
        tx, call, session, Reminder(session.id, number, 1, call.now + PLAN_SNOOZE, PLAN_SNOOZE, kind)
    )


@use_case
def still_working(tx: Transaction, call: Call, target: Target) -> Outcome:
    """The answer to whether the session was forgotten: it was not."""
    session = current_session(tx, call, target)
    record_delivery(tx, call)
    plan_after_sign_of_life(tx, call, session)
    tx.refresh_cards(call.owner, session.id, call.now)
    return present(tx, call)


def _snoozed(tx: Transaction, call: Call, session: WorkSession, reminder: Reminder) -> Snoozed:
    known, morning = tx.known_person(call.owner), morning_of(tx, call.owner, session)
    until = plan(tx, call.owner, reminder, known, morning)
    tx.refresh_cards(call.owner, session.id, call.now)
    return Snoozed(now=call.now, session=session, until=until or reminder.due_at)
