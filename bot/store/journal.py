"""The journal's rows: a work session before and after a change, as JSON that a person can read."""

from datetime import datetime
from typing import Any

from bot.domain.change import Change
from bot.domain.session import Boundary, Checkout, Pause, WorkSession


def journal_row(before: WorkSession | None, after: WorkSession, change: Change) -> dict[str, Any]:
    """The values of a `session_change` row."""
    return {
        "tenant_id": after.owner.tenant_id,
        "session_id": after.id,
        "version": after.version,
        "user_id": after.owner.user_id,
        "action": change.action.value,
        "source": change.source.value,
        "at": change.at,
        "before": snapshot(before) if before else None,
        "after": snapshot(after),
        "step_id": change.step_id,
        "undoes": change.undoes,
    }


def snapshot(session: WorkSession) -> dict[str, Any]:
    """Everything that a change can alter: instants in ISO 8601, durations in seconds."""
    return {
        "task": session.task,
        "state": session.state.value,
        "start": _boundary(session.start),
        "end": session.end and _boundary(session.end),
        "pauses": [_pause(pause) for pause in session.pauses],
        "planned_checkout_at": _instant(session.planned_checkout_at),
        "checkout": session.checkout and _checkout(session.checkout),
        "version": session.version,
        "pauses_made": session.pauses_made,
        "cancelled_at": _instant(session.cancelled_at),
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _boundary(boundary: Boundary) -> dict[str, Any]:
    return {"at": boundary.at.isoformat(), "provenance": boundary.provenance.value}


def _pause(pause: Pause) -> dict[str, Any]:
    return {
        "number": pause.number,
        "start": _boundary(pause.start),
        "end": pause.end and _boundary(pause.end),
        "reason": pause.reason,
        "expected_end_at": _instant(pause.expected_end_at),
    }


def _checkout(checkout: Checkout) -> dict[str, Any]:
    remaining = checkout.remaining
    return {
        "decision": checkout.decision.value,
        "keep": checkout.reflection.keep,
        "problem": checkout.reflection.problem,
        "try": checkout.reflection.try_,
        "remaining_seconds": None if remaining is None else int(remaining.total_seconds()),
        "continue_reason": checkout.continue_reason,
    }
