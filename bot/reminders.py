"""One APScheduler tick: turn due reminders into cards, claim due cards, have them delivered, re-arm.

APScheduler is the clock, not the memory: what is due is a query. The tick is one date job that arms itself
for the earliest due moment, and at the latest in a few seconds, so that nothing it missed stays missed.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import workday
from bot.cards import LEASE, CardDelivery, Reading
from bot.clock import Clock, Monotonic, monotonic, real_instant_in
from bot.domain.card import Card, CardKind
from bot.failures import described
from bot.store import Store, StoreError, Transaction

logger = logging.getLogger(__name__)
Quiet = Callable[[float], Awaitable[None]]

LONGEST_SLEEP = 5.0  # seconds
TIDIED_EVERY = timedelta(hours=1)
DELIVERIES_KEPT = timedelta(days=3)  # Slack offers an event again for a day at the most
IN_FLIGHT = 96  # aiohttp has at most 100 connections at once
TAKEN_AT_ONCE = 32  # one transaction: people's commands wait for it, and few of them cost more
SENT_OFF_AT_ONCE = 4
GIVES_WAY_FOR = 0.02  # seconds that each waits for people to be answered: 50 a second go out in any case
# What a person should read first, of what is due in the same instant: how it ended, then what goes on.
ORDER = (CardKind.SUMMARY, *workday.REMINDER_CARDS, CardKind.MESSAGE, CardKind.HOME)


def new_scheduler() -> AsyncIOScheduler:
    """Keeps its jobs in memory, and leaves out none."""
    return AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )


class Reminders:
    """The tick of one running app. A bell starts it: rung by APScheduler in time, or by `wake` at once."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        delivery: CardDelivery,
        quiet: Quiet,
        monotonic: Monotonic = monotonic,
        new_scheduler: Callable[[], AsyncIOScheduler] = new_scheduler,
    ) -> None:
        """`quiet` comes back when nobody waits for an answer, at the latest in so many seconds."""
        self._store = store
        self._clock = clock
        self._delivery = delivery
        self._quiet = quiet
        self._monotonic = monotonic
        self._new_scheduler = new_scheduler
        self._scheduler = new_scheduler()
        self._bell = asyncio.Event()
        self._ticked_at: datetime | None = None
        self._tidied_at: datetime | None = None
        self._ticking: asyncio.Task[None] | None = None
        self._flights: set[asyncio.Task[None]] = set()
        self.came_round_at = monotonic()
        self.behind = 0.0  # seconds for which what is due had not been begun, when the tick last looked

    @property
    def under_way(self) -> int:
        """How many cards are being sent."""
        return len(self._flights)

    def start(self) -> None:
        self._scheduler.start()
        self._ticking = asyncio.create_task(self._tick_for_ever(), name="tick")
        self.wake()

    def restart(self) -> None:
        """Begin anew, whatever state the tick is in. What it had claimed is claimed again after its lease."""
        if self._ticking:
            self._ticking.cancel()
        self._shut_down_scheduler()
        self._scheduler = self._new_scheduler()
        self.start()

    def wake(self) -> None:
        """Something may be due now: tick at once, or once more when a tick is under way."""
        self._bell.set()

    def expect(self, due_at: datetime) -> None:
        """Something is due at that instant. What is not due before the next tick is found by it."""
        if self._clock.seconds_until(due_at) < LONGEST_SLEEP:
            self.wake()

    async def stop(self, within: float) -> None:
        """Claim nothing more; wait for the deliveries under way, at most `within` seconds.

        What is not over by then is left to its lease, and looked for in the DM before it is posted again.
        """
        if self._ticking:
            self._ticking.cancel()
            await asyncio.gather(self._ticking, return_exceptions=True)
        self._shut_down_scheduler()
        if self._flights:
            _, late = await asyncio.wait(set(self._flights), timeout=within)
            for flight in late:
                flight.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _shut_down_scheduler(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _tick_for_ever(self) -> None:
        while True:
            # APScheduler waits for the machine's clock; one that has stepped back is late by that much.
            with suppress(TimeoutError):
                async with asyncio.timeout(LONGEST_SLEEP + 1):
                    await self._bell.wait()
            self._bell.clear()
            seconds = await self._tick()
            self._came_round()
            self._ring_in(seconds)

    def _came_round(self) -> None:
        """The watchdog has nothing to do."""
        self.came_round_at = self._monotonic()

    async def _tick(self) -> float:
        """Answers in how many seconds the next tick is to be."""
        try:
            return await self._work()
        except StoreError as error:
            logger.warning("the tick found no database: %s", error)
        except Exception as error:
            # Whatever happened, the next tick comes; what was claimed is claimed again after its lease.
            logger.error("the tick failed: %s", described(error))  # noqa: TRY400 - without its text
        return LONGEST_SLEEP

    def _ring_in(self, seconds: float) -> None:
        if seconds <= 0:
            self._bell.set()
        else:
            run_date = real_instant_in(seconds)
            self._scheduler.add_job(self._ring, "date", run_date=run_date, id="tick", replace_existing=True)

    async def _ring(self) -> None:
        self._bell.set()

    async def _work(self) -> float:
        """Hand out what is due; answers how many seconds there are until the next is."""
        free = IN_FLIGHT - len(self._flights)
        if free < TAKEN_AT_ONCE:
            return LONGEST_SLEEP  # a delivery that lands wakes the tick
        now = self._clock.now()
        if self._ticked_at is None or now < self._ticked_at:
            await self._store.run(lambda tx: workday.follow_clock_back(tx, now))
        self._ticked_at = now
        if self._tidied_at is None or abs(now - self._tidied_at) >= TIDIED_EVERY:
            await self._store.run(lambda tx: tx.forget_deliveries(now - DELIVERIES_KEPT))
            self._tidied_at = now
        cards, due_at = await self._store.run(lambda tx: self._take(tx, now), gives_way=True)
        seconds = self._clock.seconds_until(due_at) if due_at else LONGEST_SLEEP
        self.behind = max(-seconds, 0.0)
        if cards:
            await self._send_off(sorted(cards, key=lambda card: ORDER.index(card.kind)))
        return min(LONGEST_SLEEP, seconds)

    @staticmethod
    def _take(tx: Transaction, now: datetime) -> tuple[tuple[Card, ...], datetime | None]:
        """Claim cards, those of reminders that fall due now among them; and when there is more to do."""
        due_at = tx.next_due_at()
        if due_at is None or due_at > now:
            return (), due_at  # as nearly always
        workday.issue_reminders(tx, now, TAKEN_AT_ONCE)
        return tx.claim_due_cards(now, LEASE, TAKEN_AT_ONCE), tx.next_due_at()

    async def _send_off(self, cards: Sequence[Card]) -> None:
        """Whoever waits for an answer comes first, and the rest of the loop has turns in between."""
        readings = await self._delivery.read(cards)
        for place, card in enumerate(cards):
            if place % SENT_OFF_AT_ONCE == 0:
                await asyncio.sleep(0)
            await self._quiet(GIVES_WAY_FOR)
            self._fly(card, readings.get(card.id))

    def _fly(self, card: Card, reading: Reading | None) -> None:
        flight = asyncio.create_task(self._delivery.deliver(card, reading), name=f"card {card.id}")
        self._flights.add(flight)
        flight.add_done_callback(self._land)

    def _land(self, flight: asyncio.Task[None]) -> None:
        self._flights.discard(flight)
        if not flight.cancelled() and (error := flight.exception()):
            logger.error("%s failed: %s", flight.get_name(), described(error))
        self.wake()
