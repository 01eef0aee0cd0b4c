"""What Slack's client checks by itself before it submits a modal: required fields, lengths, formats."""

import re
from urllib.parse import urlsplit

from bot.playground.state import STATEFUL, State, is_empty
from bot.playground.wire import Json

REQUIRED = "Please complete this required field."
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def input_errors(blocks: list[Json], state: State) -> dict[str, str]:
    """A message for each input block that cannot be submitted as it is."""
    errors = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        value = state[block["block_id"]][element["action_id"]] if element["type"] in STATEFUL else None
        message = _error(block, element, value) if value is not None else None
        if message:
            errors[block["block_id"]] = message
    return errors


def _error(block: Json, element: Json, value: Json) -> str | None:
    if is_empty(value):
        return None if block.get("optional") else REQUIRED
    text = value.get("value")
    match element["type"]:
        case "plain_text_input":
            return _length_error(element, text or "")
        case "number_input":
            return _number_error(element, text or "")
        case "email_text_input" if not EMAIL.fullmatch(text or ""):
            return "Please enter a valid email address."
        case "url_text_input" if not urlsplit(text or "").netloc:
            return "Please enter a valid URL."
        case _:
            return None


def _length_error(element: Json, text: str) -> str | None:
    if len(text) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    if len(text) > element.get("max_length", 3000):
        return f"Please enter {element.get('max_length', 3000)} characters or fewer."
    return None


def _number_error(element: Json, text: str) -> str | None:
    if not NUMBER.fullmatch(text.strip()):
        return "Please enter a valid number."
    if not element["is_decimal_allowed"] and "." in text:
        return "Please enter a whole number."
    number = float(text)
    if number < float(element.get("min_value", "-inf")):
        return f"Please enter a number of at least {element['min_value']}."
    if number > float(element.get("max_value", "inf")):
        return f"Please enter a number of at most {element['max_value']}."
    return None
