"""People at Slack: what they ask for, signed as Slack signs it, and what they were told."""

import asyncio
import json
import secrets
import time
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp

from bot.playground.http_delivery import FORM, sign
from tests.faults.slack import TEAM_ID

SECRET = "the signing secret of the faults"
REFERENCE = "Reference: "  # in every sentence that says that something went wrong and nothing was changed
Json = dict[str, Any]


class Told(Enum):
    """What the person knows after a request."""

    DONE = "acknowledged, with an answer"
    FAILED = "told that nothing was changed"
    NOTHING = "no answer: it may have happened or not"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `status` 0: nothing did."""

    status: int
    text: str
    seconds: float

    @property
    def body(self) -> Json:
        try:
            parsed = json.loads(self.text)
        except ValueError:
            return {}
        return parsed if isinstance(parsed, dict) else {}

    @property
    def told(self) -> Told:
        if self.status != 200:
            return Told.NOTHING if self.status in (0, 503) else Told.FAILED
        return Told.FAILED if REFERENCE in self.text else Told.DONE


@dataclass
class Person:
    """One person of the workspace, and every request that could have changed their record."""

    id: str
    asked: list[tuple[str, Told]] = field(default_factory=list)

    def note(self, verb: str, answer: Answer) -> Answer:
        self.asked.append((verb, answer.told))
        return answer


def new_trigger() -> str:
    return f"{secrets.randbelow(10**9)}.{secrets.token_hex(8)}"


def command(person: Person, text: str, trigger_id: str | None = None, response_url: str = "") -> Json:
    return {
        "command": "/work",
        "text": text,
        "team_id": TEAM_ID,
        "user_id": person.id,
        "channel_id": "C0GENERAL",
        "api_app_id": "A0FAULTS",
        "trigger_id": trigger_id or new_trigger(),
        "response_url": response_url,
    }


def click(person: Person, action_id: str, value: str, trigger_id: str | None = None, **more: object) -> Json:
    """A click on Home; `more` goes into the action."""
    return {
        "type": "block_actions",
        "team": {"id": TEAM_ID},
        "user": {"id": person.id, "team_id": TEAM_ID},
        "trigger_id": trigger_id or new_trigger(),
        "container": {"type": "view", "view_id": "V0HOME"},
        "view": {"type": "home", "id": "V0HOME", "callback_id": ""},
        "actions": [{"action_id": action_id, "block_id": "b", "type": "button", "value": value} | more],
    }


def submission(person: Person, view: Json, values: Json, trigger_id: str | None = None) -> Json:
    return {
        "type": "view_submission",
        "team": {"id": TEAM_ID},
        "user": {"id": person.id, "team_id": TEAM_ID},
        "trigger_id": trigger_id or new_trigger(),
        "view": {
            "id": "V0MODAL",
            "type": "modal",
            "callback_id": view["callback_id"],
            "private_metadata": view.get("private_metadata", ""),
            "state": {"values": values},
        },
    }


def event(event_id: str, **event: object) -> Json:
    return {"type": "event_callback", "team_id": TEAM_ID, "event_id": event_id, "event": event}


def words_in_dm(person: Person, text: str) -> Json:
    fields = {"user": person.id, "text": text, "channel": f"D{person.id}", "channel_type": "im"}
    return event(f"Ev{secrets.token_hex(8)}", type="message", ts="1.0", **fields)


def home_opened(person: Person) -> Json:
    return event(f"Ev{secrets.token_hex(8)}", type="app_home_opened", user=person.id, tab="home")


def encode(payload: Json) -> tuple[str, bytes]:
    """As Slack sends it over HTTP: the content type and the body."""
    if "command" in payload:
        return FORM, urlencode(payload).encode()
    if payload.get("type") == "event_callback":
        return "application/json", json.dumps(payload).encode()
    return FORM, urlencode({"payload": json.dumps(payload)}).encode()


def signed(content_type: str, body: bytes, age: float = 0) -> dict[str, str]:
    timestamp = int(time.time() - age)
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": str(timestamp),
        "X-Slack-Signature": sign(SECRET, timestamp, body),
    }


async def send(http: aiohttp.ClientSession, url: str, payload: Json, within: float = 20.0) -> Answer:
    content_type, body = encode(payload)
    return await send_raw(http, url, body, signed(content_type, body), within)


async def send_raw(
    http: aiohttp.ClientSession, url: str, body: bytes, headers: dict[str, str], within: float = 20.0
) -> Answer:
    started = time.monotonic()
    try:
        timeout = aiohttp.ClientTimeout(total=within)
        async with http.post(url, data=body, headers=headers, timeout=timeout) as response:
            text = await response.text()
            return Answer(response.status, text, time.monotonic() - started)
    except (aiohttp.ClientError, TimeoutError, OSError):
        return Answer(0, "", time.monotonic() - started)


async def send_and_let_go(url: str, payload: Json) -> None:
    """Write the bytes of a request and wait for nothing."""
    content_type, body = encode(payload)
    parts = urlsplit(url)
    head = {"Host": parts.netloc, "Content-Length": str(len(body)), **signed(content_type, body)}
    lines = [f"POST {parts.path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]
    _, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write("\r\n".join(lines).encode() + body)
    await writer.drain()
    writer.close()


def button(answer: Json, action_id: str) -> str | None:
    """The value of the button with this action in blocks, wherever it is."""
    for found in _elements(answer):
        if found.get("action_id") == action_id and isinstance(found.get("value"), str):
            return str(found["value"])
    return None


def _elements(part: object) -> list[Json]:
    if isinstance(part, list):
        return [found for each in part for found in _elements(each)]
    if not isinstance(part, dict):
        return []
    return [part, *(found for value in part.values() for found in _elements(value))]
