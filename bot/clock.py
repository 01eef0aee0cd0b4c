"""The only place that reads clocks: everything below is handed `now`, or a `Monotonic`, as an argument."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

Monotonic = Callable[[], float]  # seconds that only ever grow, whatever befalls the wall clock
monotonic: Monotonic = time.monotonic


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


class Deadline:
    """When several steps in a row must be over, on a clock that nobody sets."""

    def __init__(self, seconds: float, clock: Monotonic = monotonic) -> None:
        self._clock = clock
        self._ends_at = clock() + seconds

    def remaining(self) -> float:
        """Seconds; zero when it has passed."""
        return max(self._ends_at - self._clock(), 0.0)
