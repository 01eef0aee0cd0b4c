"""Events of the Events API as Slack words them, each in its `event_callback`."""

import secrets
import time

from bot.playground.escaping import rich_text
from bot.playground.payloads import VERIFICATION_TOKEN, message_object
from bot.playground.views import View
from bot.playground.wire import Json
from bot.playground.workspace import APP_ID, BOT_USER_ID, TEAM_ID, Message, Workspace


def message_posted(workspace: Workspace, message: Message) -> Json:
    """Somebody wrote: a person (with a `client_msg_id`), or the app itself (with its `bot_id`)."""
    event = message_object(message, workspace.bot_name)
    if message.user != BOT_USER_ID:
        event |= {"client_msg_id": secrets.token_hex(16), "blocks": rich_text(message.text)}
    return _callback({**event, **_where(workspace, message), "event_ts": message.ts})


def message_changed(workspace: Workspace, message: Message, previous: Json) -> Json:
    event = {
        "type": "message",
        "subtype": "message_changed",
        "message": message_object(message, workspace.bot_name),
        "previous_message": previous,
        "hidden": True,
        "ts": message.edited_ts,
        "event_ts": message.edited_ts,
    }
    return _callback({**event, **_where(workspace, message)})


def message_deleted(workspace: Workspace, message: Message) -> Json:
    ts = workspace.next_ts()
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": message_object(message, workspace.bot_name),
        "hidden": True,
        "deleted_ts": message.ts,
        "ts": ts,
        "event_ts": ts,
    }
    return _callback({**event, **_where(workspace, message)})


def app_home_opened(workspace: Workspace, user: str, tab: str, view: View | None) -> Json:
    event: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": workspace.direct_messages(user).id,
        "tab": tab,
        "event_ts": workspace.next_ts(),
    }
    if tab == "home" and view is not None:
        event["view"] = view.payload()
    return _callback(event)


def subscription(callback: Json) -> str:
    """The name under which a manifest subscribes to this event."""
    event = callback["event"]
    kind: str = event["type"]
    return f"{kind}.{event['channel_type']}" if kind == "message" else kind


def _where(workspace: Workspace, message: Message) -> Json:
    kind = workspace.conversations[message.channel].kind
    return {"channel": message.channel, "channel_type": "im" if kind == "im" else "channels"}


def _callback(event: Json) -> Json:
    authorization = {
        "enterprise_id": None,
        "team_id": TEAM_ID,
        "user_id": BOT_USER_ID,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "context_team_id": TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(time.time()),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_urlsafe(24)}",
    }
