"""When the bot speaks by itself about a session, as the person has chosen."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.domain.person import Owner
from bot.domain.reminders import Reminder, ReminderKind, following
from bot.domain.reminders_ahead import first_reminders, stretch
from bot.domain.session import WorkSession
from bot.store import KnownPerson, Transaction
from bot.workday.calls import Call

# Any sign of life answers what was said of these, and plans them anew.
ASKS_FOR_A_SIGN_OF_LIFE = frozenset({ReminderKind.FORGOTTEN, ReminderKind.OVERNIGHT})


def plan_after_change(tx: Transaction, call: Call, before: WorkSession | None, after: WorkSession) -> None:
    """Plan anew what another state of the session changes; what was snoozed and is still true stays so."""
    if not after.is_open and not (before and before.is_open):
        return
    known = tx.known_person(call.owner)
    was = {each.kind: each for each in _first(before, call, known)} if before else {}
    is_now = {each.kind: each for each in _first(after, call, known)}
    changed = {kind for kind in ReminderKind if was.get(kind) != is_now.get(kind)}
    tx.answer_reminders(call.owner, after.id, ASKS_FOR_A_SIGN_OF_LIFE)
    _plan_anew(tx, call, after, known, changed | ASKS_FOR_A_SIGN_OF_LIFE)


def plan_after_choice(tx: Transaction, call: Call, session: WorkSession) -> None:
    """Plan everything anew, as the person has chosen now; what was due before now and not said is due now."""
    _plan_anew(tx, call, session, tx.known_person(call.owner), set(ReminderKind), catches_up=True)


def plan_after_sign_of_life(tx: Transaction, call: Call, session: WorkSession) -> None:
    """The person is there: whether they are is asked later, from now on."""
    tx.answer_reminders(call.owner, session.id, ASKS_FOR_A_SIGN_OF_LIFE)
    _plan_anew(tx, call, session, tx.known_person(call.owner), ASKS_FOR_A_SIGN_OF_LIFE)


def plan(
    tx: Transaction, owner: Owner, reminder: Reminder, known: KnownPerson, morning: datetime | None
) -> datetime | None:
    """Plan it for when it may come. Answers that instant; None where it is not to come.

    `morning` is when it is said that the session was left open overnight, if that is planned: nothing else is
    said from then on, nor what had to wait until that day.
    """
    wanted = known.preferences.applied_to(reminder, known.zone)
    if wanted is None or (morning and is_left_to(morning, reminder, wanted, known)):
        return None
    tx.plan_reminder(owner, wanted)
    return wanted.due_at


def morning_of(tx: Transaction, owner: Owner, session: WorkSession) -> datetime | None:
    """When it is to be said that the session was left open overnight, if that is planned."""
    planned = tx.planned_reminder(owner, session.id, stretch(session), ReminderKind.OVERNIGHT)
    return planned.due_at if planned else None


def is_left_to(morning: datetime, reminder: Reminder, wanted: Reminder, known: KnownPerson) -> bool:
    """Whether the message of that morning says it all; `wanted` is the reminder when it may come."""
    if wanted.due_at >= morning:
        return reminder.kind is not ReminderKind.OVERNIGHT
    days = {at.astimezone(known.zone).date() for at in (wanted.due_at, morning)}
    return wanted.due_at > reminder.due_at and len(days) == 1


def _first(session: WorkSession, call: Call, known: KnownPerson) -> tuple[Reminder, ...]:
    return first_reminders(session, known.preferences, known.zone, call.now, call.long_pause)


def _plan_anew(
    tx: Transaction,
    call: Call,
    session: WorkSession,
    known: KnownPerson,
    kinds: Collection[ReminderKind],
    *,
    catches_up: bool = False,
) -> None:
    tx.cancel_reminders(call.owner, session.id, kinds)
    first = {each.kind: each for each in _first(session, call, known) if each.kind in kinds}
    overnight = first.get(ReminderKind.OVERNIGHT)
    wanted = known.preferences.applied_to(overnight, known.zone) if overnight else None
    morning = wanted.due_at if wanted else None
    for reminder in first.values():
        if reminder.kind is ReminderKind.LONG_PAUSE:
            _plan_about_pause(tx, call, reminder, known, morning, catches_up=catches_up)
        else:
            plan(tx, call.owner, reminder, known, morning)


def _plan_about_pause(
    tx: Transaction,
    call: Call,
    reminder: Reminder,
    known: KnownPerson,
    morning: datetime | None,
    *,
    catches_up: bool,
) -> None:
    """What should have been said before now counts as said; to catch up, a first one that was not is due."""
    wanted = known.preferences.applied_to(reminder, known.zone)
    next_one: Reminder | None = reminder
    if wanted and wanted.due_at <= call.now:
        if catches_up and tx.plan_reminder(call.owner, replace(wanted, is_said_once=True)):
            return
        next_one = following(wanted, call.now)
    if next_one:
        plan(tx, call.owner, next_one, known, morning)
