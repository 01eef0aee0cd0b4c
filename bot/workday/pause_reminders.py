"""Reminders about long pauses: moving the next one, and turning those that are due into cards."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.card import CardKind
from bot.domain.outcomes import Outcome, Snoozed
from bot.domain.reminders import following, snoozed
from bot.store import Transaction
from bot.workday.calls import Call, Target, current_session, record_delivery, use_case
from bot.workday.planning import plan


@use_case
def snooze_reminder(tx: Transaction, call: Call, target: Target, by: timedelta) -> Outcome:
    """Move the next message about a pause."""
    session = current_session(tx, call, target)
    moved = snoozed(tx.planned_reminder(call.owner, session.id, target.pause_number), call.now, by)
    record_delivery(tx, call)
    until = plan(tx, call.owner, moved, tx.known_person(call.owner))
    tx.refresh_cards(call.owner, session.id, call.now)
    return Snoozed(now=call.now, session=session, until=until or moved.due_at)


def issue_reminders(tx: Transaction, now: datetime, limit: int) -> int:
    """Turn at most `limit` due reminders into cards, and plan what follows each. Answers how many.

    One that falls due while its person wants quiet comes when that is over.
    """
    issued = tx.issue_due_reminders(now, limit)
    for owner, reminder in issued:
        tx.refresh_cards(owner, reminder.session_id, now)
        known = tx.known_person(owner)
        wanted = known.preferences.applied_to(replace(reminder, due_at=now), known.zone)
        if wanted is None:
            continue
        if wanted.due_at > now:
            tx.put_off_reminder(owner, wanted)
            continue
        next_one = following(replace(wanted, due_at=reminder.due_at), now)
        if next_one:
            plan(tx, owner, next_one, known)
        tx.add_card(
            owner,
            CardKind.REMINDER,
            session_id=reminder.session_id,
            pause_number=reminder.pause_number,
            sequence=reminder.sequence,
            due_at=now,
        )
    return len(issued)
