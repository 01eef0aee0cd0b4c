"""Where the time of the program goes, by cProfile.

That makes every call slower: read shares from it, and know that many small calls look too slow.
"""

import asyncio
import io
import pstats
import re
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby, islice
from pathlib import Path

from bot.store import open_store
from tests.bench import processes
from tests.bench.cases.commands import send
from tests.bench.cases.looking_back import export_and_drop
from tests.bench.commands import check_ours, people
from tests.bench.databases import add_people, migrated, postgresql
from tests.bench.sending import due_at_once
from tests.bench.servers.profiled import Profiles
from tests.bench.workshop import Workshop

LINES = 40
WORTH_TELLING = 0.1  # seconds


async def profile_commands(workshop: Workshop) -> str:
    """Start, pause and resume on all connections."""
    return await _profile_commands(workshop, await migrated(workshop.new_file()))


async def profile_commands_on_postgresql(workshop: Workshop) -> str:
    """The same on PostgreSQL."""
    async with postgresql() as url:
        return await _profile_commands(workshop, url)


async def _profile_commands(workshop: Workshop, url: str) -> str:
    scale, found = workshop.scale, _folder(workshop)
    count = scale.connections * scale.people
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


async def profile_export(workshop: Workshop) -> str:
    """The record of one person as CSV, in this process."""
    count, found, profiles = workshop.scale.exported_sessions, _folder(workshop), Profiles()
    url = f"sqlite:///{await workshop.sessions_of(1, count)}"
    profiles.begin()
    with ThreadPoolExecutor(thread_name_prefix="reading") as threads:  # that are started from here on
        asyncio.get_running_loop().set_default_executor(threads)
        await _export(url)
    profiles.write(found)
    return _summary(f"an export of {count} sessions", found)


async def _export(url: str) -> None:
    store = open_store(url)
    await export_and_drop(store)
    await store.close()


def _folder(workshop: Workshop) -> Path:
    folder = workshop.folder / "profiles"
    folder.mkdir()
    return folder


def _summary(what: str, found: Path) -> str:
    """Of each kind of thread, its own time by package, then the functions that took most."""
    kinds = groupby(sorted(found.iterdir()), key=_kind)
    return "\n".join([what, *filter(None, (_of_threads(kind, files) for kind, files in kinds))])


def _kind(file: Path) -> str:
    """What a thread is for: `store-1234.profile` and `store_0-1234.profile` are both of the store."""
    return re.split(r"[-_]\d", file.stem)[0]


def _of_threads(kind: str, files: Iterable[Path]) -> str:
    """Empty where they did next to nothing."""
    text = io.StringIO()
    statistics = pstats.Stats(*map(str, files), stream=text)
    own: dict[str, float] = defaultdict(float)
    for (path, _, function), (_, _, seconds, _, _) in statistics.stats.items():  # type: ignore[attr-defined]
        own[_package(path, function)] += seconds
    total = sum(own.values())
    if total < WORTH_TELLING:
        return ""
    shares = sorted(own.items(), key=lambda each: -each[1])
    lines = [f"  {seconds / total:6.1%} {package}" for package, seconds in shares if seconds > total / 200]
    statistics.strip_dirs().sort_stats("tottime").print_stats(LINES)
    return "\n".join([f"\n{kind}: {total:.2f} s", *lines, text.getvalue()])


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


PROFILES = {
    "commands": profile_commands,
    "commands-postgresql": profile_commands_on_postgresql,
    "reminders": profile_reminders,
    "export": profile_export,
}
