"""The tick survives what befalls it, and its watchdog sees to it; time passes only where a test says so."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import workday
from bot.cards import CardDelivery
from bot.domain.change import Source
from bot.domain.person import Owner
from bot.reminders import TAKEN_AT_ONCE, Quiet, Reminders, new_scheduler
from bot.slack.background import Background
from bot.slack.client import open_client
from bot.slack.people import People
from bot.store import Store, Transaction, open_store
from bot.telemetry import Telemetry
from bot.watchdog import LOOK_EVERY, RESTART_AFTER, UNWELL_AFTER, Watchdog
from bot.workday import Call
from tests.clocks import NOON, StandingClock

PATIENCE = 10.0
ADA = Owner("T1", "T1", "U1")


class Stopwatch:
    """A monotonic clock that a test moves; the tick looks at it when it has come round."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self._looked = asyncio.Event()

    def __call__(self) -> float:
        self._looked.set()
        return self.seconds

    async def until_the_tick_comes_round(self) -> None:
        self._looked.clear()
        async with asyncio.timeout(PATIENCE):
            await self._looked.wait()


class HurriedClock(StandingClock):
    """Whatever is to come is only some milliseconds away."""

    def seconds_until(self, instant: datetime) -> float:
        return min(super().seconds_until(instant), 0.005)


class UnluckyClock(StandingClock):
    """Fails the next time that it is asked, if it `fails`."""

    fails = False

    def now(self) -> datetime:
        if self.fails:
            self.fails = False
            raise OverflowError
        return super().now()


class FailingJobStore(MemoryJobStore):  # type: ignore[misc]
    """Raises when a job is done, as a full disk or a lost database would."""

    def __init__(self, failed: asyncio.Event) -> None:
        super().__init__()
        self._failed = failed

    def remove_job(self, job_id: str) -> None:
        self._failed.set()
        raise OSError(job_id)


class SilentTick:
    """Never comes round."""

    def __init__(self) -> None:
        self.came_round_at = 0.0
        self.restarts = 0
        self.restarted = asyncio.Event()

    def restart(self) -> None:
        self.restarts += 1
        self.restarted.set()


@pytest.fixture
async def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = open_store(f"sqlite:///{tmp_path / 'workbot.db'}")
    yield store
    await store.close()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as http:
        yield http


async def at_once(_within: float) -> None:
    """Nobody waits for an answer."""


def tick_of(
    store: Store,
    clock: StandingClock,
    http: aiohttp.ClientSession,
    stopwatch: Stopwatch,
    quiet: Quiet = at_once,
    **more: Any,
) -> Reminders:
    """The real tick, with nobody at Slack's address: nothing is delivered here."""
    client = open_client("xoxb-nobody", "http://127.0.0.1:9/api/", http, Telemetry())
    people = People(store, client, clock, Background(), workday.plan_by_other_clocks)
    delivery = CardDelivery(store, client, clock, people, Telemetry(), stopwatch)
    return Reminders(store, clock, delivery, quiet, stopwatch, **more)


def a_break_with_a_reminder(tx: Transaction, owner: Owner = ADA) -> None:
    call = Call(owner=owner, now=NOON, source=Source.COMMAND)
    workday.start_session(tx, call, "report")
    workday.pause_session(tx, call)


def watch(tick: Any, stopwatch: Stopwatch, telemetry: Telemetry) -> Watchdog:
    return Watchdog(tick, telemetry, stopwatch)


def is_well(watchdog: Watchdog) -> bool:
    return watchdog.is_well


def let_pass(seconds: float, watchdog: Watchdog, stopwatch: Stopwatch) -> None:
    """With the watchdog looking as often as it does."""
    for _ in range(int(seconds / LOOK_EVERY)):
        stopwatch.seconds += LOOK_EVERY
        watchdog.look()


async def test_a_scheduler_that_is_alive_without_a_timer_is_replaced(
    store: Store, http: aiohttp.ClientSession, stopwatch: Stopwatch, caplog: pytest.LogCaptureFixture
) -> None:
    failed = asyncio.Event()
    broken = AsyncIOScheduler(jobstores={"default": FailingJobStore(failed)})
    schedulers = iter([broken, new_scheduler()])
    await store.run(a_break_with_a_reminder)
    tick = tick_of(store, HurriedClock(), http, stopwatch, new_scheduler=lambda: next(schedulers))
    telemetry = Telemetry()
    watchdog = watch(tick, stopwatch, telemetry)
    tick.start()
    try:
        async with asyncio.timeout(PATIENCE):
            await failed.wait()
        assert broken.running
        while watchdog.age < RESTART_AFTER:
            let_pass(LOOK_EVERY, watchdog, stopwatch)
        let_pass(LOOK_EVERY, watchdog, stopwatch)
        assert "workbot_tick_restarts_total 1.0" in telemetry.metrics.render().decode()
        for _ in range(5):  # the first time by itself, then because APScheduler rings
            await stopwatch.until_the_tick_comes_round()
        assert watchdog.age == 0
    finally:
        await tick.stop(0)


async def test_a_store_that_does_not_answer_is_unwell_and_well_again_when_it_does(
    store: Store, http: aiohttp.ClientSession, stopwatch: Stopwatch
) -> None:
    tick = tick_of(store, StandingClock(), http, stopwatch)
    watchdog = watch(tick, stopwatch, Telemetry())
    tick.start()
    await stopwatch.until_the_tick_comes_round()
    holding, go_on = threading.Event(), threading.Event()

    def hold(_: Transaction) -> None:
        holding.set()
        go_on.wait()

    held = asyncio.create_task(store.run(hold))
    await asyncio.to_thread(holding.wait)
    tick.wake()
    try:
        let_pass(UNWELL_AFTER, watchdog, stopwatch)
        assert is_well(watchdog)
        let_pass(LOOK_EVERY, watchdog, stopwatch)
        assert not is_well(watchdog)
    finally:
        go_on.set()
    await held
    while not is_well(watchdog):
        await stopwatch.until_the_tick_comes_round()
    await tick.stop(0)


async def test_an_exception_in_the_tick_is_logged_and_the_next_one_comes(
    store: Store, http: aiohttp.ClientSession, stopwatch: Stopwatch, caplog: pytest.LogCaptureFixture
) -> None:
    tick = tick_of(store, clock := UnluckyClock(), http, stopwatch)
    clock.fails = True
    tick.start()
    await stopwatch.until_the_tick_comes_round()
    assert not clock.fails
    (failure,) = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert failure.startswith("the tick failed: OverflowError")
    tick.wake()
    await stopwatch.until_the_tick_comes_round()
    await tick.stop(0)
    assert len([record for record in caplog.records if record.levelno >= logging.ERROR]) == 1


async def test_what_is_due_leaves_when_nobody_waits_for_an_answer(
    store: Store, http: aiohttp.ClientSession, stopwatch: Stopwatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked, answered, tried = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def when_answered(within: float) -> None:
        assert within < 0.1  # a flood of commands does not hold reminders up for good
        asked.set()
        await answered.wait()

    def note(record: logging.LogRecord) -> bool:
        if record.getMessage() == "delivery":
            tried.set()
        return True

    caplog.set_level(logging.INFO, "bot.telemetry.telemetry")
    caplog.handler.addFilter(note)
    await store.run(a_break_with_a_reminder)
    tick = tick_of(store, StandingClock(NOON + timedelta(hours=1)), http, stopwatch, when_answered)
    tick.start()
    async with asyncio.timeout(PATIENCE):
        await asked.wait()
        assert not tried.is_set()
        answered.set()
        await tried.wait()
    await tick.stop(0)


async def test_it_says_what_is_under_way_and_for_how_long_the_rest_has_waited(
    store: Store, http: aiohttp.ClientSession, stopwatch: Stopwatch
) -> None:
    asked, answered, under_way = asyncio.Event(), asyncio.Event(), list[int]()

    async def when_answered(_within: float) -> None:
        under_way.append(tick.under_way)
        asked.set()
        await answered.wait()

    for number in range(TAKEN_AT_ONCE + 1):
        owner = Owner("T1", "T1", f"U{number}")
        await store.run(lambda tx, owner=owner: a_break_with_a_reminder(tx, owner))  # type: ignore[misc]
    tick = tick_of(store, StandingClock(NOON + timedelta(hours=1)), http, stopwatch, when_answered)
    tick.start()
    async with asyncio.timeout(PATIENCE):
        await asked.wait()
        assert (tick.under_way, tick.behind) == (0, 30 * 60)  # a break is long after half an hour
        answered.set()
        while tick.behind:
            await stopwatch.until_the_tick_comes_round()
    await tick.stop(PATIENCE)
    assert max(under_way) > 0
    assert tick.under_way == 0


async def test_what_slack_cannot_deliver_again_any_more_is_forgotten(
    store: Store, http: aiohttp.ClientSession, stopwatch: Stopwatch
) -> None:
    ages = {"young": timedelta(days=2), "old": timedelta(days=4)}
    for name, age in ages.items():
        await store.run(lambda tx, name=name, age=age: tx.is_first_delivery(ADA, name, NOON - age))  # type: ignore[misc]
    tick = tick_of(store, StandingClock(), http, stopwatch)
    tick.start()
    await stopwatch.until_the_tick_comes_round()
    await tick.stop(0)
    assert await store.run(lambda tx: tx.was_delivered(ADA, "young"))
    assert not await store.run(lambda tx: tx.was_delivered(ADA, "old"))


async def test_a_restart_has_its_time_before_the_next(stopwatch: Stopwatch) -> None:
    watchdog = watch(tick := SilentTick(), stopwatch, Telemetry())
    let_pass(RESTART_AFTER, watchdog, stopwatch)
    assert tick.restarts == 0
    let_pass(LOOK_EVERY, watchdog, stopwatch)
    assert tick.restarts == 1
    let_pass(RESTART_AFTER, watchdog, stopwatch)
    assert tick.restarts == 1
    let_pass(LOOK_EVERY, watchdog, stopwatch)
    assert tick.restarts == 2


async def test_a_process_that_was_stopped_is_not_taken_for_a_silent_tick(stopwatch: Stopwatch) -> None:
    watchdog = watch(tick := SilentTick(), stopwatch, Telemetry())
    stopwatch.seconds += timedelta(minutes=5).total_seconds()
    watchdog.look()
    assert tick.restarts == 0
    let_pass(LOOK_EVERY, watchdog, stopwatch)
    assert tick.restarts == 1


async def test_the_watchdog_looks_by_itself(stopwatch: Stopwatch) -> None:
    watchdog = Watchdog(tick := SilentTick(), Telemetry(), stopwatch, look_every=0.001)
    stopwatch.seconds += RESTART_AFTER + 1
    watchdog.start()
    async with asyncio.timeout(PATIENCE):
        await tick.restarted.wait()
    await watchdog.stop()
