"""Undo and redo: the last step of a person's journal is taken back, or brought back."""

from datetime import timedelta, tzinfo

from bot.domain.accounting import local_day
from bot.domain.change import Action
from bot.domain.errors import NothingToRedo, NothingToUndo, Outdated
from bot.domain.history import Step, bring_back, redoable, steps_of, take_back, undoable
from bot.domain.outcomes import Outcome, Undone
from bot.domain.session import WorkSession
from bot.store import Transaction
from bot.workday.calls import Call, Target, record_delivery, use_case
from bot.workday.saving import save


@use_case
def undo(tx: Transaction, call: Call, timezone: tzinfo, target: Target | None = None) -> Outcome:
    """Take back the last change since yesterday's midnight, whatever it was."""
    _check_unchanged(tx, call, target)
    step = undoable(_steps(tx, call, timezone))
    if step is None:
        raise NothingToUndo
    session = _apply(tx, call, step, Action.UNDO)
    gap = session.highest_pause_number if _has_new_gap(step, session) else None
    return Undone(now=call.now, action=step.action, session=session, gap_number=gap)


@use_case
def redo(tx: Transaction, call: Call, timezone: tzinfo, target: Target | None = None) -> Outcome:
    """Bring back what the last undo took back."""
    _check_unchanged(tx, call, target)
    step = redoable(_steps(tx, call, timezone))
    if step is None:
        raise NothingToRedo
    session = _apply(tx, call, step, Action.REDO)
    return Undone(now=call.now, action=step.action, session=session, is_redo=True)


def _check_unchanged(tx: Transaction, call: Call, target: Target | None) -> None:
    """A double click takes back one step: the second one finds another version. Raises Outdated."""
    if target and target.version:
        session = tx.session(call.owner.tenant_id, target.session_id)
        if session is None or session.version != target.version:
            raise Outdated


def _steps(tx: Transaction, call: Call, timezone: tzinfo) -> tuple[Step, ...]:
    yesterday = call.now.astimezone(timezone).date() - timedelta(days=1)
    return steps_of(tx.changes_since(call.owner, local_day(yesterday, timezone).start))


def _apply(tx: Transaction, call: Call, step: Step, action: Action) -> WorkSession:
    """Answers the session that the step was about, as it is now."""
    record_delivery(tx, call)
    current = {record.after.id: _present(tx, call, record.after.id) for record in step.records}
    pairs = take_back(step, current, call.now) if action is Action.UNDO else bring_back(step, current)
    for before, after in pairs:
        save(tx, call, before, after, action, undoes=step.id)
    return pairs[-1][1]


def _present(tx: Transaction, call: Call, session_id: str) -> WorkSession:
    session = tx.session(call.owner.tenant_id, session_id)
    if session is None:
        raise NothingToUndo
    return session


def _has_new_gap(step: Step, session: WorkSession) -> bool:
    before = step.records[0].before
    return step.action is Action.FINISH and before is not None and len(session.pauses) > len(before.pauses)
