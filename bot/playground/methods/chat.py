"""chat.*: messages of the app."""

from typing import Any

from bot.playground import posting
from bot.playground.arguments import Arguments
from bot.playground.methods.method import Method
from bot.playground.payloads import message_object
from bot.playground.rules.messages import check_blocks, check_message, check_metadata
from bot.playground.slack import Slack
from bot.playground.wire import Json, SlackError
from bot.playground.workspace import BOT_USER_ID, Conversation, Message

POST_TEXT_LIMIT = 40_000
UPDATE_TEXT_LIMIT = 4_000


async def post_message(slack: Slack, arguments: Arguments) -> Json:
    conversation = _conversation(slack, arguments.required("channel"), open_direct=True)
    text, blocks = check_message(_content(arguments), POST_TEXT_LIMIT)
    metadata = check_metadata(arguments.parsed("metadata", "invalid_metadata_format"))
    thread_ts = arguments.text("thread_ts") or None
    message = posting.post(slack, conversation.id, text, blocks, thread_ts=thread_ts, metadata=metadata)
    described = message_object(message, slack.workspace.bot_name)
    if metadata:
        described["metadata"] = metadata
    return {"channel": conversation.id, "ts": message.ts, "message": described}


async def post_ephemeral(slack: Slack, arguments: Arguments) -> Json:
    conversation = _conversation(slack, arguments.required("channel"))
    user = arguments.required("user")
    if user not in conversation.members:
        raise SlackError("user_not_in_channel")
    text, blocks = check_message(_content(arguments), POST_TEXT_LIMIT)
    message = posting.post(slack, conversation.id, text, blocks, only_for=user)
    return {"message_ts": message.ts}


async def update(slack: Slack, arguments: Arguments) -> Json:
    """What is left out (blocks, metadata) stays; an empty list or object removes it."""
    message = _own_message(slack, arguments, "cant_update_message")
    if not (arguments.has("text") or arguments.has("blocks")):
        raise SlackError("no_text")
    text = arguments.text("text")
    blocks = message.blocks
    if arguments.has("blocks"):
        blocks = check_blocks(arguments.parsed("blocks", "invalid_blocks_format"))
    if len(text) > UPDATE_TEXT_LIMIT:
        raise SlackError("msg_too_long")
    if not text and not blocks:
        raise SlackError("no_text")
    if arguments.has("metadata"):
        given = arguments.parsed("metadata", "invalid_metadata_format")
        message.metadata = check_metadata(given) if given else None
    posting.edit(slack, message, text, blocks)
    described = message_object(message, slack.workspace.bot_name)
    return {"channel": message.channel, "ts": message.ts, "text": text, "message": described}


async def delete(slack: Slack, arguments: Arguments) -> Json:
    message = _own_message(slack, arguments, "cant_delete_message")
    posting.delete(slack, message)
    return {"channel": message.channel, "ts": message.ts}


async def get_permalink(slack: Slack, arguments: Arguments) -> Json:
    channel, ts = arguments.required("channel"), arguments.required("message_ts")
    if channel not in slack.workspace.conversations:
        raise SlackError("channel_not_found")
    if slack.workspace.message(channel, ts) is None:
        raise SlackError("message_not_found")
    permalink = f"{slack.url}/archives/{channel}/p{ts.replace('.', '')}"
    return {"channel": channel, "permalink": permalink}


def _content(arguments: Arguments) -> Json:
    blocks: Any = arguments.parsed("blocks", "invalid_blocks_format")
    attachments: Any = arguments.parsed("attachments", "invalid_attachments")
    return {"text": arguments.text("text"), "blocks": blocks, "attachments": attachments}


def _conversation(slack: Slack, name: str, *, open_direct: bool = False) -> Conversation:
    """By id or #name, or the direct messages of a user id. Raises SlackError."""
    workspace = slack.workspace
    if open_direct and name in workspace.people:
        slack.manifest.require("im:write")
        return workspace.direct_messages(name)
    conversation = workspace.conversation_named(name)
    if conversation is None:
        raise SlackError("channel_not_found")
    if BOT_USER_ID not in conversation.members:
        raise SlackError("not_in_channel")
    return conversation


def _own_message(slack: Slack, arguments: Arguments, error: str) -> Message:
    channel, ts = arguments.required("channel"), arguments.required("ts")
    if channel not in slack.workspace.conversations:
        raise SlackError("channel_not_found")
    message = slack.workspace.message(channel, ts)
    if message is None or message.only_for is not None:
        raise SlackError("message_not_found")
    if message.user != BOT_USER_ID:
        raise SlackError(error)
    return message


METHODS = {
    "chat.postMessage": Method(post_message, "chat:write"),
    "chat.postEphemeral": Method(post_ephemeral, "chat:write"),
    "chat.update": Method(update, "chat:write"),
    "chat.delete": Method(delete, "chat:write"),
    "chat.getPermalink": Method(get_permalink),
}
