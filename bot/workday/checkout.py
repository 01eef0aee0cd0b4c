"""Done: the checkout modal is asked for, and what is submitted ends the session."""

from datetime import datetime

from bot.domain.change import Action
from bot.domain.checkout import Checkout, Decision
from bot.domain.errors import ReflectionNeeded
from bot.domain.outcomes import CheckoutAsked, Finished, NextTask, Outcome, Started
from bot.domain.session import WorkSession
from bot.store import Transaction
from bot.workday.calls import Call, Target, current_session, record_delivery, use_case
from bot.workday.saving import save
from bot.workday.verbs import add, new_session


@use_case
def ask_checkout(
    tx: Transaction,
    call: Call,
    target: Target | None = None,
    next_task: NextTask | None = None,
    at: datetime | None = None,
) -> Outcome:
    """What the checkout modal shows; nothing changes until it is submitted."""
    session = current_session(tx, call, target)
    session.check_end(call.now, at or call.now)
    return CheckoutAsked(
        now=call.now,
        session=session,
        end_at=at or call.now,
        is_corrected=at is not None and at != call.now,
        next_task=next_task,
    )


@use_case
def ask_checkout_again(
    tx: Transaction,
    call: Call,
    *,
    session_id: str,
    version: int,
    end_at: datetime,
    is_corrected: bool = False,
    next_task: NextTask | None = None,
) -> Outcome:
    """The modal that did not open: still for the end that was asked for, if nothing has changed since."""
    session = current_session(tx, call, Target(session_id))
    if session.version != version:
        end_at, is_corrected = call.now, False
    return CheckoutAsked(
        now=call.now, session=session, end_at=end_at, is_corrected=is_corrected, next_task=next_task
    )


@use_case
def checkout_session(
    tx: Transaction,
    call: Call,
    checkout: Checkout,
    *,
    session_id: str,
    version: int,
    end_at: datetime,
    is_corrected: bool = False,
    next_task: NextTask | None = None,
) -> Outcome:
    """End the session at `end_at`, the instant when the modal was asked for.

    If the session has moved on from `version` since, nothing ends and the modal asks again with fresh
    figures. What follows a `continue` or a switch to a named task starts at the moment of submission,
    or at the instant that was named for the switch.
    """
    session = current_session(tx, call, Target(session_id))
    if session.version != version:
        return CheckoutAsked(
            now=call.now, session=session, end_at=call.now, next_task=next_task, changed=True
        )
    if checkout.decision is Decision.CONTINUE and not checkout.reflection:
        raise ReflectionNeeded
    record_delivery(tx, call)
    if is_corrected:
        finished = session.finish(call.now, checkout, at=end_at)
    else:
        finished = session.finish(end_at, checkout)
    save(tx, call, session, finished, Action.FINISH)
    following = _following_task(finished, checkout.decision, next_task)
    if following is None:
        offers_start = checkout.decision is Decision.SWITCH
        return Finished(now=call.now, session=finished, offer_start=offers_start)
    # "Start mail since 12:30", while something else was running: that ends, and this starts, at 12:30.
    at = finished.ended_at if is_corrected and next_task else None
    started = new_session(tx, call, following, finished, at)
    add(tx, call, started)
    return Started(now=call.now, session=started, finished=finished)


def _following_task(finished: WorkSession, decision: Decision, next_task: NextTask | None) -> NextTask | None:
    if decision is Decision.CONTINUE:
        return NextTask(
            task=finished.task, planned=None, project=finished.project, source_url=finished.source_url
        )
    return next_task if decision is Decision.SWITCH else None
