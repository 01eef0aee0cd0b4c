"""What Slack answers on a bad day: nothing is lost, nothing comes twice, the rest is given up and logged."""

import asyncio
import logging
import secrets
import time
from collections import Counter
from collections.abc import Callable
from random import Random

from bot.cards import GONE
from bot.slack.client import PERMANENT
from bot.telemetry.logs import TextFormatter
from tests.faults import oracle
from tests.faults.in_process import Replicas, listening, replicas
from tests.faults.people import Person, command, words_in_dm
from tests.faults.places import Place
from tests.faults.slack import AS_USUAL, Call, FakeSlack, Verdict
from tests.faults.tally import Tally

WAITS = 150.0  # seconds until what should come is said not to come
MOST_IN_A_ROW = 2
JSON_500 = '{"ok": false, "error": "internal_error"}'
FAULTS: dict[str, Callable[[Random], Verdict]] = {
    "429": lambda _: Verdict(happens=False, answer=(429, "{}", {"Retry-After": "1"})),
    "500": lambda random: Verdict(happens=random.random() < 0.5, answer=(500, JSON_500, {})),
    "503": lambda random: Verdict(happens=random.random() < 0.5, answer=(503, "upstream", {})),
    "posted and dropped": lambda _: Verdict(answer=None),
    "dropped unposted": lambda _: Verdict(happens=False, answer=None),
    "timeout after posting": lambda _: Verdict(slow=11.0),
    "malformed JSON": lambda random: Verdict(happens=random.random() < 0.5, answer=(200, "<html>", {})),
}
# What only a message that is there can meet; the other words meet a post.
OF_UPDATES = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
PERMANENT_WORDS = tuple(sorted(PERMANENT))


async def befall(fault: str, place: Place, random: Random, tries: int) -> Tally:
    """So many posts meet the fault, once or twice in a row; then Slack is well again."""
    tally, left, met = Tally(), Counter[str](), set[str]()
    people = [Person(f"U{secrets.token_hex(6)}") for _ in range(tries)]

    async def hook(call: Call) -> Verdict:
        if call.method == "chat.postMessage" and left[call.person] > 0:
            left[call.person] -= 1
            met.add(call.person)
            return FAULTS[fault](random)
        return AS_USUAL

    with listening(tally):
        async with FakeSlack() as slack, replicas(slack, place) as bots:
            slack.hook = hook
            for person in people:
                left[person.id] = random.randint(1, MOST_IN_A_ROW)
            await _start_all(bots, people)
            await _all_shown(place.url)
            tally.tries += len(met)
        evidence = oracle.look(place.url)
        oracle.check_record(evidence, tally)
        oracle.check_acknowledged(evidence, people, tally)
        oracle.check_cards(evidence, slack, tally)
    return tally


async def refuse(place: Place, random: Random, tries: int) -> Tally:
    """Each permanent error in turn: the card is given up at once, and the log says so."""
    tally, words = Tally(), dict[str, str]()
    people = [Person(f"U{secrets.token_hex(6)}") for _ in range(tries)]

    async def hook(call: Call) -> Verdict:
        word = words.get(call.person)
        method = "chat.update" if word in OF_UPDATES else "chat.postMessage"
        if word and call.method == method:
            return Verdict(happens=False, answer=(200, f'{{"ok": false, "error": "{word}"}}', {}))
        return AS_USUAL

    with listening(tally) as log:
        async with FakeSlack() as slack, replicas(slack, place) as bots:
            slack.hook = hook
            words |= {person.id: PERMANENT_WORDS[n % len(PERMANENT_WORDS)] for n, person in enumerate(people)}
            await _start_all(bots, people)
            await _all_shown(place.url)
            for person in people:
                person.note("pause", await bots.ask(command(person, "pause tea")))
            await _all_shown(place.url)
        _check_refused(place.url, people, words, log, tally)
    return tally


def _check_refused(
    url: str, people: list[Person], words: dict[str, str], log: list[logging.LogRecord], tally: Tally
) -> None:
    evidence, said = oracle.look(url), {TextFormatter().format(record) for record in log}
    oracle.check_record(evidence, tally)
    oracle.check_acknowledged(evidence, people, tally)
    for card in evidence.cards:
        word = words[card.user_id]
        wanted = "final" if word in GONE else "dead"
        if card.kind != "message" or card.state == wanted:
            continue
        tally.note_unhandled(f"card after {word}: {card.state}, {card.error}")
    for person in people:
        tally.tries += 1
        word = words[person.id]
        if word in GONE:  # that the person deleted it is nothing to warn of
            continue
        ids = [card.id for card in evidence.cards if card.user_id == person.id and card.kind == "message"]
        if not any(card_id in line and word in line for card_id in ids for line in said):
            tally.note_unhandled(f"{word} of {person.id} is not in the log")


async def _start_all(bots: Replicas, people: list[Person]) -> None:
    for person in people:
        person.note("start", await bots.ask(words_in_dm(person, "start report")))


async def _all_shown(url: str) -> None:
    began = time.monotonic()
    while time.monotonic() < began + WAITS:
        if not (await asyncio.to_thread(oracle.look, url)).unsettled():
            return
        await asyncio.sleep(0.3)
