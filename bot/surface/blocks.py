"""Small helpers around slackblocks: from lines to blocks with ids of their own, and out as plain JSON."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Self

from slackblocks import (
    ActionsBlock,
    Block,
    Button,
    ContextBlock,
    Element,
    Markdown,
    ModalView,
    PlainText,
    RichText,
    RichTextBlock,
    RichTextElement,
    RichTextLink,
    RichTextSection,
    SectionBlock,
)
from slackblocks.elements import ButtonStyle

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
from bot.surface.values import ButtonValue

View = dict[str, Any]

ACCESSIBILITY_LABEL_LIMIT = 75


@dataclass(frozen=True, slots=True)
class Message:
    """`text` is for notifications and screen readers: a sentence that says the same as the blocks."""

    text: str
    blocks: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Screen:
    """What one outcome looks like, before it becomes a message or a part of a view."""

    text: Line
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, text: Line, *blocks: Block) -> Self:
        return cls(text, blocks)


class RichTextDate(RichText):
    """Slack's date element, which slackblocks 3.0 lacks; a RichText, so that its sections take it."""

    def __init__(self, moment: Moment) -> None:
        super().__init__(moment.fallback)
        self.moment = moment

    def _resolve(self) -> dict[str, Any]:
        return {
            "type": "date",
            "timestamp": int(self.moment.at.timestamp()),
            "format": self.moment.format,
            "fallback": self.moment.fallback,
        }


def to_message(screen: Screen) -> Message:
    return Message(escaped(screen.text), _resolved(screen.blocks))


def to_home(blocks: Iterable[Block]) -> View:
    return {"type": "home", "blocks": _resolved(blocks)}


def _resolved(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    # Not by slackblocks' Message and HomeTabView: these resolve each block five times over, to check what the
    # tests check of every screen. A card takes 80 µs so, and 360 with them.
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


def rich(block_id: str, *lines: Line) -> RichTextBlock:
    """Lines of normal text, one below the other."""
    elements: list[RichTextElement] = [_rich_element(part) for part in _coalesced(joined("\n", lines))]
    return RichTextBlock(RichTextSection(elements), block_id=block_id)


def _rich_element(part: Part) -> RichTextElement:
    match part:
        case str():
            return RichText(part)
        case Task(text):
            return RichText(shown(text), bold=True)
        case Strong(text):
            return RichText(text, bold=True)
        case Code(text):
            return RichText(shown(text), code=True)
        case Typed(text):
            return RichText(shown(text))
        case Moment():
            return RichTextDate(part)
        case Link(text, url):
            return RichTextLink(url, text)


def _coalesced(line: Line) -> list[Part]:
    """The same line with neighbouring words of our own made one."""
    parts: list[Part] = []
    for is_words, group in groupby(line, key=lambda part: isinstance(part, str)):
        neighbours = list(group)
        parts += ["".join(map(str, neighbours))] if is_words else neighbours
    return parts


def dim(block_id: str, line: Line) -> ContextBlock:
    """A line in small grey print. What a person typed stands in elements of its own, as plain text."""
    elements: list[Any] = []
    for is_typed, group in groupby(line, key=lambda part: isinstance(part, Task | Typed)):
        parts = tuple(group)
        text = plain(parts) if is_typed else escaped(parts).strip()
        if text:
            elements.append(PlainText(text) if is_typed else Markdown(text))
    return ContextBlock(elements, block_id=block_id)


def row(block_id: str, typed: Line, facts: Line, accessory: Element) -> SectionBlock:
    """What a person typed, as plain text, our words about it, and something to click, all on one line."""
    fields: list[Any] = [PlainText(plain(typed)), Markdown(escaped(facts))]
    return SectionBlock(fields=fields, block_id=block_id, accessory=accessory)


def actions(block_id: str, *elements: Element) -> ActionsBlock:
    return ActionsBlock(list(elements), block_id=block_id)


def button(
    label: str,
    action: ActionId,
    value: str,
    *,
    primary: bool = False,
    danger: bool = False,
    spoken: str | None = None,
) -> Button:
    """`spoken` is what a screen reader says where the label is unclear by itself; it is cut to fit."""
    style = ButtonStyle.PRIMARY if primary else ButtonStyle.DANGER if danger else None
    return Button(
        PlainText(label),
        action_id=action,
        value=value,
        style=style,
        accessibility_label=spoken and shorten(spoken, ACCESSIBILITY_LABEL_LIMIT),
    )


def about(session_id: str | None = None, pause_number: int = 0) -> str:
    """The value of a button about a session, and maybe one pause of it."""
    return ButtonValue(session_id, pause_number).encode()


def ask(sentence: Line, label: str, action: ActionId, value: str) -> Screen:
    """Where no modal can open by itself, or did not: a sentence, and the button that opens it."""
    opener = button(label, action, value, primary=True)
    return Screen.of(sentence, rich("ask", sentence), actions("ask_actions", opener))
