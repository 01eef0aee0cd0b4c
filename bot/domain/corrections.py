"""Making the record true afterwards: breaks put in, sessions revised or discarded.

Every function returns a new value. A boundary that was set by hand is marked `corrected`, one that the
program chose is `automatic`, and one that was not touched keeps the mark it had.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.accounting import Span
from bot.domain.checkout import Checkout
from bot.domain.errors import Backwards, InTheFuture, OutsideSession, OverlapsPause
from bot.domain.pause import Boundary, Pause, Provenance, in_order
from bot.domain.session import WorkSession


@dataclass(frozen=True, slots=True)
class PauseDraft:
    """A break as a person wants it. `number` is None for a new one; `end_at` is None for the open one."""

    start_at: datetime
    end_at: datetime | None
    reason: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """A session as a person wants it. `end_at` is None for an open one."""

    task: str
    project: str
    start_at: datetime
    end_at: datetime | None
    pauses: tuple[PauseDraft, ...]
    checkout: Checkout | None


def insert_pause(
    session: WorkSession, start_at: datetime, end_at: datetime, reason: str, now: datetime
) -> WorkSession:
    """Put a break that was forgotten into a session; the planned checkout moves by its length.

    Raises Backwards, InTheFuture, OutsideSession, OverlapsPause.
    """
    if end_at <= start_at:
        raise Backwards(start_at, end_at)
    added = PauseDraft(start_at, end_at, reason)
    kept = tuple(draft_of_pause(pause) for pause in session.pauses)
    pauses, made = _pauses(session, (*kept, added), session.started_at, session.ended_at, now)
    changed = replace(session, pauses=pauses, pauses_made=made, version=session.version + 1)
    return _with_plan_moved(session, changed)


def revise(session: WorkSession, draft: SessionDraft, now: datetime) -> WorkSession:
    """The session as drafted. Raises Backwards, InTheFuture, OutsideSession, OverlapsPause."""
    end_at, latest = draft.end_at, draft.end_at or draft.start_at
    now = max(now, session.latest_instant)  # the clock may have stepped back behind the record
    if max(draft.start_at, latest) > now:
        raise InTheFuture(max(draft.start_at, latest))
    if end_at and end_at < draft.start_at:
        raise Backwards(draft.start_at, end_at)
    pauses, made = _pauses(session, draft.pauses, draft.start_at, end_at, now)
    changed = replace(
        session,
        task=draft.task,
        project=draft.project,
        start=_corrected(session.start, draft.start_at),
        end=_corrected(session.end, end_at) if end_at else None,
        pauses=pauses,
        pauses_made=made,
        checkout=draft.checkout,
        version=session.version + 1,
    )
    return _with_plan_moved(session, changed)


def cancel(session: WorkSession, now: datetime) -> WorkSession:
    """Discard a session: it stays in the journal, and counts nowhere."""
    return replace(session, cancelled_at=now, version=session.version + 1)


def with_gaps(session: WorkSession, gaps: Iterable[Span]) -> WorkSession:
    """An open session with a break wherever there was a gap, since nobody said that it was work.

    What is a break already stays as it is. The planned checkout moves by the length of what is added.
    """
    if not session.is_open:
        return session
    number, pauses = session.highest_pause_number, session.pauses
    for gap in gaps:
        for free in _outside(pauses, Span(max(gap.start, session.started_at), gap.end)):
            number += 1
            start, end = (Boundary(at, Provenance.AUTOMATIC) for at in (free.start, free.end))
            pauses = in_order((*pauses, Pause(number, start, end)))
    return _with_plan_moved(session, replace(session, pauses=pauses, pauses_made=number))


def _outside(pauses: Iterable[Pause], span: Span) -> Iterator[Span]:
    """The parts of a span in which there is no break."""
    start = span.start
    for pause in pauses:
        if start < min(pause.started_at, span.end):
            yield Span(start, min(pause.started_at, span.end))
        start = max(start, pause.until(span.end))
    if start < span.end:
        yield Span(start, span.end)


def without_pause(session: WorkSession, number: int) -> WorkSession:
    """The session with a break taken out: that time was work."""
    kept = tuple(pause for pause in session.pauses if pause.number != number)
    return _with_plan_moved(session, replace(session, pauses=kept, version=session.version + 1))


def _with_plan_moved(before: WorkSession, after: WorkSession) -> WorkSession:
    """The planned checkout moves with the closed breaks and with the start: the planned length stays."""
    if before.planned_checkout_at is None:
        return after
    moved = (after.started_at - before.started_at) + (_closed(after) - _closed(before))
    return replace(after, planned_checkout_at=before.planned_checkout_at + moved)


def _closed(session: WorkSession) -> timedelta:
    closed = (pause.lasted(pause.end.at) for pause in session.pauses if pause.end)
    return sum(closed, timedelta())


def draft_of(session: WorkSession) -> SessionDraft:
    """The session as it is, to be changed."""
    return SessionDraft(
        task=session.task,
        project=session.project,
        start_at=session.started_at,
        end_at=session.ended_at,
        pauses=tuple(draft_of_pause(pause) for pause in session.pauses),
        checkout=session.checkout,
    )


def draft_of_pause(pause: Pause) -> PauseDraft:
    return PauseDraft(pause.started_at, pause.ended_at, pause.reason, pause.number)


def _pauses(
    session: WorkSession,
    drafts: tuple[PauseDraft, ...],
    start_at: datetime,
    end_at: datetime | None,
    now: datetime,
) -> tuple[tuple[Pause, ...], int]:
    """The breaks in their order, and the highest number used by now."""
    known = {pause.number: pause for pause in session.pauses}
    made = session.highest_pause_number
    now = max(now, session.latest_instant)  # the clock may have stepped back behind the record
    pauses: list[Pause] = []
    previous: PauseDraft | None = None
    for draft in sorted(drafts, key=_order):
        _check(draft, previous, start_at, end_at, now)
        number = draft.number
        if number is None:
            made += 1
            number = made
        pauses.append(_pause(known.get(number), draft, number))
        previous = draft
    return tuple(pauses), made


def _order(draft: PauseDraft) -> tuple[datetime, bool, datetime]:
    return draft.start_at, draft.end_at is None, draft.end_at or draft.start_at


def _check(
    draft: PauseDraft,
    previous: PauseDraft | None,
    start_at: datetime,
    end_at: datetime | None,
    now: datetime,
) -> None:
    latest = draft.end_at or draft.start_at
    if latest > now:
        raise InTheFuture(latest)
    if draft.end_at and draft.end_at < draft.start_at:
        raise Backwards(draft.start_at, draft.end_at)
    if draft.start_at < start_at or latest > (end_at or now):
        raise OutsideSession(start_at, end_at or now)
    if previous and (previous.end_at is None or previous.end_at > draft.start_at):
        there = draft if previous.number is None else previous  # not the one that is only wanted
        raise OverlapsPause(there.start_at, there.end_at)


def _pause(known: Pause | None, draft: PauseDraft, number: int) -> Pause:
    return Pause(
        number,
        _corrected(known.start if known else None, draft.start_at),
        _corrected(known.end if known else None, draft.end_at) if draft.end_at else None,
        draft.reason,
        known.expected_end_at if known else None,
    )


def _corrected(known: Boundary | None, at: datetime) -> Boundary:
    return known if known and known.at == at else Boundary(at, Provenance.CORRECTED)
