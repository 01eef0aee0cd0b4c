"""The bot in this process: its real app, one or more replicas of it, with a log that is listened to."""

import itertools
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from random import Random

import aiohttp

from bot.app import RunningApp, running
from bot.clock import Clock
from bot.config import Settings
from bot.doors.http import HttpDoor
from bot.playground.clock import MovableClock
from bot.telemetry.logs import TextFormatter
from tests.faults.people import SECRET, Answer, Json, send
from tests.faults.places import POSTGRESQL, Place
from tests.faults.slack import FakeSlack
from tests.faults.tally import Tally


class Replicas:
    """Running apps on one database. Whoever asks is answered by one of them."""

    def __init__(self, apps: list[RunningApp], http: aiohttp.ClientSession) -> None:
        self.apps = apps
        self._http = http
        self._turns = itertools.cycle(app.door.url for app in apps if isinstance(app.door, HttpDoor))

    @property
    def url(self) -> str:
        """The next one's, in turn."""
        return next(self._turns)

    async def ask(self, payload: Json, random: Random | None = None) -> Answer:
        """Any one of them if it is `random`, else the next."""
        for _ in range(random.randrange(len(self.apps)) if random else 0):
            next(self._turns)
        return await send(self._http, self.url, payload)

    def wake(self) -> None:
        for app in self.apps:
            app.wake()


@asynccontextmanager
async def replicas(
    slack: FakeSlack, place: Place, clock: Clock | None = None, count: int | None = None, **more: object
) -> AsyncIterator[Replicas]:
    """Two on PostgreSQL, one on SQLite, unless `count` says otherwise; over HTTP unless `more` does."""
    count = count or (2 if place.database == POSTGRESQL else 1)
    given: dict[str, object] = {
        "slack_bot_token": "xoxb-faults",
        "slack_signing_secret": SECRET,
        "slack_api_url": slack.api_url,
        "database_url": place.url,
        "port": 0,
        "_env_file": None,
        **more,
    }
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(aiohttp.ClientSession())
        settings = Settings(**given)  # type: ignore[arg-type]
        apps = [
            await stack.enter_async_context(running(settings, clock or MovableClock())) for _ in range(count)
        ]
        yield Replicas(apps, http)


class _Listening(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def listening(tally: Tally, *, expects_errors: bool = False) -> Iterator[list[logging.LogRecord]]:
    """An error or a traceback in it is noted, unless errors are expected.

    A traceback is noted in any case.
    """
    root, handler = logging.getLogger(), _Listening()
    root.addHandler(handler)
    try:
        yield handler.records
    finally:
        root.removeHandler(handler)
    for record in handler.records:
        if not record.name.startswith("bot"):
            continue
        if record.exc_info and record.exc_info[0]:
            tally.note_unhandled(TextFormatter().format(record)[-1500:])
        elif record.levelno >= logging.ERROR and not expects_errors:
            tally.note_unhandled(TextFormatter().format(record)[:500])
