"""Commands as Slack would send them: signed, complete, and made before anything is measured."""

import json
import secrets
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode, urlsplit

from bot.playground.http_delivery import FORM, sign

SECRET = "bench-signing-secret"
TEAM_ID = "T0BENCH"
# What is typed, and how an answer begins that is no refusal.
STEPS = (("start Write the report", "Started "), ("pause", "Paused "), ("resume", "Back after "))


class WrongAnswer(Exception):
    """A command was not answered as it should have been: nothing measured with it would mean anything."""


@dataclass(frozen=True, slots=True)
class Command:
    """`request` is all of it, ready for the wire; the answer's text begins with `expected`."""

    request: bytes
    expected: str


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes


def people(start: int = 0) -> Iterator[str]:
    """Ids of different people, without end."""
    return (f"U{number:08}" for number in count(start))


def steps_of(user_id: str, url: str) -> Iterator[Command]:
    """Start, pause and resume for one person."""
    for text, expected in STEPS:
        yield Command(_request(user_id, text, url), expected)


def check_ours(commands: Iterable[Command], answers: Iterable[Answer]) -> None:
    """Raises WrongAnswer unless each command did what it asked for."""
    for command, answer in zip(commands, answers, strict=True):
        text = json.loads(answer.body)["text"] if answer.status == 200 else ""
        if not text.startswith(command.expected):
            raise WrongAnswer(f"{command.expected!r} expected: {answer.status} {answer.body[:200]!r}")


def check_bare(commands: Iterable[Command], answers: Iterable[Answer]) -> None:
    """Raises WrongAnswer unless each command was acknowledged with nothing."""
    for _, answer in zip(commands, answers, strict=True):
        if answer != Answer(200, b""):
            raise WrongAnswer(f"an empty 200 expected: {answer.status} {answer.body[:200]!r}")


def _request(user_id: str, text: str, url: str) -> bytes:
    body = urlencode(
        {
            "token": "deprecated",
            "team_id": TEAM_ID,
            "team_domain": "bench",
            "channel_id": "C0BENCH",
            "channel_name": "general",
            "user_id": user_id,
            "user_name": user_id.lower(),
            "command": "/work",
            "text": text,
            "api_app_id": "A0BENCH",
            "is_enterprise_install": "false",
            "response_url": f"https://hooks.slack.com/commands/{TEAM_ID}/{secrets.token_hex(12)}",
            "trigger_id": f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}",
        }
    ).encode()
    timestamp, where = int(time.time()), urlsplit(url)
    head = (
        f"POST {where.path} HTTP/1.1\r\nHost: {where.netloc}\r\n"
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\nAccept: application/json,*/*\r\n"
        f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n"
        f"X-Slack-Request-Timestamp: {timestamp}\r\n"
        f"X-Slack-Signature: {sign(SECRET, timestamp, body)}\r\n\r\n"
    )
    return head.encode() + body
