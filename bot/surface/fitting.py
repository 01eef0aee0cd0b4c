"""What fits into one message or view: the later entries of many."""

import json
from collections.abc import Sequence

from slackblocks import RichTextBlock


def latest(entries: Sequence[RichTextBlock], characters: int) -> list[RichTextBlock]:
    """As many of the last entries as fit, and at least one."""
    fitting: list[RichTextBlock] = []
    for entry in reversed(entries):
        characters -= len(json.dumps(entry._resolve()))
        if characters < 0 and fitting:
            break
        fitting.insert(0, entry)
    return fitting
