"""The table of what is tried: how often, on which database, in portions of which size."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from random import Random

from tests.faults import clock_steps, deliveries, kills, races, slack_faults, stops
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


def _slack() -> list[Scenario]:
    return [
        Scenario(f"Slack: {fault}", partial(slack_faults.befall, fault), full=200, quick=4, at_once=50)
        for fault in slack_faults.FAULTS
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
    Scenario("clock steps", clock_steps.step, full=400, quick=8, at_once=16),
    *_slack(),
    _refusals(),
    Scenario(
        "SIGSTOP beyond the lease", stops.stop, full=200, quick=1, side_by_side=10, databases=(POSTGRESQL,)
    ),
)
