"""Where the time of the program goes, by cProfile.

That makes every call slower: read shares from it, and know that many small calls look too slow.
"""

import io
import pstats
from collections import defaultdict
from itertools import islice
from pathlib import Path

from tests.bench import processes
from tests.bench.cases.commands import send
from tests.bench.commands import check_ours, people
from tests.bench.databases import add_people, migrated
from tests.bench.sending import due_at_once
from tests.bench.workshop import Workshop

LINES = 40
WORTH_TELLING = 0.1  # seconds


async def profile_commands(workshop: Workshop) -> str:
    """Start, pause and resume on all connections."""
    scale, found = workshop.scale, _folder(workshop)
    count = scale.connections * scale.people
    url = await migrated(workshop.new_file())
    add_people(url, islice(people(), count))
    async with processes.slack() as slack, processes.bot(url, slack, "profiled", found) as bot:
        load = await send(bot, list(islice(people(), count)), scale.connections, check_ours)
    return _summary(f"{len(load.answers)} commands, {load.per_second:.0f}/s under the profiler", found)


async def profile_reminders(workshop: Workshop) -> str:
    """All that fall due at once."""
    found = _folder(workshop)
    async with due_at_once(workshop, profiles=found) as sending:
        await sending.finish()
    return _summary(f"{sending.count} reminders, {sending.took:.1f} s under the profiler", found)


def _folder(workshop: Workshop) -> Path:
    folder = workshop.folder / "profiles"
    folder.mkdir()
    return folder


def _summary(what: str, found: Path) -> str:
    """Of each thread, its own time by package, then the functions that took most."""
    parts = [part for file in sorted(found.iterdir()) if (part := _of_thread(file))]
    return "\n".join([what, *parts])


def _of_thread(file: Path) -> str:
    """Empty for a thread that did next to nothing."""
    text = io.StringIO()
    statistics = pstats.Stats(str(file), stream=text)
    own: dict[str, float] = defaultdict(float)
    for (path, _, function), (_, _, seconds, _, _) in statistics.stats.items():  # type: ignore[attr-defined]
        own[_package(path, function)] += seconds
    total = sum(own.values())
    if total < WORTH_TELLING:
        return ""
    shares = sorted(own.items(), key=lambda each: -each[1])
    lines = [f"  {seconds / total:6.1%} {package}" for package, seconds in shares if seconds > total / 200]
    statistics.strip_dirs().sort_stats("tottime").print_stats(LINES)
    return "\n".join([f"\n{file.stem}: {total:.2f} s", *lines, text.getvalue()])


def _package(path: str, function: str) -> str:
    """The distribution or the part of ours that a function belongs to."""
    if path == "~":
        return f"built in: {function}" if "sqlite3" in function or "poll" in function else "built in"
    parts = Path(path).parts
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    if "bot" in parts:
        return "/".join(parts[parts.index("bot") :][:2])
    is_package = len(parts) > 1 and parts[-2] in ("asyncio", "json", "logging", "sqlite3", "urllib")
    return "standard library: " + "/".join(parts[-2:] if is_package else parts[-1:])


PROFILES = {"commands": profile_commands, "reminders": profile_reminders}
