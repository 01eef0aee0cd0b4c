"""The app's own messages: posted, changed and deleted, each with the event that Slack sends back for it."""

from collections.abc import Sequence

from bot.playground import events
from bot.playground.payloads import message_object
from bot.playground.slack import Slack
from bot.playground.wire import Json
from bot.playground.workspace import BOT_USER_ID, Message


def post(
    slack: Slack,
    channel: str,
    text: str,
    blocks: list[Json] | None,
    *,
    only_for: str | None = None,
    thread_ts: str | None = None,
    metadata: Json | None = None,
    files: Sequence[Json] = (),
) -> Message:
    """A message of the app; one that is `only_for` somebody is ephemeral and makes no event."""
    ts = slack.workspace.next_ts()
    message = Message(ts, channel, BOT_USER_ID, text, blocks or None, only_for, thread_ts, metadata)
    message.files = list(files)
    slack.workspace.post(message)
    if only_for is None:
        _emit(slack, events.message_posted(slack.workspace, message))
    return message


def edit(slack: Slack, message: Message, text: str, blocks: list[Json] | None) -> None:
    previous = message_object(message, slack.workspace.bot_name)
    slack.workspace.edit(message, text, blocks)
    if message.only_for is None:
        _emit(slack, events.message_changed(slack.workspace, message, previous))


def delete(slack: Slack, message: Message) -> None:
    slack.workspace.delete(message)
    if message.only_for is None:
        _emit(slack, events.message_deleted(slack.workspace, message))


def _emit(slack: Slack, callback: Json) -> None:
    slack.emit(events.subscription(callback), callback)
