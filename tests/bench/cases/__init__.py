"""The benchmarks, in the order of the table."""

from tests.bench.cases import commands, growth
from tests.bench.results import Case

CASES = (
    Case(("throughput-sqlite",), commands.throughput_on_sqlite),
    Case(("latency-sqlite",), commands.latency_on_sqlite),
    Case(("transition-growth",), growth.transitions_at_size),
)
