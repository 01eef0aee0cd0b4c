"""conversations.*: where messages are, and which."""

import base64

from bot.playground.arguments import Arguments
from bot.playground.methods.method import Method
from bot.playground.payloads import message_object
from bot.playground.slack import Slack
from bot.playground.wire import Json, SlackError
from bot.playground.workspace import BOT_USER_ID, Conversation, Message

HISTORY_LIMIT = 999


async def open_direct(slack: Slack, arguments: Arguments) -> Json:
    if arguments.has("channel"):
        conversation = _conversation(slack, arguments.text("channel"))
    else:
        users = [user for user in arguments.text("users").split(",") if user]
        conversation = _with(slack, users)
    described: Json = {"id": conversation.id}
    if arguments.flag("return_im"):
        described = _described(slack, conversation)
    return {"no_op": True, "already_open": True, "channel": described}


async def history(slack: Slack, arguments: Arguments) -> Json:
    """Newest first, page by page; ephemeral messages and replies in threads are not part of it."""
    conversation = _conversation(slack, arguments.required("channel"))
    slack.manifest.require("im:history" if conversation.kind == "im" else "channels:history")
    if BOT_USER_ID not in conversation.members:
        raise SlackError("not_in_channel")
    limit = arguments.whole("limit", 100, "invalid_limit")
    if not 1 <= limit <= HISTORY_LIMIT:
        raise SlackError("invalid_limit")
    found = _between(conversation, arguments)
    page, rest = found[:limit], found[limit:]
    with_metadata = arguments.flag("include_all_metadata")
    answer: Json = {
        "messages": [_entry(slack, message, with_metadata) for message in page],
        "has_more": bool(rest),
        "pin_count": 0,
    }
    if rest:
        cursor = base64.b64encode(f"next_ts:{rest[0].ts}".encode()).decode()
        answer["response_metadata"] = {"next_cursor": cursor}
    return answer


async def info(slack: Slack, arguments: Arguments) -> Json:
    conversation = _conversation(slack, arguments.required("channel"))
    slack.manifest.require("im:read" if conversation.kind == "im" else "channels:read")
    return {"channel": _described(slack, conversation)}


def _conversation(slack: Slack, channel: str) -> Conversation:
    conversation = slack.workspace.conversations.get(channel)
    if conversation is None:
        raise SlackError("channel_not_found")
    return conversation


def _with(slack: Slack, users: list[str]) -> Conversation:
    if not users:
        raise SlackError("users_list_not_supplied")
    if any(user not in slack.workspace.people for user in users):
        raise SlackError("user_not_found")
    if len(users) > 1:
        slack.manifest.require("mpim:write")
        raise SlackError("method_not_supported_for_channel_type")
    return slack.workspace.direct_messages(users[0])


def _described(slack: Slack, conversation: Conversation) -> Json:
    if conversation.kind == "im":
        user = slack.workspace.owner(conversation)
        return {"id": conversation.id, "is_im": True, "is_channel": False, "user": user, "is_open": True}
    member = BOT_USER_ID in conversation.members
    described = {"id": conversation.id, "name": conversation.name, "is_channel": True, "is_im": False}
    return {**described, "is_private": False, "is_archived": False, "is_member": member}


def _between(conversation: Conversation, arguments: Arguments) -> list[Message]:
    inclusive = arguments.flag("inclusive")
    oldest, latest = _instant(arguments, "oldest", 0.0), _instant(arguments, "latest", float("inf"))
    start = _cursor(arguments.text("cursor"))
    found = []
    for message in reversed(conversation.messages):
        ts = float(message.ts)
        inside = oldest < ts < latest or (inclusive and ts in (oldest, latest))
        if inside and ts <= start and message.only_for is None and message.thread_ts in (None, message.ts):
            found.append(message)
    return found


def _instant(arguments: Arguments, name: str, default: float) -> float:
    try:
        return float(arguments.text(name) or default)
    except ValueError:
        raise SlackError(f"invalid_ts_{name}") from None


def _cursor(cursor: str) -> float:
    if not cursor:
        return float("inf")
    try:
        return float(base64.b64decode(cursor, validate=True).decode().removeprefix("next_ts:"))
    except ValueError:
        raise SlackError("invalid_cursor") from None


def _entry(slack: Slack, message: Message, with_metadata: bool) -> Json:
    described = message_object(message, slack.workspace.bot_name)
    if with_metadata and message.metadata:
        described["metadata"] = message.metadata
    return described


METHODS = {
    "conversations.open": Method(open_direct, "im:write"),
    "conversations.history": Method(history),
    "conversations.info": Method(info),
}
