"""Ten thousand reminders that fall due at once, and how long it takes until they are sent."""

import asyncio
import json
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench import processes
from tests.bench.databases import add_open_pauses, add_people, migrated
from tests.bench.load import get_json
from tests.bench.processes import Server
from tests.bench.workshop import Workshop

SLACK_TAKES = 0.02  # seconds for each post
PATIENCE = 120.0  # seconds
LOOK_EVERY = 0.05
_MARKED = "SELECT count(*) FROM card WHERE kind = 'reminder' AND message_ts IS NOT NULL AND due_at IS NULL"


class NotDoneRight(Exception):
    """Something was not sent, or twice: how fast does not matter then."""


@dataclass
class Sending:
    """The program, and what it has to send from `begin` on, in Unix seconds.

    How long that `took`, and the `longest_block` of the event loop meanwhile, in seconds.
    """

    bot: Server
    slack: Server
    file: Path
    count: int
    begin: float
    took: float = 0.0
    longest_block: float = 0.0

    async def begins(self) -> None:
        await asyncio.sleep(max(self.begin - time.time(), 0))

    async def finish(self) -> None:
        """Wait until all is sent and marked. Raises NotDoneRight."""
        deadline = self.begin + PATIENCE
        while (marked := self._marked()) < self.count:
            if time.time() > deadline:
                raise NotDoneRight(f"{marked} of {self.count} after {PATIENCE:.0f} s")
            await asyncio.sleep(LOOK_EVERY)
        self.took = time.time() - self.begin
        posts = Counter(card for _, card in (await get_json(f"{self.slack.url}posts"))["posts"])
        if len(posts) != self.count or max(posts.values()) > 1:
            raise NotDoneRight(f"{len(posts)} of {self.count} sent, {max(posts.values())} times at most")

    def _marked(self) -> int:
        with closing(sqlite3.connect(f"{self.file.as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute(_MARKED).fetchone()[0])


@asynccontextmanager
async def due_at_once(
    workshop: Workshop, callers: Iterable[str] = (), profiles: Path | None = None
) -> AsyncIterator[Sending]:
    """The program with many reminders that are about to fall due; `callers` are other people it knows.

    It is watched or, with a folder for `profiles`, profiled.
    """
    file, watched = workshop.new_file(), workshop.new_file()
    url = await migrated(file)
    add_people(url, callers)
    count = workshop.scale.due
    due_at = whole_second(workshop.scale.ahead)
    add_open_pauses(file, count, due_at)
    how, found = ("profiled", profiles) if profiles else ("watched", watched)
    async with processes.slack(SLACK_TAKES) as slack:
        async with processes.bot(url, slack, how, found) as bot:
            # On a machine so busy that the program starts late, all is due when it has started.
            sending = Sending(bot, slack, file, count, max(due_at.timestamp(), time.time()))
            yield sending
        if not profiles:
            seen = json.loads(watched.read_text())
            delays = [delay for at, delay in seen if sending.begin <= at <= sending.begin + sending.took]
            sending.longest_block = max(delays, default=0.0)


def whole_second(ahead: float) -> datetime:
    """The instant that is so many seconds ahead, cut to whole ones."""
    return datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=ahead)
