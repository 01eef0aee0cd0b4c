"""The wall clock steps, both ways: the sums stay right, nothing is lost, reminders still come."""

import asyncio
import secrets
import time
from collections.abc import Callable
from datetime import timedelta
from random import Random

from bot.playground.clock import MovableClock
from tests.faults import oracle
from tests.faults.in_process import Replicas, listening, replicas
from tests.faults.people import Person, command, words_in_dm
from tests.faults.places import Place
from tests.faults.slack import AS_USUAL, Call, FakeSlack, Verdict
from tests.faults.tally import Tally

SIZES = (timedelta(seconds=1), timedelta(seconds=120), timedelta(days=1), timedelta(days=3650))
STEPS = tuple(sign * size for size in SIZES for sign in (1, -1))
LIMIT = timedelta(minutes=30)  # of a long break
# After a step back a reminder may wait once more for as long as it had to wait in all.
REMINDED_WITHIN = 2 * LIMIT
SHOWN_WITHIN = 40.0  # real seconds


async def step(place: Place, random: Random, tries: int) -> Tally:
    """So many steps of the clock, each during a break of somebody, with a post that fails before it."""
    tally, clock, everyone = Tally(), MovableClock(), []
    failing, first = set[str](), random.randrange(len(STEPS))

    async def hook(call: Call) -> Verdict:
        if call.method == "chat.postMessage" and call.person in failing:
            failing.discard(call.person)
            return Verdict(happens=False, answer=(429, "{}", {"Retry-After": "1"}))
        return AS_USUAL

    with listening(tally):
        async with FakeSlack() as slack, replicas(slack, place, clock) as bots:
            slack.hook = hook
            for number in range(tries):
                person = Person(f"U{secrets.token_hex(6)}")
                everyone.append(person)
                failing.add(person.id)
                size = STEPS[(first + number) % len(STEPS)]
                await _through_a_step(bots, slack, clock, person, size, random, tally)
        evidence = oracle.look(place.url)
        oracle.check_record(evidence, tally)
        oracle.check_acknowledged(evidence, everyone, tally)
        for card, times in slack.posted_cards().items():
            if times > 1:
                tally.note_doubled(f"card {card} came {times} times")
    return tally


async def _through_a_step(
    bots: Replicas,
    slack: FakeSlack,
    clock: MovableClock,
    person: Person,
    size: timedelta,
    random: Random,
    tally: Tally,
) -> None:
    person.note("start", await bots.ask(words_in_dm(person, "start report")))
    if random.random() < 0.5:
        clock.advance(timedelta(minutes=random.randint(1, 50)))
    person.note("pause", await bots.ask(command(person, "pause lunch")))
    clock.advance(size)
    bots.wake()
    card_came = await _until(lambda: _told(slack, person) > 0, bots)
    moved = timedelta()
    while moved < REMINDED_WITHIN and not _reminded(slack, person):
        clock.advance(LIMIT / 3)
        moved += LIMIT / 3
        bots.wake()
        await _until(lambda: _reminded(slack, person), bots, 1.5 if moved < REMINDED_WITHIN else 10.0)
    if not card_came:
        tally.note_lost(f"the card in the DM did not come after a step of {size}")
    if not _reminded(slack, person):
        tally.note_lost(f"no reminder within {REMINDED_WITHIN} after a step of {size}")
    person.note("resume", await bots.ask(command(person, "resume")))
    person.note("pause", await bots.ask(command(person, "pause tea")))
    person.note("resume", await bots.ask(command(person, "resume")))
    tally.tries += 1


def _told(slack: FakeSlack, person: Person) -> int:
    """How many messages have come to the person's DM."""
    return sum(post["channel"] == f"D{person.id}" for post in slack.posts)


def _reminded(slack: FakeSlack, person: Person) -> bool:
    """Of the long break, or on a working day after it of the session that was left open: beside the card."""
    return _told(slack, person) > 1


async def _until(is_so: Callable[[], bool], bots: Replicas, within: float = SHOWN_WITHIN) -> bool:
    began = time.monotonic()
    while time.monotonic() < began + within:
        if is_so():
            return True
        bots.wake()
        await asyncio.sleep(0.05)
    return is_so()
