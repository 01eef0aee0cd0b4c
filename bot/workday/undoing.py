"""Undo and redo: the last step of a person's journal is taken back, or brought back."""

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from bot.domain.accounting import local_day
from bot.domain.change import Action
from bot.domain.errors import ChangedElsewhere, NothingToRedo, NothingToUndo, Outdated
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
    since = _midnight(call, timezone)
    steps = steps_of(tx.changes_since(call.owner, since))
    step = undoable(steps, since)
    if step is None:
        raise NothingToUndo
    if target and target.session_id not in {record.after.id for record in step.records}:
        raise ChangedElsewhere(step.action, step.records[0].after.task)
    return _apply(tx, call, step, steps, Action.UNDO)


@use_case
def redo(tx: Transaction, call: Call, timezone: tzinfo, target: Target | None = None) -> Outcome:
    """Bring back what the last undo took back."""
    _check_unchanged(tx, call, target)
    since = _midnight(call, timezone)
    steps = steps_of(tx.changes_since(call.owner, since))
    step = redoable(steps, since)
    if step is None:
        raise NothingToRedo
    return _apply(tx, call, step, steps, Action.REDO)


def _check_unchanged(tx: Transaction, call: Call, target: Target | None) -> None:
    """A double click takes back one step: the second one finds another version. Raises Outdated."""
    if target:
        session = tx.session(call.owner.tenant_id, target.session_id)
        if session is None or session.version != target.version:
            raise Outdated


def _midnight(call: Call, timezone: tzinfo) -> datetime:
    """Yesterday's, by the person's own clock."""
    yesterday = call.now.astimezone(timezone).date() - timedelta(days=1)
    return local_day(yesterday, timezone).start


def _apply(tx: Transaction, call: Call, step: Step, steps: Iterable[Step], action: Action) -> Undone:
    record_delivery(tx, call)
    is_redo = action is Action.REDO
    records = step.moved_by if is_redo else step.records
    current = {record.after.id: _present(tx, call, record.after.id) for record in records}
    pairs = (bring_back if is_redo else take_back)(step, steps, current, call.now)
    for before, after in pairs:
        save(tx, call, before, after, action, undoes=step.id)
    before, session = pairs[-1]  # the one that the step was about
    return Undone(
        now=call.now,
        action=step.action,
        session=session,
        pause=step.pause,
        is_redo=is_redo,
        gap_number=_new_gap(before, session),
    )


def _new_gap(before: WorkSession, session: WorkSession) -> int | None:
    """The number of the last break that stands for time in which the session was closed."""
    made = [pause.number for pause in session.pauses if pause.number > before.highest_pause_number]
    return made[-1] if made else None


def _present(tx: Transaction, call: Call, session_id: str) -> WorkSession:
    session = tx.session(call.owner.tenant_id, session_id)
    if session is None:
        raise NothingToUndo
    return session
