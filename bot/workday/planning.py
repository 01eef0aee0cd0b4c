"""When the bot speaks by itself about a session, as the person has chosen."""

from collections.abc import Container, Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.change import Source
from bot.domain.person import Owner
from bot.domain.reminders import Reminder, ReminderKind, following
from bot.domain.reminders_ahead import NO_WAIT, first_reminders, following_at_work, stretch
from bot.domain.session import WorkSession
from bot.store import KnownPerson, Transaction
from bot.workday.calls import Call

# Any sign of life answers what was said of these, and plans them anew.
ASKS_FOR_A_SIGN_OF_LIFE = frozenset({ReminderKind.FORGOTTEN, ReminderKind.OVERNIGHT})


def plan_after_change(tx: Transaction, call: Call, before: WorkSession | None, after: WorkSession) -> None:
    """Plan anew what another state of the session changes; what was snoozed and is still true stays so."""
    if not after.is_open and not (before and before.is_open):
        return
    if not (before and before.is_open):
        tx.lock_person(call.owner)
    known = tx.known_person(call.owner)
    was = _first(before, call, known) if before else {}
    is_now = _first(after, call, known)
    # What is not to be said at all is cancelled in any case: it may have been snoozed.
    changed = {kind for kind in ReminderKind if kind not in is_now or was.get(kind) != is_now[kind]}
    if before:
        kinds = changed | ASKS_FOR_A_SIGN_OF_LIFE
        tx.close_reminders(call.owner, after.id, cancelled=kinds, answered=ASKS_FOR_A_SIGN_OF_LIFE)
    _plan_kinds(tx, call, is_now, known, changed | ASKS_FOR_A_SIGN_OF_LIFE)


def plan_after_choice(tx: Transaction, call: Call, session: WorkSession) -> None:
    """Plan everything anew, as the person has chosen now; what was due before now and not said is due now."""
    tx.cancel_reminders(call.owner, session.id)
    known = tx.known_person(call.owner)
    _plan_kinds(tx, call, _first(session, call, known), known, set(ReminderKind), catches_up=True)


def plan_after_sign_of_life(tx: Transaction, call: Call, session: WorkSession) -> None:
    """The person is there: whether they are is asked later, from now on."""
    kinds, known = ASKS_FOR_A_SIGN_OF_LIFE, tx.known_person(call.owner)
    tx.close_reminders(call.owner, session.id, cancelled=kinds, answered=kinds)
    _plan_kinds(tx, call, _first(session, call, known), known, kinds)


def plan_by_other_clocks(tx: Transaction, owner: Owner, now: datetime) -> None:
    """The person's timezone is known now, or another one: their day ends and begins at other instants.

    That is no sign of life: what is still ahead counts from the last instant on record. What was said once
    is not said again, though `now`, when they were told, may lie before that. What has not been planned so
    far, as of a session that was brought in, is not planned now either.
    """
    session = tx.open_session(owner)
    if session is None:
        return
    tx.lock_reminders(owner, session.id)
    known, number = tx.known_person(owner), stretch(session)
    found = (tx.planned_reminder(owner, session.id, number, kind) for kind in ASKS_FOR_A_SIGN_OF_LIFE)
    planned = {each.kind: each for each in found if each and each.due_at > now}
    tx.cancel_reminders(owner, session.id, planned.keys())
    ahead: dict[ReminderKind, Reminder] = {}
    said = planned.pop(ReminderKind.FORGOTTEN) if _follows_another(planned) else None
    for since in (now, session.latest_instant):
        first = _first(session, Call(owner=owner, now=since, source=Source.REMINDER), known)
        ahead |= {kind: each for kind, each in first.items() if kind in planned and each.due_at > now}
    if said and (again := following_at_work(said, session, known.preferences, known.zone, now)):
        ahead[again.kind] = again
    _plan_all(tx, owner, ahead, known)


def _follows_another(planned: Mapping[ReminderKind, Reminder]) -> bool:
    """Whether it was asked before if the session was forgotten: the first time comes so long after a sign of
    life, the next at the end of the day."""
    asked_again = planned.get(ReminderKind.FORGOTTEN)
    return asked_again is not None and asked_again.limit == NO_WAIT


def plan(
    tx: Transaction, owner: Owner, reminder: Reminder, known: KnownPerson, morning: datetime | None
) -> datetime | None:
    """Plan it for when it may come. Answers that instant; None where it is not to come.

    `morning` is when it is said that the session was left open overnight, if that is planned: nothing else is
    said from then on, nor what had to wait until that day.
    """
    wanted = _when_it_may_come(reminder, known, morning)
    if wanted is None:
        return None
    tx.plan_reminder(owner, wanted)
    return wanted.due_at


def _when_it_may_come(reminder: Reminder, known: KnownPerson, morning: datetime | None) -> Reminder | None:
    wanted = known.preferences.applied_to(reminder, known.zone)
    return None if wanted and morning and is_left_to(morning, reminder, wanted, known) else wanted


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


def _first(session: WorkSession, call: Call, known: KnownPerson) -> dict[ReminderKind, Reminder]:
    first = first_reminders(session, known.preferences, known.zone, call.now, call.long_pause)
    return {each.kind: each for each in first}


def _plan_kinds(
    tx: Transaction,
    call: Call,
    first: Mapping[ReminderKind, Reminder],
    known: KnownPerson,
    kinds: Container[ReminderKind],
    *,
    catches_up: bool = False,
) -> None:
    ahead = {kind: each for kind, each in first.items() if kind in kinds}
    about_pause = ahead.pop(ReminderKind.LONG_PAUSE, None)
    if about_pause and (next_one := _still_to_say(tx, call, about_pause, known, catches_up=catches_up)):
        ahead[next_one.kind] = next_one
    _plan_all(tx, call.owner, ahead, known)


def _plan_all(
    tx: Transaction, owner: Owner, reminders: Mapping[ReminderKind, Reminder], known: KnownPerson
) -> None:
    overnight = reminders.get(ReminderKind.OVERNIGHT)
    wanted = known.preferences.applied_to(overnight, known.zone) if overnight else None
    morning = wanted.due_at if wanted else None
    ahead = (_when_it_may_come(reminder, known, morning) for reminder in reminders.values())
    tx.plan_reminders(owner, [reminder for reminder in ahead if reminder])


def _still_to_say(
    tx: Transaction, call: Call, about_pause: Reminder, known: KnownPerson, *, catches_up: bool
) -> Reminder | None:
    """What should have been said before now counts as said; to catch up, a first one that was not is due."""
    wanted = known.preferences.applied_to(about_pause, known.zone)
    if wanted is None or wanted.due_at > call.now:
        return about_pause
    if catches_up and tx.plan_reminder(call.owner, replace(wanted, is_said_once=True)):
        return None
    return following(wanted, call.now)
