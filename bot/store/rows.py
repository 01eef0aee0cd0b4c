"""Between rows and the domain's values: work sessions and pauses."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from bot.domain.checkout import Checkout, Decision
from bot.domain.pause import Boundary, Pause, Provenance, in_order
from bot.domain.person import Owner
from bot.domain.reflection import Reflection
from bot.domain.session import WorkSession

_NO_CHECKOUT = {
    "decision": None,
    "keep": "",
    "problem": "",
    "try_": "",
    "remaining_seconds": None,
    "continue_reason": "",
}


def session_values(session: WorkSession) -> dict[str, Any]:
    """What a transition can change in the row of a session."""
    end, checkout = session.end, session.checkout
    return {
        "task": session.task,
        "project": session.project or None,
        "state": session.state.value,
        "started_at": session.start.at,
        "started_provenance": session.start.provenance.value,
        "ended_at": end and end.at,
        "ended_provenance": end and end.provenance.value,
        "planned_checkout_at": session.planned_checkout_at,
        "version": session.version,
        "pauses_made": session.pauses_made,
        "cancelled_at": session.cancelled_at,
        **(_checkout_values(checkout) if checkout else _NO_CHECKOUT),
    }


def _checkout_values(checkout: Checkout) -> dict[str, Any]:
    return {
        "decision": checkout.decision.value,
        "keep": checkout.reflection.keep,
        "problem": checkout.reflection.problem,
        "try_": checkout.reflection.try_,
        "remaining_seconds": checkout.remaining,
        "continue_reason": checkout.continue_reason,
    }


def session_key(session: WorkSession) -> dict[str, Any]:
    """What never changes in the row of a session."""
    owner = session.owner
    return {
        "tenant_id": owner.tenant_id,
        "id": session.id,
        "team_id": owner.team_id,
        "user_id": owner.user_id,
        "source_url": session.source_url,
    }


def pause_values(session: WorkSession, pause: Pause) -> dict[str, Any]:
    end = pause.end
    return {
        "tenant_id": session.owner.tenant_id,
        "session_id": session.id,
        "number": pause.number,
        "started_at": pause.start.at,
        "started_provenance": pause.start.provenance.value,
        "ended_at": end and end.at,
        "ended_provenance": end and end.provenance.value,
        "reason": pause.reason,
        "expected_end_at": pause.expected_end_at,
    }


def session_of(row: Row[Any], pauses: Iterable[Row[Any]]) -> WorkSession:
    """`pauses` are the rows of its pauses, in any order; a break put in later has a higher number."""
    return WorkSession(
        id=row.id,
        owner=Owner(row.tenant_id, row.team_id, row.user_id),
        task=row.task,
        start=Boundary(row.started_at, Provenance(row.started_provenance)),
        end=_end_of(row),
        pauses=in_order(_pause_of(pause) for pause in pauses),
        planned_checkout_at=row.planned_checkout_at,
        checkout=_checkout_of(row) if row.decision else None,
        version=row.version,
        pauses_made=row.pauses_made,
        cancelled_at=row.cancelled_at,
        source_url=row.source_url,
        project=row.project or "",
    )


def _end_of(row: Row[Any]) -> Boundary | None:
    ended_at: datetime | None = row.ended_at
    return Boundary(ended_at, Provenance(row.ended_provenance)) if ended_at else None


def _pause_of(row: Row[Any]) -> Pause:
    return Pause(
        number=row.number,
        start=Boundary(row.started_at, Provenance(row.started_provenance)),
        end=_end_of(row),
        reason=row.reason,
        expected_end_at=row.expected_end_at,
    )


def _checkout_of(row: Row[Any]) -> Checkout:
    return Checkout(
        decision=Decision(row.decision),
        reflection=Reflection(row.keep, row.problem, row.try_),
        remaining=row.remaining_seconds,
        continue_reason=row.continue_reason,
    )
