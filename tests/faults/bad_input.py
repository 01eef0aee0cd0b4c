"""Bad input through both doors: an answer to each, no crash, no traceback, and a record that stays valid."""

import asyncio
import json
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from typing import Any

import aiohttp

from bot.surface.ids import ActionId, CallbackId
from tests.faults import oracle
from tests.faults.curated import INPUTS, REQUESTS
from tests.faults.curated.cases import Scene
from tests.faults.curated.lines import ARGUMENTS
from tests.faults.in_process import Replicas, listening, replicas
from tests.faults.people import (
    REFERENCE,
    Answer,
    Json,
    Person,
    click,
    command,
    encode,
    home_opened,
    send_raw,
    signed,
    submission,
    words_in_dm,
)
from tests.faults.places import Place
from tests.faults.slack import FakeSlack
from tests.faults.tally import Tally

AT_ONCE = 16
THEN = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
VERBS = (
    *("", "start", "pause", "resume", "done", "help", "log", "report", "export csv", "settings", "edit"),
    *(
        "undo",
        "redo",
        "cancel",
        "break",
        "start report for",
        "pause until",
        "resume at",
        "log last",
        "done at",
    ),
)
ODD_TEXTS = ("\ud800", "until until", "x" * 5000, *(each for each in ARGUMENTS if len(each) < 500))
ODD_VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 1e308, "", "x", [], {}, [[]], {"a": {"b": []}}, [None], {"": None}),
    *ODD_TEXTS,
)
ODD_BODIES = tuple(request.body for request in REQUESTS if len(request.body) < 2_000)
TYPES = ("application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data", "")


async def over_http(place: Place, random: Random, tries: int) -> Tally:
    """Bodies that are generated, or curated and mutated, with a valid signature or with a bad one."""
    tally = Tally()
    with listening(tally):
        async with FakeSlack() as slack, aiohttp.ClientSession() as http, replicas(slack, place) as bots:

            async def once() -> None:
                content_type, body = _http_body(random)
                headers = signed(content_type, body)
                is_forged = random.random() < 0.05
                if is_forged:
                    headers["X-Slack-Signature"] = random.choice(("", "v0=", "v0=é", "v1=" + "0" * 64))
                answer = await send_raw(http, bots.url, body, headers)
                _judge(answer, is_forged=is_forged, tally=tally, body=body)

            await _many(once, tries)
            await _still_works(bots, tally)
        oracle.check_record(oracle.look(place.url), tally)
    return tally


async def over_socket_mode(place: Place, random: Random, tries: int) -> Tally:
    """Envelopes with payloads of every shape: each is acknowledged, and the connection stays."""
    tally = Tally()
    with listening(tally):
        async with FakeSlack() as slack, replicas(slack, place, count=1, slack_app_token="xapp-faults"):

            async def once() -> None:
                kind = random.choice(("slash_commands", "interactive", "events_api", "odd"))
                payload = json.loads(json.dumps(_payload(random), default=str))
                # Slack's envelopes carry objects; what else could come, slack_sdk drops by itself.
                payload = payload if isinstance(payload, dict) else {"type": payload}
                try:
                    ack = await slack.send_envelope(kind, payload, secrets.token_hex(8))
                except TimeoutError:
                    tally.note_unhandled(f"no acknowledgement of {kind}: {str(payload)[:400]}")
                else:
                    if REFERENCE in json.dumps(ack, ensure_ascii=False):
                        tally.note_unhandled(f"an unexpected error: {str(payload)[:400]}")
                tally.tries += 1

            await _many(once, tries)
            if len(slack.sockets) > 1:
                tally.note_unhandled(f"it connected {len(slack.sockets)} times")
        oracle.check_record(oracle.look(place.url), tally)
    return tally


async def _many(once: Callable[[], Any], tries: int) -> None:
    for start in range(0, tries, AT_ONCE):
        await asyncio.gather(*(once() for _ in range(min(AT_ONCE, tries - start))))


def _judge(answer: Answer, *, is_forged: bool, tally: Tally, body: bytes) -> None:
    tally.tries += 1
    tally.count(f"answered {answer.status}")
    if answer.status == 0 or answer.status >= 500 or REFERENCE in answer.text or "Traceback" in answer.text:
        tally.note_unhandled(f"{answer.status} {answer.text[:200]} to {body[:400]!r}")
    if is_forged and answer.status != 401:
        tally.note_unhandled(f"a forged request was answered {answer.status}")


async def _still_works(bots: Replicas, tally: Tally) -> None:
    answer = await bots.ask(command(Person("U0AFTER"), "start report"))
    if "Started" not in answer.text:
        tally.note_lost(f"after all that: {answer.status} {answer.text[:200]}")


def _http_body(random: Random) -> tuple[str, bytes]:
    if random.random() < 0.25:
        body = random.choice((random.choice(ODD_BODIES), random.randbytes(random.randrange(300))))
        return random.choice(TYPES), body
    payload = _payload(random)
    try:
        content_type, body = encode(payload if isinstance(payload, dict) else {"type": payload})
    except (UnicodeEncodeError, TypeError):
        content_type, body = "application/json", json.dumps(payload, default=str).encode()
    if random.random() < 0.1:
        place = random.randrange(len(body) + 1)
        body = body[:place] + random.randbytes(random.randrange(4)) + body[place + random.randrange(9) :]
    return content_type, body


def _payload(random: Random) -> Any:
    person = Person(f"U{random.randrange(20)}")
    text = f"{random.choice(VERBS)} {random.choice(ODD_TEXTS)}" if random.random() < 0.7 else _noise(random)
    value = random.choice((_noise(random), json.dumps({"s": "x", "p": 1}), "{}", text))
    modal = {"callback_id": random.choice(tuple(CallbackId)), "private_metadata": value}
    made = random.choice(
        (
            lambda: command(person, text),
            lambda: words_in_dm(person, text),
            lambda: home_opened(person),
            lambda: click(person, random.choice(tuple(ActionId)), value),
            lambda: submission(person, modal, _values(random)),
            lambda: random.choice(INPUTS).make(Scene(person, "x", "y", THEN)),
        )
    )()
    for _ in range(random.choice((0, 0, 1, 1, 2, 5))):
        made = _mutated(made, random)
    return made


def _values(random: Random) -> Json:
    fields = ("keep", "task", "decision", "planned", "end_at", "since", "remaining", "new_break", "timezone")
    chosen = random.sample(fields, random.randrange(len(fields)))
    return {name: {name: {"value": random.choice(ODD_VALUES)}} for name in chosen}


def _mutated(part: Any, random: Random) -> Any:
    """The same with one thing in it replaced, removed or added, at any depth."""
    if isinstance(part, dict) and part and random.random() < 0.9:
        name = random.choice(list(part))
        if random.random() < 0.15:
            return {key: value for key, value in part.items() if key != name}
        return part | {name: _mutated(part[name], random)}
    if isinstance(part, list) and part and random.random() < 0.7:
        place = random.randrange(len(part))
        return [*part[:place], _mutated(part[place], random), *part[place + 1 :]]
    return random.choice(ODD_VALUES)


def _noise(random: Random) -> str:
    letters = "abc 0123456789:-/@<>&*_~`\"'{}[]|\\éß漢🎉\u200b"
    return "".join(random.choice(letters) for _ in range(random.randrange(60)))
