"""Views as wholes: modals and Home tabs."""

import json
from collections.abc import Mapping
from typing import Any, Literal

from bot.playground.rules.blocks import blocks
from bot.playground.rules.check import Check, Place, boolean, exactly, record, string
from bot.playground.rules.objects import plain_text
from bot.playground.state import interactive
from bot.playground.wire import Json, SlackError

VIEW_BLOCKS = 100
VIEW_BYTES = 250_000

COMMON: Mapping[str, Check] = {
    "private_metadata": string(0, 3000),
    "callback_id": string(0, 255),
    "external_id": string(0, 255),
}


def _has_submit_for_inputs(view: Json, place: Place) -> None:
    if "submit" not in view and any(block["type"] == "input" for block in view["blocks"]):
        place.complain("must define `submit` to use an `input` block in modals")


def _at_most_one_focus(view: Json, place: Place) -> None:
    focused = [element for _, element in interactive(view["blocks"]) if element.get("focus_on_load")]
    if len(focused) > 1:
        place.complain("only one element can have focus_on_load set to true")


VIEWS: Mapping[str, Check] = {
    "modal": record(
        {"type": exactly("modal"), "title": plain_text(24), "blocks": blocks(VIEW_BLOCKS)},
        {
            **COMMON,
            "submit": plain_text(24),
            "close": plain_text(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
        },
        _has_submit_for_inputs,
        _at_most_one_focus,
    ),
    "home": record({"type": exactly("home"), "blocks": blocks(VIEW_BLOCKS)}, COMMON, _at_most_one_focus),
}


def check_view(value: Any, kind: Literal["modal", "home"]) -> Json:
    """A view that Slack would take. Raises SlackError `invalid_arguments`, `view_too_large`."""
    if not isinstance(value, dict):
        raise SlackError("invalid_arguments", ["must provide an object [json-pointer:/view]"])
    if len(json.dumps(value, ensure_ascii=False).encode()) > VIEW_BYTES:
        raise SlackError("view_too_large")
    place = Place(kind, "/view")
    VIEWS[kind](value, place)
    if place.complaints:
        raise SlackError("invalid_arguments", place.complaints)
    return value
