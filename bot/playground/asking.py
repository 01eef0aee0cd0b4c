"""Who acts where, and what Slack tells a person whose action failed."""

from bot.playground.slack import Slack
from bot.playground.views import View
from bot.playground.wire import Json, RefusedError
from bot.playground.workspace import Conversation, Message, Person


def person_of(slack: Slack, user: str) -> Person:
    """Raises RefusedError `user_not_found`."""
    person = slack.workspace.people.get(user)
    if person is None:
        raise RefusedError("user_not_found", f"There is no person {user!r}.")
    return person


def conversation_of(slack: Slack, person: str, channel: str) -> Conversation:
    """A conversation that the person is in. Raises RefusedError `channel_not_found`."""
    conversation = slack.workspace.conversations.get(channel)
    if conversation is None or person not in conversation.members:
        raise RefusedError("channel_not_found", f"{person} sees no conversation {channel!r}.")
    return conversation


def message_of(slack: Slack, person: str, channel: str, ts: str) -> Message:
    """A message that the person sees. Raises RefusedError `message_not_found`."""
    visible = slack.workspace.visible(conversation_of(slack, person, channel), person)
    for message in visible:
        if message.ts == ts:
            return message
    raise RefusedError("message_not_found", f"{person} sees no message {ts!r} there.")


def view_of(slack: Slack, person: str, view_id: str | None) -> View:
    """The person's Home or open modal with this id; without one, the modal on top. Raises RefusedError."""
    top = slack.views.top(person)
    if view_id is None and top is not None:
        return top
    home = slack.views.homes.get(person)
    views = [*slack.views.stack(person), *([home] if home else [])]
    for view in views:
        if view.id == view_id:
            return view
    raise RefusedError("view_not_found", f"{person} has no open view {view_id or ''}".rstrip() + ".")


def modal_of(slack: Slack, person: str, view_id: str | None) -> View:
    """The person's open modal with this id, or the one on top. Raises RefusedError."""
    view = view_of(slack, person, view_id)
    if view.definition["type"] != "modal":
        raise RefusedError("not_a_modal", "Only a modal can be submitted or closed.")
    return view


def failed(
    slack: Slack, person: str, error: str, text: str, findings: list[str] | None = None
) -> RefusedError:
    """Tells the person, keeps the reason in the traffic, and returns what to raise."""
    slack.workspace.notify(person, text)
    if findings:
        slack.traffic.record(slack.unix_now(), "in", "refused", findings, None, error)
    return RefusedError(error, " ".join([text, *findings]) if findings else text)


def entered_values(body: Json) -> dict[str, Json]:
    """The `values` of a request. Raises RefusedError when they are not by block and action."""
    values = body.get("values") or {}
    if not isinstance(values, dict) or not all(isinstance(value, dict) for value in values.values()):
        raise RefusedError("invalid_values", "Values are given as {block_id: {action_id: value}}.")
    return values
