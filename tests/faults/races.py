"""Clicks at the same moment, on one replica or two: one of them wins, and the record stays valid."""

import asyncio
import secrets
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Row

from bot.playground.clock import MovableClock
from bot.surface.ids import ActionId, CallbackId
from bot.surface.values import ButtonValue, CheckoutMemory
from tests.faults import oracle
from tests.faults.in_process import Replicas, listening, replicas
from tests.faults.people import Json, Person, Told, button, click, command, submission
from tests.faults.places import Place
from tests.faults.slack import FakeSlack
from tests.faults.tally import Tally

FIVE_MINUTES = timedelta(minutes=5)


async def bursts(place: Place, random: Random, tries: int) -> Tally:
    """So many bursts of two to ten simultaneous clicks that ask for the same: each has one effect."""
    tally, expected = Tally(), dict[str, list[str]]()
    with listening(tally):
        async with FakeSlack() as slack, replicas(slack, place) as bots:
            while tally.tries < tries:
                person = Person(f"U{secrets.token_hex(6)}")
                expected[person.id] = await _burst_after_burst(bots, person, random, tries, tally)
    _check(place.url, slack, expected, tally)
    return tally


async def _burst_after_burst(
    bots: Replicas, person: Person, random: Random, tries: int, tally: Tally
) -> list[str]:
    """Answers what the journal is to say: each verb once."""
    answer = await _burst(
        bots, [command(person, "start report") for _ in range(random.randint(2, 10))], tally
    )
    session_id = ButtonValue.decode(button(answer, ActionId.PAUSE)).session_id
    verbs = ["start"]
    for number in range(1, 10):
        if tally.tries >= tries:
            break
        verb, pause = ("pause", 0) if number % 2 else ("resume", number // 2)
        value = ButtonValue(session_id, pause).encode()
        await _burst(bots, [click(person, verb, value) for _ in range(random.randint(2, 10))], tally)
        verbs.append(verb)
    return verbs


async def _burst(bots: Replicas, payloads: list[Json], tally: Tally) -> Json:
    answers = await asyncio.gather(*(bots.ask(payload) for payload in payloads))
    for answer in answers:
        if answer.told is not Told.DONE:
            tally.note_unhandled(f"in a burst: {answer.status} {answer.text[:300]}")
    tally.tries += 1
    tally.count("clicks", len(payloads))
    return next((answer.body for answer in answers if button(answer.body, ActionId.PAUSE)), {})


async def resume_done_snooze(place: Place, random: Random, tries: int) -> Tally:
    """A break is resumed, ended with the session, and snoozed at once: one of the first two wins."""
    tally, clock = Tally(), MovableClock()
    with listening(tally):
        async with FakeSlack() as slack, replicas(slack, place, clock) as bots:
            people = [Person(f"U{secrets.token_hex(6)}") for _ in range(tries)]
            for person in people:
                await bots.ask(command(person, "start report"))
                await bots.ask(command(person, "pause lunch"))
            paused = {row.user_id: row for row in oracle.look(place.url).sessions}
            for person in people:
                await _race(bots, clock.now(), person, paused[person.id], random, tally)
    evidence = oracle.look(place.url)
    oracle.check_record(evidence, tally)
    for person in people:
        written = [row.action for row in evidence.of_person(person.id)]
        if written not in (["start", "pause", "resume"], ["start", "pause", "finish"]):
            note = tally.note_doubled if len(written) > 3 else tally.note_lost
            note(f"after a race of {person.id}: {written}")
        tally.count("finished first" if "finish" in written else "resumed first")
    return tally


async def _race(
    bots: Replicas, now: datetime, person: Person, session: Row[Any], random: Random, tally: Tally
) -> None:
    value = ButtonValue(session.id, 1)
    memory = CheckoutMemory(session.id, session.version, now)
    checkout = {"callback_id": CallbackId.CHECKOUT, "private_metadata": memory.encode()}
    snooze: Json = {"selected_option": {"value": ButtonValue(session.id, 1, snooze=FIVE_MINUTES).encode()}}
    racing = [
        click(person, ActionId.RESUME, value.encode()),
        submission(person, checkout, {}),
        click(person, ActionId.SNOOZE, "", **snooze),
    ]
    random.shuffle(racing)
    for answer in await asyncio.gather(*(bots.ask(payload) for payload in racing)):
        if answer.told is not Told.DONE:
            tally.note_unhandled(f"in a race: {answer.status} {answer.text[:300]}")
    tally.tries += 1


def _check(url: str, slack: FakeSlack, expected: dict[str, list[str]], tally: Tally) -> None:
    evidence = oracle.look(url)
    oracle.check_record(evidence, tally)
    for user_id, verbs in expected.items():
        written = [row.action for row in evidence.of_person(user_id)]
        if written != verbs:
            note = tally.note_doubled if len(written) > len(verbs) else tally.note_lost
            note(f"bursts of {verbs} by {user_id} made {written}")
    tally.note_doubled(*(f"card {card} came twice" for card, n in slack.posted_cards().items() if n > 1))
