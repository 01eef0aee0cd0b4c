"""What is said, before it is written as Slack wants it.

A line keeps our own words, what a person typed, and instants apart until the end, so that what was typed can
neither format nor mention anything, wherever the line is shown.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Task:
    """What sessions are about, as typed: bold, or in quotes where nothing can be bold."""

    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Anything else that a person typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold words of our own."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A command, or a word that was meant as one."""

    text: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, shown by the reader's own clock; `fallback` is for what cannot show Slack's dates."""

    at: datetime
    format: str
    fallback: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words of our own that lead to an address."""

    text: str
    url: str


Part = str | Task | Typed | Strong | Code | Moment | Link
Line = tuple[Part, ...]

_REORDERING = {"R", "AL", "AN"}
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


def dotted(*lines: Line) -> Line:
    """Several facts on one line; empty ones are left out."""
    return joined(" · ", lines)


def at(when: Line) -> Line:
    """`at 14:10`; an instant with its day before it reads without: `yesterday 14:10`."""
    has_day = any(isinstance(part, Moment) and "{date" in part.format for part in when[:1])
    return when if has_day else ("at ", *when)


def joined(separator: str, lines: Iterable[Line]) -> Line:
    """One line of many; empty ones are left out."""
    parts: list[Part] = []
    for line in filter(None, lines):
        parts += [separator, *line] if parts else line
    return tuple(parts)


def shown(typed: str) -> str:
    """What a person typed, so that right-to-left letters do not reorder the words and figures beside it."""
    if typed.isascii():
        return typed
    reorders = any(unicodedata.bidirectional(character) in _REORDERING for character in typed)
    return f"{_ISOLATE}{typed}{_END_OF_ISOLATE}" if reorders else typed


def plain(line: Line) -> str:
    """For what shows characters as they are: labels and field errors."""
    return "".join(_plain_part(part) for part in line)


def _plain_part(part: Part) -> str:
    match part:
        case str():
            return part
        case Task(text):
            return f"“{shown(text)}”"
        case Moment(fallback=fallback):
            return fallback
        case _:
            return shown(part.text)


def escaped(line: Line) -> str:
    """For Slack's `text` and mrkdwn: escaped, with its date tokens."""
    return "".join(_escaped_part(part) for part in line)


def _escaped_part(part: Part) -> str:
    if isinstance(part, Moment):
        return f"<!date^{int(part.at.timestamp())}^{part.format}|{part.fallback}>"
    if isinstance(part, Link):
        return f"<{_entities(part.url)}|{_entities(part.text)}>"
    return _entities(_plain_part(part))


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where some are left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
