"""Messages as wholes: text and blocks together, sizes, and metadata."""

import json
from typing import Any

from bot.playground.rules.blocks import blocks as blocks_check
from bot.playground.rules.check import Place
from bot.playground.wire import Json, SlackError

MESSAGE_BLOCKS = 50
BLOCKS_CHARACTERS = 13_200
MARKDOWN_CHARACTERS = 12_000
TEXT_CHARACTERS = 40_000
METADATA_CHARACTERS = 16_000
AT_MOST = {"table": 1, "data_visualization": 2}


def check_message(content: Json, text_limit: int = TEXT_CHARACTERS) -> tuple[str, list[Json] | None]:
    """Text and blocks of a message that Slack would take. Raises SlackError.

    `no_text` when there is neither, `msg_too_long`, and what check_blocks raises.
    """
    text = content.get("text") or ""
    if not isinstance(text, str):
        raise SlackError("invalid_arguments", ["must provide a string [json-pointer:/text]"])
    if content.get("attachments"):
        raise SlackError("invalid_arguments", ["attachments are not drawn in the playground; use blocks"])
    given = content.get("blocks")
    blocks = None if given in (None, []) else check_blocks(given)
    if len(text) > text_limit:
        raise SlackError("msg_too_long")
    if not text.strip() and not blocks:
        raise SlackError("no_text")
    return text, blocks


def check_blocks(value: Any) -> list[Json]:
    """Raises SlackError `invalid_blocks_format`, `invalid_blocks`, `msg_blocks_too_long`."""
    if isinstance(value, str):
        value = _parsed(value)
    if not isinstance(value, list):
        raise SlackError("invalid_blocks_format")
    place = Place("message", "/blocks")
    blocks_check(MESSAGE_BLOCKS)(value, place)
    if place.complaints:
        raise SlackError("invalid_blocks", place.complaints)
    for kind, most in AT_MOST.items():
        if sum(block["type"] == kind for block in value) > most:
            raise SlackError("invalid_blocks", [f"no more than {most} {kind} allowed [json-pointer:/blocks]"])
    if sum(len(block["text"]) for block in value if block["type"] == "markdown") > MARKDOWN_CHARACTERS:
        raise SlackError("msg_blocks_too_long")
    if characters(value) > BLOCKS_CHARACTERS:
        raise SlackError("msg_blocks_too_long")
    return value


def characters(value: Any) -> int:
    """How much text stands in blocks, in whatever they nest."""
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(characters(entry) for entry in value.values())
    if isinstance(value, list):
        return sum(characters(entry) for entry in value)
    return 0


def check_metadata(value: Any) -> Json | None:
    """Raises SlackError `invalid_metadata_format`, `invalid_metadata_schema`, `metadata_too_large`."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise SlackError("invalid_metadata_format")
    event_type, payload = value.get("event_type"), value.get("event_payload")
    if not isinstance(event_type, str) or not event_type or not isinstance(payload, dict):
        raise SlackError("invalid_metadata_schema")
    if len(json.dumps(value)) > METADATA_CHARACTERS:
        raise SlackError("metadata_too_large")
    return value


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise SlackError("invalid_blocks_format") from None
