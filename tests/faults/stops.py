"""SIGSTOP of one replica beyond its lease, then SIGCONT: the other takes over, nothing is doubled."""

import asyncio
import secrets
import signal
import time
from random import Random

import aiohttp

from bot.cards import LEASE, SETTLING
from tests.faults import oracle
from tests.faults.bot_process import BotProcess
from tests.faults.kills import check_log, settle
from tests.faults.people import Person, send, words_in_dm
from tests.faults.places import Place
from tests.faults.slack import AS_USUAL, Call, FakeSlack, Verdict
from tests.faults.tally import Tally

STOPPED_FOR = LEASE.total_seconds() + SETTLING.total_seconds() + 5
STOPPED_WITHIN = 20.0
RUNS_ON_FOR = 3.0
PEOPLE = 4
# Before the post, with the answer of another call waiting for it; or while Slack has the post.
POINTS = ("conversations.open", "chat.postMessage")


async def stop(place: Place, random: Random, tries: int) -> Tally:
    """So many stops, one after another, each of a process that has claimed cards."""
    tally, everyone = Tally(), []
    async with FakeSlack() as slack, aiohttp.ClientSession() as http:
        async with BotProcess(slack.api_url, place.url, place.folder) as one:
            for _ in range(tries):
                people = [Person(f"U{secrets.token_hex(6)}") for _ in range(PEOPLE)]
                everyone += people
                point = random.choice(POINTS)
                await _stop_once(place, slack, http, one, people, point)
                tally.tries += 1
                tally.count(f"at {point}")
            await settle(place.url, everyone, tally)
        evidence = oracle.look(place.url)
        oracle.check_record(evidence, tally)
        oracle.check_acknowledged(evidence, everyone, tally)
        oracle.check_cards(evidence, slack, tally)
    check_log(one, tally)
    return tally


async def _stop_once(
    place: Place,
    slack: FakeSlack,
    http: aiohttp.ClientSession,
    one: BotProcess,
    people: list[Person],
    point: str,
) -> None:
    """`one` is stopped with cards in its hands; a second replica takes over, and then `one` goes on."""
    stopped = asyncio.Event()

    async def hook(call: Call) -> Verdict:
        if call.method == point and not stopped.is_set():
            one.send(signal.SIGSTOP)
            stopped.set()
        return AS_USUAL

    slack.hook = hook
    for person in people:
        person.note("start", await send(http, one.url, words_in_dm(person, "start report"), within=5))
    await asyncio.wait_for(stopped.wait(), STOPPED_WITHIN)
    began = time.monotonic()
    folder = place.folder / secrets.token_hex(4)
    folder.mkdir()
    async with BotProcess(slack.api_url, place.url, folder):
        await asyncio.sleep(max(0.0, began + STOPPED_FOR - time.monotonic()))
        await settle(place.url, people, Tally())
        one.send(signal.SIGCONT)
        await asyncio.sleep(RUNS_ON_FOR)
