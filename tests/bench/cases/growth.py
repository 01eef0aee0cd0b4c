"""What a transition costs when much is stored."""

import time
from datetime import timedelta
from itertools import islice
from statistics import mean

from bot import workday
from bot.domain.change import Source
from bot.domain.outcomes import Paused, Resumed, Started
from bot.domain.person import Owner
from bot.store import Store, open_store
from bot.workday import Call
from tests.bench.commands import TEAM_ID, people
from tests.bench.databases import NOW
from tests.bench.results import Row, ratio_at_most
from tests.bench.workshop import Workshop

PEOPLE = 500


async def transitions_at_size(workshop: Workshop) -> list[Row]:
    scale = workshop.scale
    many, least = [
        open_store(f"sqlite:///{await workshop.sessions_of(PEOPLE, max(size // PEOPLE, 1))}")
        for size in (scale.many_sessions, scale.least_sessions)
    ]
    user_ids = people()
    at_many, at_least = [], []
    for _ in range(scale.runs + 1):
        now = list(islice(user_ids, scale.transitions))
        costs = [(await _cost(many, user_id), await _cost(least, user_id)) for user_id in now]
        at_many.append(mean(cost for cost, _ in costs))
        at_least.append(mean(cost for _, cost in costs))
    await many.close()
    await least.close()
    return [
        Row(
            name="transition-growth",
            what=f"a transition with {scale.many_sessions:,} sessions stored",
            unit="ms",
            ours=at_many[1:],
            floor=at_least[1:],
            floor_is=f"the same with {scale.least_sessions:,} sessions stored",
            goal=ratio_at_most(1.1),
            note=f"use cases through the store, {3 * scale.transitions} a run, by people with a history",
        )
    ]


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
