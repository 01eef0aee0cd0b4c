"""Commands and interactions as Slack words them for the app."""

import time
from typing import Any

from bot.playground.escaping import escape
from bot.playground.state import STATEFUL
from bot.playground.views import View
from bot.playground.wire import Delivery, Json
from bot.playground.workspace import (
    APP_ID,
    BOT_ID,
    BOT_USER_ID,
    TEAM_DOMAIN,
    TEAM_ID,
    Conversation,
    Message,
    Person,
    Workspace,
)

VERIFICATION_TOKEN = "playground-verification"  # noqa: S105, the deprecated token of Slack's payloads
COPIED = ("text", "value", "style", "placeholder", "initial_option", "initial_options", "accessibility_label")


def command(
    workspace: Workspace, person: Person, conversation: Conversation, name: str, text: str, escaped: bool
) -> Json:
    """A slash command, without `trigger_id` and `response_url`."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": conversation.id,
        "channel_name": channel_name(conversation),
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": escape(text, workspace, with_names=True) if escaped else text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
    }


def interaction(kind: str, person: Person) -> Json:
    """What every interaction has in common."""
    return {
        "type": kind,
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": TEAM_ID},
        "api_app_id": APP_ID,
        "token": VERIFICATION_TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def click_in_message(
    workspace: Workspace, person: Person, message: Message, action: Json, response_url: str
) -> Json:
    """A click on a message. Slack leaves out the message itself where it is ephemeral."""
    conversation = workspace.conversations[message.channel]
    ephemeral = message.only_for is not None
    payload: Json = {
        **interaction("block_actions", person),
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": ephemeral,
        },
        "channel": {"id": message.channel, "name": channel_name(conversation)},
        "state": {"values": message.state(person.id)},
        "response_url": response_url,
        "actions": [action],
    }
    if not ephemeral:
        payload["message"] = message_object(message, workspace.bot_name)
    return payload


def click_in_view(person: Person, view: View, action: Json) -> Json:
    return {
        **interaction("block_actions", person),
        "container": {"type": "view", "view_id": view.id},
        "view": view.payload(),
        "actions": [action],
    }


def submission(person: Person, view: View) -> Json:
    return {**interaction("view_submission", person), "view": view.payload(), "response_urls": []}


def closing(person: Person, view: View, *, is_cleared: bool) -> Json:
    return {**interaction("view_closed", person), "view": view.payload(), "is_cleared": is_cleared}


def global_shortcut(person: Person, callback_id: str) -> Json:
    """Without `trigger_id`, like all of these; it knows no conversation and has no `response_url`."""
    return {**interaction("shortcut", person), "callback_id": callback_id, "action_ts": f"{time.time():.6f}"}


def message_shortcut(
    workspace: Workspace, person: Person, message: Message, callback_id: str, response_url: str
) -> Json:
    return {
        **interaction("message_action", person),
        "callback_id": callback_id,
        "action_ts": f"{time.time():.6f}",
        "message_ts": message.ts,
        "channel": {"id": message.channel, "name": channel_name(workspace.conversations[message.channel])},
        "message": message_object(message, workspace.bot_name),
        "response_url": response_url,
    }


def action(block: Json, element: Json, chosen: Json | None) -> Json:
    """The entry of `actions` for one element; `chosen` is the state that the click made, if it made any."""
    described: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
    }
    described |= {key: element[key] for key in COPIED if key in element}
    stateful = STATEFUL.get(element["type"])
    if stateful and chosen is not None:
        described[stateful.key] = chosen[stateful.key]
    elif chosen is not None:
        described["selected_option"] = chosen
    return {**described, "action_ts": f"{time.time():.6f}"}


def message_object(message: Message, bot_name: str) -> Json:
    """A message as history, events and payloads carry it."""
    described: Json = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
    described["team"] = TEAM_ID
    if message.user == BOT_USER_ID:
        described |= {"bot_id": BOT_ID, "app_id": APP_ID, "bot_profile": bot_profile(bot_name)}
    optional: dict[str, Any] = {"blocks": message.blocks, "thread_ts": message.thread_ts}
    if message.files:
        optional |= {"subtype": "file_share", "files": message.files}
    if message.edited_ts:
        optional["edited"] = {"user": message.user, "ts": message.edited_ts}
    return described | {key: value for key, value in optional.items() if value is not None}


def bot_profile(bot_name: str) -> Json:
    return {"id": BOT_ID, "app_id": APP_ID, "name": bot_name, "deleted": False, "team_id": TEAM_ID}


def channel_name(conversation: Conversation) -> str:
    return "directmessage" if conversation.kind == "im" else conversation.name


def interactive_delivery(payload: Json) -> Delivery:
    """Only submissions are answered in the acknowledgement; a click's body is ignored."""
    return Delivery("interactive", payload, accepts_response_payload=payload["type"] == "view_submission")
