"""Looking back: what the record of some days comes to, by day, task, project, reason, and against the plan.

Every second is counted once: the days sum to the total, and so do the tasks, and so do the projects. A
session over midnight is split at the person's own midnight. Sessions that were discarded count nowhere.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import TypeVar

from bot.domain.accounting import Account, Span, local_day, total
from bot.domain.plans import PlannedSession, planned_sessions
from bot.domain.ranges import DayRange
from bot.domain.session import WorkSession
from bot.domain.stretches import longest_stretch, reach

SECOND = timedelta(seconds=1)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figures:
    """What sessions come to within some time. `longest`: the longest stretch of work without a break."""

    account: Account
    sessions: int
    longest: timedelta


@dataclass(frozen=True, slots=True)
class Day:
    """One local day. A session that touches two days counts as one in each of them."""

    day: date
    figures: Figures


@dataclass(frozen=True, slots=True)
class Group:
    """The sessions that share a name, whatever its case; written as it was written last. "" is no name."""

    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class ReasonForPauses:
    """The pauses that share a reason, maybe "", whatever its case; written as it was written last."""

    reason: str
    count: int
    total: timedelta

    @property
    def average(self) -> timedelta:
        """Floored to seconds."""
        return self.total // (self.count * SECOND) * SECOND


@dataclass(frozen=True, slots=True)
class Report:
    """The record of a range of days as of `now`.

    `tasks`, `projects` and `pauses` have the longest first. Without any project `projects` is empty, else
    one of them may be "", for the rest. `total.longest` may reach over midnight. `planned` holds the sessions
    that ended within the range, each whole, so that it is judged in one report only.
    """

    days: DayRange
    now: datetime
    total: Figures
    by_day: tuple[Day, ...]
    tasks: tuple[Group, ...]
    projects: tuple[Group, ...]
    pauses: tuple[ReasonForPauses, ...]
    planned: tuple[PlannedSession, ...]


def report_on(sessions: Iterable[WorkSession], days: DayRange, timezone: tzinfo, now: datetime) -> Report:
    """The report of one person; sessions beyond the range may be among the given ones, and count nothing."""
    window = days.span(timezone)
    counting = [one for one in sessions if not one.cancelled_at and touches(reach(one, now), window)]
    counting.sort(key=lambda session: (session.started_at, session.latest_instant))
    return Report(
        days=days,
        now=now,
        total=figures_of(counting, window, now),
        by_day=_by_day(counting, days, timezone, now),
        tasks=_groups(counting, lambda session: session.task, window, now),
        projects=_projects(counting, window, now),
        pauses=_reasons(counting, window, now),
        planned=planned_sessions(counting, window, now),
    )


def touches(part: Span, window: Span) -> bool:
    """Whether they share time; what has no length is in the window where it begins."""
    return window.start <= part.start < window.end or bool(part.overlap(window))


def figures_of(sessions: Iterable[WorkSession], window: Span, now: datetime) -> Figures:
    """What the sessions come to within the window, in the order of their starts."""
    touching = [session for session in sessions if touches(reach(session, now), window)]
    return Figures(
        account=total(session.account(now, within=window) for session in touching),
        sessions=len(touching),
        longest=longest_stretch(touching, window, now),
    )


def _by_day(
    sessions: Iterable[WorkSession], days: DayRange, timezone: tzinfo, now: datetime
) -> tuple[Day, ...]:
    spans = [local_day(day, timezone) for day in days.days()]
    starts = [span.start for span in spans]
    candidates = defaultdict[int, list[WorkSession]](list)
    for session in sessions:
        span = reach(session, now)
        first = max(bisect_right(starts, span.start) - 1, 0)
        for number in range(first, max(bisect_left(starts, span.end), first + 1)):
            candidates[number].append(session)
    return tuple(
        Day(day, figures_of(candidates[number], span, now))
        for number, (day, span) in enumerate(zip(days.days(), spans, strict=True))
    )


def _projects(sessions: Sequence[WorkSession], window: Span, now: datetime) -> tuple[Group, ...]:
    if not any(session.project for session in sessions):
        return ()
    return _groups(sessions, lambda session: session.project, window, now)


def _groups(
    sessions: Iterable[WorkSession], name: Callable[[WorkSession], str], window: Span, now: datetime
) -> tuple[Group, ...]:
    groups = (
        Group(name(members[-1]), figures_of(members, window, now))
        for members in _gathered(sessions, lambda session: name(session).casefold())
    )
    return tuple(sorted(groups, key=lambda group: (-group.figures.account.worked, group.name)))


def _reasons(sessions: Iterable[WorkSession], window: Span, now: datetime) -> tuple[ReasonForPauses, ...]:
    spans = (
        (pause.reason, Span(pause.started_at, pause.until(reach(session, now).end)))
        for session in sessions
        for pause in session.pauses
    )
    touching = [(reason, span) for reason, span in spans if touches(span, window)]
    reasons = (
        ReasonForPauses(
            reason=members[-1][0],
            count=len(members),
            total=sum((span.overlap(window) for _, span in members), timedelta()),
        )
        for members in _gathered(touching, lambda pause: pause[0].casefold())
    )
    return tuple(sorted(reasons, key=lambda one: (-one.total, one.reason)))


def _gathered(items: Iterable[T], key: Callable[[T], str]) -> Iterable[Sequence[T]]:
    groups = defaultdict[str, list[T]](list)
    for item in items:
        groups[key(item)].append(item)
    return groups.values()
