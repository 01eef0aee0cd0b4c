"""What people type as a task, a reason or a reflection, made fit to be kept and shown.

Only what cannot be seen is taken away. Right-to-left text keeps its letters and its marks, emoji keep their
joiners and selectors; embeddings, overrides and isolates go, because they would reorder what stands beside.
"""

import re
import unicodedata

from bot.domain.errors import TooLong
from bot.domain.pause import REASON_LIMIT
from bot.domain.session import PROJECT_LIMIT, TASK_LIMIT

# Soft hyphen, zero-width space, word joiner and its neighbours, bidi controls that span, byte order mark,
# interlinear annotations, language tag, lone surrogates (JSON may carry them; no database takes them).
_INVISIBLE = re.compile(
    r"[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001\ud800-\udfff]"
)
LINK_LIMIT = 500
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
# Meant to stand beside something visible: joiners, direction marks, selectors, tags, fillers.
_NOTHING_BY_ITSELF = re.compile(
    r"[ \u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c-\u200f\u2800\u3164\ufe00-\ufe0f\uffa0"
    r"\U000e0000-\U000e0fff]*"
)


def clean_line(typed: str) -> str:
    """One line, NFC, single spaces, nothing invisible; "" if there is nothing to see."""
    spaced = _SPACE.sub(" ", _INVISIBLE.sub("", typed)).strip()
    return "" if _NOTHING_BY_ITSELF.fullmatch(spaced) else unicodedata.normalize("NFC", spaced)


def clean_paragraph(typed: str) -> str:
    """Like `clean_line`, but line breaks stay, except before the first and after the last words."""
    return "\n".join(clean_line(line) for line in typed.splitlines()).strip("\n")


def read_task(typed: str) -> str:
    """The cleaned task, maybe "". Raises TooLong."""
    return _within(TASK_LIMIT, "task", clean_line(typed))


def read_project(typed: str) -> str:
    """The cleaned project, maybe "". Raises TooLong."""
    return _within(PROJECT_LIMIT, "project", clean_line(typed))


def read_reason(typed: str) -> str:
    """The cleaned reason, maybe "". Raises TooLong."""
    return _within(REASON_LIMIT, "reason", clean_line(typed))


def as_task(text: str) -> str:
    """A task made of any text: cleaned, and shortened at the end of a word where it is too long."""
    task = clean_line(text)
    if len(task) <= TASK_LIMIT:
        return task
    words, _, _ = task[:TASK_LIMIT].rpartition(" ")
    return (words or task)[: TASK_LIMIT - 1].rstrip() + "…"


def _within(limit: int, field: str, text: str) -> str:
    if len(text) > limit:
        raise TooLong(field, len(text), limit)
    return text


def is_link(url: str) -> bool:
    """Whether this is an address that a message of ours may lead to."""
    return re.fullmatch(rf"https?://[^\s\x00-\x1f\x7f-\x9f<>|]{{1,{LINK_LIMIT}}}", url) is not None
