"""The table of what is tried: how often, on which database, in portions of which size."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from random import Random

from tests.faults import bad_input, clock_steps, databases_away, deliveries, kills, races, slack_faults, stops
from tests.faults.places import POSTGRESQL, SQLITE, Place
from tests.faults.tally import Tally

Try = Callable[[Place, Random, int], Awaitable[Tally]]
BOTH = (SQLITE, POSTGRESQL)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One line of the table. `at_once` tries share a place; `side_by_side` places are worked in together.

    One that mostly `waits` can be tried while others are.
    """

    name: str
    attempt: Try
    full: int
    quick: int
    at_once: int = 10
    side_by_side: int = 1
    databases: tuple[str, ...] = BOTH
    waits: bool = False


def _kills() -> list[Scenario]:
    return [
        Scenario(
            name=f"SIGKILL: {point}",
            attempt=partial(kills.kill, point),
            full=500 if point == "random" else 100,
            quick=1,
            at_once=10,
            side_by_side=4,
            waits=True,
        )
        for point in kills.POINTS
    ]


def _slack() -> list[Scenario]:
    return [
        Scenario(
            f"Slack: {fault}", partial(slack_faults.befall, fault), full=200, quick=4, at_once=50, waits=True
        )
        for fault in slack_faults.FAULTS
    ]


def _outages() -> list[Scenario]:
    ours, theirs = (SQLITE,), (POSTGRESQL,)
    away = databases_away
    return [
        Scenario("locked for 1 s", partial(away.locked, 1), full=50, quick=1, side_by_side=5, databases=ours),
        Scenario(
            "locked for 10 s", partial(away.locked, 10), full=50, quick=1, side_by_side=5, databases=ours
        ),
        Scenario(
            "locked for 60 s", partial(away.locked, 60), full=50, quick=0, side_by_side=5, databases=ours
        ),
        Scenario("disk full", away.full, full=50, quick=2, databases=ours),
        Scenario("read-only", away.read_only, full=50, quick=1, databases=ours),
        Scenario("PostgreSQL stopped at once", away.stopped, full=100, quick=1, databases=theirs),
        Scenario("PostgreSQL backends killed", away.killed, full=100, quick=5, databases=theirs),
    ]


def _refusals() -> Scenario:
    words = len(slack_faults.PERMANENT_WORDS)
    return Scenario(
        "Slack: permanent errors", slack_faults.refuse, full=200 * words, quick=words, at_once=10 * words
    )


SCENARIOS: tuple[Scenario, ...] = (
    *_kills(),
    Scenario("deliveries 1 to 5 times", deliveries.deliver_again, full=10_000, quick=200, at_once=500),
    Scenario("bursts of 2 to 10 clicks", races.bursts, full=1_000, quick=40, at_once=100),
    Scenario("Resume, Done and Snooze at once", races.resume_done_snooze, full=1_000, quick=30, at_once=100),
    Scenario("clock steps", clock_steps.step, full=400, quick=8, at_once=2, side_by_side=8, waits=True),
    Scenario("bad input over HTTP", bad_input.over_http, full=100_000, quick=500, at_once=2_000),
    Scenario(
        "bad input over Socket Mode", bad_input.over_socket_mode, full=100_000, quick=300, at_once=2_000
    ),
    *_outages(),
    *_slack(),
    _refusals(),
    Scenario(
        "SIGSTOP beyond the lease",
        stops.stop,
        full=200,
        quick=1,
        side_by_side=10,
        databases=(POSTGRESQL,),
        waits=True,
    ),
)
