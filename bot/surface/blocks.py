"""Small helpers around slackblocks: from lines to blocks with ids of their own, and out as plain JSON."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Self

from slackblocks import Block, Element, ModalView, PlainText
from slackblocks.blocks import BlockType
from slackblocks.elements import ElementType

from bot.surface.ids import ActionId, CallbackId
from bot.surface.lines import (
    Code,
    Line,
    Link,
    Moment,
    Part,
    Strong,
    Task,
    Typed,
    escaped,
    joined,
    plain,
    shown,
)
from bot.surface.lines import shortened as shorten
from bot.surface.ready import Actions, Json, ReadyBlock, ReadyElement, markdown, plain_text
from bot.surface.values import ButtonValue

View = Json

ACCESSIBILITY_LABEL_LIMIT = 75


@dataclass(frozen=True, slots=True)
class Message:
    """`text` is for notifications and screen readers: a sentence that says the same as the blocks."""

    text: str
    blocks: list[Json]


@dataclass(frozen=True, slots=True)
class Screen:
    """What one outcome looks like, before it becomes a message or a part of a view."""

    text: Line
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, text: Line, *blocks: Block) -> Self:
        return cls(text, blocks)


def to_message(screen: Screen) -> Message:
    return Message(escaped(screen.text), _resolved(screen.blocks))


def to_home(blocks: Iterable[Block]) -> View:
    return {"type": "home", "blocks": _resolved(blocks)}


def _resolved(blocks: Iterable[Block]) -> list[Json]:
    # Not by slackblocks' Message and HomeTabView: these resolve each block five times over, to check what the
    # tests check of every screen.
    return [block._resolve() for block in blocks]


def to_modal(
    title: str,
    blocks: Iterable[Block],
    *,
    close: str,
    submit: str | None = None,
    callback_id: CallbackId | None = None,
    private_metadata: str | None = None,
) -> View:
    view = ModalView(
        title=PlainText(title),
        blocks=list(blocks),
        close=PlainText(close),
        submit=PlainText(submit) if submit else None,
        callback_id=callback_id,
        private_metadata=private_metadata,
    )
    return view.to_dict()


def rich(block_id: str, *lines: Line) -> ReadyBlock:
    """Lines of normal text, one below the other."""
    elements = [_rich_element(part) for part in _coalesced(joined("\n", lines))]
    section = {"type": "rich_text_section", "elements": elements}
    return ReadyBlock(BlockType.RICH_TEXT, block_id, elements=[section])


def _rich_element(part: Part) -> Json:
    match part:
        case str():
            return {"type": "text", "text": part}
        case Task(text):
            return {"type": "text", "text": shown(text), "style": {"bold": True}}
        case Strong(text):
            return {"type": "text", "text": text, "style": {"bold": True}}
        case Code(text):
            return {"type": "text", "text": shown(text), "style": {"code": True}}
        case Typed(text):
            return {"type": "text", "text": shown(text)}
        case Moment(at, format, fallback):
            return {"type": "date", "timestamp": int(at.timestamp()), "format": format, "fallback": fallback}
        case Link(text, url):
            return {"type": "link", "url": url, "text": text}


def _coalesced(line: Line) -> list[Part]:
    """The same line with neighbouring words of our own made one."""
    parts: list[Part] = []
    for is_words, group in groupby(line, key=lambda part: isinstance(part, str)):
        neighbours = list(group)
        parts += ["".join(map(str, neighbours))] if is_words else neighbours
    return parts


def dim(block_id: str, line: Line) -> ReadyBlock:
    """A line in small grey print. What a person typed stands in elements of its own, as plain text."""
    elements: list[Json] = []
    for is_typed, group in groupby(line, key=lambda part: isinstance(part, Task | Typed)):
        parts = tuple(group)
        text = plain(parts) if is_typed else escaped(parts).strip()
        if text:
            elements.append(plain_text(text) if is_typed else markdown(text))
    return ReadyBlock(BlockType.CONTEXT, block_id, elements=elements)


def row(block_id: str, typed: Line, facts: Line, accessory: Element) -> ReadyBlock:
    """What a person typed, as plain text, our words about it, and something to click, all on one line."""
    fields = [plain_text(plain(typed)), markdown(escaped(facts))]
    return ReadyBlock(BlockType.SECTION, block_id, fields=fields, accessory=accessory._resolve())


def actions(block_id: str, *elements: Element) -> Actions:
    return Actions(block_id, elements)


def button(
    label: str,
    action: ActionId,
    value: str,
    *,
    primary: bool = False,
    danger: bool = False,
    spoken: str | None = None,
) -> ReadyElement:
    """`spoken` is what a screen reader says where the label is unclear by itself; it is cut to fit."""
    fields: Json = {"text": plain_text(label), "value": value}
    if primary or danger:
        fields["style"] = "primary" if primary else "danger"
    if spoken:
        fields["accessibility_label"] = shorten(spoken, ACCESSIBILITY_LABEL_LIMIT)
    return ReadyElement(ElementType.BUTTON, action, **fields)


def about(session_id: str | None = None, pause_number: int = 0) -> str:
    """The value of a button about a session, and maybe one pause of it."""
    return ButtonValue(session_id, pause_number).encode()


def ask(sentence: Line, label: str, action: ActionId, value: str) -> Screen:
    """Where no modal can open by itself, or did not: a sentence, and the button that opens it."""
    opener = button(label, action, value, primary=True)
    return Screen.of(sentence, rich("ask", sentence), actions("ask_actions", opener))
