"""The table of what is tried: how often, on which database, in portions of which size."""

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache, partial
from random import Random

from tests.faults import (
    bad_input,
    clock_steps,
    curated_input,
    databases_away,
    deliveries,
    kills,
    races,
    slack_faults,
    stops,
)
from tests.faults.places import POSTGRESQL, SQLITE, Place
from tests.faults.tally import Tally

Try = Callable[[Place, Random, int], Awaitable[Tally]]
BOTH = (SQLITE, POSTGRESQL)
# Killed there, a process leaves cards that another one may not touch before its lease is over.
LEAVES_A_LEASE = frozenset(kills.POINTS) - {"users.info", "ack received", "request sent", "start-up"}


@dataclass(frozen=True, slots=True)
class Scenario:
    """One line of the table. `at_once` tries share a place; `side_by_side` places are worked in together.

    One that mostly `waits` can be tried while others are. One that `mounts` needs to be root and allowed to.
    On some databases it may be too `long` for a quick run.
    """

    name: str
    attempt: Try
    full: int
    quick: int
    at_once: int = 10
    side_by_side: int = 1
    databases: tuple[str, ...] = BOTH
    waits: bool = False
    mounts: bool = False
    long: tuple[str, ...] = ()

    def wanted(self, database: str, *, is_full: bool) -> int:
        """How many tries; 0: it is no part of a quick run."""
        if is_full:
            return self.full
        return 0 if database in self.long else self.quick

    @property
    def is_possible(self) -> bool:
        """Whether this machine lets it be tried at all."""
        return not self.mounts or may_mount()


@cache
def may_mount() -> bool:
    """Whether a file system can be mounted here: tried, since a container of root's may refuse it."""
    if os.geteuid():
        return False
    try:
        with databases_away.small_file_system("1m"):
            return True
    except OSError:
        return False


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
            long=(POSTGRESQL,) if point in LEAVES_A_LEASE else (),
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
            "locked for 60 s",
            partial(away.locked, 60),
            full=50,
            quick=0,
            at_once=1,
            side_by_side=5,
            databases=ours,
            long=ours,
        ),
        Scenario("disk full", away.full, full=50, quick=2, databases=ours, mounts=True),
        Scenario("read-only", away.read_only, full=50, quick=1, databases=ours, mounts=True),
        Scenario("PostgreSQL stopped at once", away.stopped, full=100, quick=1, databases=theirs),
        Scenario("PostgreSQL backends killed", away.killed, full=100, quick=5, databases=theirs),
    ]


def _refusals() -> Scenario:
    words = len(slack_faults.PERMANENT_WORDS)
    return Scenario(
        "Slack: permanent errors", slack_faults.refuse, full=200 * words, quick=words, at_once=10 * words
    )


def _curated() -> list[Scenario]:
    """In one portion, so that each is tried once."""
    http, socket_mode = len(curated_input.OVER_HTTP), len(curated_input.OVER_SOCKET_MODE)
    return [
        Scenario("curated bad input over HTTP", curated_input.over_http, full=http, quick=120, at_once=http),
        Scenario(
            "curated bad input over Socket Mode",
            curated_input.over_socket_mode,
            full=socket_mode,
            quick=120,
            at_once=socket_mode,
        ),
    ]


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
    *_curated(),
    *_outages(),
    *_slack(),
    _refusals(),
    Scenario(
        "SIGSTOP beyond the lease",
        stops.stop,
        full=200,
        quick=0,
        at_once=1,
        side_by_side=10,
        databases=(POSTGRESQL,),
        waits=True,
        long=(POSTGRESQL,),
    ),
)
