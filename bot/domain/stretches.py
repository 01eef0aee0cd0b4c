"""Stretches of work: how long somebody worked without a break.

A switch of task is no break, and neither is a pause without length: spans of work that meet are one stretch.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from bot.domain.accounting import Span
from bot.domain.session import WorkSession


def reach(session: WorkSession, now: datetime) -> Span:
    """All of a session; an open one reaches to `now`, but never behind its own record."""
    return Span(session.started_at, session.ended_at or max(now, session.latest_instant))


def longest_stretch(sessions: Iterable[WorkSession], window: Span, now: datetime) -> timedelta:
    """The longest within the window; sessions in the order of their starts."""
    return max((stretch.overlap(window) for stretch in stretches(sessions, now)), default=timedelta())


def stretches(sessions: Iterable[WorkSession], now: datetime) -> Iterator[Span]:
    """Every stretch, in order; sessions in the order of their starts."""
    stretch: Span | None = None
    for session in sessions:
        for work in work_spans(session, now):
            if stretch and work.start == stretch.end:
                stretch = Span(stretch.start, work.end)
                continue
            if stretch:
                yield stretch
            stretch = work
    if stretch:
        yield stretch


def work_spans(session: WorkSession, now: datetime) -> Iterator[Span]:
    """What lies between the pauses, also where it has no length."""
    whole = reach(session, now)
    start = whole.start
    for pause in session.pauses:
        yield Span(start, pause.started_at)
        start = pause.until(whole.end)
    yield Span(start, whole.end)
