"""What a submitted modal does with the app's answer: close, errors, update, push, clear."""

from typing import Any

from bot.playground.rules.views import check_view
from bot.playground.slack import Slack
from bot.playground.views import View
from bot.playground.wire import Json, SlackError

ACTIONS = ("errors", "update", "push", "clear")


def apply_answer(slack: Slack, view: View, body: Json | str | None) -> str | None:
    """Does what the acknowledgement asks and returns its `response_action`.

    Raises SlackError where Slack would refuse the answer; the modal then stays as it is.
    """
    if isinstance(body, str) and body.strip():
        raise SlackError("invalid_response", [f"the answer to a submission is not JSON: {body[:80]}"])
    if not isinstance(body, dict) or not body:
        slack.views.close(view)
        return None
    action = body.get("response_action")
    match action:
        case "clear":
            slack.views.clear(view.person)
        case "errors":
            view.errors = _checked_errors(view, body.get("errors"))
            slack.workspace.changed()
        case "update":
            slack.views.update(view, check_view(body.get("view"), "modal"))
        case "push":
            slack.views.push(view.person, check_view(body.get("view"), "modal"))
        case _:
            raise SlackError("invalid_response_action", [f"response_action is one of {', '.join(ACTIONS)}"])
    return str(action)


def _checked_errors(view: View, errors: Any) -> dict[str, str]:
    if not isinstance(errors, dict) or not errors:
        raise SlackError("invalid_errors", ["errors must be an object with a message for each block_id"])
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    for block_id, message in errors.items():
        if block_id not in inputs:
            raise SlackError("invalid_errors", [f"the view has no input block {block_id!r}"])
        if not isinstance(message, str) or not message:
            raise SlackError("invalid_errors", [f"the message for {block_id!r} must be a string"])
    return errors
