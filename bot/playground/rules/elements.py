"""Block elements: what each consists of, and in which blocks it may stand."""

from collections.abc import Mapping

from bot.playground.rules.check import (
    Check,
    Place,
    boolean,
    by_type,
    exactly,
    integer,
    list_of,
    one_of,
    record,
    string,
    web_address,
)
from bot.playground.rules.objects import (
    confirmation,
    conversation_filter,
    dispatch_configuration,
    identifier,
    initial_options_exist,
    one_picture,
    option_group,
    options_or_groups,
    overflow_option,
    plain_option,
    plain_text,
    slack_file,
    styled_option,
)
from bot.playground.rules.rich_text import rich_text
from bot.playground.rules.times import calendar_date, clock_time, timezone
from bot.playground.wire import Json

COMMON: Mapping[str, Check] = {"action_id": identifier}
CONFIRMED: Mapping[str, Check] = {**COMMON, "confirm": confirmation}
FOCUSED: Mapping[str, Check] = {"focus_on_load": boolean}
PLACEHOLDER: Mapping[str, Check] = {"placeholder": plain_text(150)}
SELECT: Mapping[str, Check] = {**CONFIRMED, **FOCUSED, **PLACEHOLDER}
MULTI: Mapping[str, Check] = {**SELECT, "max_selected_items": integer(1)}
TYPED: Mapping[str, Check] = {
    **COMMON,
    **FOCUSED,
    **PLACEHOLDER,
    "dispatch_action_config": dispatch_configuration,
}
OPTIONS: Mapping[str, Check] = {
    "options": list_of(plain_option, 1, 100),
    "option_groups": list_of(option_group, 1, 100),
}
FILTERED: Mapping[str, Check] = {
    "default_to_current_conversation": boolean,
    "response_url_enabled": boolean,
    "filter": conversation_filter,
}


def _element(kind: str, required: Mapping[str, Check], optional: Mapping[str, Check], *also: Check) -> Check:
    return record({"type": exactly(kind), **required}, optional, *also)


def _lengths_in_order(element: Json, place: Place) -> None:
    if element.get("min_length", 0) > element.get("max_length", 3000):
        place.complain("min_length must not exceed max_length")


BUTTONS: Mapping[str, Check] = {
    "button": _element(
        "button",
        {"text": plain_text(75)},
        {
            **CONFIRMED,
            "value": string(0, 2000),
            "url": web_address(),
            "style": one_of("primary", "danger"),
            "accessibility_label": string(1, 75),
        },
    ),
    "overflow": _element("overflow", {"options": list_of(overflow_option, 1, 5)}, CONFIRMED),
    "image": _element(
        "image",
        {"alt_text": string(1, 2000)},
        {"image_url": web_address(), "slack_file": slack_file},
        one_picture,
    ),
    "feedback_buttons": _element(
        "feedback_buttons",
        {
            "positive_button": record(
                {"text": plain_text(75), "value": string(0, 2000)}, {"accessibility_label": string(1, 75)}
            ),
            "negative_button": record(
                {"text": plain_text(75), "value": string(0, 2000)}, {"accessibility_label": string(1, 75)}
            ),
        },
        COMMON,
    ),
    "icon_button": _element(
        "icon_button",
        {"icon": one_of("trash"), "text": plain_text(75)},
        {
            **CONFIRMED,
            "value": string(0, 2000),
            "accessibility_label": string(1, 75),
            "visible_to_user_ids": list_of(string(), 1, 10),
        },
    ),
}

SELECTS: Mapping[str, Check] = {
    "static_select": _element(
        "static_select",
        {},
        {**SELECT, **OPTIONS, "initial_option": plain_option},
        options_or_groups,
        initial_options_exist,
    ),
    "multi_static_select": _element(
        "multi_static_select",
        {},
        {**MULTI, **OPTIONS, "initial_options": list_of(plain_option)},
        options_or_groups,
        initial_options_exist,
    ),
    "external_select": _element(
        "external_select", {}, {**SELECT, "initial_option": plain_option, "min_query_length": integer(0)}
    ),
    "multi_external_select": _element(
        "multi_external_select",
        {},
        {**MULTI, "initial_options": list_of(plain_option), "min_query_length": integer(0)},
    ),
    "users_select": _element("users_select", {}, {**SELECT, "initial_user": string()}),
    "multi_users_select": _element("multi_users_select", {}, {**MULTI, "initial_users": list_of(string())}),
    "conversations_select": _element(
        "conversations_select", {}, {**SELECT, **FILTERED, "initial_conversation": string()}
    ),
    "multi_conversations_select": _element(
        "multi_conversations_select", {}, {**MULTI, **FILTERED, "initial_conversations": list_of(string())}
    ),
    "channels_select": _element(
        "channels_select", {}, {**SELECT, "initial_channel": string(), "response_url_enabled": boolean}
    ),
    "multi_channels_select": _element(
        "multi_channels_select", {}, {**MULTI, "initial_channels": list_of(string())}
    ),
}

CHOICES: Mapping[str, Check] = {
    "checkboxes": _element(
        "checkboxes",
        {"options": list_of(styled_option, 1, 10)},
        {**CONFIRMED, **FOCUSED, "initial_options": list_of(styled_option)},
        initial_options_exist,
    ),
    "radio_buttons": _element(
        "radio_buttons",
        {"options": list_of(styled_option, 1, 10)},
        {**CONFIRMED, **FOCUSED, "initial_option": styled_option},
        initial_options_exist,
    ),
    "datepicker": _element("datepicker", {}, {**SELECT, "initial_date": calendar_date}),
    "timepicker": _element("timepicker", {}, {**SELECT, "initial_time": clock_time, "timezone": timezone}),
    "datetimepicker": _element(
        "datetimepicker",
        {},
        {**CONFIRMED, **FOCUSED, "initial_date_time": integer(1_000_000_000, 9_999_999_999)},
    ),
}

INPUTS: Mapping[str, Check] = {
    "plain_text_input": _element(
        "plain_text_input",
        {},
        {
            **TYPED,
            "initial_value": string(0, 3000),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
        _lengths_in_order,
    ),
    "number_input": _element(
        "number_input",
        {"is_decimal_allowed": boolean},
        {**TYPED, "initial_value": string(), "min_value": string(), "max_value": string()},
    ),
    "email_text_input": _element("email_text_input", {}, {**TYPED, "initial_value": string()}),
    "url_text_input": _element("url_text_input", {}, {**TYPED, "initial_value": string()}),
    "rich_text_input": _element(
        "rich_text_input", {"action_id": identifier}, {**TYPED, "initial_value": rich_text}
    ),
    "file_input": _element(
        "file_input", {}, {**COMMON, "filetypes": list_of(string()), "max_files": integer(1, 10)}
    ),
}

ELEMENTS: Mapping[str, Check] = {**BUTTONS, **SELECTS, **CHOICES, **INPUTS}

ON_CLICK = {"button", "overflow", *SELECTS, "checkboxes", "radio_buttons", "datepicker", "timepicker"}

in_actions = by_type(ELEMENTS, {*ON_CLICK, "datetimepicker"})
as_accessory = by_type(ELEMENTS, {*ON_CLICK, "image"})
in_input = by_type(ELEMENTS, {*SELECTS, *CHOICES, *INPUTS})
in_context_actions = by_type(ELEMENTS, {"feedback_buttons", "icon_button"})
image = by_type(ELEMENTS, {"image"})
button = by_type(ELEMENTS, {"button"})
