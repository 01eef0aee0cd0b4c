"""What a person has chosen or typed in interactive elements, in the shape of Slack's `state.values`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.playground.rules.times import is_date, is_time
from bot.playground.wire import Json, RefusedError

State: TypeAlias = dict[str, dict[str, Json]]


@dataclass(frozen=True)
class Stateful:
    """Under which keys an element's type reports its value and takes its initial one."""

    key: str
    initial: str
    options: bool = False
    many: bool = False


STATEFUL = {
    "plain_text_input": Stateful("value", "initial_value"),
    "number_input": Stateful("value", "initial_value"),
    "email_text_input": Stateful("value", "initial_value"),
    "url_text_input": Stateful("value", "initial_value"),
    "static_select": Stateful("selected_option", "initial_option", options=True),
    "radio_buttons": Stateful("selected_option", "initial_option", options=True),
    "multi_static_select": Stateful("selected_options", "initial_options", options=True, many=True),
    "checkboxes": Stateful("selected_options", "initial_options", options=True, many=True),
    "users_select": Stateful("selected_user", "initial_user"),
    "conversations_select": Stateful("selected_conversation", "initial_conversation"),
    "channels_select": Stateful("selected_channel", "initial_channel"),
    "multi_users_select": Stateful("selected_users", "initial_users", many=True),
    "multi_conversations_select": Stateful("selected_conversations", "initial_conversations", many=True),
    "multi_channels_select": Stateful("selected_channels", "initial_channels", many=True),
    "datepicker": Stateful("selected_date", "initial_date"),
    "timepicker": Stateful("selected_time", "initial_time"),
    "datetimepicker": Stateful("selected_date_time", "initial_date_time"),
    "rich_text_input": Stateful("rich_text_value", "initial_value"),
}


def interactive(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Each interactive element with the block that holds it, in reading order."""
    for block in blocks:
        for key in ("accessory", "element"):
            if isinstance(block.get(key), dict):
                yield block, block[key]
        if block["type"] in ("actions", "context_actions"):
            yield from ((block, element) for element in block["elements"])
        if block["type"] == "card":
            yield from ((block, element) for element in block.get("actions", []))
        if block["type"] == "carousel":
            yield from interactive(block["elements"])
        if block["type"] == "container":
            yield from interactive(block["child_blocks"])


def options_of(element: Json) -> list[Json]:
    """All options, those within groups included."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group["options"])]


def initial_state(blocks: list[Json], before: State | None = None) -> State:
    """The state of fresh blocks; what was entered `before` stays where both ids and the type are the same."""
    state: State = {}
    for block, element in interactive(blocks):
        stateful = STATEFUL.get(element["type"])
        if stateful is None:
            continue
        kept = (before or {}).get(block["block_id"], {}).get(element["action_id"])
        if kept is None or kept["type"] != element["type"]:
            empty: Any = [] if stateful.many else None
            initial = element.get(stateful.initial, empty)
            kept = {"type": element["type"], stateful.key: initial}
        state.setdefault(block["block_id"], {})[element["action_id"]] = kept
    return state


def entered(element: Json, value: Any) -> Json:
    """The state that entering `value` makes: text, an option's value or label, a list of those, a date.

    Raises RefusedError when the element has no such option or takes no value.
    """
    stateful = STATEFUL.get(element["type"])
    if stateful is None:
        raise RefusedError("not_stateful", f"Nothing can be entered into a {element['type']}.")
    if value in (None, "", []):
        return {"type": element["type"], stateful.key: [] if stateful.many else None}
    if stateful.many:
        values = value if isinstance(value, list) else [value]
        chosen: Any = [option_named(element, each) for each in values] if stateful.options else values
    elif stateful.options:
        chosen = option_named(element, value)
    else:
        chosen = _plain(element["type"], value)
    return {"type": element["type"], stateful.key: chosen}


def _plain(kind: str, value: Any) -> Any:
    """A typed or picked value; rich text stays the object that it is."""
    text = str(value)
    valid = {"datepicker": is_date, "timepicker": is_time, "datetimepicker": str.isdigit}.get(kind)
    if valid is not None and not valid(text):
        raise RefusedError("invalid_value", f"{text!r} is not what a {kind} takes.")
    if kind == "datetimepicker":
        return int(text)
    return value if kind == "rich_text_input" else text


def option_named(element: Json, name: Any) -> Json:
    """The option with this value, or whose label reads so. Raises RefusedError when there is none."""
    options = options_of(element)
    for option in options:
        if option.get("value") == name:
            return option
    for option in options:
        if option["text"]["text"].casefold() == str(name).strip().casefold():
            return option
    labels = ", ".join(option["text"]["text"] for option in options)
    raise RefusedError("option_not_found", f"There is no option {name!r}; there are: {labels}.")


def is_empty(value: Json) -> bool:
    """Whether a required input with this state counts as not filled in."""
    stateful = STATEFUL[value["type"]]
    return value[stateful.key] in (None, "", [])
