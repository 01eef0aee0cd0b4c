"""What a transition costs when much is stored."""

import time
from collections.abc import Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from statistics import median

from bot import workday
from bot.domain.change import Source
from bot.domain.outcomes import Paused, Resumed, Started
from bot.domain.person import Owner
from bot.store import Store, open_store
from bot.workday import Call
from tests.bench.commands import STEPS, TEAM_ID, people
from tests.bench.databases import NOW, migrated
from tests.bench.raw import RawSqlite
from tests.bench.results import Row, ratio_at_most
from tests.bench.scale import Scale
from tests.bench.workshop import Workshop

PEOPLE = 500


async def transitions_at_size(workshop: Workshop) -> list[Row]:
    scale = workshop.scale
    many_file, least_file = [
        await workshop.sessions_of(PEOPLE, max(size // PEOPLE, 1))
        for size in (scale.many_sessions, scale.least_sessions)
    ]
    raw = RawSqlite(await _empty(workshop), NOW)
    many, least = open_store(f"sqlite:///{many_file}"), open_store(f"sqlite:///{least_file}")
    user_ids = people()
    runs = []
    for _ in range(scale.runs + 1):
        now = islice(user_ids, scale.transitions)
        costs = [(await _cost(many, each), await _cost(least, each), _raw_cost(raw, each)) for each in now]
        runs.append([median(each) for each in zip(*costs, strict=True)])
    await many.close()
    await least.close()
    raw.close()
    return _rows(scale, *zip(*runs[1:], strict=True))


def _rows(
    scale: Scale, at_many: Sequence[float], at_least: Sequence[float], raw: Sequence[float]
) -> list[Row]:
    note = f"use cases through the store, median of {scale.transitions} people a run, three steps each"
    return [
        Row(
            name="transition",
            what=f"a transition in the store alone, with {scale.least_sessions:,} sessions stored",
            unit="ms",
            ours=at_least,
            floor=raw,
            floor_is="sqlite3 writing the same rows with the same durability, and reading none",
            note=note,
        ),
        Row(
            name="transition-growth",
            what=f"the same with {scale.many_sessions:,} sessions stored",
            unit="ms",
            ours=at_many,
            floor=at_least,
            floor_is=f"the same with {scale.least_sessions:,} sessions stored",
            goal=ratio_at_most(1.1),
            note=f"{note}, by people with a history",
        ),
    ]


async def _empty(workshop: Workshop) -> Path:
    file = workshop.new_file()
    await migrated(file)
    return file


def _raw_cost(raw: RawSqlite, user_id: str) -> float:
    """The same for the floor."""
    started = time.perf_counter()
    raw.start(user_id)
    raw.pause(user_id)
    raw.resume(user_id)
    return (time.perf_counter() - started) / len(STEPS) * 1000


async def _cost(store: Store, user_id: str) -> float:
    """Milliseconds for each of start, pause and resume, one after the other, durable."""
    start, pause, resume = (_call(user_id, minutes) for minutes in (1, 30, 45))
    started = time.perf_counter()
    outcomes = (
        await store.run(lambda tx: workday.start_session(tx, start, "Write the report")),
        await store.run(lambda tx: workday.pause_session(tx, pause)),
        await store.run(lambda tx: workday.resume_session(tx, resume)),
    )
    took = time.perf_counter() - started
    assert [type(outcome) for outcome in outcomes] == [Started, Paused, Resumed]
    return took / len(outcomes) * 1000


def _call(user_id: str, minutes: int) -> Call:
    return Call(
        owner=Owner(TEAM_ID, TEAM_ID, user_id),
        now=NOW + timedelta(minutes=minutes),
        source=Source.COMMAND,
        delivery_id=f"{user_id}.{minutes}",
        step_id=f"{user_id}-{minutes}",
    )
