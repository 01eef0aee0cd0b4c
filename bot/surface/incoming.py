"""Takes back what Slack does to typed text before it sends it; what modals send needs none of this."""

import re

# `<@U1|ada>`, `<#C1|general>`, `<!channel>`, `<https://example.org|example>`
_TOKEN = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))


def plain_text(typed: str) -> str:
    """The text of a command or a message as it looked to the person who typed it."""
    return _ENTITY.sub(lambda entity: _ENTITIES[entity[0]], _TOKEN.sub(_name, typed))


def _name(token: re.Match[str]) -> str:
    kind, target, label = token.groups()
    match kind:
        case "!" if "^" in target:  # <!subteam^S1|@team>, <!date^1^{time}|9:15>
            return label or target
        case "!":  # <!channel>, <!here|here>
            return f"@{target}"
        case _:
            return kind + (label or target).removeprefix(kind)
