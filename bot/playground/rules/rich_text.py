"""rich_text blocks: sections, lists, quotes and code, and the elements within a line."""

from collections.abc import Mapping
from typing import Any

from bot.playground.rules.check import (
    Check,
    Place,
    boolean,
    by_type,
    exactly,
    integer,
    list_of,
    one_of,
    record,
    string,
)
from bot.playground.rules.objects import identifier

STYLE = record({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), boolean))
MENTION_STYLE = record(
    {}, dict.fromkeys(("bold", "italic", "strike", "highlight", "client_highlight", "unlink"), boolean)
)


def _inline(kind: str, required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    return record({"type": exactly(kind), **required}, optional)


INLINE: Mapping[str, Check] = {
    "text": _inline("text", {"text": string()}, {"style": STYLE}),
    "link": _inline("link", {"url": string()}, {"text": string(), "unsafe": boolean, "style": STYLE}),
    "emoji": _inline(
        "emoji", {"name": string()}, {"unicode": string(), "skin_tone": integer(1, 6), "style": STYLE}
    ),
    "user": _inline("user", {"user_id": string()}, {"style": MENTION_STYLE}),
    "usergroup": _inline("usergroup", {"usergroup_id": string()}, {"style": MENTION_STYLE}),
    "channel": _inline("channel", {"channel_id": string()}, {"style": MENTION_STYLE}),
    "broadcast": _inline("broadcast", {"range": one_of("here", "channel", "everyone")}, {"style": STYLE}),
    "color": _inline("color", {"value": string()}, {"style": STYLE}),
    "date": _inline(
        "date",
        {"timestamp": integer(0), "format": string()},
        {"url": string(), "fallback": string(), "style": STYLE},
    ),
}

_inlines = list_of(by_type(INLINE), minimum=0)
_border = integer(0, 1)
_section = record({"type": exactly("rich_text_section"), "elements": _inlines})

PARTS: Mapping[str, Check] = {
    "rich_text_section": _section,
    "rich_text_list": record(
        {
            "type": exactly("rich_text_list"),
            "style": one_of("bullet", "ordered"),
            "elements": list_of(by_type({"rich_text_section": _section})),
        },
        {"indent": integer(0, 8), "offset": integer(0), "border": _border},
    ),
    "rich_text_preformatted": record(
        {
            "type": exactly("rich_text_preformatted"),
            "elements": list_of(by_type(INLINE, {"text", "link"}), minimum=0),
        },
        {"border": _border, "language": string()},
    ),
    "rich_text_quote": record(
        {"type": exactly("rich_text_quote"), "elements": _inlines}, {"border": _border}
    ),
}


def rich_text(value: Any, place: Place) -> None:
    """A rich_text block, also where it is a value or a table's cell."""
    _block(value, place)


_block = record({"type": exactly("rich_text"), "elements": list_of(by_type(PARTS))}, {"block_id": identifier})
