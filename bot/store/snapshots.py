"""A work session as JSON that a person can read, for the journal, and back."""

from datetime import datetime, timedelta
from typing import Any

from bot.domain.checkout import Checkout, Decision
from bot.domain.pause import Boundary, Pause, Provenance
from bot.domain.person import Owner
from bot.domain.reflection import Reflection
from bot.domain.session import WorkSession

Json = dict[str, Any]


def snapshot(session: WorkSession) -> Json:
    """Everything that makes a session what it is: instants in ISO 8601, durations in seconds."""
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
        "source_url": session.source_url,
        "project": session.project,
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _boundary(boundary: Boundary) -> Json:
    return {"at": boundary.at.isoformat(), "provenance": boundary.provenance.value}


def _pause(pause: Pause) -> Json:
    return {
        "number": pause.number,
        "start": _boundary(pause.start),
        "end": pause.end and _boundary(pause.end),
        "reason": pause.reason,
        "expected_end_at": _instant(pause.expected_end_at),
    }


def _checkout(checkout: Checkout) -> Json:
    remaining = checkout.remaining
    return {
        "decision": checkout.decision.value,
        "keep": checkout.reflection.keep,
        "problem": checkout.reflection.problem,
        "try": checkout.reflection.try_,
        "remaining_seconds": None if remaining is None else int(remaining.total_seconds()),
        "continue_reason": checkout.continue_reason,
    }


def session_from(snapshot: Json, session_id: str, owner: Owner) -> WorkSession:
    """The session that `snapshot` was made of."""
    checkout = snapshot["checkout"]
    return WorkSession(
        id=session_id,
        owner=owner,
        task=snapshot["task"],
        start=_boundary_from(snapshot["start"]),
        end=snapshot["end"] and _boundary_from(snapshot["end"]),
        pauses=tuple(_pause_from(pause) for pause in snapshot["pauses"]),
        planned_checkout_at=_instant_from(snapshot["planned_checkout_at"]),
        checkout=checkout and _checkout_from(checkout),
        version=snapshot["version"],
        pauses_made=snapshot["pauses_made"],
        cancelled_at=_instant_from(snapshot["cancelled_at"]),
        source_url=snapshot.get("source_url"),  # journals older than this have none, nor a project
        project=snapshot.get("project", ""),
    )


def _instant_from(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _boundary_from(boundary: Json) -> Boundary:
    return Boundary(datetime.fromisoformat(boundary["at"]), Provenance(boundary["provenance"]))


def _pause_from(pause: Json) -> Pause:
    return Pause(
        number=pause["number"],
        start=_boundary_from(pause["start"]),
        end=pause["end"] and _boundary_from(pause["end"]),
        reason=pause["reason"],
        expected_end_at=_instant_from(pause["expected_end_at"]),
    )


def _checkout_from(checkout: Json) -> Checkout:
    seconds = checkout["remaining_seconds"]
    return Checkout(
        decision=Decision(checkout["decision"]),
        reflection=Reflection(checkout["keep"], checkout["problem"], checkout["try"]),
        remaining=None if seconds is None else timedelta(seconds=seconds),
        continue_reason=checkout["continue_reason"],
    )
