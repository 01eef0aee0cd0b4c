"""Start, pause and resume: now, or as of an earlier instant."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.change import Action
from bot.domain.errors import AlreadyWorking, InTheFuture, Refusal
from bot.domain.outcomes import NextTask, Outcome, Paused, Refused, Resumed, Started
from bot.domain.pause import Boundary, Provenance
from bot.domain.session import WorkSession
from bot.store import Transaction
from bot.workday.calls import (
    Call,
    Target,
    answer_in_dm,
    current_session,
    own_session,
    present,
    record_delivery,
    use_case,
)
from bot.workday.planning import plan_after_change
from bot.workday.saving import change, check_free, save
from bot.workday.starting import ask_start


@use_case
def start_session(
    tx: Transaction,
    call: Call,
    task: str,
    planned: timedelta | None = None,
    at: datetime | None = None,
    *,
    has_open_end: bool = False,
    source_url: str | None = None,
    project: str | None = None,
) -> Outcome:
    """Start at once, or as of an earlier instant; without a task, ask for one.

    What is not planned is presumed to take as long as the person has set, unless it `has_open_end`. Without
    a word about the project it is the default one; "" is none.
    """
    if planned is None and not has_open_end:
        planned = tx.preferences_of(call.owner).planned_default
    if tx.open_session(call.owner):
        raise AlreadyWorking(task, planned, at)
    if at and at > call.now:
        raise InTheFuture(at)
    if not task:
        return replace(ask_start(tx, call), planned=planned, at=at)
    what = NextTask(task=task, planned=planned, project=project, source_url=source_url)
    session = new_session(tx, call, what, tx.last_ended(call.owner), at)
    check_free(tx, call, session)
    record_delivery(tx, call)
    add(tx, call, session)
    return Started(now=call.now, session=session)


@use_case
def start_again(tx: Transaction, call: Call, session_id: str) -> Outcome:
    """Start a new session on the task of an earlier one."""
    earlier = own_session(tx, call, session_id)
    return start_session(tx, call, earlier.task, source_url=earlier.source_url, project=earlier.project)


@use_case
def pause_session(
    tx: Transaction,
    call: Call,
    reason: str = "",
    expected_end_at: datetime | None = None,
    target: Target | None = None,
    at: datetime | None = None,
) -> Outcome:
    """Stop the timer, and plan what is said if the pause runs long."""
    session = current_session(tx, call, target)
    paused = session.pause(call.now, reason, expected_end_at, at=at)
    record_delivery(tx, call)
    save(tx, call, session, paused, Action.PAUSE)
    answer_in_dm(tx, call, paused)
    return Paused(now=call.now, session=paused)


@use_case
def resume_session(
    tx: Transaction, call: Call, target: Target | None = None, at: datetime | None = None
) -> Outcome:
    """Let the timer of the same session run again."""
    session = current_session(tx, call, target)
    resumed = session.resume(call.now, at=at)
    record_delivery(tx, call)
    save(tx, call, session, resumed, Action.RESUME)
    answer_in_dm(tx, call, resumed)
    return Resumed(now=call.now, session=resumed)


def refuse(tx: Transaction, call: Call, why: Refusal) -> Refused:
    """Answer what was refused before a use case could be chosen, such as a line that cannot be read."""
    return Refused(now=call.now, why=why, present=present(tx, call))


def new_session(
    tx: Transaction,
    call: Call,
    what: NextTask,
    after: WorkSession | None,
    at: datetime | None = None,
) -> WorkSession:
    """A session from now, never overlapping the one before even when the clock has stepped back."""
    start = Boundary(call.now)
    if at and at != call.now:
        start = Boundary(at, Provenance.CORRECTED)
    elif after and after.ended_at:
        start = start.not_before(after.ended_at)
    return WorkSession(
        id=tx.new_id(),
        owner=call.owner,
        task=what.task,
        start=start,
        planned_checkout_at=start.at + what.planned if what.planned else None,
        source_url=what.source_url,
        project=tx.preferences_of(call.owner).default_project if what.project is None else what.project,
    )


def add(tx: Transaction, call: Call, session: WorkSession) -> None:
    """Put a new session on record."""
    tx.add_session(session, change(call, Action.START))
    plan_after_change(tx, call, None, session)
    tx.refresh_cards(call.owner, session.id, call.now)
    answer_in_dm(tx, call, session)
