"""The database is locked, full, read-only or gone: one clear sentence, nothing half done, then it goes on."""

import asyncio
import secrets
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

from tests.faults import oracle
from tests.faults.bot_process import BotProcess, DidNotStart
from tests.faults.in_process import Replicas, listening, replicas
from tests.faults.people import Person, Told, command
from tests.faults.places import Place
from tests.faults.slack import FakeSlack
from tests.faults.tally import Tally
from tests.postgresql import temporary_postgresql

SLACK_WAITS = 3.0  # seconds until a person is told that it took too long
RESUMES_WITHIN = 30.0
VERBS = ("pause", "resume")
Away = Callable[[], Awaitable[None]]


async def _outage(
    bots: Replicas, everyone: list[Person], begin: Away, end: Away, lasts: float, tally: Tally
) -> None:
    """Somebody asks for things all the time, before, during and after the database is away."""
    person = Person(f"U{secrets.token_hex(6)}")
    everyone.append(person)
    person.note("start", await bots.ask(command(person, "start report")))
    ending = asyncio.create_task(_away(begin, end, lasts))
    try:
        await _ask_throughout(bots, person, ending, tally)
    finally:
        ending.cancel()  # if it is over already, this does nothing
        await asyncio.wait([ending])
    await ending  # says what went wrong with it
    tally.tries += 1


async def _ask_throughout(bots: Replicas, person: Person, ending: asyncio.Task[None], tally: Tally) -> None:
    number, failed, resumed = 0, 0, False
    ended_at = 0.0
    while not resumed:
        is_over = ending.done()
        ended_at = ended_at or (time.monotonic() if is_over else 0.0)
        verb = VERBS[number % 2]
        answer = person.note(verb, await bots.ask(command(person, verb)))
        failed += answer.told is Told.FAILED
        number += answer.told is Told.DONE
        resumed = is_over and answer.told is Told.DONE
        if answer.told is Told.NOTHING:
            tally.note_unhandled(f"no answer at all: {answer.status}")
        if answer.seconds > SLACK_WAITS:
            tally.note_unhandled(f"{verb} was answered after {answer.seconds:.1f} s")
        if ended_at and time.monotonic() - ended_at > RESUMES_WITHIN:
            tally.note_lost("the service did not resume")
            break
        await asyncio.sleep(0.1)
    tally.count("told that nothing was changed", failed)
    tally.count("slowest resuming, s", round(time.monotonic() - ended_at))


async def _away(begin: Away, end: Away, lasts: float) -> None:
    await begin()
    try:
        await asyncio.sleep(lasts)
    finally:
        await end()


async def _to_its_end(work: Callable[[], object]) -> None:
    """In a thread; who is cancelled meanwhile waits for it all the same."""
    working = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        await asyncio.shield(working)
    finally:
        await working


@contextmanager
def small_file_system(size: str) -> Iterator[Path]:
    """A folder that is one. Raises OSError where none can be mounted."""
    with tempfile.TemporaryDirectory(prefix="workbot-faults-") as folder:
        _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=False)


def _mount(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], check=False, capture_output=True, text=True)
    if done.returncode:
        raise OSError(done.stderr)


def _check(url: str, everyone: list[Person], slack: FakeSlack, tally: Tally) -> None:
    evidence = oracle.look(url)
    oracle.check_record(evidence, tally)
    oracle.check_acknowledged(evidence, everyone, tally)
    tally.note_doubled(*(f"card {card} came twice" for card, n in slack.posted_cards().items() if n > 1))


async def locked(seconds: float, place: Place, random: Random, tries: int) -> Tally:
    """SQLite, with the write lock held by another connection."""
    tally, everyone = Tally(), list[Person]()
    other = sqlite3.connect(place.folder / "workbot.db", isolation_level=None, check_same_thread=False)

    async def begin() -> None:
        await asyncio.sleep(random.uniform(0, 0.2))
        while not other.in_transaction:
            with suppress(sqlite3.OperationalError):  # the bot is writing just now
                other.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(0.01)

    async def end() -> None:
        other.execute("ROLLBACK")

    with listening(tally, expects_errors=True):
        async with FakeSlack() as slack, replicas(slack, place) as bots:
            for _ in range(tries):
                await _outage(bots, everyone, begin, end, seconds, tally)
        _check(place.url, everyone, slack, tally)
    other.close()
    return tally


async def full(place: Place, random: Random, tries: int) -> Tally:
    """SQLite on a small file system of its own, that something else fills up."""
    with small_file_system("2m") as folder:
        return await _fill(Place(place.database, f"sqlite:///{folder / 'workbot.db'}", folder), random, tries)


async def _fill(place: Place, random: Random, tries: int) -> Tally:
    tally, everyone, filling = Tally(), list[Person](), place.folder / "something-else"

    async def begin() -> None:
        with filling.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                return

    async def end() -> None:
        filling.unlink()

    with listening(tally, expects_errors=True):
        async with FakeSlack() as slack, replicas(slack, place) as bots:
            for _ in range(tries):
                await _outage(bots, everyone, begin, end, random.uniform(0.5, 2), tally)
        _check(place.url, everyone, slack, tally)
    return tally


async def read_only(place: Place, random: Random, tries: int) -> Tally:
    """SQLite on a file system that is read-only: the program says so in one line and changes nothing."""
    tally = Tally()
    with small_file_system("4m") as folder:
        file = folder / "workbot.db"
        async with FakeSlack() as slack:
            bot = BotProcess(slack.api_url, f"sqlite:///{file}", place.folder)
            async with bot:
                bot.send(signal.SIGTERM)
                await bot.ended()
                for _ in range(tries):
                    await _start_frozen(bot, folder, file, tally)
    return tally


async def _start_frozen(bot: BotProcess, folder: Path, file: Path, tally: Tally) -> None:
    before = file.read_bytes()
    bot.log.write_text("")
    _mount("-o", "remount,ro", str(folder))
    try:
        await bot.start()
        tally.note_unhandled("it started on what is read-only")
        await bot.kill()
    except DidNotStart:
        said = bot.log.read_text()
        if await bot.ended() != 1 or "Traceback" in said or "workbot: " not in said:
            tally.note_unhandled(f"on what is read-only it said: {said[-500:]}")
    _mount("-o", "remount,rw", str(folder))
    if file.read_bytes() != before:
        tally.note_lost("the file has changed")
    tally.tries += 1


async def stopped(place: Place, random: Random, tries: int) -> Tally:
    """PostgreSQL is stopped as by a crash, and started again; a server of its own."""
    tally, everyone = Tally(), list[Person]()
    with temporary_postgresql() as server, listening(tally, expects_errors=True):
        own = Place(place.database, server.url, place.folder)

        async def begin() -> None:
            await asyncio.sleep(random.uniform(0, 0.5))
            await _to_its_end(lambda: server.stop("immediate"))

        async def end() -> None:
            await _to_its_end(server.start)

        async with FakeSlack() as slack, replicas(slack, own) as bots:
            for _ in range(tries):
                await _outage(bots, everyone, begin, end, random.uniform(0, 2), tally)
        _check(own.url, everyone, slack, tally)
    return tally


async def killed(place: Place, random: Random, tries: int) -> Tally:
    """All of the bot's connections to PostgreSQL are ended while people are at work."""
    tally, everyone = Tally(), list[Person]()

    async def begin() -> None:
        await asyncio.sleep(random.uniform(0, 0.3))
        await _to_its_end(lambda: _kill_backends(place.url))

    async def end() -> None:
        await _to_its_end(lambda: _kill_backends(place.url))

    with listening(tally, expects_errors=True):
        async with FakeSlack() as slack, replicas(slack, place) as bots:
            for _ in range(tries):
                await _outage(bots, everyone, begin, end, random.uniform(0, 0.3), tally)
        _check(place.url, everyone, slack, tally)
    return tally


def _kill_backends(url: str) -> None:
    with oracle.looking(url) as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
