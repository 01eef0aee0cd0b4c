"""Pauses, and the instants that bound them: an instant in the record knows how it came about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

REASON_LIMIT = 80


class Provenance(StrEnum):
    """How an instant came into the record."""

    LIVE = "live"
    CORRECTED = "corrected"
    AUTOMATIC = "automatic"  # set by the program: the clock had stepped back, and the instant was clamped


@dataclass(frozen=True, slots=True)
class Boundary:
    """An instant in the record, aware UTC in whole seconds, and how it came about."""

    at: datetime
    provenance: Provenance = Provenance.LIVE

    def not_before(self, floor: datetime) -> "Boundary":
        """This boundary, clamped to `floor` and marked if the clock has stepped back behind it."""
        return self if self.at >= floor else Boundary(floor, Provenance.AUTOMATIC)


@dataclass(frozen=True, slots=True)
class Pause:
    """One span inside a session; the open pause has no end. Numbers count from 1 and are never used again."""

    number: int
    start: Boundary
    end: Boundary | None = None
    reason: str = ""
    expected_end_at: datetime | None = None

    @property
    def started_at(self) -> datetime:
        return self.start.at

    @property
    def ended_at(self) -> datetime | None:
        return self.end.at if self.end else None

    def until(self, now: datetime) -> datetime:
        """Where this pause ends, or how far it has come by `now`."""
        return self.end.at if self.end else max(now, self.start.at)

    def lasted(self, now: datetime) -> timedelta:
        return self.until(now) - self.start.at


def in_order(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Pauses as they happened, which is not always as they were numbered; the open one comes last."""
    return tuple(
        sorted(
            pauses,
            key=lambda pause: (pause.start.at, pause.end is None, pause.until(pause.start.at), pause.number),
        )
    )
