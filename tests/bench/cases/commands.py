"""Commands over HTTP: the whole way from the socket to the disk and back, against bare Bolt."""

from collections.abc import Callable, Sequence
from itertools import islice

from tests.bench import processes
from tests.bench.commands import Answer, Command, check_bare, check_ours, people, steps_of
from tests.bench.databases import add_people, migrated
from tests.bench.load import Load, closed_loop
from tests.bench.processes import Server
from tests.bench.results import Row, quantile, ratio_at_least, ratio_at_most
from tests.bench.workshop import Workshop

Check = Callable[[Sequence[Command], Sequence[Answer]], None]
BARE = "bare Bolt: same route and body, signature checked, ack only"


async def throughput_on_sqlite(workshop: Workshop) -> list[Row]:
    scale = workshop.scale
    url = await migrated(workshop.new_file())
    ours, floor = await _both(url, scale.runs, scale.connections, scale.people)
    return [
        Row(
            name="throughput-sqlite",
            what=f"/work start, pause, resume; SQLite, {scale.connections} connections",
            unit="commands/s",
            ours=[load.per_second for load in ours],
            floor=[load.per_second for load in floor],
            floor_is=BARE,
            goal=ratio_at_least(0.5),
            latencies=_milliseconds(ours),
            note=f"{len(ours[0].answers)} commands a run",
        )
    ]


async def latency_on_sqlite(workshop: Workshop) -> list[Row]:
    scale = workshop.scale
    url = await migrated(workshop.new_file())
    ours, floor = await _both(url, scale.runs, 1, scale.people_alone)
    return [
        Row(
            name="latency-sqlite",
            what="the same with one connection, p50",
            unit="ms",
            ours=[quantile(load.latencies, 0.5) * 1000 for load in ours],
            floor=[quantile(load.latencies, 0.5) * 1000 for load in floor],
            floor_is=BARE,
            goal=ratio_at_most(3),
            latencies=_milliseconds(ours),
            note=f"{len(ours[0].answers)} commands a run",
        )
    ]


async def _both(url: str, runs: int, connections: int, each: int) -> tuple[list[Load], list[Load]]:
    """Ours and the floor in turns, both servers up all the time; the first run of each is thrown away."""
    add_people(url, islice(people(), (runs + 1) * connections * each))
    user_ids = people()
    ours, floor = [], []
    async with (
        processes.slack() as slack,
        processes.bot(url, slack) as bot,
        processes.bare() as bare,
    ):
        for _ in range(runs + 1):
            now = list(islice(user_ids, connections * each))
            ours.append(await send(bot, now, connections, check_ours))
            floor.append(await send(bare, now, connections, check_bare))
    return ours[1:], floor[1:]


async def send(server: Server, user_ids: Sequence[str], connections: int, check: Check) -> Load:
    """Start, pause and resume for each person, on so many connections. Raises WrongAnswer."""
    lanes = [
        [command for user_id in user_ids[lane::connections] for command in steps_of(user_id, server.url)]
        for lane in range(connections)
    ]
    load = await closed_loop(server.url, lanes)
    check(load.commands, load.answers)
    return load


def _milliseconds(loads: Sequence[Load]) -> list[float]:
    return [latency * 1000 for load in loads for latency in load.latencies]
