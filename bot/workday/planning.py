"""When the bot speaks by itself about a pause, as the person has chosen."""

from dataclasses import replace
from datetime import datetime

from bot.domain.person import Owner
from bot.domain.reminders import Reminder, first_reminder, following
from bot.domain.session import WorkSession
from bot.store import KnownPerson, Transaction
from bot.workday.calls import Call


def plan_reminders(tx: Transaction, call: Call, session: WorkSession, *, catches_up: bool = False) -> None:
    """An open pause has its next reminder planned, counted from its own start; nothing else has one.

    What should have been said before now counts as said; with `catches_up`, a first one that was not is due
    at once.
    """
    tx.cancel_reminders(call.owner, session.id)
    pause = session.open_pause
    if pause is None or not session.is_open:
        return
    known = tx.known_person(call.owner)
    reminder = first_reminder(session.id, pause, known.preferences.long_pause or call.long_pause)
    first = known.preferences.applied_to(reminder, known.zone)
    if first is None:
        return
    if catches_up and first.due_at <= call.now and tx.plan_reminder(call.owner, replace(first, messages=1)):
        return
    planned = first if first.due_at > call.now else following(first, call.now)
    if planned:
        plan(tx, call.owner, planned, known)


def plan(tx: Transaction, owner: Owner, reminder: Reminder, known: KnownPerson) -> datetime | None:
    """Plan it for when it may come. Answers that instant; None where the person wants no such reminder."""
    wanted = known.preferences.applied_to(reminder, known.zone)
    if wanted is None:
        return None
    tx.plan_reminder(owner, wanted)
    return wanted.due_at
