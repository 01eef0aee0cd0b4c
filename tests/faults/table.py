"""The table that a run prints."""

from collections.abc import Iterable

from tests.faults.scenarios import Scenario
from tests.faults.state import State
from tests.faults.tally import Tally

HEAD = ("scenario", "database", "tries", "of", "lost", "doubled", "unhandled", "seconds", "verdict")


def table(state: State, scenarios: Iterable[Scenario], databases: Iterable[str], *, is_full: bool) -> str:
    """As Markdown; a scenario of which nothing ran has a line that says so."""
    rows = [
        _row(scenario, database, state.of(scenario.name, database), is_full=is_full)
        for scenario in scenarios
        for database in scenario.databases
        if database in databases
    ]
    lines = [HEAD, tuple("---" for _ in HEAD), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(scenario: Scenario, database: str, tally: Tally, *, is_full: bool) -> tuple[str, ...]:
    wanted = scenario.wanted(database, is_full=is_full)
    counts = (tally.tries, wanted, tally.lost, tally.doubled, tally.unhandled, round(tally.seconds))
    return (scenario.name, database, *map(str, counts), verdict(scenario, tally, wanted))


def verdict(scenario: Scenario, tally: Tally, wanted: int) -> str:
    """Only "kept" says that the line ran as often as is wanted."""
    if tally.lost or tally.doubled or tally.unhandled:
        return "BROKEN"
    if tally.tries and wanted <= tally.tries:
        return "kept"
    if tally.tries:
        return "kept so far"
    if not wanted:
        return "not in quick"
    return "NOT RUN" if scenario.is_possible else "NOT RUN: no file system can be mounted here"


def notes(state: State) -> str:
    """What broke a promise, and what happened on the way."""
    lines = []
    for name, tally in state.tallies.items():
        if tally.facts:
            facts = ", ".join(f"{fact}: {count}" for fact, count in sorted(tally.facts.items()))
            lines.append(f"{name}: {facts}")
        lines += [f"  ! {note}" for note in tally.notes]
    return "\n".join(lines)
