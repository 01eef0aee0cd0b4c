"""How much of everything a run measures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Counts for one run of the bench. People are for each connection and run: three commands each.

    `ahead`: seconds for a program to start in, before what is measured falls due. `idle_after`: seconds from
    a first answer until a program counts as idle.
    """

    runs: int
    long_runs: int = 3
    connections: int = 16
    people: int
    people_alone: int
    open_seconds: float
    ahead: float
    due: int
    jobs: int
    lateness: int
    open_pauses: int
    ticks: int
    many_sessions: int
    few_sessions: int
    least_sessions: int
    exported_sessions: int
    weeks: int
    starts: int
    idle_after: float = 1.0
    transitions: int


FULL = Scale(
    runs=5,
    people=60,
    people_alone=150,
    open_seconds=6.0,
    ahead=5.0,
    due=10_000,
    jobs=1_000,
    lateness=10,
    open_pauses=100_000,
    ticks=200,
    many_sessions=1_000_000,
    few_sessions=10_000,
    least_sessions=1_000,
    exported_sessions=10_000,
    weeks=100,
    starts=5,
    transitions=40,
)
QUICK = Scale(
    runs=3,
    people=20,
    people_alone=50,
    open_seconds=3.0,
    ahead=4.0,
    due=2_000,
    jobs=300,
    lateness=5,
    open_pauses=20_000,
    ticks=100,
    many_sessions=100_000,
    few_sessions=10_000,
    least_sessions=1_000,
    exported_sessions=2_000,
    weeks=50,
    starts=3,
    transitions=20,
)
TINY = Scale(
    runs=1,
    long_runs=1,
    connections=2,
    people=2,
    people_alone=2,
    open_seconds=0.1,
    ahead=1.0,
    due=20,
    jobs=10,
    lateness=2,
    open_pauses=100,
    ticks=2,
    many_sessions=2_000,
    few_sessions=1_000,
    least_sessions=500,
    exported_sessions=50,
    weeks=2,
    starts=1,
    idle_after=0.1,
    transitions=2,
)
