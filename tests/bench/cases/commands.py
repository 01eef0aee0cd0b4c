"""Commands over HTTP: the whole way from the socket to the disk and back, against bare Bolt."""

from collections.abc import Callable, Sequence
from itertools import islice
from statistics import median

from tests.bench import processes
from tests.bench.commands import STEPS, Answer, Command, check_bare, check_ours, people, steps_of
from tests.bench.databases import add_people, migrated, postgresql
from tests.bench.load import Arrivals, Load, closed_loop, open_loop
from tests.bench.measured import cpu_seconds
from tests.bench.processes import Server
from tests.bench.results import Goal, Row, at_most, quantile, ratio_at_least, ratio_at_most
from tests.bench.scale import Scale
from tests.bench.sending import due_at_once
from tests.bench.workshop import Workshop

Check = Callable[[Sequence[Command], Sequence[Answer]], None]
PER_SECOND = 200
OPEN_CONNECTIONS = 32
BARE = "bare Bolt: same route and body, signature checked, ack only"


async def throughput_on_sqlite(workshop: Workshop) -> list[Row]:
    url = await migrated(workshop.new_file())
    return [await _throughput(workshop.scale, url, "sqlite", ratio_at_least(0.5))]


async def throughput_on_postgresql(workshop: Workshop) -> list[Row]:
    async with postgresql() as url:
        return [await _throughput(workshop.scale, url, "postgresql", ratio_at_least(0.25))]


async def _throughput(scale: Scale, url: str, database: str, goal: Goal) -> Row:
    ours, floor = await _both(url, scale.runs, scale.connections, scale.people)
    return Row(
        name=f"throughput-{database}",
        what=f"/work start, pause, resume; {database}, {scale.connections} connections",
        unit="commands/s",
        ours=[load.per_second for load in ours],
        floor=[load.per_second for load in floor],
        floor_is=BARE,
        goal=goal,
        latencies=_milliseconds(ours),
        note=f"{len(ours[0].answers)} commands a run, each on disk when answered; {_work(ours, floor)}",
    )


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
            note=f"{len(ours[0].answers)} commands a run; {_work(ours, floor)}",
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
    worked_before = cpu_seconds(server.process.pid)
    load = await closed_loop(server.url, lanes)
    load.worked = cpu_seconds(server.process.pid) - worked_before
    check(load.commands, load.answers)
    return load


def _work(ours: Sequence[Load], floor: Sequence[Load]) -> str:
    """What a busy machine disturbs less than it does a rate."""
    our, least = (median(load.worked_for_each for load in loads) * 1e6 for loads in (ours, floor))
    ratio = f": {our / least:.2f} x" if least else ""  # it is counted in steps of 10 ms
    return f"processor time for each {our:.0f} µs, floor {least:.0f} µs{ratio}"


def _own_lateness(loads: Sequence[Load]) -> str:
    late = [seconds * 1000 for load in loads for seconds in load.late]
    return f"the load itself is late by {quantile(late, 0.99):.2f} ms at p99, which is in the figures"


def _milliseconds(loads: Sequence[Load]) -> list[float]:
    return [latency * 1000 for load in loads for latency in load.latencies]


async def steady_load(workshop: Workshop) -> list[Row]:
    scale = workshop.scale
    url = await migrated(workshop.new_file())
    count = arrivals_in(scale.open_seconds)
    add_people(url, islice(people(), (scale.long_runs + 1) * count))
    user_ids, ours, floor = people(), [], []
    async with processes.slack() as slack, processes.bot(url, slack) as bot, processes.bare() as bare:
        for _ in range(scale.long_runs + 1):
            now = list(islice(user_ids, count))
            ours.append(await send_steadily(bot, now, check_ours))
            floor.append(await send_steadily(bare, now, check_bare))
    return [
        Row(
            name="open-loop",
            what=f"{PER_SECOND} commands/s, at instants set beforehand; p99",
            unit="ms",
            ours=[quantile(load.latencies, 0.99) * 1000 for load in ours[1:]],
            floor=[quantile(load.latencies, 0.99) * 1000 for load in floor[1:]],
            floor_is=BARE,
            goal=at_most(8),
            latencies=_milliseconds(ours[1:]),
            note=f"{len(ours[0].answers)} commands a run; {_own_lateness(ours[1:])}",
        )
    ]


async def steady_load_with_reminders(workshop: Workshop) -> list[Row]:
    scale = workshop.scale
    count = arrivals_in(scale.open_seconds)
    callers = [f"C{number:08}" for number in range(count)]
    ours, took = [], []
    for _ in range(scale.long_runs):
        async with due_at_once(workshop, callers) as sending:
            await sending.begins()
            ours.append(await send_steadily(sending.bot, callers, check_ours))
            await sending.finish()
        took.append(sending.took)
    return [
        Row(
            name="open-loop-reminders",
            what=f"the same while {scale.due:,} reminders go out; p99",
            unit="ms",
            ours=[quantile(load.latencies, 0.99) * 1000 for load in ours],
            goal=at_most(40),
            latencies=_milliseconds(ours),
            note=f"the reminders took {median(took):.1f} s meanwhile; {_own_lateness(ours)}",
        )
    ]


def arrivals_in(seconds: float) -> int:
    """How many people send their three commands in a steady load of that length."""
    return round(seconds * PER_SECOND) // len(STEPS)


async def send_steadily(server: Server, user_ids: Sequence[str], check: Check) -> Load:
    """Evenly spread, everybody starts, then everybody pauses, then resumes. Raises WrongAnswer."""
    lanes = []
    for place, user_id in enumerate(user_ids):
        at = tuple((place + step * len(user_ids)) / PER_SECOND for step in range(len(STEPS)))
        lanes.append(Arrivals(at, tuple(steps_of(user_id, server.url))))
    load = await open_loop(server.url, lanes, OPEN_CONNECTIONS)
    check(load.commands, load.answers)
    return load
