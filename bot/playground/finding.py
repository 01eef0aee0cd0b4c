"""Finding buttons, options and fields by what they say, so that scripts read like people."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.playground.slack import Slack
from bot.playground.state import State, interactive, options_of
from bot.playground.views import View
from bot.playground.wire import Json, RefusedError
from bot.playground.workspace import Message


@dataclass(frozen=True)
class Found:
    """An element where a person sees it: in a message, or in a view."""

    place: Message | View
    block: Json
    element: Json
    option: str | None = None


def by_ids(place: Message | View, block_id: str, action_id: str) -> Found:
    """Raises RefusedError `element_not_found`."""
    for block, element in interactive(_blocks(place)):
        if block["block_id"] == block_id and element.get("action_id") == action_id:
            return Found(place, block, element)
    raise RefusedError(
        "element_not_found", f"There is no element {action_id!r} in a block {block_id!r} there."
    )


def by_label(slack: Slack, person: str, label: str, where: str | None, channel: str | None) -> Found:
    """The newest visible element that says so: in the open modal, else in messages, else on Home.

    An option of an overflow menu, a select or radio buttons can be named too. Raises RefusedError.
    """
    wanted = label.strip().casefold()
    places = list(_places(slack, person, where, channel))
    for exact in (True, False):
        for place in places:
            for block, element in interactive(_blocks(place)):
                if any(_says(text, wanted, exact) for text in _labels(block, element)):
                    return Found(place, block, element)
                for option in options_of(element):
                    if _says(option["text"]["text"], wanted, exact):
                        return Found(place, block, element, option["text"]["text"])
    raise RefusedError("label_not_found", f"Nothing that can be clicked says {label!r}.")


def input_by_label(view: View, label: str) -> tuple[Json, Json]:
    """The input block and element whose label begins so. Raises RefusedError `field_not_found`."""
    wanted = label.strip().casefold()
    inputs = [block for block in view.blocks if block["type"] == "input"]
    for exact in (True, False):
        for block in inputs:
            if _says(block["label"]["text"], wanted, exact):
                return block, block["element"]
    labels = ", ".join(repr(block["label"]["text"]) for block in inputs)
    raise RefusedError("field_not_found", f"No field is called {label!r}; there are: {labels}.")


def state_of(found: Found, person: str) -> State:
    return found.place.state(person) if isinstance(found.place, Message) else found.place.state


def _places(slack: Slack, person: str, where: str | None, channel: str | None) -> Iterator[Message | View]:
    modal = slack.views.top(person)
    if modal is not None and where in (None, "modal") and channel is None:
        yield modal
    if where in (None, "message"):
        conversations = [
            conversation
            for conversation in slack.workspace.conversations.values()
            if person in conversation.members and channel in (None, conversation.id)
        ]
        messages = [
            message
            for conversation in conversations
            for message in slack.workspace.visible(conversation, person)
        ]
        yield from sorted(messages, key=lambda message: message.ts, reverse=True)
    if person in slack.views.homes and where in (None, "home") and channel is None:
        yield slack.views.homes[person]


def _labels(block: Json, element: Json) -> Iterator[str]:
    for text in (element.get("text"), element.get("placeholder"), block.get("label")):
        if isinstance(text, dict):
            yield text["text"]
    if "accessibility_label" in element:
        yield element["accessibility_label"]


def _says(text: str, wanted: str, exact: bool) -> bool:
    said = text.strip().casefold()
    return said == wanted if exact else said.startswith(wanted)


def _blocks(place: Message | View) -> list[Json]:
    return place.blocks or []
