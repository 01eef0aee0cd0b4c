"""The journal of a session: each change with when, from where, and what was before and after it."""

from collections.abc import Mapping

from slackblocks import Block

from bot.domain.change import Action
from bot.domain.history import Recorded
from bot.domain.outcomes import JournalShown
from bot.surface import wording
from bot.surface.blocks import Screen, View, about, ask, rich, to_modal
from bot.surface.differences import differences
from bot.surface.fitting import latest
from bot.surface.ids import ActionId
from bot.surface.ready import ReadyBlock
from bot.surface.times import Times

# A modal takes 100 blocks and 250 kB, a message 50 blocks and about 13,200 characters of them.
CHANGES_SHOWN, CHARACTERS_SHOWN = 95, 200_000
CHANGES_IN_MESSAGE, CHARACTERS_IN_MESSAGE = 45, 11_000


def modal(outcome: JournalShown, times: Times) -> View:
    blocks = _blocks(outcome, times, CHANGES_SHOWN, CHARACTERS_SHOWN)
    return to_modal(wording.JOURNAL_TITLE, blocks, close=wording.NOTICE_CLOSE)


def screen(outcome: JournalShown, times: Times) -> Screen:
    """The same where no modal can open."""
    blocks = _blocks(outcome, times, CHANGES_IN_MESSAGE, CHARACTERS_IN_MESSAGE)
    return Screen.of(wording.journal(outcome.session.task, len(outcome.records)), *blocks)


def could_not_open(outcome: JournalShown) -> Screen:
    value = about(outcome.session.id)
    return ask(wording.COULD_NOT_OPEN, wording.TRY_AGAIN_BUTTON, ActionId.SHOW_JOURNAL, value)


def _blocks(outcome: JournalShown, times: Times, most: int, characters: int) -> list[Block]:
    """The changes in their order; where they are too many, the later ones."""
    undone = {record.step_id: record.action for record in outcome.records}
    records = list(enumerate(outcome.records, 1))[-most:]
    entries = latest([_entry(number, record, undone, times) for number, record in records], characters)
    left_out = len(outcome.records) - len(entries)
    return [
        rich("journal", wording.journal(outcome.session.task, len(outcome.records))),
        *([rich("journal_more", wording.more_changes(left_out))] if left_out else []),
        *entries,
    ]


def _entry(number: int, record: Recorded, undone: Mapping[str, Action], times: Times) -> ReadyBlock:
    what = wording.HAPPENED[record.action]
    if record.undoes and record.undoes in undone:
        what += f": {wording.CHANGES[undone[record.undoes]]}"
    head = wording.journal_entry(times.clock(record.at), what, record.source)
    return rich(f"journal_{number}", head, *differences(record.before, record.after, times))
