"""Blocks: what each consists of, and on which surface it may stand."""

from collections.abc import Mapping
from typing import Any

from bot.playground.rules.check import (
    Check,
    Place,
    boolean,
    both,
    by_type,
    exactly,
    list_of,
    one_of,
    record,
    string,
    unique,
    web_address,
)
from bot.playground.rules.data_blocks import DATA_BLOCKS
from bot.playground.rules.elements import (
    as_accessory,
    button,
    image,
    in_actions,
    in_context_actions,
    in_input,
)
from bot.playground.rules.objects import (
    identifier,
    one_picture,
    plain_text,
    slack_file,
    text,
    unique_actions,
)
from bot.playground.rules.rich_text import rich_text
from bot.playground.rules.surfaces import ON_SURFACE
from bot.playground.wire import Json


def _block(
    kind: str, required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, *also: Check
) -> Check:
    return record({"type": exactly(kind), **required}, {"block_id": identifier, **(optional or {})}, *also)


def _says_something(section: Json, place: Place) -> None:
    if "text" not in section and "fields" not in section:
        place.complain("must provide text or fields")


def _card_has_content(card: Json, place: Place) -> None:
    if not {"hero_image", "title", "actions", "body"} & card.keys():
        place.complain("must provide at least one of: hero_image, title, body, actions")
    if {"icon", "slack_icon"} <= card.keys():
        place.complain("must have either icon or slack_icon, not both")


_picture: Mapping[str, Check] = {"image_url": web_address(), "slack_file": slack_file}

BASIC: Mapping[str, Check] = {
    "actions": _block("actions", {"elements": both(list_of(in_actions, 1, 25), unique_actions)}),
    "context": _block(
        "context", {"elements": list_of(lambda value, place: _in_context(value, place), 1, 10)}
    ),
    "divider": _block("divider", {}),
    "header": _block("header", {"text": plain_text(150)}),
    "image": _block(
        "image", {"alt_text": string(1, 2000)}, {**_picture, "title": plain_text(2000)}, one_picture
    ),
    "input": _block(
        "input",
        {"label": plain_text(2000), "element": in_input},
        {"hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": rich_text,
    "section": _block(
        "section",
        {},
        {
            "text": text(3000),
            "fields": list_of(text(2000), 1, 10),
            "accessory": as_accessory,
            "expand": boolean,
        },
        _says_something,
    ),
    "alert": _block(
        "alert",
        {"text": text(200)},
        {"level": one_of("default", "info", "warning", "error", "success")},
    ),
    "markdown": _block("markdown", {"text": string(1, 12_000)}),
    "context_actions": _block(
        "context_actions", {"elements": both(list_of(in_context_actions, 1, 5), unique_actions)}
    ),
    "video": _block(
        "video",
        {
            "alt_text": string(1, 2000),
            "title": plain_text(200),
            "thumbnail_url": web_address(),
            "video_url": web_address(),
        },
        {
            "author_name": string(1, 50),
            "description": plain_text(200),
            "provider_icon_url": web_address(),
            "provider_name": string(1, 50),
            "title_url": web_address(),
        },
    ),
    "card": _block(
        "card",
        {},
        {
            "hero_image": image,
            "icon": image,
            "title": text(150),
            "subtitle": text(150),
            "body": text(200),
            "subtext": text(200),
            "actions": both(list_of(button, 1, 3), unique_actions),
            "slack_icon": record({"type": exactly("icon"), "name": string()}),
        },
        _card_has_content,
    ),
}

IN_CONTAINER = {
    "actions",
    "context",
    "divider",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "table",
    "video",
}


def _in_context(value: Any, place: Place) -> None:
    if isinstance(value, dict) and value.get("type") == "image":
        image(value, place)
    else:
        text(3000)(value, place)


NESTED: Mapping[str, Check] = {
    "carousel": _block("carousel", {"elements": list_of(by_type({"card": BASIC["card"]}), 1, 10)}),
    "container": _block(
        "container",
        {"child_blocks": list_of(by_type({**BASIC, **DATA_BLOCKS}, IN_CONTAINER), 1, 10)},
        {
            "title": plain_text(150),
            "rich_text_title": rich_text,
            "subtitle": text(150),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": image,
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
    ),
}

BLOCKS: Mapping[str, Check] = {**BASIC, **DATA_BLOCKS, **NESTED}


def blocks(maximum: int) -> Check:
    """A list of at most `maximum` blocks, each fit for the surface, with unique `block_id`s."""

    def check(value: Any, place: Place) -> None:
        list_of(by_type(BLOCKS, ON_SURFACE[place.surface]), 0, maximum)(value, place)
        unique("block_id", "block")(value, place)

    return check
