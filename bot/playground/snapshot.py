"""The state of the workspace as one person sees it, for the page and for scripts."""

from dataclasses import asdict

from bot.playground.slack import Slack
from bot.playground.views import View
from bot.playground.wire import Json
from bot.playground.workspace import BOT_USER_ID, Conversation, Message


def snapshot(slack: Slack, person: str) -> Json:
    """Everything that the page shows to `person`, who exists."""
    workspace = slack.workspace
    transport = slack.dispatcher.transport
    home = slack.views.homes.get(person)
    return {
        "version": workspace.version,
        "clock": {"now": slack.unix_now(), "offset": int(slack.clock.offset.total_seconds())},
        "bot": {
            "user_id": BOT_USER_ID,
            "name": workspace.bot_name,
            "connected": transport.connected,
            "mode": transport.mode,
        },
        "people": [asdict(each) for each in workspace.people.values()],
        "commands": [_command(slack, command.command) for command in slack.manifest.commands],
        "shortcuts": [asdict(shortcut) for shortcut in slack.manifest.shortcuts],
        "conversations": [
            _conversation(slack, conversation, person)
            for conversation in workspace.conversations.values()
            if person in conversation.members
        ],
        "home": {"view": _view(home) if home else None},
        "modals": [_view(view) for view in slack.views.stack(person)],
        "notices": [asdict(notice) for notice in workspace.notices[person]],
        "faults": slack.faults.pending(),
    }


def _command(slack: Slack, name: str) -> Json:
    command = slack.manifest.command(name)
    return asdict(command) if command else {}


def _conversation(slack: Slack, conversation: Conversation, person: str) -> Json:
    messages = [_message(message, person) for message in slack.workspace.visible(conversation, person)]
    name, kind = conversation.name, conversation.kind
    return {"id": conversation.id, "name": name, "kind": kind, "messages": messages}


def _message(message: Message, person: str) -> Json:
    return {
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": message.blocks,
        "ephemeral": message.only_for is not None,
        "edited": message.edited_ts is not None,
        "thread_ts": message.thread_ts,
        "metadata": message.metadata,
        "files": message.files,
        "state": message.state(person),
    }


def _view(view: View) -> Json:
    return {**view.payload(), "errors": view.errors}
