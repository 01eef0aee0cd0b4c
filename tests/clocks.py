"""A clock for tests: it stands still, so that every figure is right to the second."""

from datetime import UTC, datetime

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday; no clocks change that day anywhere


class StandingClock:
    """Shows one instant for ever."""

    def __init__(self, at: datetime = NOON) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def seconds_until(self, instant: datetime) -> float:
        return (instant - self._at).total_seconds()
