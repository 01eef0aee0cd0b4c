"""The two doors: what they let in, what they refuse, and how they close."""

import asyncio
import gzip
import io
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.app import RunningApp
from bot.doors.http import LARGEST_BODY, HttpDoor
from bot.playground.clock import MovableClock
from bot.playground.http_delivery import sign
from bot.playground.run import bot_in
from bot.playground.server import PlaygroundServer
from bot.playground.wire import Delivery
from tests.contract.driver import ADA, Driver, Everyone, buttons_of, text_of
from tests.contract.evidence import printed

# What is refused here never comes to the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"])

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass
class Caller:
    """Somebody who reaches the HTTP door, with the signing secret or without."""

    http: aiohttp.ClientSession
    url: str
    secret: str

    async def post(
        self, body: bytes, content_type: str = JSON, *, age: float = 0, headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        timestamp = int(time.time() - age)
        signed = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": str(timestamp),
            "X-Slack-Signature": sign(self.secret, timestamp, body),
            **(headers or {}),
        }
        async with self.http.post(self.url, data=io.BytesIO(body), headers=signed) as response:
            return response.status, await response.text()


@pytest.fixture
async def http_app(
    server: PlaygroundServer, clock: MovableClock, database_url: str
) -> AsyncIterator[RunningApp]:
    async with bot_in(server, clock, database_url, slack_app_token=None) as app:
        yield app


@pytest.fixture
async def caller(http_app: RunningApp, server: PlaygroundServer) -> AsyncIterator[Caller]:
    assert isinstance(http_app.door, HttpDoor)
    async with aiohttp.ClientSession() as http:
        yield Caller(http, http_app.door.url, server.signing_secret)


def said(caplog: pytest.LogCaptureFixture) -> list[tuple[str, Any]]:
    """What was printed: each event with its facts."""
    return [(record.getMessage(), getattr(record, "facts", None)) for record in printed(caplog)]


def command(text: str = "help", **more: str) -> bytes:
    fields = {"command": "/work", "text": text, "team_id": "T0PLAYGRND", "user_id": "U0ADA", **more}
    return urlencode(fields).encode()


async def test_a_signed_command_is_answered(caller: Caller) -> None:
    status, text = await caller.post(command(), FORM)
    assert status == 200
    assert "/work start" in text


async def test_a_task_may_name_a_payload(caller: Caller) -> None:
    status, text = await caller.post(command("start payload parser"), FORM)
    assert status == 200
    assert "payload parser" in json.loads(text)["text"]
    status, text = await caller.post(command("start payload=parser"), FORM)
    assert status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=é"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": "١٢٣"},
        {"X-Slack-Request-Timestamp": "-1"},
        {"X-Slack-Request-Timestamp": "9" * 400},
    ],
)
async def test_a_wrong_signature_is_refused(
    caller: Caller, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    status, _ = await caller.post(command("start Secret"), FORM, headers=headers)
    assert status == 401
    assert "Secret" not in "".join(record.getMessage() for record in caplog.records)


@pytest.mark.parametrize("body", [b"\xff\xfe", b'{"a": "\xed\xa0\x80"}'])
async def test_a_body_that_is_no_text_is_not_from_slack(caller: Caller, body: bytes) -> None:
    status, _ = await caller.post(body)
    assert status == 401


@pytest.mark.parametrize("age", [301, 3600, -301])
async def test_a_stale_signature_is_refused(caller: Caller, age: float) -> None:
    status, _ = await caller.post(command(), FORM, age=age)
    assert status == 401


@pytest.mark.parametrize("missing", ["X-Slack-Signature", "X-Slack-Request-Timestamp"])
async def test_a_missing_signature_is_refused(caller: Caller, missing: str) -> None:
    body, timestamp = command(), int(time.time())
    headers = {
        "Content-Type": FORM,
        "X-Slack-Request-Timestamp": str(timestamp),
        "X-Slack-Signature": sign(caller.secret, timestamp, body),
    }
    del headers[missing]
    async with caller.http.post(caller.url, data=body, headers=headers) as response:
        assert response.status == 401


async def test_a_signature_over_another_body_is_refused(caller: Caller) -> None:
    timestamp = int(time.time())
    status, _ = await caller.post(
        command("start x"),
        FORM,
        headers={"X-Slack-Signature": sign(caller.secret, timestamp, command("start y"))},
    )
    assert status == 401


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", JSON),
        (b"{", JSON),
        (b"null", JSON),
        (b"[]", JSON),
        (b'"x"', JSON),
        (b'{"a":' * 100_000, JSON),
        (b"", FORM),
        (b"nonsense", FORM),
        (b"payload=", FORM),
        (b"payload={", FORM),
        (b"payload=[]", FORM),
        (b"payload=" + b"%5B" * 100_000, FORM),
        (b"&" * 100_000, FORM),
    ],
)
async def test_a_malformed_body_is_refused_without_a_traceback(
    caller: Caller, body: bytes, content_type: str, caplog: pytest.LogCaptureFixture
) -> None:
    status, _ = await caller.post(body, content_type)
    assert status == 400
    assert said(caplog) == [("refused", {"reason": "unreadable"})]


async def test_a_lone_surrogate_is_answered_in_words(caller: Caller) -> None:
    status, text = await caller.post(b'{"command": "/work", "text": "\\ud800"}')
    assert status == 200
    assert "nothing was changed" in text


async def test_too_large_a_body_is_refused(caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
    status, _ = await caller.post(b"x" * (LARGEST_BODY + 1))
    assert status == 400
    assert said(caplog) == [("refused", {"reason": "too_large"})]


async def test_too_large_a_body_in_pieces_is_refused(
    caller: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(LARGEST_BODY // 65536 + 2):
            yield b"x" * 65536

    headers = {"Content-Type": JSON, "X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=0"}
    async with caller.http.post(caller.url, data=pieces(), headers=headers) as response:
        assert response.status == 400
    assert said(caplog) == [("refused", {"reason": "too_large"})]


async def test_a_packed_body_is_not_unpacked(caller: Caller) -> None:
    """Slack packs none: the signature is of the bytes as they came, and a small one may hold a large one."""
    packed = gzip.compress(command())
    timestamp = int(time.time())
    for signed in (command(), packed):
        headers = {
            "Content-Encoding": "gzip",
            "X-Slack-Signature": sign(caller.secret, timestamp, signed),
            "X-Slack-Request-Timestamp": str(timestamp),
        }
        assert (await caller.post(packed, FORM, headers=headers))[0] == 401


@pytest.mark.parametrize("header", ["X-Slack-Signature", "X-Slack-Request-Timestamp"])
@pytest.mark.parametrize("first", [True, False])
async def test_a_header_that_came_twice_is_refused(caller: Caller, header: str, first: bool) -> None:
    body, timestamp = command(), int(time.time())
    signed = [
        ("Content-Type", FORM),
        ("X-Slack-Request-Timestamp", str(timestamp)),
        ("X-Slack-Signature", sign(caller.secret, timestamp, body)),
    ]
    other = (header, "v0=0" if header == "X-Slack-Signature" else "1")
    headers = [other, *signed] if first else [*signed, other]
    async with caller.http.post(caller.url, data=body, headers=headers) as response:
        assert response.status == 401


async def speak(caller: Caller, *said: bytes, ends: bool = False) -> bytes:
    """Say something that may be no HTTP; what is answered, until the connection is closed."""
    host, port = caller.url.split("/")[2].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    for part in said:
        writer.write(part)
    if ends:
        writer.write_eof()
    answer = await asyncio.wait_for(reader.read(65536), 20)
    writer.close()
    return answer


def head(*lines: str, length: int | None = None) -> bytes:
    more = [f"Content-Length: {length}"] if length is not None else []
    return "\r\n".join(["POST /slack/events HTTP/1.1", "Host: x", *lines, *more, "", ""]).encode()


async def test_a_body_that_does_not_come_is_not_waited_for(
    caller: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    assert b" 400 " in (await speak(caller, head(length=1000), b"text=Secret")).partition(b"\r\n")[0]
    assert said(caplog) == [("refused", {"reason": "late"})]
    assert (await caller.post(command(), FORM))[0] == 200


async def test_a_body_that_breaks_off_does_no_harm(caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
    await speak(caller, head(length=1000), b"text=Secret", ends=True)
    assert (await caller.post(command(), FORM))[0] == 200
    assert "Secret" not in caplog.text


@pytest.mark.parametrize(
    "said",
    [
        b"Secret\r\n\r\n",
        b"\x16\x03\x01Secret\r\n\r\n",
        b"POST /slack/events HTTP/9.9\r\n\r\n",
        head("X-Slack-Signature: \x00Secret"),
        head("X Secret: 1"),
        head("Content-Length: 1", "Content-Length: 2"),
        head("Content-Length: 1", "Transfer-Encoding: chunked"),
        head("Content-Length: -1"),
        head("Transfer-Encoding: chunked") + b"Secret\r\n",
        head("X-Long: " + "x" * 100_000),
        head(*(f"X-{number}: 1" for number in range(1000))),
        b"POST /" + b"x" * 100_000 + b" HTTP/1.1\r\n\r\n",
    ],
)
async def test_what_is_no_http_is_refused_and_not_repeated_in_the_log(
    caller: Caller, caplog: pytest.LogCaptureFixture, said: bytes
) -> None:
    status = (await speak(caller, said, ends=True)).partition(b"\r\n")[0]
    assert not status or b" 4" in status
    assert "Secret" not in "".join(record.getMessage() for record in caplog.records)
    assert (await caller.post(command(), FORM))[0] == 200


async def test_a_signed_request_that_is_sent_again_changes_nothing(caller: Caller) -> None:
    """Within five minutes its signature is as good as it was."""

    async def work(text: str, trigger_id: str) -> str:
        return (await caller.post(command(text, trigger_id=trigger_id), FORM))[1]

    await work("start report", "1.1.a")
    await work("pause lunch", "1.1.b")
    await work("resume", "1.1.c")
    await work("pause tea", "1.1.d")
    await work("resume", "1.1.e")
    before = json.loads(await work("", "1.1.f"))["text"]
    assert "2 breaks" in before
    for text, trigger_id in (("start report", "1.1.a"), ("pause lunch", "1.1.b"), ("resume", "1.1.c")):
        assert "Working since" in await work(text, trigger_id)
    assert json.loads(await work("", "1.1.g"))["text"] == before
    await work("undo", "1.1.h")
    undone = json.loads(await work("", "1.1.i"))["text"]
    assert undone != before
    await work("undo", "1.1.h")
    assert json.loads(await work("", "1.1.j"))["text"] == undone


async def test_slack_can_verify_the_address(
    caller: Caller, http_app: RunningApp, server: PlaygroundServer
) -> None:
    assert await server.verify_events_url()
    status, text = await caller.post(b'{"type": "url_verification", "challenge": "3eZbrw1a"}')
    assert (status, text) == (200, "3eZbrw1a")


async def test_a_challenge_that_is_no_text_is_answered(caller: Caller) -> None:
    status, text = await caller.post(b'{"type": "url_verification", "challenge": "a\\ud800"}')
    assert (status, text) == (200, "a?")


async def test_slack_can_check_the_certificate(caller: Caller) -> None:
    assert await caller.post(b"ssl_check=1&token=x", FORM) == (200, "")


async def test_other_addresses_are_not_there(caller: Caller) -> None:
    base = caller.url.removesuffix("/slack/events")
    async with caller.http.get(f"{base}/healthz") as response:
        assert response.status == 200
        assert await response.json() == {"status": "ok"}
    for path, expected in (("/", 404), ("/slack", 404), ("/slack/events", 405)):
        async with caller.http.get(base + path) as response:
            assert response.status == expected


async def test_an_unhandled_event_is_not_offered_again(caller: Caller) -> None:
    event = {"type": "event_callback", "team_id": "T", "event": {"type": "reaction_added", "user": "U"}}
    status, _ = await caller.post(json.dumps(event).encode())
    assert status == 200


@pytest.fixture
async def socket_ada(
    server: PlaygroundServer, clock: MovableClock, database_url: str
) -> AsyncIterator[Driver]:
    async with bot_in(server, clock, database_url), Everyone(server) as everyone:
        yield everyone.person(ADA)


@pytest.mark.usefixtures("clean_log")
@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_the_bot_connects_again_when_slack_asks(
    socket_ada: Driver, server: PlaygroundServer, reason: str
) -> None:
    await socket_ada.work("start report")
    await server.disconnect(reason)
    await socket_ada.until(lambda screen: bool(screen.data["bot"]["connected"]))
    assert "Pause" in buttons_of((await socket_ada.work()).last_answer)


@pytest.mark.usefixtures("clean_log")
async def test_the_same_envelope_twice_acts_once(socket_ada: Driver, server: PlaygroundServer) -> None:
    await socket_ada.work("start report")
    await socket_ada.work("pause")
    envelope = {
        "envelope_id": "same",
        "type": "slash_commands",
        "payload": server.traffic.latest()[-1]["request"],
        "accepts_response_payload": True,
    }
    await socket_ada.work("resume")
    connection = server.slack.socket_mode._connections[0]
    acks: list[object] = []
    for _ in range(2):
        server.slack.socket_mode._waiting["same"] = asyncio.get_running_loop().create_future()
        await connection.send_json(envelope)
        acks.append((await server.slack.socket_mode._waiting["same"])["envelope_id"])
    assert acks == ["same", "same"]
    card = (await socket_ada.work()).last_answer
    assert "Pause" in buttons_of(card)
    assert "1 break" in text_of(card)


@pytest.mark.usefixtures("clean_log")
async def test_envelopes_that_make_no_sense_do_no_harm(socket_ada: Driver, server: PlaygroundServer) -> None:
    connection = server.slack.socket_mode._connections[0]
    await connection.send_json({"envelope_id": "x", "type": "events_api"})
    await connection.send_json({"type": "hello"})
    await connection.send_json([])
    await connection.send_str("nonsense")
    assert "Nothing running" in text_of((await socket_ada.work()).last_answer)


async def test_a_request_under_way_is_finished_and_acknowledged_when_the_program_ends(
    server: PlaygroundServer, clock: MovableClock, database_url: str, transport: str
) -> None:
    more = {} if transport == "socket_mode" else {"slack_app_token": None}
    payload = {
        "type": "command",
        "command": "/work",
        "team_id": "T0PLAYGRND",
        "user_id": "U0ADA",
        "text": "start report until 15:00",
    }
    async with bot_in(server, clock, database_url, **more):
        # Its timezone is asked of Slack, which takes its time.
        server.slack.faults.add({"method": "users.info", "fault": "delay", "seconds": 0.5})
        delivery = Delivery("slash_commands", payload, True)
        begun = asyncio.Event()
        server.workspace.subscribe(begun.set)  # told when the fault befalls the call
        under_way = asyncio.create_task(server.slack.dispatcher.transport.send(delivery))
        await begun.wait()
    answer = await under_way
    assert answer.error is None
    assert "Started" in text_of(answer.body)
