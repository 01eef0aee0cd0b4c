"""What a benchmark answers: rows of figures with their goals."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from tests.bench.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound for a row's own figure, or for its ratio to the floor."""

    bound: float
    is_ratio: bool = False
    is_at_least: bool = False

    def __str__(self) -> str:
        sign = ">=" if self.is_at_least else "<="
        return f"{'ratio ' if self.is_ratio else ''}{sign} {self.bound:g}"

    def is_met(self, figure: float) -> bool:
        return figure >= self.bound if self.is_at_least else figure <= self.bound


def at_most(bound: float) -> Goal:
    return Goal(bound)


def ratio_at_most(bound: float) -> Goal:
    return Goal(bound, is_ratio=True)


def ratio_at_least(bound: float) -> Goal:
    return Goal(bound, is_ratio=True, is_at_least=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table. `ours` and `floor` hold a figure for each run; medians are what counts.

    `latencies` are those of our requests in all runs, in ms; `floor_is` says what the floor does.
    """

    name: str
    what: str
    unit: str
    ours: Sequence[float]
    floor: Sequence[float] = ()
    floor_is: str = ""
    goal: Goal | None = None
    latencies: Sequence[float] = ()
    note: str = ""

    @property
    def our_median(self) -> float:
        return median(self.ours)

    @property
    def floor_median(self) -> float | None:
        return median(self.floor) if self.floor else None

    @property
    def ratio(self) -> float | None:
        return self.our_median / self.floor_median if self.floor_median else None

    @property
    def is_met(self) -> bool | None:
        """None where there is no goal, or nothing to hold against it."""
        figure = self.ratio if self.goal and self.goal.is_ratio else self.our_median
        return self.goal.is_met(figure) if self.goal and figure is not None else None

    def quantile(self, part: float) -> float | None:
        """The latency that this part of the requests did not exceed; None where no latencies were taken."""
        return quantile(self.latencies, part) if self.latencies else None

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "what": self.what,
            "ours": self.our_median,
            "floor": self.floor_median,
            "ratio": self.ratio,
            "unit": self.unit,
            "p50": self.quantile(0.5),
            "p99": self.quantile(0.99),
            "goal": str(self.goal) if self.goal else None,
            "met": self.is_met,
            "floor_is": self.floor_is,
            "our_runs": list(self.ours),
            "floor_runs": list(self.floor),
            "note": self.note,
        }


def quantile(values: Sequence[float], part: float) -> float:
    """The nearest rank: a value that was measured, never one in between."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


@dataclass(frozen=True, slots=True)
class Case:
    """A benchmark: the names of the rows it answers, and how to run it."""

    names: tuple[str, ...]
    run: Callable[[Workshop], Coroutine[Any, Any, list[Row]]]
