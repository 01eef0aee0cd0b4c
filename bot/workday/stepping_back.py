"""The clock has stepped back: what waits for an instant of the clock before is not left waiting for it.

Nothing on record changes: what happens next is clamped to the latest instant (see `domain.session`).
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.reminders import ReminderKind
from bot.domain.reminders_ahead import stretch
from bot.domain.session import WorkSession
from bot.store import Transaction

LONGEST_WAIT = timedelta(
    seconds=65
)  # of a card: its lease, or until the next attempt if Slack asks for no more
# The planned checkout is not among them: it is an instant that the person has named.
KINDS = frozenset(ReminderKind) - {ReminderKind.PLANNED_CHECKOUT}


def follow_clock_back(tx: Transaction, now: datetime) -> None:
    """Have cards shown that would wait for the clock before, and reminders come as long from now.

    It may be asked for at any time, by any replica, and again: where nothing lies ahead it changes nothing.
    """
    tx.call_back_cards(now, now + LONGEST_WAIT)
    for owner, session_id in tx.sessions_ahead(now):
        session = tx.session(owner.tenant_id, session_id)
        if session:
            _bring_nearer(tx, session, now)


def _bring_nearer(tx: Transaction, session: WorkSession, now: datetime) -> None:
    """A reminder that has to wait for longer than it would have had to waits as long from now on."""
    ahead, pause = session.latest_instant - now, session.open_pause
    for kind in KINDS:
        about = pause.number if pause and kind is ReminderKind.LONG_PAUSE else stretch(session)
        planned = tx.planned_reminder(session.owner, session.id, about, kind)
        wait = planned.due_at - session.latest_instant if planned else timedelta()
        if planned and timedelta() < wait < ahead:
            tx.put_off_reminder(session.owner, replace(planned, due_at=now + wait))
