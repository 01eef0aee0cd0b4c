"""What a scenario left behind: everything that the bot sent to Slack, and what its log printed."""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.playground.server import PlaygroundServer

# Only Slack's date tokens are ours; anything else in angle brackets would mention or link.
_TOKEN = re.compile(r"<(?!!date\^)[^>]*>")
_MENTIONING = frozenset({"user", "usergroup", "broadcast", "channel", "team"})
# What the command line lets through to the log (see bot/cli.py).
_THRESHOLDS = {"bot": logging.INFO, "slack_bolt": logging.ERROR}


def sent(server: PlaygroundServer) -> list[Any]:
    """The bodies of the bot's calls, of its answers by `response_url`, and of its acknowledgements."""
    bodies = []
    for exchange in server.traffic.latest():
        body = exchange["request"] if exchange["direction"] == "out" else exchange["answer"]
        bodies.append(json.loads(body) if exchange["name"] == "response_url" and body else body)
    return bodies


def calls_of(server: PlaygroundServer, method: str) -> list[Any]:
    """The arguments of the bot's calls of one method, faults included (as None)."""
    return [
        exchange["request"]
        for exchange in server.traffic.latest()
        if exchange["direction"] == "out" and exchange["name"] == method
    ]


def refused_calls(server: PlaygroundServer) -> list[str]:
    """The calls and answers of the bot that Slack did not take."""
    return [
        f"{each['name']}: {each['note']}"
        for each in server.traffic.latest()
        if each["note"] and (each["direction"] == "out" or each["name"] == "refused")
    ]


def mentions(body: object) -> list[str]:
    """Whatever in a body would mention somebody, or make a link, when Slack shows it."""
    return list(_mentions(body))


def _mentions(body: object) -> Iterator[str]:
    if isinstance(body, list):
        for each in body:
            yield from _mentions(each)
    elif isinstance(body, dict):
        kind = body.get("type")
        if kind in _MENTIONING:
            yield f"element {kind}"
        text = body.get("text")
        if isinstance(text, str) and kind not in ("plain_text", "text"):
            yield from _TOKEN.findall(text)
        for value in body.values():
            yield from _mentions(value)


def printed(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """The records that the command line would have printed."""
    return [
        record
        for record in caplog.get_records("call")
        if record.levelno >= _THRESHOLDS.get(record.name.partition(".")[0], logging.WARNING)
    ]


def tracebacks(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The records that are errors or carry a traceback."""
    return [
        f"{record.name}: {record.getMessage()} {record.exc_info or ''}"
        for record in printed(caplog)
        if record.exc_info or record.levelno >= logging.ERROR
    ]
