"""Runs scenarios in portions, each with its own fresh place and its own part of the seed."""

import asyncio
import time
import traceback
from collections.abc import Callable
from random import Random

from tests.faults.places import fresh_place
from tests.faults.scenarios import Scenario
from tests.faults.state import State
from tests.faults.tally import Tally

IN_VAIN = 3  # portions without a try, after which a line is given up


async def run(
    scenario: Scenario,
    database: str,
    wanted: int,
    state: State,
    server: str | None,
    is_over: Callable[[], bool],
) -> None:
    """Try until `wanted` is reached, saving after each round of portions."""
    tally, in_vain = state.of(scenario.name, database), 0
    while tally.tries < wanted and in_vain < IN_VAIN and not is_over():
        before, began = tally.tries, time.monotonic()
        portions = _portions(scenario, wanted - before)
        async with asyncio.TaskGroup() as side_by_side:  # which waits for all of them, cancelled or not
            done = [
                side_by_side.create_task(
                    _portion(scenario, database, server, _part(state, scenario, f"{before} {n}"), tries)
                )
                for n, tries in enumerate(portions)
            ]
        for each in done:
            tally.add(each.result())
        tally.seconds += time.monotonic() - began
        in_vain = in_vain + 1 if tally.tries == before else 0
        state.write()


def _part(state: State, scenario: Scenario, which: str) -> Random:
    return Random(f"{state.seed} {scenario.name} {which}")


def _portions(scenario: Scenario, left: int) -> list[int]:
    """How many tries each of the places side by side is to make in this round."""
    portions: list[int] = []
    while left > 0 and len(portions) < scenario.side_by_side:
        portions.append(min(left, scenario.at_once))
        left -= portions[-1]
    return portions


async def _portion(
    scenario: Scenario, database: str, server: str | None, random: Random, tries: int
) -> Tally:
    try:
        with fresh_place(database, server) as place:
            return await scenario.attempt(place, random, tries)
    except Exception:
        # A trial that fails in itself is no try, and no silence either.
        tally = Tally()
        tally.note_unhandled(f"the trial itself failed: {traceback.format_exc()[-1500:]}")
        return tally
