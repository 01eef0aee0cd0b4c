"""Reminders about long pauses: moving the next one, and turning those that are due into cards."""

from datetime import datetime, timedelta

from bot.domain.card import CardKind
from bot.domain.outcomes import Outcome, Snoozed
from bot.domain.reminders import following, snoozed
from bot.store import Transaction
from bot.workday.calls import Call, Target, current_session, record_delivery, use_case


@use_case
def snooze_reminder(tx: Transaction, call: Call, target: Target, by: timedelta) -> Outcome:
    """Move the next message about a pause."""
    session = current_session(tx, call, target)
    moved = snoozed(tx.planned_reminder(call.owner, session.id, target.pause_number), call.now, by)
    record_delivery(tx, call)
    tx.plan_reminder(call.owner, moved)
    tx.refresh_cards(call.owner, session.id, call.now)
    return Snoozed(now=call.now, session=session, until=moved.due_at)


def issue_reminders(tx: Transaction, now: datetime, limit: int) -> int:
    """Turn at most `limit` due reminders into cards, and plan what follows each. Answers how many."""
    issued = tx.issue_due_reminders(now, limit)
    for owner, reminder in issued:
        next_one = following(reminder, now)
        if next_one:
            tx.plan_reminder(owner, next_one)
        tx.add_card(
            owner,
            CardKind.REMINDER,
            session_id=reminder.session_id,
            pause_number=reminder.pause_number,
            sequence=reminder.sequence,
            due_at=now,
        )
    return len(issued)
