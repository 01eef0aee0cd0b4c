"""What a person does with an open modal: fill it in, submit it, close it."""

from typing import Any

from bot.playground import payloads
from bot.playground.asking import failed, person_of
from bot.playground.finding import by_ids, input_by_label
from bot.playground.inputs import input_errors
from bot.playground.slack import Slack
from bot.playground.state import entered
from bot.playground.submissions import apply_answer
from bot.playground.views import View
from bot.playground.wire import Json, SlackError

TROUBLE = "We had some trouble connecting. Try again?"


def fill_in(view: View, values: dict[str, Json], fields: dict[str, Any]) -> None:
    """Enters values by block and action, and fields by label. Raises RefusedError for what is not there."""
    for block_id, by_action in values.items():
        for action_id, value in by_action.items():
            found = by_ids(view, block_id, action_id)
            view.state[block_id][action_id] = entered(found.element, value)
    for label, value in fields.items():
        block, element = input_by_label(view, label)
        view.state[block["block_id"]][element["action_id"]] = entered(element, value)


async def submit(slack: Slack, person: str, view: View) -> Json:
    """Submits a modal. What Slack's client refuses by itself never reaches the app."""
    who = person_of(slack, person)
    view.errors = input_errors(view.blocks, view.state)
    slack.workspace.changed()
    if view.errors:
        return {"acked_ms": None, "response_action": "errors", "errors": view.errors}
    payload = payloads.submission(who, view)
    payload["trigger_id"] = slack.triggers.issue(person)
    answer = await slack.dispatcher.deliver(payloads.interactive_delivery(payload))
    if answer.error:
        raise failed(slack, person, answer.error, f"{TROUBLE} ({answer.error})")
    try:
        action = apply_answer(slack, view, answer.body)
    except SlackError as refusal:
        words = f"{TROUBLE} ({refusal.error})"
        raise failed(slack, person, refusal.error, words, refusal.messages) from refusal
    return {"acked_ms": answer.milliseconds, "response_action": action, "errors": view.errors}


async def close(slack: Slack, person: str, view: View) -> Json:
    """Closes a modal, or the whole stack where it asks for that; tells the app where it asked to know."""
    who = person_of(slack, person)
    clearing = bool(view.definition.get("clear_on_close"))
    closed = list(reversed(slack.views.stack(person))) if clearing else [view]
    for each in closed:
        slack.views.close(each)
    milliseconds = None
    for each in closed:
        if each.definition.get("notify_on_close"):
            payload = payloads.closing(who, each, is_cleared=clearing)
            answer = await slack.dispatcher.deliver(payloads.interactive_delivery(payload))
            milliseconds = answer.milliseconds
    return {"acked_ms": milliseconds}
