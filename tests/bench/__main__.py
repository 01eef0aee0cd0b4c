"""`python -m tests.bench`: measures everything that has a goal, against floors of its own.

docs/performance.md says what each row is.
"""

import argparse
import asyncio
import json
import selectors
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Coroutine, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from tests.bench import report
from tests.bench.cases import CASES
from tests.bench.profiling import PROFILES
from tests.bench.results import Case, Row
from tests.bench.scale import FULL, QUICK, Scale
from tests.bench.workshop import Workshop

Answer = TypeVar("Answer")


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    if asked.list:
        sys.stdout.write("".join(f"{name}\n" for case in CASES for name in case.names))
        return 0
    scale = QUICK if asked.quick else FULL
    sys.stdout.write(report.surroundings(scale) + "\n\n")
    if asked.profile:
        sys.stdout.write(_run(scale, PROFILES[asked.profile]) + "\n")
        return 0
    cases = [case for case in CASES if asked.only is None or asked.only in case.names]
    started = time.monotonic()
    rows = _run(scale, lambda workshop: _run_cases(workshop, cases))
    sys.stdout.write(report.table(rows) + f"\n\nTook {time.monotonic() - started:.0f} s.\n")
    if asked.json:
        asked.json.write_text(json.dumps([row.as_json() for row in rows], indent=2) + "\n")
    return 0 if len(rows) == sum(len(case.names) for case in cases) else 1


def _parser() -> argparse.ArgumentParser:
    names = [name for case in CASES for name in case.names]
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="Measure the speed of workbot against floors."
    )
    parser.add_argument("--list", action="store_true", help="print the names of the rows")
    parser.add_argument("--only", metavar="NAME", choices=names, help="only what answers this row")
    parser.add_argument("--quick", action="store_true", help="less of everything; the figures are rougher")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there, too")
    parser.add_argument("--profile", choices=PROFILES, help="no figures, but where the time of these goes")
    return parser


def _run(scale: Scale, work: Callable[[Workshop], Coroutine[Any, Any, Answer]]) -> Answer:
    # select() waits to the microsecond, where epoll() rounds up to the next millisecond.
    with (
        tempfile.TemporaryDirectory(prefix="workbot-bench-") as folder,
        asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(selectors.SelectSelector())) as runner,
    ):
        return runner.run(work(Workshop(Path(folder), scale)))


async def _run_cases(workshop: Workshop, cases: Iterable[Case]) -> list[Row]:
    """What fails is told at once, and the others are measured all the same."""
    rows: list[Row] = []
    for case in cases:
        sys.stderr.write(f"{', '.join(case.names)} …\n")
        try:
            rows += await case.run(workshop)
        except Exception:
            traceback.print_exc()
    return rows


if __name__ == "__main__":
    sys.exit(main())
