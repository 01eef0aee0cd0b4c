"""The only place that reads the wall clock: everything below is handed `now` as an argument."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Says what time it is."""

    def now(self) -> datetime:
        """The present instant, timezone-aware UTC, cut to whole seconds."""
        ...

    def seconds_until(self, instant: datetime) -> float:
        """How long it is to an instant, to the fraction of a second; negative when it has passed."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC).replace(microsecond=0)

    def seconds_until(self, instant: datetime) -> float:
        return (instant - datetime.now(UTC)).total_seconds()


def real_instant_in(seconds: float) -> datetime:
    """The machine's own instant so many seconds from now: timers run on real time, not on a `Clock`."""
    return datetime.now(UTC) + timedelta(seconds=max(seconds, 0.0))
