"""views.*: modals and the Home tab."""

from typing import Literal

from bot.playground.arguments import Arguments
from bot.playground.methods.method import Method
from bot.playground.rules.views import check_view
from bot.playground.slack import Slack
from bot.playground.wire import Json, SlackError


async def open_modal(slack: Slack, arguments: Arguments) -> Json:
    """The view is checked first: a refused one does not use up the trigger id."""
    view = _view(arguments, "modal")
    person = slack.triggers.exchange(arguments.required("trigger_id"))
    return {"view": slack.views.open(person, view).payload()}


async def push(slack: Slack, arguments: Arguments) -> Json:
    view = _view(arguments, "modal")
    person = slack.triggers.exchange(arguments.required("trigger_id"))
    return {"view": slack.views.push(person, view).payload()}


async def update(slack: Slack, arguments: Arguments) -> Json:
    if not (arguments.has("view_id") or arguments.has("external_id")):
        raise SlackError("invalid_arguments", ["missing required field: view_id"])
    view = slack.views.find(arguments.text("view_id"), arguments.text("external_id"))
    kind: Literal["modal", "home"] = "modal" if view.definition["type"] == "modal" else "home"
    definition = _view(arguments, kind)
    return {"view": slack.views.update(view, definition, arguments.text("hash") or None).payload()}


async def publish(slack: Slack, arguments: Arguments) -> Json:
    if not slack.manifest.home_tab:
        raise SlackError("not_enabled")
    user = arguments.required("user_id")
    if user not in slack.workspace.people:
        raise SlackError("user_not_found")
    definition = _view(arguments, "home")
    return {"view": slack.views.publish(user, definition, arguments.text("hash") or None).payload()}


def _view(arguments: Arguments, kind: Literal["modal", "home"]) -> Json:
    return check_view(arguments.parsed("view", "invalid_arguments"), kind)


METHODS = {
    "views.open": Method(open_modal),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
