"""Undo and redo: the journal read as steps, and what taking one back or bringing it back does to sessions.

A step is all that one request changed: a switch ends one session and starts another, and is taken back as
one. Nothing is ever removed from the journal; an undo is a step of its own that names the one it takes back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from bot.domain.change import Action, Source
from bot.domain.corrections import cancel, keep_gaps, take_up_again
from bot.domain.session import WorkSession


@dataclass(frozen=True, slots=True)
class Recorded:
    """One line of the journal. `before` is None where the session began with it."""

    step_id: str
    action: Action
    source: Source
    at: datetime
    before: WorkSession | None
    after: WorkSession
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What one request changed, in its order; and the records of the undo that took it back last."""

    records: tuple[Recorded, ...]
    taken_back: tuple[Recorded, ...] = ()

    @property
    def id(self) -> str:
        return self.records[0].step_id

    @property
    def action(self) -> Action:
        """What the person asked for: of a switch or a continue, the checkout."""
        return self.records[0].action

    @property
    def at(self) -> datetime:
        return self.records[0].at


def steps_of(records: Iterable[Recorded]) -> tuple[Step, ...]:
    """The journal of one person, oldest first, as steps."""
    groups = groupby(records, key=lambda record: record.step_id)
    return tuple(Step(tuple(group)) for _, group in groups)


def undoable(steps: Iterable[Step]) -> Step | None:
    """The last step that is still in effect."""
    done, _ = _stacks(steps)
    return done[-1] if done else None


def redoable(steps: Iterable[Step]) -> Step | None:
    """The step that was taken back last, if nothing else was changed since."""
    _, undone = _stacks(steps)
    return undone[-1] if undone else None


def _stacks(steps: Iterable[Step]) -> tuple[list[Step], list[Step]]:
    done: list[Step] = []
    undone: list[Step] = []
    for step in steps:
        match step.action:
            case Action.UNDO:
                _move(step, done, undone, taken_back=step.records)
            case Action.REDO:
                _move(step, undone, done)
            case Action.IMPORT:  # the record began with it: there is nothing to go back to
                done.clear()
                undone.clear()
            case _:
                done.append(step)
                undone.clear()
    return done, undone


def _move(step: Step, origin: list[Step], target: list[Step], taken_back: tuple[Recorded, ...] = ()) -> None:
    """Steps older than what was read are not in the lists; an undo of one of those moves nothing."""
    if origin and origin[-1].id == step.records[0].undoes:
        target.append(replace(origin.pop(), taken_back=taken_back))


def take_back(
    step: Step, current: Mapping[str, WorkSession], now: datetime
) -> tuple[tuple[WorkSession, WorkSession], ...]:
    """The sessions of a step as they are and as they were before it, the last change first.

    `current` are these sessions by their ids, as they are now.
    """
    return tuple(
        (current[record.after.id], _restored(record, current[record.after.id], now))
        for record in reversed(step.records)
    )


def bring_back(step: Step, current: Mapping[str, WorkSession]) -> tuple[tuple[WorkSession, WorkSession], ...]:
    """The sessions of a step that was taken back as they are and as they were before that."""
    return tuple(
        (current[record.after.id], _after(current[record.after.id], record.before))
        for record in reversed(step.taken_back)
        if record.before
    )


def _restored(record: Recorded, now_is: WorkSession, now: datetime) -> WorkSession:
    if record.before is None:
        return cancel(now_is, now)
    if record.action is Action.FINISH:
        return take_up_again(record.before, now_is, now)
    return keep_gaps(now_is, _after(now_is, record.before))


def _after(now_is: WorkSession, wanted: WorkSession) -> WorkSession:
    return replace(
        wanted,
        version=now_is.version + 1,
        pauses_made=max(now_is.highest_pause_number, wanted.highest_pause_number),
    )
