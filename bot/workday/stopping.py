"""A session that nobody ended is made true: it ended then, or it has been paused since then."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.change import Action
from bot.domain.errors import AlreadyPaused
from bot.domain.outcomes import Finished, LeftOpen, Outcome, PauseAsked, StopAsked
from bot.domain.session import WorkSession
from bot.domain.stopping import Stop, likely_end, stop
from bot.store import Transaction
from bot.workday.calls import Call, Target, current_session, record_delivery, use_case
from bot.workday.saving import save


def left_open(tx: Transaction, session: WorkSession, now: datetime) -> LeftOpen:
    """What is said of a session that is still open on another day."""
    return LeftOpen(now=now, session=session, likely_end_at=_likely_end(tx, session, now))


@use_case
def ask_stop(tx: Transaction, call: Call, target: Target) -> Outcome:
    """When the person stopped is the question; the session goes on until that is answered."""
    session = current_session(tx, call, target)
    return StopAsked(now=call.now, session=session, end_at=_likely_end(tx, session, call.now))


@use_case
def stop_session(
    tx: Transaction, call: Call, read: Callable[[WorkSession], Stop], *, session_id: str, version: int
) -> Outcome:
    """End a session as `read` says of it; if it has moved on since, nothing ends and the modal asks again."""
    session = current_session(tx, call, Target(session_id))
    if session.version != version:
        end_at = _likely_end(tx, session, call.now)
        return StopAsked(now=call.now, session=session, end_at=end_at, changed=True)
    stopped = stop(session, read(session), call.now)
    record_delivery(tx, call)
    save(tx, call, session, stopped, Action.FINISH)
    return Finished(now=call.now, session=stopped)


@use_case
def ask_pause(tx: Transaction, call: Call, target: Target) -> Outcome:
    """Since when the person is on a break is the question; the timer runs until that is answered."""
    session = current_session(tx, call, target)
    if session.open_pause:
        raise AlreadyPaused
    return PauseAsked(now=call.now, session=session)


def _likely_end(tx: Transaction, session: WorkSession, now: datetime) -> datetime:
    known = tx.known_person(session.owner)
    return likely_end(session, known.preferences, known.zone, now)
