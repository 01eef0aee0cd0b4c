"""`python -m tests.faults --quick | --full | --report`: try the faults, count, and say what was kept.

Exits with 1 when a promise was broken, or when a line that was asked for was not tried as often as it should
have been; a line that needs a mount, only in a full run. Ended by SIGTERM or SIGINT, it takes everything away
that it has made, and exits with 130; what had been tried is in the state file.
"""

import argparse
import asyncio
import logging
import os
import platform
import secrets
import signal
import sys
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from tests.faults.places import POSTGRESQL, SQLITE
from tests.faults.running import run
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.state import State
from tests.faults.table import notes, table
from tests.postgresql import temporary_postgresql

WAITING_AT_ONCE = 30  # lines of a quick run that mostly wait
OF_FULL_AT_ONCE = 3  # of a full run, each of which has several places
ENDED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    scenarios = [
        each for each in SCENARIOS if not asked.only or any(name in each.name for name in asked.only)
    ]
    if not scenarios:
        print("no scenario has that in its name; there are:", *(each.name for each in SCENARIOS), sep="\n  ")
        return 2
    databases = (SQLITE, POSTGRESQL) if asked.database == "both" else (asked.database,)
    logging.getLogger().addHandler(logging.NullHandler())  # each scenario listens for itself
    state = State.read(asked.state, asked.seed)
    print(f"seed {state.seed}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {_machine()}", flush=True)
    if not asked.report:
        ending = _Ending()
        try:
            with ExitStack() as stack:
                server = _server(stack) if POSTGRESQL in databases else None
                asyncio.run(ending.ends(_run_all(scenarios, databases, state, server, asked)))
        except (KeyboardInterrupt, asyncio.CancelledError):
            print("ended before its time", flush=True)
            return ENDED
    print(table(state, scenarios, databases, is_full=not asked.quick))
    print(notes(state))
    return 0 if _is_kept(scenarios, databases, state, asked) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--quick", action="store_true", help="a small share of every line, in a few minutes")
    how.add_argument("--full", action="store_true", help="every line in full, in hours")
    how.add_argument("--report", action="store_true", help="only print what the state file holds")
    parser.add_argument("--only", action="append", metavar="NAME", help="lines with this in their name")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**31), help="of what is random")
    parser.add_argument("--database", choices=(SQLITE, POSTGRESQL, "both"), default="both")
    parser.add_argument(
        "--state", type=Path, metavar="FILE", help="keep the counts there, and go on from them"
    )
    parser.add_argument("--minutes", type=float, help="begin nothing more after so long")
    return parser


class _Ending:
    """The first SIGTERM or SIGINT ends the run; more of them do not disturb it while it clears up."""

    def __init__(self) -> None:
        self._was_asked = False
        self._cancel: Callable[[], object] | None = None
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked)

    async def ends(self, work: Coroutine[object, object, None]) -> None:
        """Do the work. Raises CancelledError when it was ended, and everything in it has cleared up."""
        loop, working = asyncio.get_running_loop(), asyncio.ensure_future(work)
        self._cancel = lambda: loop.call_soon_threadsafe(working.cancel)
        await working

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        if self._was_asked:
            return
        self._was_asked = True
        if self._cancel is None:
            raise KeyboardInterrupt
        self._cancel()


async def _run_all(
    scenarios: Sequence[Scenario],
    databases: Sequence[str],
    state: State,
    server: str | None,
    asked: argparse.Namespace,
) -> None:
    ends_at = time.monotonic() + asked.minutes * 60 if asked.minutes else None
    turns = asyncio.Semaphore(WAITING_AT_ONCE if asked.quick else OF_FULL_AT_ONCE)

    async def one(scenario: Scenario, database: str) -> None:
        wanted = scenario.wanted(database, is_full=asked.full)
        if not wanted or not scenario.is_possible:
            return
        async with turns:
            await run(scenario, database, wanted, state, server, lambda: _is_past(ends_at))
        tally = state.of(scenario.name, database)
        print(f"  {scenario.name}, {database}: {tally.tries} in {tally.seconds:.0f} s", flush=True)

    lines = [(each, database) for each in scenarios for database in each.databases if database in databases]
    for scenario, database in lines:
        if not scenario.waits:
            await one(scenario, database)
    async with asyncio.TaskGroup() as waiting:
        for scenario, database in lines:
            if scenario.waits:
                waiting.create_task(one(scenario, database))


def _is_past(instant: float | None) -> bool:
    return instant is not None and time.monotonic() > instant


def _server(stack: ExitStack) -> str:
    """PostgreSQL from TEST_DATABASE_URL, else one of our own from a wheel."""
    return os.environ.get("TEST_DATABASE_URL") or stack.enter_context(temporary_postgresql()).url


def _is_kept(
    scenarios: Sequence[Scenario], databases: Sequence[str], state: State, asked: argparse.Namespace
) -> bool:
    lines = [
        (each, state.of(each.name, database), each.wanted(database, is_full=not asked.quick))
        for each in scenarios
        for database in each.databases
        if database in databases
    ]
    if not all(tally.is_kept for _, tally, _ in lines if tally.tries or tally.notes):
        return False
    if asked.report or asked.minutes:
        return any(tally.tries for _, tally, _ in lines)
    return all(
        tally.tries >= wanted or (asked.quick and not scenario.is_possible)
        for scenario, tally, wanted in lines
    )


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
