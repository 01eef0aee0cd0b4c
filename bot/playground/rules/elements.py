"""Block elements: what each consists of, and in which blocks it may stand."""

from collections.abc import Mapping

from bot.playground.rules.check import (
    Check,
    Place,
    boolean,
    by_type,
    integer,
    list_of,
    one_of,
    record,
    string,
    web_address,
)
from bot.playground.rules.objects import (
    dispatch_configuration,
    identifier,
    initial_options_exist,
    one_picture,
    overflow_option,
    plain_text,
    slack_file,
    styled_option,
)
from bot.playground.rules.rich_text import rich_text
from bot.playground.rules.selects import COMMON, CONFIRMED, FOCUSED, PLACEHOLDER, SELECT, SELECTS, element
from bot.playground.rules.times import calendar_date, clock_time, timezone
from bot.playground.wire import Json

TYPED: Mapping[str, Check] = {
    **COMMON,
    **FOCUSED,
    **PLACEHOLDER,
    "dispatch_action_config": dispatch_configuration,
}


def _lengths_in_order(typed: Json, place: Place) -> None:
    if typed.get("min_length", 0) > typed.get("max_length", 3000):
        place.complain("min_length must not exceed max_length")


BUTTONS: Mapping[str, Check] = {
    "button": element(
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
    "overflow": element("overflow", {"options": list_of(overflow_option, 1, 5)}, CONFIRMED),
    "image": element(
        "image",
        {"alt_text": string(1, 2000)},
        {"image_url": web_address(), "slack_file": slack_file},
        one_picture,
    ),
    "feedback_buttons": element(
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
    "icon_button": element(
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

CHOICES: Mapping[str, Check] = {
    "checkboxes": element(
        "checkboxes",
        {"options": list_of(styled_option, 1, 10)},
        {**CONFIRMED, **FOCUSED, "initial_options": list_of(styled_option)},
        initial_options_exist,
    ),
    "radio_buttons": element(
        "radio_buttons",
        {"options": list_of(styled_option, 1, 10)},
        {**CONFIRMED, **FOCUSED, "initial_option": styled_option},
        initial_options_exist,
    ),
    "datepicker": element("datepicker", {}, {**SELECT, "initial_date": calendar_date}),
    "timepicker": element("timepicker", {}, {**SELECT, "initial_time": clock_time, "timezone": timezone}),
    "datetimepicker": element(
        "datetimepicker",
        {},
        {**CONFIRMED, **FOCUSED, "initial_date_time": integer(1_000_000_000, 9_999_999_999)},
    ),
}

INPUTS: Mapping[str, Check] = {
    "plain_text_input": element(
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
    "number_input": element(
        "number_input",
        {"is_decimal_allowed": boolean},
        {**TYPED, "initial_value": string(), "min_value": string(), "max_value": string()},
    ),
    "email_text_input": element("email_text_input", {}, {**TYPED, "initial_value": string()}),
    "url_text_input": element("url_text_input", {}, {**TYPED, "initial_value": string()}),
    "rich_text_input": element(
        "rich_text_input", {"action_id": identifier}, {**TYPED, "initial_value": rich_text}
    ),
    "file_input": element(
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
