"""The table of what is tried: how often, on which database, in portions of which size."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from random import Random

from tests.faults import deliveries, kills, races
from tests.faults.places import POSTGRESQL, SQLITE, Place
from tests.faults.tally import Tally

Try = Callable[[Place, Random, int], Awaitable[Tally]]
BOTH = (SQLITE, POSTGRESQL)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One line of the table. `at_once` tries share a place; `side_by_side` places are worked in together."""

    name: str
    attempt: Try
    full: int
    quick: int
    at_once: int = 10
    side_by_side: int = 1
    databases: tuple[str, ...] = BOTH


def _kills() -> list[Scenario]:
    return [
        Scenario(
            name=f"SIGKILL: {point}",
            attempt=partial(kills.kill, point),
            full=500 if point == "random" else 100,
            quick=1,
            at_once=10,
            side_by_side=4,
        )
        for point in kills.POINTS
    ]


SCENARIOS: tuple[Scenario, ...] = (
    *_kills(),
    Scenario("deliveries 1 to 5 times", deliveries.deliver_again, full=10_000, quick=200, at_once=500),
    Scenario("bursts of 2 to 10 clicks", races.bursts, full=1_000, quick=40, at_once=100),
    Scenario("Resume, Done and Snooze at once", races.resume_done_snooze, full=1_000, quick=30, at_once=100),
)
