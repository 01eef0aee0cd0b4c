"""Start, pause and resume."""

from datetime import datetime, timedelta

from bot.domain.change import Action, Change
from bot.domain.errors import AlreadyWorking, Outdated, Refusal, SomeoneElses
from bot.domain.outcomes import NextTask, Outcome, Paused, Refused, Resumed, StartAsked, Started
from bot.domain.reminders import first_reminder
from bot.domain.session import Boundary, WorkSession
from bot.store import Transaction
from bot.workday.calls import Call, Target, current_session, present, record_delivery, show, use_case


@use_case
def start_session(tx: Transaction, call: Call, task: str, planned: timedelta | None = None) -> Outcome:
    """Start at once; without a task, ask for one."""
    if tx.open_session(call.owner):
        raise AlreadyWorking(task, planned)
    if not task:
        return StartAsked(now=call.now)
    record_delivery(tx, call)
    last = tx.last_ended(call.owner)
    session = begin(tx, call, NextTask(task=task, planned=planned), after=last)
    return Started(now=call.now, session=session)


@use_case
def start_again(tx: Transaction, call: Call, session_id: str) -> Outcome:
    """Start a new session on the task of an earlier one."""
    earlier = tx.session(call.owner.tenant_id, session_id)
    if earlier is None:
        raise Outdated
    if not earlier.owner.is_same_person(call.owner):
        raise SomeoneElses
    return start_session(tx, call, earlier.task)


@use_case
def pause_session(
    tx: Transaction,
    call: Call,
    reason: str = "",
    expected_end_at: datetime | None = None,
    target: Target | None = None,
) -> Outcome:
    """Stop the timer, and plan what is said if the pause runs long."""
    session = current_session(tx, call, target)
    paused = session.pause(call.now, reason, expected_end_at)
    _save(tx, call, session, paused, Action.PAUSE)
    if paused.open_pause:
        tx.plan_reminder(call.owner, first_reminder(session.id, paused.open_pause, call.long_pause))
    return Paused(now=call.now, session=paused)


@use_case
def resume_session(tx: Transaction, call: Call, target: Target | None = None) -> Outcome:
    """Let the timer of the same session run again."""
    session = current_session(tx, call, target)
    resumed = session.resume(call.now)
    _save(tx, call, session, resumed, Action.RESUME)
    tx.cancel_reminders(call.owner, session.id)
    return Resumed(now=call.now, session=resumed)


def refuse(tx: Transaction, call: Call, why: Refusal) -> Refused:
    """Answer what was refused before a use case could be chosen, such as a line that cannot be read."""
    return Refused(now=call.now, why=why, present=present(tx, call))


def begin(tx: Transaction, call: Call, what: NextTask, after: WorkSession | None) -> WorkSession:
    """A new session from now, never overlapping the one before even when the clock has stepped back."""
    start = Boundary(call.now)
    if after and after.ended_at:
        start = start.not_before(after.ended_at)
    session = WorkSession(
        id=tx.new_id(),
        owner=call.owner,
        task=what.task,
        start=start,
        planned_checkout_at=start.at + what.planned if what.planned else None,
    )
    tx.add_session(session, Change(Action.START, call.source, call.now))
    show(tx, call, session)
    return session


def _save(tx: Transaction, call: Call, before: WorkSession, after: WorkSession, action: Action) -> None:
    record_delivery(tx, call)
    tx.save_session(before, after, Change(action, call.source, call.now))
    show(tx, call, after)
