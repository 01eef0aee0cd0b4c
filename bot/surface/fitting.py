"""What fits into one message or view: the first or the last entries of many."""

import json
from collections.abc import Iterable, Sequence

from bot.surface.ready import ReadyBlock


def latest(entries: Sequence[ReadyBlock], characters: int) -> list[ReadyBlock]:
    """As many of the last entries as fit, and at least one."""
    return earliest(reversed(entries), characters)[::-1]


def earliest(entries: Iterable[ReadyBlock], characters: int) -> list[ReadyBlock]:
    """As many of the first entries as fit, and at least one."""
    fitting: list[ReadyBlock] = []
    for entry in entries:
        characters -= len(json.dumps(entry._resolve()))
        if characters < 0 and fitting:
            break
        fitting.append(entry)
    return fitting
