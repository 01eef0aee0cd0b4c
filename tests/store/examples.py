"""Values that the tests of the store speak about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.change import Action, Change, Source
from bot.domain.checkout import Checkout
from bot.domain.corrections import cancel
from bot.domain.pause import Boundary
from bot.domain.person import Owner
from bot.domain.reminders import Reminder, first_reminder
from bot.domain.session import WorkSession
from bot.store import Transaction

ADA = Owner("T1", "T1", "U1")
BOB = Owner("T1", "T1", "U2")
STRANGER = Owner("T2", "T2", "U1")
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
LIMIT = timedelta(minutes=30)


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return NINE.replace(hour=hour, minute=minute, second=second)


def change(action: Action = Action.START, now: datetime = NINE) -> Change:
    return Change(action, Source.COMMAND, now)


def start(tx: Transaction, owner: Owner = ADA, now: datetime = NINE, task: str = "report") -> WorkSession:
    session = WorkSession(tx.new_id(), owner, task, Boundary(now))
    tx.add_session(session, change(Action.START, now))
    return session


def pause(tx: Transaction, session: WorkSession, now: datetime) -> WorkSession:
    paused = session.pause(now)
    tx.save_session(session, paused, change(Action.PAUSE, now))
    return paused


def resume(tx: Transaction, session: WorkSession, now: datetime) -> WorkSession:
    resumed = session.resume(now)
    tx.save_session(session, resumed, change(Action.RESUME, now))
    return resumed


def finish(tx: Transaction, session: WorkSession, now: datetime) -> WorkSession:
    finished = session.finish(now, Checkout())
    tx.save_session(session, finished, change(Action.FINISH, now))
    return finished


def cancelled(tx: Transaction, session: WorkSession, now: datetime) -> WorkSession:
    discarded = cancel(session, now)
    tx.save_session(session, discarded, change(Action.CANCEL, now))
    return discarded


def past(tx: Transaction, begin: datetime, end: datetime, owner: Owner = ADA) -> WorkSession:
    """A session that is over."""
    return finish(tx, start(tx, owner, begin), end)


def pause_with_reminder(tx: Transaction, owner: Owner = ADA) -> tuple[WorkSession, Reminder]:
    """A session paused at ten, and the reminder about it, due at half past."""
    paused = pause(tx, start(tx, owner), at(10))
    assert paused.open_pause
    reminder = first_reminder(paused.id, paused.open_pause, LIMIT)
    tx.plan_reminder(owner, reminder)
    return paused, reminder


def later(reminder: Reminder, by: timedelta) -> Reminder:
    return replace(reminder, due_at=reminder.due_at + by)
