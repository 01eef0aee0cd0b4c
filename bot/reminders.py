"""One APScheduler tick: turn reminders that are due into cards, claim the cards that are due, deliver, re-arm.

APScheduler is the clock, not the memory: what is due is a query. The tick is one date job that arms itself
for the earliest due moment, and at the latest in a few seconds, so that nothing it missed stays missed.
"""

import asyncio
import logging
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import workday
from bot.cards import LEASE, CardDelivery
from bot.clock import Clock, real_instant_in
from bot.domain.card import Card
from bot.store import Store

logger = logging.getLogger(__name__)

LONGEST_SLEEP = 5.0  # seconds
CLAIMED_AT_ONCE = 500
IN_FLIGHT = 64
DELIVERIES_KEPT = timedelta(days=2)


class Reminders:
    """The tick of one running app."""

    def __init__(self, store: Store, clock: Clock, delivery: CardDelivery) -> None:
        self._store = store
        self._clock = clock
        self._delivery = delivery
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._flights: set[asyncio.Task[None]] = set()
        self._is_ticking = False
        self._is_woken = False
        self._is_stopping = False

    def start(self) -> None:
        self._scheduler.start()
        self._arm(0)

    def wake(self) -> None:
        """Something may be due now: tick at once, or once more when a tick is under way."""
        self._is_woken = True
        if not self._is_ticking and not self._is_stopping:
            self._arm(0)

    async def stop(self, within: float) -> None:
        """Claim nothing more; wait for the deliveries under way, at most `within` seconds."""
        self._is_stopping = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._flights:
            await asyncio.wait(set(self._flights), timeout=within)

    async def _tick(self) -> None:
        self._is_ticking, self._is_woken = True, False
        sleep = LONGEST_SLEEP
        try:
            sleep = await self._work()
        except Exception as error:
            # Whatever happened, the next tick comes; what was claimed is claimed again after its lease.
            logger.error("the tick failed: %s: %s", type(error).__name__, error)
        finally:
            self._is_ticking = False
            if not self._is_stopping:
                self._arm(0 if self._is_woken else sleep)

    async def _work(self) -> float:
        """Hand out what is due; answers how many seconds there are until the next is."""
        now = self._clock.now()
        while await self._store.run(lambda tx: workday.issue_reminders(tx, now, CLAIMED_AT_ONCE)):
            await asyncio.sleep(0)
        free = IN_FLIGHT - len(self._flights)
        if free <= 0:
            return LONGEST_SLEEP  # a delivery that lands wakes the tick
        for card in await self._store.run(lambda tx: tx.claim_due_cards(now, LEASE, free)):
            self._fly(card)
        due_at = await self._store.run(lambda tx: tx.next_due_at())
        return LONGEST_SLEEP if due_at is None else min(LONGEST_SLEEP, self._clock.seconds_until(due_at))

    def _fly(self, card: Card) -> None:
        flight = asyncio.create_task(self._delivery.deliver(card), name=f"card {card.id}")
        self._flights.add(flight)
        flight.add_done_callback(self._land)

    def _land(self, flight: asyncio.Task[None]) -> None:
        self._flights.discard(flight)
        if not flight.cancelled() and (error := flight.exception()):
            logger.error("%s failed: %s: %s", flight.get_name(), type(error).__name__, error)
        self.wake()

    def _arm(self, seconds: float) -> None:
        run_date = real_instant_in(seconds)
        self._scheduler.add_job(self._tick, "date", run_date=run_date, id="tick", replace_existing=True)
