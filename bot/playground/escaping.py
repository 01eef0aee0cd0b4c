"""How Slack rewrites what people type: entities for & < >, ids for @names and #channels, <links>."""

import re

from bot.playground.wire import Json
from bot.playground.workspace import Workspace

TOKEN = re.compile(r"(?<![\w@])@([\w.-]+)|(?<![\w#])#([\w-]+)|(https?://(?:(?!&[lg]t;)[^\s<>])+)")
WRITTEN_TOKEN = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")
BROADCASTS = ("channel", "here", "everyone")


def escape(text: str, workspace: Workspace, *, with_names: bool) -> str:
    """The text as the app receives it; `with_names` writes <@U1|ada>, as in slash commands."""
    entities = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return TOKEN.sub(lambda found: _token(found, workspace, with_names), entities)


def _token(found: re.Match[str], workspace: Workspace, with_names: bool) -> str:
    name, channel, link = found.groups()
    if link:
        return f"<{link}>"
    if channel:
        conversation = workspace.conversation_named("#" + channel)
        return f"<#{conversation.id}|{channel}>" if conversation else found.group()
    if name in BROADCASTS:
        return f"<!{name}>"
    person = next((person for person in workspace.people.values() if person.name == name), None)
    if person is None:
        return found.group()
    return f"<@{person.id}|{name}>" if with_names else f"<@{person.id}>"


def rich_text(text: str) -> list[Json]:
    """The rich_text block that Slack makes of escaped text that a person wrote."""
    elements: list[Json] = []
    end = 0
    for found in WRITTEN_TOKEN.finditer(text):
        elements += _plain(text[end : found.start()])
        elements.append(_rich_token(found))
        end = found.end()
    elements += _plain(text[end:])
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": "text", "elements": [section]}]


def _plain(text: str) -> list[Json]:
    plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return [{"type": "text", "text": plain}] if plain else []


def _rich_token(found: re.Match[str]) -> Json:
    sigil, target, _ = found.groups()
    match sigil:
        case "@":
            return {"type": "user", "user_id": target}
        case "#":
            return {"type": "channel", "channel_id": target}
        case "!":
            return {"type": "broadcast", "range": target}
        case _:
            return {"type": "link", "url": target.replace("&amp;", "&")}
