"""A clock that can be moved on, so that a long break can be lived through in seconds."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.clock import Clock, SystemClock


class MovableClock:
    """Real time plus an offset. Only the app and the page follow it: signatures and expiries stay real."""

    def __init__(self, base: Clock | None = None) -> None:
        self._base = base or SystemClock()
        self._offset = timedelta()
        self._callbacks: list[Callable[[], None]] = []

    @property
    def offset(self) -> timedelta:
        return self._offset

    def now(self) -> datetime:
        """The moved instant, timezone-aware UTC, cut to whole seconds."""
        return (self._base.now() + self._offset).replace(microsecond=0)

    def seconds_until(self, instant: datetime) -> float:
        """Real seconds to an instant of this clock, if nobody moves it meanwhile."""
        return self._base.seconds_until(instant - self._offset)

    def advance(self, step: timedelta) -> None:
        """Moves the clock by `step` (backwards when negative) and wakes whoever subscribed."""
        self._offset += step
        self._tell()

    def reset(self) -> None:
        """Goes back to real time."""
        self._offset = timedelta()
        self._tell()

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls `callback` after each move; what is returned ends the subscription."""
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback)

    def _tell(self) -> None:
        for callback in list(self._callbacks):
            callback()
