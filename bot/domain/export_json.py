"""The record as a JSON document that loses nothing: `import_json` makes the same sessions of it again.

docs/export.md is the description for people. `counted` and `total` are for reading only, and so is every
`local` time: they follow from the rest.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from bot.domain.accounting import Account, total
from bot.domain.checkout import Checkout
from bot.domain.pause import Boundary, Pause
from bot.domain.ranges import DayRange
from bot.domain.session import WorkSession

FORMAT = "workbot-export"
FORMAT_VERSION = 1

Document = dict[str, Any]
Record = Callable[[], Iterable[WorkSession]]  # from its beginning, each time


def json_text(record: Record, days: DayRange, timezone: tzinfo, exported_at: datetime) -> Iterator[str]:
    """The sessions whole, and what of each was counted within `days`; discarded ones count nothing.

    In pieces. The total comes first, so the record is read twice.
    """
    window = days.span(timezone)

    def counted(session: WorkSession) -> Account:
        return Account() if session.cancelled_at else session.account(exported_at, within=window)

    write = _Writer(timezone)
    document = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "exported": write.instant(exported_at),
        "timezone": str(timezone),
        "days": {"first": days.first.isoformat(), "last": days.last.isoformat()},
        "total": _counted(total(counted(session) for session in record())),
    }
    sessions = (write.session(one) | {"counted": _counted(counted(one))} for one in record())
    yield _lines(document).removesuffix("\n}") + ',\n  "sessions": ['
    place = "\n    "
    separator = place
    for session in sessions:
        yield separator + _lines(session).replace("\n", place)
        separator = "," + place
    yield "]\n}\n" if separator == place else "\n  ]\n}\n"


def _lines(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def instant_in_utc(at: datetime) -> str:
    """`2026-11-20T08:15:00Z`"""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


class _Writer:
    """Writes the parts of the record, with local times in one timezone."""

    def __init__(self, timezone: tzinfo) -> None:
        self._timezone = timezone

    def instant(self, at: datetime) -> Document:
        return {"utc": instant_in_utc(at), "local": at.astimezone(self._timezone).isoformat()}

    def instant_if_any(self, at: datetime | None) -> Document | None:
        return self.instant(at) if at else None

    def boundary(self, boundary: Boundary | None) -> Document | None:
        if boundary is None:
            return None
        return self.instant(boundary.at) | {"provenance": boundary.provenance.value}

    def session(self, session: WorkSession) -> Document:
        return {
            "id": session.id,
            "task": session.task,
            "project": session.project,
            "state": session.state.value,
            "start": self.boundary(session.start),
            "end": self.boundary(session.end),
            "pauses": [self.pause(pause) for pause in session.pauses],
            "planned_checkout": self.instant_if_any(session.planned_checkout_at),
            "checkout": _checkout(session.checkout) if session.checkout else None,
            "cancelled": self.instant_if_any(session.cancelled_at),
            "source_url": session.source_url,
            "version": session.version,
            "pauses_made": session.pauses_made,
        }

    def pause(self, pause: Pause) -> Document:
        return {
            "number": pause.number,
            "start": self.boundary(pause.start),
            "end": self.boundary(pause.end),
            "reason": pause.reason,
            "expected_end": self.instant_if_any(pause.expected_end_at),
        }


def _checkout(checkout: Checkout) -> Document:
    return {
        "decision": checkout.decision.value,
        "keep": checkout.reflection.keep,
        "problem": checkout.reflection.problem,
        "try": checkout.reflection.try_,
        "remaining_seconds": None if checkout.remaining is None else seconds(checkout.remaining),
        "continue_reason": checkout.continue_reason,
    }


def _counted(account: Account) -> Document:
    return {
        "elapsed_seconds": seconds(account.elapsed),
        "worked_seconds": seconds(account.worked),
        "paused_seconds": seconds(account.paused),
    }


def seconds(length: timedelta) -> int:
    return length // timedelta(seconds=1)
