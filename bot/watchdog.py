"""Sees to it that the tick comes round: by a clock that nobody sets, and without trusting the tick itself.

Known ways for a tick to fall silent: an exception out of an update leaves APScheduler alive without a timer;
the wall clock is set back while APScheduler waits for an instant on it; a call to the store never returns.
"""

import asyncio
import logging
from typing import Protocol

from bot.clock import Monotonic
from bot.failures import described
from bot.telemetry import Telemetry

logger = logging.getLogger(__name__)

LOOK_EVERY = 5.0  # seconds
RESTART_AFTER = 20.0  # several times as long as a tick sleeps
UNWELL_AFTER = 60.0


class Tick(Protocol):
    @property
    def came_round_at(self) -> float:
        """When it last got somewhere, on the monotonic clock."""

    def restart(self) -> None:
        """Begin anew, whatever state it is in."""


class Watchdog:
    """Restarts the tick of one running app; says whether it comes round."""

    def __init__(
        self, tick: Tick, telemetry: Telemetry, monotonic: Monotonic, look_every: float = LOOK_EVERY
    ) -> None:
        self._look_every = look_every
        self._tick = tick
        self._telemetry = telemetry
        self._monotonic = monotonic
        self._looked_at = self._restarted_at = monotonic()
        self._watching: asyncio.Task[None] | None = None
        telemetry.metrics.watch_tick(lambda: self.age)

    @property
    def age(self) -> float:
        """Seconds since the tick last came round."""
        return self._monotonic() - self._tick.came_round_at

    @property
    def is_well(self) -> bool:
        """False when a restart has not helped."""
        return self.age <= UNWELL_AFTER

    def start(self) -> None:
        self._watching = asyncio.create_task(self._watch(), name="watchdog")

    async def stop(self) -> None:
        if self._watching:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._look_every)
            try:
                self.look()
            except Exception as error:  # and looks again
                logger.error("the watchdog failed: %s", described(error))  # noqa: TRY400 - without its text

    def look(self) -> None:
        """Restart the tick if it has been silent for too long, also since it was last restarted."""
        now = self._monotonic()
        was_asleep_too = now - self._looked_at > 2 * self._look_every  # the whole process was stopped
        self._looked_at = now
        silent_for = min(self.age, now - self._restarted_at)
        if silent_for > RESTART_AFTER and not was_asleep_too:
            self._restarted_at = now
            self._telemetry.tick_restarted(self.age)
            self._tick.restart()
