"""The benchmarks, in the order of the table."""

from tests.bench.cases import commands, growth, looking_back, reminders, starting
from tests.bench.results import Case

CASES = (
    Case(("throughput-sqlite",), commands.throughput_on_sqlite),
    Case(("throughput-postgresql",), commands.throughput_on_postgresql),
    Case(("latency-sqlite",), commands.latency_on_sqlite),
    Case(("open-loop",), commands.steady_load),
    Case(("open-loop-reminders",), commands.steady_load_with_reminders),
    Case(("reminder-lateness",), reminders.lateness),
    Case(("reminders-due", "reminders-due-gap"), reminders.all_due_at_once),
    Case(("idle-tick",), reminders.idle_tick),
    Case(("week", "week-growth"), looking_back.week),
    Case(("export", "export-memory"), looking_back.export),
    Case(("first-ack", "idle-memory"), starting.first_ack_and_memory),
    Case(("transition", "transition-growth"), growth.transitions_at_size),
)
