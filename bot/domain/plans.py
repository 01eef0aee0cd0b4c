"""Planned against actual: how the work of finished sessions compares with what was planned for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.accounting import Span
from bot.domain.session import WorkSession

TOLERANCE = timedelta(minutes=5)


class Verdict(StrEnum):
    """Within five minutes of the plan, or not."""

    ON_PLAN = "on_plan"
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A finished session that had a plan; both lengths are without its pauses."""

    session: WorkSession
    planned: timedelta
    worked: timedelta

    @property
    def verdict(self) -> Verdict:
        if abs(self.worked - self.planned) <= TOLERANCE:
            return Verdict.ON_PLAN
        return Verdict.OVER if self.worked > self.planned else Verdict.UNDER


def planned_length(session: WorkSession) -> timedelta | None:
    """The work that was planned; every pause that has ended moved the planned checkout by its length.

    Nothing, where a correction has left the planned checkout before the time that the pauses take.
    """
    if session.planned_checkout_at is None:
        return None
    ended = (pause.ended_at - pause.started_at for pause in session.pauses if pause.ended_at)
    length = session.planned_checkout_at - session.started_at - sum(ended, timedelta())
    return max(length, timedelta())


def planned_sessions(
    sessions: Iterable[WorkSession], window: Span, now: datetime
) -> tuple[PlannedSession, ...]:
    """Those that had a plan and ended within the window."""
    return tuple(
        PlannedSession(session, planned, session.account(now).worked)
        for session in sessions
        if session.ended_at
        and window.start <= session.ended_at < window.end
        and (planned := planned_length(session)) is not None
    )
