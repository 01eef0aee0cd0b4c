"""Curated bad input through both doors: each is answered, and does, what it should, which is mostly nothing.

Every input has a person of its own, so that the journal tells what came of it.
"""

import asyncio
import json
import logging
import secrets
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from random import Random
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

import aiohttp

from bot.playground.clock import MovableClock
from bot.playground.http_delivery import FORM
from bot.slack import background
from tests.faults import oracle
from tests.faults.curated import FRAMES, INPUTS, REQUESTS
from tests.faults.curated.cases import COMMAND, EVENT, Input, Scene
from tests.faults.curated.frames import HELP, Fate, Frame
from tests.faults.curated.requests import CLOSED, Request
from tests.faults.in_process import listening, replicas
from tests.faults.people import REFERENCE, Json, Person, button, command, send_raw, signed
from tests.faults.places import Place
from tests.faults.slack import FakeSlack
from tests.faults.tally import Tally

AT_ONCE = 16
THEN = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)  # a Wednesday, 14:00 in Berlin: what is ahead stays ahead
ANSWERED_WITHIN = 10.0  # seconds
CONNECTED_WITHIN = 15.0  # seconds; the client looks every five whether its connection is still there

OVER_HTTP: tuple[Input | Request, ...] = (*INPUTS, *REQUESTS)
OVER_SOCKET_MODE: tuple[Input | Frame, ...] = (*INPUTS, *FRAMES)

Tell = Callable[[str, Json], Awaitable[str]]
Each = TypeVar("Each", bound=Input | Request | Frame)


class Unanswered(Exception):
    """It was not acknowledged; the text says what came instead."""


async def over_http(place: Place, random: Random, tries: int) -> Tally:
    """All of `OVER_HTTP`, or so many of them."""
    tally, clock = Tally(), _clock()
    with listening(tally) as records:
        async with (
            FakeSlack() as slack,
            aiohttp.ClientSession() as http,
            replicas(slack, place, clock) as bots,
        ):

            async def tell(kind: str, payload: Json) -> str:
                content_type, body = _encode(kind, payload)
                answer = await send_raw(http, bots.url, body, signed(content_type, body))
                if answer.status != 200:
                    raise Unanswered(f"{answer.status} {answer.text[:200]}")
                return _readable(answer.text)

            trial = await _Trial.begin(tell, clock, tally)
            turns = asyncio.Semaphore(AT_ONCE)

            async def one(number: int, each: Input | Request) -> None:
                async with turns:
                    if isinstance(each, Request):
                        await _write(bots.url, each, tally)
                    else:
                        await trial.try_(number, each)

            await asyncio.gather(*(one(number, each) for number, each in enumerate(_share(OVER_HTTP, tries))))
            await trial.still_works()
        trial.look_back(oracle.look(place.url), records)
    return tally


async def over_socket_mode(place: Place, random: Random, tries: int) -> Tally:
    """All of `OVER_SOCKET_MODE`, or so many of them."""
    tally, clock, turns = Tally(), _clock(), asyncio.Semaphore(AT_ONCE)
    chosen = _share(OVER_SOCKET_MODE, tries)
    inputs = [each for each in chosen if isinstance(each, Input)]
    frames = [each for each in chosen if isinstance(each, Frame)]
    with listening(tally) as records:
        async with (
            FakeSlack() as slack,
            replicas(slack, place, clock, count=1, slack_app_token="xapp-faults"),
        ):

            async def tell(kind: str, payload: Json) -> str:
                try:
                    ack = await slack.send_envelope(kind, payload, secrets.token_hex(8))
                except TimeoutError:
                    raise Unanswered("no acknowledgement") from None
                return json.dumps(ack.get("payload"), ensure_ascii=False)

            trial = await _Trial.begin(tell, clock, tally)

            async def one(number: int, each: Input) -> None:
                async with turns:
                    await trial.try_(number, each)

            await asyncio.gather(*(one(number, each) for number, each in enumerate(inputs)))
            if len(slack.sockets) > 1:
                tally.note_unhandled(f"it connected {len(slack.sockets)} times")
            for frame in frames:
                await _send(slack, frame, tally)
            await trial.still_works()
        trial.look_back(oracle.look(place.url), records)
    return tally


def _share(inputs: Sequence[Each], tries: int) -> Sequence[Each]:
    """So many, spread over all; those that take seconds by themselves only if all are wanted."""
    if tries >= len(inputs):
        return inputs
    quick = [each for each in inputs if isinstance(each, Input) or not each.is_slow]
    return [quick[number * len(quick) // tries] for number in range(tries)]


class _Trial:
    """The inputs that go through both doors, whichever it is."""

    def __init__(self, tell: Tell, clock: MovableClock, tally: Tally, theirs: str) -> None:
        self._tell = tell
        self._clock = clock
        self._tally = tally
        self._theirs = theirs
        self._expected: dict[str, tuple[str, tuple[str, ...]]] = {"U0OTHER": ("somebody else", ("start",))}

    @classmethod
    async def begin(cls, tell: Tell, clock: MovableClock, tally: Tally) -> "_Trial":
        """With a session of somebody else's, who has to do with nothing."""
        theirs = _session_in(await tell(COMMAND, command(Person("U0OTHER"), "start quietly")))
        return cls(tell, clock, tally, theirs)

    async def try_(self, number: int, each: Input) -> None:
        person, session = Person(f"U0C{number:04}"), ""
        self._expected[person.id] = (each.name, (*(line.split()[0] for line in each.before), *each.does))
        try:
            for line in each.before:
                session = _session_in(await self._tell(COMMAND, command(person, line))) or session
            scene = Scene(person, session, self._theirs, self._clock.now())
            said = await self._tell(each.kind, each.make(scene))
        except Unanswered as instead:
            said = ""
            self._tally.note_unhandled(f"{each.name}: {instead}")
        if REFERENCE in said or "Traceback" in said or each.says not in said:
            self._tally.note_unhandled(f"{each.name}: the answer was {said[:300]!r}, not {each.says!r}")
        self._tally.tries += 1

    async def still_works(self) -> None:
        said = await self._tell(COMMAND, command(Person("U0AFTER"), "start report"))
        if "Started" not in said:
            self._tally.note_lost(f"after all that: {said[:200]}")

    def look_back(self, evidence: oracle.Evidence, records: Iterable[logging.LogRecord]) -> None:
        """Whether the record is valid, nothing else happened than should have, and nothing failed behind."""
        # What is done after the answer fails with a warning; response URLs lead nowhere here and there.
        failed = [each.getMessage() for each in records if each.name == background.__name__]
        self._tally.note_unhandled(*(line for line in failed if not line.startswith("response_url ")))
        oracle.check_record(evidence, self._tally)
        written = defaultdict[str, list[str]](list)
        for change in evidence.changes:
            written[change.user_id].append(change.action)
        for person_id, (name, expected) in self._expected.items():
            if tuple(written[person_id]) != expected:
                self._tally.note_unhandled(f"{name}: on record is {written[person_id]}, not {expected}")


async def _write(url: str, request: Request, tally: Tally) -> None:
    try:
        answer = await asyncio.wait_for(_answer_to(url, request), ANSWERED_WITHIN)
        status = int(answer.split(b" ", 2)[1]) if answer else CLOSED
    except TimeoutError:
        answer, status = b"nothing, and the connection stayed open", -1
    tally.tries += 1
    if status not in request.statuses or b"Traceback" in answer or REFERENCE.encode() in answer:
        tally.note_unhandled(f"{request.name}: {answer[:300]!r}, not {request.statuses}")


async def _answer_to(url: str, request: Request) -> bytes:
    """Empty where the connection was closed without one."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        writer.write(request.written())
        if request.ends:
            writer.write_eof()
        head = await reader.readuntil(b"\r\n\r\n")
        if head.startswith(b"HTTP/1.1 100 "):
            head = await reader.readuntil(b"\r\n\r\n")
        return head + await reader.read(65536)
    except asyncio.IncompleteReadError as cut:
        return cut.partial
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def _send(slack: FakeSlack, frame: Frame, tally: Tally) -> None:
    before, acknowledged = len(slack.sockets), slack.await_ack(str(frame.envelope_id))
    socket = slack.sockets[-1]
    with suppress(ConnectionError):  # too large a frame is not read to its end
        if isinstance(frame.sent, str):
            await socket.send_str(frame.sent)
        elif isinstance(frame.sent, bytes):
            await socket.send_bytes(frame.sent)
        else:
            await socket.close(code=frame.sent)
    try:
        if frame.fate is Fate.ACKNOWLEDGED:
            await asyncio.wait_for(asyncio.shield(acknowledged), ANSWERED_WITHIN)
        if frame.fate is Fate.RECONNECTS:
            await asyncio.wait_for(slack.connected(before + 1), CONNECTED_WITHIN)
        await slack.send_envelope(COMMAND, HELP, secrets.token_hex(8))
    except TimeoutError:
        tally.note_unhandled(f"{frame.name}: it was not {frame.fate.value}, or nothing was answered after it")
    is_as_wanted = acknowledged.done() == (frame.fate is Fate.ACKNOWLEDGED)
    if not is_as_wanted or len(slack.sockets) != before + (frame.fate is Fate.RECONNECTS):
        tally.note_unhandled(f"{frame.name}: it was not {frame.fate.value}")
    tally.tries += 1


def _clock() -> MovableClock:
    clock = MovableClock()
    clock.advance(THEN - clock.now())
    return clock


def _encode(kind: str, payload: Json) -> tuple[str, bytes]:
    """As Slack sends that kind; as JSON where it could not be a form."""
    if kind == EVENT or (kind == COMMAND and not _fits_in_form(payload)):
        return "application/json", json.dumps(payload).encode()
    return FORM, urlencode(payload if kind == COMMAND else {"payload": json.dumps(payload)}).encode()


def _fits_in_form(payload: Json) -> bool:
    try:
        return all(isinstance(value, str) and value.encode() is not None for value in payload.values())
    except UnicodeEncodeError:  # a lone surrogate
        return False


def _readable(body: str) -> str:
    """JSON with its letters as they are; other text as it is."""
    try:
        return json.dumps(json.loads(body), ensure_ascii=False)
    except ValueError:
        return body


def _session_in(said: str) -> str:
    """The id of the session that the card is about; "" where there is none."""
    value = button(json.loads(said), "done")
    return str(json.loads(value)["s"]) if value else ""
