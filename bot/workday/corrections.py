"""Making the record true afterwards: a forgotten break, an edit, a session that is discarded."""

from datetime import datetime

from bot.domain.accounting import Span
from bot.domain.change import Action
from bot.domain.corrections import SessionDraft, cancel, insert_pause, revise, without_pause
from bot.domain.errors import NothingRunning, NothingToEdit, Outdated, OverlapsSession, Refusal
from bot.domain.outcomes import CancelAsked, Cancelled, EditAsked, Edited, Outcome, PauseInserted
from bot.domain.session import WorkSession
from bot.store import Transaction
from bot.workday.calls import Call, Target, current_session, own_session, record_delivery, use_case
from bot.workday.saving import check_free, save


@use_case
def insert_break(tx: Transaction, call: Call, start_at: datetime, end_at: datetime, reason: str) -> Outcome:
    """Put a break that was forgotten into the session that was running then."""
    session = _session_around(tx, call, start_at, end_at)
    with_break = insert_pause(session, start_at, end_at, reason, call.now)
    record_delivery(tx, call)
    save(tx, call, session, with_break, Action.INSERT_PAUSE)
    return PauseInserted(now=call.now, session=with_break, pause_number=with_break.pauses_made)


@use_case
def ask_edit(tx: Transaction, call: Call, session_id: str | None = None) -> Outcome:
    """The edit modal of a session: the one named, else the open one, else the last."""
    if session_id:
        session: WorkSession | None = own_session(tx, call, session_id)
    else:
        session = tx.open_session(call.owner) or tx.last_ended(call.owner)
    if session is None:
        raise NothingToEdit
    return EditAsked(now=call.now, session=session)


@use_case
def edit_session(
    tx: Transaction, call: Call, draft: SessionDraft, *, session_id: str, version: int
) -> Outcome:
    """Save a session as drafted; if it has moved on since, the modal is shown again with what is true now."""
    session = own_session(tx, call, session_id)
    if session.version != version:
        return EditAsked(now=call.now, session=session, changed=True)
    revised = revise(session, draft, call.now)
    check_free(tx, call, revised)
    record_delivery(tx, call)
    save(tx, call, session, revised, Action.EDIT)
    return Edited(now=call.now, before=session, session=revised)


def overlap_of(
    tx: Transaction, call: Call, session: WorkSession, draft: SessionDraft
) -> OverlapsSession | None:
    """Which other session a draft would collide with, if the rest of it is right."""
    try:
        check_free(tx, call, revise(session, draft, call.now))
    except OverlapsSession as why:
        return why
    except Refusal:
        return None
    return None


@use_case
def count_as_work(tx: Transaction, call: Call, target: Target) -> Outcome:
    """A break that was none, such as the gap after a checkout that was taken back."""
    session = own_session(tx, call, target.session_id)
    if target.pause_number not in {pause.number for pause in session.pauses}:
        raise Outdated
    revised = without_pause(session, target.pause_number)
    record_delivery(tx, call)
    save(tx, call, session, revised, Action.EDIT)
    return Edited(now=call.now, before=session, session=revised)


@use_case
def ask_cancel(tx: Transaction, call: Call, target: Target | None = None) -> Outcome:
    """To discard a session needs a second word."""
    return CancelAsked(now=call.now, session=current_session(tx, call, target))


@use_case
def discard_session(tx: Transaction, call: Call, target: Target) -> Outcome:
    """Discard the open session; the journal keeps it."""
    session = current_session(tx, call, target)
    cancelled = cancel(session, call.now)
    record_delivery(tx, call)
    save(tx, call, session, cancelled, Action.CANCEL)
    return Cancelled(now=call.now, session=cancelled)


def _session_around(tx: Transaction, call: Call, start_at: datetime, end_at: datetime) -> WorkSession:
    """The session that shares most with a span, or the open one. Raises NothingRunning."""
    touching = tx.sessions_touching(call.owner, Span(start_at, max(end_at, start_at)))
    if touching:
        within = Span(start_at, end_at)
        return max(touching, key=lambda session: session.account(call.now, within).elapsed)
    session = tx.open_session(call.owner)
    if session is None:
        raise NothingRunning
    return session
