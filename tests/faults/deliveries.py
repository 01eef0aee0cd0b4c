"""Slack delivers again what it thinks was not received: each effect happens exactly once."""

import secrets
from datetime import timedelta
from random import Random

from bot.playground.clock import MovableClock
from bot.surface.ids import ActionId
from bot.surface.values import ButtonValue
from tests.faults import oracle
from tests.faults.in_process import Replicas, listening, replicas
from tests.faults.people import Json, Person, Told, button, click, command, words_in_dm
from tests.faults.places import Place
from tests.faults.slack import FakeSlack
from tests.faults.tally import Tally

MOST_TIMES = 5
LATEST = 360  # seconds
PEOPLE_AT_ONCE = 10


async def deliver_again(place: Place, random: Random, tries: int) -> Tally:
    """So many deliveries, each one to five times: the first in order, the others up to six minutes later."""
    tally, clock, everyone = Tally(), MovableClock(), []
    with listening(tally):
        async with FakeSlack() as slack, replicas(slack, place, clock) as bots:
            while tally.tries < tries:
                person = Person(f"U{secrets.token_hex(6)}")
                everyone.append(person)
                await _a_day(bots, clock, person, random, min(20, tries - tally.tries), tally)
    evidence = oracle.look(place.url)
    oracle.check_record(evidence, tally)
    oracle.check_acknowledged(evidence, everyone, tally)
    tally.note_doubled(
        *(f"card {card} came twice" for card, times in slack.posted_cards().items() if times > 1)
    )
    return tally


async def _a_day(
    bots: Replicas, clock: MovableClock, person: Person, random: Random, deliveries: int, tally: Tally
) -> None:
    """A person starts, then pauses and resumes in turn; copies of it all come in between."""
    started = command(person, "start report")
    answer = person.note("start", await bots.ask(started, random))
    session_id = ButtonValue.decode(button(answer.body, ActionId.PAUSE)).session_id
    late = [(random.randint(0, LATEST), started) for _ in range(random.randrange(MOST_TIMES))]
    for number in range(1, deliveries):
        verb, pause_number = ("pause", 0) if number % 2 else ("resume", number // 2)
        payload = _asking(person, verb, ButtonValue(session_id, pause_number), random)
        answer = person.note(verb, await bots.ask(payload, random))
        if answer.told is not Told.DONE:
            tally.note_unhandled(f"{verb}: {answer.status} {answer.text[:300]}")
        late += [(random.randint(0, LATEST), payload) for _ in range(random.randrange(MOST_TIMES))]
        step = random.choice((0, 1, 60, 120))
        clock.advance(timedelta(seconds=step))
        late = await _deliver_due(bots, [(seconds - step, each) for seconds, each in late], random, tally)
    await _deliver_due(bots, [(0, each) for _, each in late], random, tally)
    tally.tries += deliveries


async def _deliver_due(
    bots: Replicas, late: list[tuple[int, Json]], random: Random, tally: Tally
) -> list[tuple[int, Json]]:
    for seconds, payload in late:
        if seconds <= 0:
            tally.count("delivered again")
            answer = await bots.ask(payload, random)
            if answer.told is not Told.DONE:
                tally.note_unhandled(f"again: {answer.status} {answer.text[:300]}")
    return [(seconds, payload) for seconds, payload in late if seconds > 0]


def _asking(person: Person, verb: str, value: ButtonValue, random: Random) -> Json:
    match random.choice(("command", "words", "click")):
        case "command":
            return command(person, verb)
        case "words":
            return words_in_dm(person, verb)
        case _:
            return click(person, verb, value.encode())
