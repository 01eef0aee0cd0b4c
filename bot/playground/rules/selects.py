"""Select menus, single and multiple, and the properties that most elements share."""

from collections.abc import Mapping

from bot.playground.rules.check import Check, boolean, exactly, integer, list_of, record, string
from bot.playground.rules.objects import (
    confirmation,
    conversation_filter,
    identifier,
    initial_options_exist,
    option_group,
    options_or_groups,
    plain_option,
    plain_text,
)

COMMON: Mapping[str, Check] = {"action_id": identifier}
CONFIRMED: Mapping[str, Check] = {**COMMON, "confirm": confirmation}
FOCUSED: Mapping[str, Check] = {"focus_on_load": boolean}
PLACEHOLDER: Mapping[str, Check] = {"placeholder": plain_text(150)}
SELECT: Mapping[str, Check] = {**CONFIRMED, **FOCUSED, **PLACEHOLDER}
MULTI: Mapping[str, Check] = {**SELECT, "max_selected_items": integer(1)}
OPTIONS: Mapping[str, Check] = {
    "options": list_of(plain_option, 1, 100),
    "option_groups": list_of(option_group, 1, 100),
}
FILTERED: Mapping[str, Check] = {
    "default_to_current_conversation": boolean,
    "response_url_enabled": boolean,
    "filter": conversation_filter,
}


def element(kind: str, required: Mapping[str, Check], optional: Mapping[str, Check], *also: Check) -> Check:
    """An element of this type with these properties."""
    return record({"type": exactly(kind), **required}, optional, *also)


SELECTS: Mapping[str, Check] = {
    "static_select": element(
        "static_select",
        {},
        {**SELECT, **OPTIONS, "initial_option": plain_option},
        options_or_groups,
        initial_options_exist,
    ),
    "multi_static_select": element(
        "multi_static_select",
        {},
        {**MULTI, **OPTIONS, "initial_options": list_of(plain_option)},
        options_or_groups,
        initial_options_exist,
    ),
    "external_select": element(
        "external_select", {}, {**SELECT, "initial_option": plain_option, "min_query_length": integer(0)}
    ),
    "multi_external_select": element(
        "multi_external_select",
        {},
        {**MULTI, "initial_options": list_of(plain_option), "min_query_length": integer(0)},
    ),
    "users_select": element("users_select", {}, {**SELECT, "initial_user": string()}),
    "multi_users_select": element("multi_users_select", {}, {**MULTI, "initial_users": list_of(string())}),
    "conversations_select": element(
        "conversations_select", {}, {**SELECT, **FILTERED, "initial_conversation": string()}
    ),
    "multi_conversations_select": element(
        "multi_conversations_select", {}, {**MULTI, **FILTERED, "initial_conversations": list_of(string())}
    ),
    "channels_select": element(
        "channels_select", {}, {**SELECT, "initial_channel": string(), "response_url_enabled": boolean}
    ),
    "multi_channels_select": element(
        "multi_channels_select", {}, {**MULTI, "initial_channels": list_of(string())}
    ),
}
