"""Reminders: one that is due, ten thousand that are due at once, and ticks with nothing to do."""

import asyncio
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import cast

from bot.cards import CardDelivery
from bot.clock import SystemClock
from bot.reminders import Quiet, Reminders
from bot.store import open_store
from tests.bench import processes
from tests.bench.databases import add_open_pauses, migrated
from tests.bench.load import get_json
from tests.bench.processes import Server
from tests.bench.results import Row, at_most
from tests.bench.sending import PATIENCE, SLACK_TAKES, due_at_once, whole_second
from tests.bench.timing import median_awaited, median_of
from tests.bench.workshop import Workshop

NEXT_DUE = "SELECT min(due_at) FROM reminder WHERE due_at IS NOT NULL"


async def lateness(workshop: Workshop) -> list[Row]:
    ours, floor = await _our_lateness(workshop), await _scheduler_lateness(workshop)
    return [
        Row(
            name="reminder-lateness",
            what="one reminder due: how late it reaches Slack",
            unit="ms",
            ours=ours,
            floor=floor,
            floor_is="APScheduler with one persistent job for each",
            goal=at_most(100),
            note=f"{len(ours)} reminders, one a second; latest {max(ours):.0f} ms",
        )
    ]


async def _our_lateness(workshop: Workshop) -> list[float]:
    count, file = workshop.scale.lateness, workshop.new_file()
    url = await migrated(file)
    due_at = whole_second(workshop.scale.ahead)
    add_open_pauses(file, count, due_at, timedelta(seconds=1))
    async with processes.slack() as slack, processes.bot(url, slack):
        await _until(slack, count)
        return await _lateness(slack, due_at)


async def _scheduler_lateness(workshop: Workshop) -> list[float]:
    count, file = workshop.scale.lateness, workshop.new_file()
    due_at = whole_second(workshop.scale.ahead)
    async with (
        processes.slack() as slack,
        processes.scheduler(slack, file, count, due_at.timestamp(), 1.0) as scheduler,
    ):
        await scheduler.say("go")
        await _until(slack, count)
        return await _lateness(slack, due_at)


async def all_due_at_once(workshop: Workshop) -> list[Row]:
    scale = workshop.scale
    sendings, floor = [], []
    for _ in range(scale.long_runs):
        async with due_at_once(workshop) as sending:
            await sending.finish()
        sendings.append(sending)
        floor.append(await _scheduler_takes(workshop, scale.jobs) * scale.due / scale.jobs)
    return [
        Row(
            name="reminders-due",
            what=f"{scale.due:,} long pauses due at once: all sent and marked, none doubled",
            unit="s",
            ours=[sending.took for sending in sendings],
            floor=floor,
            floor_is=f"APScheduler with persistent jobs: {scale.jobs:,}, times {scale.due / scale.jobs:g}",
            goal=at_most(5),
            note=f"Slack answers after {SLACK_TAKES * 1000:.0f} ms; SQLite",
        ),
        Row(
            name="reminders-due-gap",
            what="meanwhile, longest time that the event loop was blocked",
            unit="ms",
            ours=[sending.longest_block * 1000 for sending in sendings],
            goal=at_most(50),
            note="as seen by a timer that rings every 5 ms, so scheduling by the machine is in it",
        ),
    ]


async def idle_tick(workshop: Workshop) -> list[Row]:
    scale = workshop.scale
    file = workshop.new_file()
    url = await migrated(file)
    add_open_pauses(file, scale.open_pauses, datetime.now(UTC) + timedelta(days=1), timedelta())
    store = open_store(url)
    # Nothing is due, so nothing is delivered, and nobody is waited for.
    reminders = Reminders(store, SystemClock(), cast("CardDelivery", None), quiet=cast("Quiet", None))
    ours, floor = [], []
    with closing(sqlite3.connect(file)) as raw:
        for _ in range(scale.runs):
            ours.append(await median_awaited(scale.ticks, reminders._work))
            floor.append(median_of(scale.ticks, lambda: raw.execute(NEXT_DUE).fetchone()))
    await store.close()
    return [
        Row(
            name="idle-tick",
            what=f"a tick with {scale.open_pauses:,} open pauses and nothing due",
            unit="ms",
            ours=ours,
            floor=floor,
            floor_is="sqlite3: the earliest moment by the index",
            goal=at_most(0.5),
            note=f"median of {scale.ticks} ticks a run: issue, claim, when the next is due",
        )
    ]


async def _scheduler_takes(workshop: Workshop, jobs: int) -> float:
    """Seconds until all have been posted."""
    due_at = time.time() - 1
    async with (
        processes.slack(SLACK_TAKES) as slack,
        processes.scheduler(slack, workshop.new_file(), jobs, due_at) as scheduler,
    ):
        started = time.monotonic()
        await scheduler.say("go")
        await _until(slack, jobs)
        return time.monotonic() - started


async def _until(slack: Server, count: int) -> None:
    """Come back when that many have been posted. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE):
        await get_json(f"{slack.url}until-{count}")


async def _lateness(slack: Server, first_due_at: datetime) -> list[float]:
    """Milliseconds, of one post a second."""
    posts = (await get_json(f"{slack.url}posts"))["posts"]
    return [(at - first_due_at.timestamp() - place) * 1000 for place, (at, _) in enumerate(posts)]
