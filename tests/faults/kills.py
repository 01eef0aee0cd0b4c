"""SIGKILL of the real `workbot run`, at points that the fake Slack or a person can name, and at random."""

import asyncio
import secrets
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

import aiohttp

from tests.faults import oracle
from tests.faults.bot_process import BotProcess
from tests.faults.people import (
    Json,
    Person,
    Told,
    command,
    home_opened,
    new_trigger,
    send,
    send_and_let_go,
    words_in_dm,
)
from tests.faults.places import Place
from tests.faults.slack import AS_USUAL, Call, FakeSlack, Verdict, as_usual
from tests.faults.tally import Tally

LONG_PAUSE = "1s"  # so that each trial has reminders to lose
DROPPED = Verdict(happens=False, answer=None)
POSTED_AND_DROPPED = Verdict(happens=True, answer=None)
REACHED_WITHIN = 30.0  # seconds; a second attempt at a post that may have arrived comes after 15
SETTLED_WITHIN = 100.0
PEOPLE = 3


@dataclass
class Trial:
    """One kill: who is about when it comes, and whether it came."""

    bot: BotProcess
    slack: FakeSlack
    http: aiohttp.ClientSession
    random: Random
    people: list[Person] = field(default_factory=list)
    killed: asyncio.Event = field(default_factory=asyncio.Event)
    is_up: asyncio.Event = field(default_factory=asyncio.Event)  # again, after the kill
    timer: asyncio.Task[None] | None = None

    async def kill(self) -> None:
        if not self.killed.is_set():
            self.killed.set()
            await self.bot.kill()

    def concerns(self, call: Call) -> bool:
        return any(call.person == person.id for person in self.people)

    async def ask(self, person: Person, verb: str, payload: Json) -> None:
        """Ask until there is an answer: Slack offers events again, a person types a command again."""
        told = Told.NOTHING
        while told is Told.NOTHING:
            told = person.note(verb, await send(self.http, self.bot.url, payload)).told
            if told is Told.NOTHING:
                await self.is_up.wait()
            if "command" in payload:
                payload = payload | {"trigger_id": new_trigger()}


Point = Callable[[Trial], Awaitable[None]]


def at_call(method: str, verdict: Verdict) -> Point:
    """When Slack receives a call of `method`; `verdict` is what becomes of that call."""

    async def arm(trial: Trial) -> None:
        async def hook(call: Call) -> Verdict:
            if call.method != method or trial.killed.is_set() or not trial.concerns(call):
                return AS_USUAL
            await trial.kill()
            return verdict

        trial.slack.hook = hook

    return arm


async def at_late_post(trial: Trial) -> None:
    """The post of the killed process happens up to four seconds after it."""
    late = Verdict(answer=None, late=trial.random.uniform(0.1, 4.0))
    await at_call("chat.postMessage", late)(trial)


async def at_history(trial: Trial) -> None:
    """The first post is dropped, sometimes after it happened; its second attempt looks into the DM."""
    failed: set[str] = set()

    async def hook(call: Call) -> Verdict:
        if trial.killed.is_set() or not trial.concerns(call):
            return AS_USUAL
        if call.method == "conversations.history":
            await trial.kill()
            return DROPPED
        if call.method == "chat.postMessage" and call.person not in failed:
            failed.add(call.person)
            return trial.random.choice((DROPPED, POSTED_AND_DROPPED))
        return AS_USUAL

    trial.slack.hook = hook


async def at_drain(trial: Trial) -> None:
    """SIGTERM while a post is under way, SIGKILL while the program drains."""

    async def hook(call: Call) -> Verdict:
        if call.method != "chat.postMessage" or trial.killed.is_set() or not trial.concerns(call):
            return AS_USUAL
        trial.bot.send(signal.SIGTERM)
        await asyncio.sleep(trial.random.uniform(0, 0.3))
        await trial.kill()
        return trial.random.choice((DROPPED, POSTED_AND_DROPPED))

    trial.slack.hook = hook


async def after_ack(trial: Trial) -> None:
    """Right after a person has received the acknowledgement of a pause."""
    person = trial.people[0]
    for text in ("start report", "pause lunch"):
        await trial.ask(person, text.split()[0], command(person, text))
    await trial.kill()


async def after_request(trial: Trial) -> None:
    """Right after the bytes of a request have left, or up to 5 ms later."""
    person = trial.people[0]
    await trial.ask(person, "start", command(person, "start report"))
    await send_and_let_go(trial.bot.url, command(person, "pause lunch"))
    person.asked.append(("pause", Told.NOTHING))
    await asyncio.sleep(trial.random.choice((0, 0.001, 0.002, 0.003, 0.005)))
    await trial.kill()


async def at_start(trial: Trial) -> None:
    """Once after an acknowledgement, and again while the next process starts: at auth.test or soon after."""
    await after_ack(trial)
    asked = asyncio.Event()

    async def hook(call: Call) -> Verdict:
        if call.method == "auth.test":
            asked.set()
        return AS_USUAL

    trial.slack.hook = hook
    await trial.bot.spawn()
    await asked.wait()
    await asyncio.sleep(trial.random.choice((0, trial.random.uniform(0, 0.5))))
    await trial.bot.kill()


async def at_random(trial: Trial) -> None:
    """At any instant of the two and a half seconds in which people act and reminders come."""

    async def wait_and_kill() -> None:
        await asyncio.sleep(trial.random.uniform(0, 2.5))
        await trial.kill()

    trial.slack.hook = as_usual
    trial.timer = asyncio.create_task(wait_and_kill())


POINTS: dict[str, Point] = {
    "post received, lost": at_call("chat.postMessage", DROPPED),
    "post done, unanswered": at_call("chat.postMessage", POSTED_AND_DROPPED),
    "post arrives late": at_late_post,
    "chat.update": at_call("chat.update", POSTED_AND_DROPPED),
    "views.publish": at_call("views.publish", POSTED_AND_DROPPED),
    "conversations.open": at_call("conversations.open", DROPPED),
    "users.info": at_call("users.info", DROPPED),
    "conversations.history": at_history,
    "ack received": after_ack,
    "request sent": after_request,
    "start-up": at_start,
    "drain": at_drain,
    "random": at_random,
}


async def kill(point: str, place: Place, random: Random, tries: int) -> Tally:
    """So many kills at one point, one after another on the same database, with new people for each."""
    tally, everyone = Tally(), []
    async with FakeSlack() as slack, aiohttp.ClientSession() as http:
        settings = {"WORKBOT_LONG_PAUSE": LONG_PAUSE}
        async with BotProcess(slack.api_url, place.url, place.folder, **settings) as bot:
            for _ in range(tries):
                people = [Person(f"U{secrets.token_hex(6)}") for _ in range(PEOPLE)]
                trial = Trial(bot, slack, http, random, people)
                if await _is_killed(trial, POINTS[point]):
                    tally.tries += 1
                else:
                    tally.count("point not reached")
                everyone += people
            await settle(place.url, everyone, tally)
        evidence = oracle.look(place.url)
        oracle.check_record(evidence, tally)
        oracle.check_acknowledged(evidence, everyone, tally)
        oracle.check_cards(evidence, slack, tally)
        oracle.check_reminded(evidence, slack, everyone, tally)
        tally.count("posts", len(slack.posts))
    check_log(bot, tally)
    return tally


async def _is_killed(trial: Trial, point: Point) -> bool:
    await point(trial)
    acting = [asyncio.create_task(_live(trial, person)) for person in trial.people]
    try:
        await asyncio.wait_for(trial.killed.wait(), REACHED_WITHIN)
        is_reached = True
    except TimeoutError:
        is_reached = False
        await trial.kill()
    if trial.timer:
        await trial.timer
    await trial.bot.ended()
    trial.slack.hook = as_usual
    await trial.bot.start()
    trial.is_up.set()
    await asyncio.gather(*acting)
    return is_reached


async def _live(trial: Trial, person: Person) -> None:
    """A person starts in the DM, opens Home, takes two breaks, and stays on the second."""
    await trial.ask(person, "start", words_in_dm(person, "start report"))
    await trial.ask(person, "show", home_opened(person))
    await _is_posted(trial, person)
    await trial.ask(person, "pause", command(person, "pause lunch"))
    await asyncio.sleep(trial.random.uniform(0, 1.5))
    await trial.ask(person, "resume", command(person, "resume"))
    await trial.ask(person, "pause", command(person, "pause tea"))


async def _is_posted(trial: Trial, person: Person) -> None:
    """Wait for the card in the DM, or for two seconds."""
    patience = time.monotonic() + 2
    while time.monotonic() < patience and not trial.killed.is_set():
        if any(post["channel"] == f"D{person.id}" for post in trial.slack.posts):
            return
        await asyncio.sleep(0.02)


async def settle(url: str, people: list[Person], tally: Tally) -> None:
    """Wait until all is shown that is to be shown, and whoever is on a break was told three times."""
    began = time.monotonic()
    while time.monotonic() < began + SETTLED_WITHIN:
        evidence = await asyncio.to_thread(oracle.look, url)
        planned = [row for row in evidence.reminders if row.state == "planned" and row.kind == "long_pause"]
        if not evidence.unsettled() and not planned:
            break
        await asyncio.sleep(0.3)
    tally.count("slowest settling, s", round(time.monotonic() - began))


def check_log(bot: BotProcess, tally: Tally) -> None:
    """The log of the processes shows no traceback."""
    shown = bot.log.read_text(errors="replace")
    if "Traceback" in shown:
        start = shown.index("Traceback")
        tally.note_unhandled("a traceback in the log: " + shown[start : start + 1500])
