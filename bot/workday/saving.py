"""What every change of a session brings with it: the journal, the reminders, what shows it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.accounting import Span
from bot.domain.card import CardKind
from bot.domain.change import Action, Change
from bot.domain.errors import OverlapsSession
from bot.domain.session import WorkSession
from bot.store import Transaction
from bot.workday.calls import Call
from bot.workday.planning import plan_after_change

FOREVER = timedelta(days=36_500)


def save(
    tx: Transaction,
    call: Call,
    before: WorkSession,
    after: WorkSession,
    action: Action,
    undoes: str | None = None,
) -> None:
    """Replace a session by its next value."""
    tx.save_session(before, after, change(call, action, undoes))
    plan_after_change(tx, call, before, after)
    tx.refresh_cards(call.owner, after.id, call.now)
    if after.end and not after.cancelled_at:
        tx.add_card(call.owner, CardKind.SUMMARY, session_id=after.id, due_at=call.now)


def change(call: Call, action: Action, undoes: str | None = None) -> Change:
    """A line of the journal for what this call asks for."""
    return Change(action, call.source, call.now, call.step_id, undoes)


def check_free(tx: Transaction, call: Call, session: WorkSession) -> None:
    """Raises OverlapsSession when another session of the person has a part of this one's time."""
    # An open session goes on, also over what a clock that stepped back has left ahead of it.
    end_at = session.ended_at or session.started_at + FOREVER
    touching = tx.sessions_touching(call.owner, Span(session.started_at, end_at))
    others = [
        other
        for other in touching
        if other.id != session.id and _shares_time(other, session.started_at, end_at)
    ]
    if others:
        raise _overlap(session, others)


def _shares_time(other: WorkSession, start_at: datetime, end_at: datetime) -> bool:
    return other.started_at < end_at and (other.ended_at is None or other.ended_at > start_at)


def _overlap(session: WorkSession, others: Sequence[WorkSession]) -> OverlapsSession:
    """What a session collides with: the first of `others` at its end, else the last of them at its start."""
    first, last = others[0], others[-1]
    if session.ended_at and first.started_at > session.started_at:
        return OverlapsSession(first.task, first.started_at, first.ended_at, latest=first.started_at)
    leaves_some = last.ended_at and (session.ended_at is None or last.ended_at < session.ended_at)
    earliest = last.ended_at if leaves_some else None
    return OverlapsSession(last.task, last.started_at, last.ended_at, earliest=earliest)
