"""What a person clicks or chooses in messages, in modals and on Home."""

from typing import Any

from bot.playground import payloads
from bot.playground.asking import failed, person_of
from bot.playground.finding import Found, state_of
from bot.playground.slack import Slack
from bot.playground.state import STATEFUL, entered, option_named
from bot.playground.wire import Json, RefusedError
from bot.playground.workspace import Message, Person

CLICKABLE = ("button", "overflow", "workflow_button", "icon_button", "feedback_buttons")


async def click(slack: Slack, person: str, found: Found, selected: Any) -> Json:
    """Tells the app of a click. In an input block without `dispatch_action` a choice is only kept."""
    who = person_of(slack, person)
    chosen = _choose(person, found, selected)
    slack.workspace.changed()
    if found.block["type"] == "input" and not found.block.get("dispatch_action"):
        return {"acked_ms": None}
    payload = _payload(slack, who, found, payloads.action(found.block, found.element, chosen))
    payload["trigger_id"] = slack.triggers.issue(person)
    answer = await slack.dispatcher.deliver(payloads.interactive_delivery(payload))
    if answer.error:
        said = found.element.get("text", {}).get("text", found.element["type"])
        raise failed(slack, person, answer.error, f'"{said}" failed with the error "{answer.error}"')
    return {"acked_ms": answer.milliseconds}


def _choose(person: str, found: Found, selected: Any) -> Json | None:
    """Keeps a choice in the state and returns it; a plain button has none."""
    element = found.element
    choice = found.option if selected is None else selected
    if element["type"] == "overflow":
        return option_named(element, choice)
    if element["type"] in STATEFUL:
        chosen = entered(element, choice)
        state_of(found, person)[found.block["block_id"]][element["action_id"]] = chosen
        return chosen
    if element["type"] not in CLICKABLE:
        raise RefusedError("not_clickable", f"Nothing happens when a {element['type']} is clicked.")
    return None


def _payload(slack: Slack, who: Person, found: Found, action: Json) -> Json:
    if isinstance(found.place, Message):
        message = found.place
        response_url = slack.response_urls.issue("actions", who.id, message.channel, message.ts)
        return payloads.click_in_message(slack.workspace, who, message, action, response_url)
    return payloads.click_in_view(who, found.place, action)
