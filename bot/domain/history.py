"""Undo and redo: the journal read as steps, and what taking one back or bringing it back does to sessions.

A step is all that one request changed: a switch ends one session and starts another, and is taken back as
one. Nothing is ever removed from the journal; an undo is a step of its own that names the one it takes back.

An earlier value of a session says nothing of the time since. While the session was finished or discarded,
nobody worked on it; so an undo or a redo that leaves it open makes a break of that time. A break that the
person has said to be work stays out: taking that word back is a step of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from bot.domain.accounting import Span
from bot.domain.change import Action, Source
from bot.domain.corrections import cancel, with_gaps
from bot.domain.pause import Pause
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
    """What one request changed, in its order; and the records of the undo or redo that moved it last."""

    records: tuple[Recorded, ...]
    moved_by: tuple[Recorded, ...] = ()

    @property
    def id(self) -> str:
        return self.records[0].step_id

    @property
    def action(self) -> Action:
        """What the person asked for: of a switch or a continue, the checkout."""
        return self.records[0].action

    @property
    def at(self) -> datetime:
        """When it was taken, or taken back, or brought back, whichever came last."""
        return (self.moved_by or self.records)[0].at

    @property
    def pause(self) -> Pause | None:
        """The one that it began, ended or put in, as it was then."""
        record = self.records[0]
        if record.before is None or self.action not in (Action.PAUSE, Action.RESUME, Action.INSERT_PAUSE):
            return None
        return next((pause for pause in record.after.pauses if pause not in record.before.pauses), None)


def steps_of(records: Iterable[Recorded]) -> tuple[Step, ...]:
    """The journal of one person, oldest first, as steps."""
    groups = groupby(records, key=lambda record: record.step_id)
    return tuple(Step(tuple(group)) for _, group in groups)


def undoable(steps: Iterable[Step], since: datetime) -> Step | None:
    """The last step that is in effect, if it was taken or brought back `since` then."""
    done, _ = _stacks(steps)
    return done[-1] if done and done[-1].at >= since else None


def redoable(steps: Iterable[Step], since: datetime) -> Step | None:
    """The step that was taken back last, if nothing else was changed after that."""
    _, undone = _stacks(steps)
    return undone[-1] if undone and undone[-1].at >= since else None


def _stacks(steps: Iterable[Step]) -> tuple[list[Step], list[Step]]:
    done: list[Step] = []
    undone: list[Step] = []
    for step in steps:
        match step.action:
            case Action.UNDO:
                _move(step, done, undone)
            case Action.REDO:
                _move(step, undone, done)
            case Action.IMPORT:  # the record began with it: there is nothing to go back to
                done.clear()
                undone.clear()
            case _:
                done.append(step)
                undone.clear()
    return done, undone


def _move(step: Step, origin: list[Step], target: list[Step]) -> None:
    """A step whose undo is older than what was read has not been put aside: it cannot be moved back."""
    if origin and origin[-1].id == step.records[0].undoes:
        target.append(replace(origin.pop(), moved_by=step.records))


def take_back(
    step: Step, steps: Iterable[Step], current: Mapping[str, WorkSession], now: datetime
) -> tuple[tuple[WorkSession, WorkSession], ...]:
    """The sessions of a step as they are and as they will be without it, the last change first.

    `steps` is the journal, from this step on at least; `current` are the sessions by their ids, as they are.
    """
    return _as_before(step.records, steps, current, now)


def bring_back(
    step: Step, steps: Iterable[Step], current: Mapping[str, WorkSession], now: datetime
) -> tuple[tuple[WorkSession, WorkSession], ...]:
    """The sessions of a step that was taken back as they are and as they will be with it again."""
    return _as_before(step.moved_by, steps, current, now)


def _as_before(
    records: Iterable[Recorded], steps: Iterable[Step], current: Mapping[str, WorkSession], now: datetime
) -> tuple[tuple[WorkSession, WorkSession], ...]:
    journal = [record for step in steps for record in step.records]
    changed = [(current[record.after.id], record.before) for record in reversed(tuple(records))]
    return tuple((now_is, _restored(now_is, wanted, journal, now)) for now_is, wanted in changed)


def _restored(
    now_is: WorkSession, wanted: WorkSession | None, journal: Iterable[Recorded], now: datetime
) -> WorkSession:
    """The session as it was `wanted` to be once, or discarded if it did not exist then."""
    if wanted is None:
        return cancel(now_is, now)
    made = max(now_is.highest_pause_number, wanted.highest_pause_number)
    restored = replace(wanted, version=now_is.version + 1, pauses_made=made)
    return with_gaps(restored, _closed_since(wanted, now_is, journal, now))


def _closed_since(
    wanted: WorkSession, now_is: WorkSession, journal: Iterable[Recorded], now: datetime
) -> Iterator[Span]:
    """When the session was finished or discarded, after it was as `wanted`."""
    for record in journal:
        is_later = record.after.id == wanted.id and record.after.version > wanted.version
        if is_later and record.before and record.before.closed_at and record.after.is_open:
            yield Span(record.before.closed_at, record.at)
    if now_is.closed_at:
        yield Span(now_is.closed_at, now)
