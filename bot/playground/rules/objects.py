"""Composition objects: texts, options, confirmations and what else elements and blocks are made of."""

from typing import Any

from bot.playground.rules.check import (
    Check,
    Place,
    boolean,
    by_type,
    exactly,
    list_of,
    one_of,
    record,
    string,
    unique,
    web_address,
)
from bot.playground.wire import Json

TEXT_LIMIT = 3000

identifier = string(1, 255)


def plain_text(maximum: int = TEXT_LIMIT) -> Check:
    return by_type({"plain_text": _plain(maximum)})


def text(maximum: int = TEXT_LIMIT) -> Check:
    """plain_text or mrkdwn."""
    return by_type({"plain_text": _plain(maximum), "mrkdwn": _mrkdwn(maximum)})


def _plain(maximum: int) -> Check:
    return record({"type": exactly("plain_text"), "text": string(1, maximum)}, {"emoji": boolean})


def _mrkdwn(maximum: int) -> Check:
    return record({"type": exactly("mrkdwn"), "text": string(1, maximum)}, {"verbatim": boolean})


def option(label: Check, **extra: Check) -> Check:
    return record({"text": label, "value": string(1, 150)}, {"description": plain_text(75), **extra})


plain_option = option(plain_text(75))
styled_option = record({"text": text(75), "value": string(1, 150)}, {"description": text(75)})
overflow_option = option(plain_text(75), url=web_address())

option_group = record({"label": plain_text(75), "options": list_of(plain_option, 1, 100)})

confirmation = record(
    {"title": plain_text(100), "text": text(300)},
    {"confirm": plain_text(30), "deny": plain_text(30), "style": one_of("primary", "danger")},
)

dispatch_configuration = record(
    {"trigger_actions_on": list_of(one_of("on_enter_pressed", "on_character_entered"), 1, 2)}
)

conversation_filter = record(
    {},
    {
        "include": list_of(one_of("im", "mpim", "private", "public")),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)

slack_file = record({}, {"id": string(), "url": web_address()})


def options_or_groups(element: Json, place: Place) -> None:
    """A select has either options or groups of them."""
    if ("options" in element) == ("option_groups" in element):
        place.complain("must have either options or option_groups, not both")


def initial_options_exist(element: Json, place: Place) -> None:
    """Initial options are written exactly as one of the options."""
    groups = element.get("option_groups", [])
    known = [*element.get("options", []), *(each for group in groups for each in group["options"])]
    initial: list[Any] = list(element.get("initial_options", []))
    if "initial_option" in element:
        initial.append(element["initial_option"])
    if any(each not in known for each in initial):
        place.complain("initial option must exactly match one of the options")


def one_picture(image: Json, place: Place) -> None:
    if ("image_url" in image) == ("slack_file" in image):
        place.complain("must have either image_url or slack_file, not both")


unique_actions = unique("action_id", "element of this block")
