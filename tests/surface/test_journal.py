"""The journal says when, from where and what, oldest first, however long it is."""

from dataclasses import replace
from typing import Any

from bot.domain.change import Action, Source
from bot.domain.corrections import draft_of, revise
from bot.domain.history import Recorded
from bot.domain.outcomes import JournalShown
from bot.surface import journal_modal
from tests.surface.gallery import READER, at, done, sessions
from tests.surface.repairs import journal_of
from tests.surface.test_screens import _words


def entries(view: Any) -> list[list[str]]:
    """The lines of each change."""
    blocks = [block for block in view["blocks"] if block["block_id"].startswith("journal_")]
    return [_words(block).split("\n") for block in blocks]


def test_a_change_says_when_what_and_from_where_and_what_was_before_and_after() -> None:
    journal = JournalShown(now=at(190), session=done(), records=journal_of(sessions()))
    shown = entries(journal_modal(journal, READER))
    assert [lines[0] for lines in shown] == [
        "9:15 CET · started · by command",
        "10:10 CET · paused · with a button",
        "12:05 CET · finished · in a form",
        "12:15 CET · edited · in a form",
        "12:16 CET · undone: the edit · by message",
        "12:17 CET · undone · from a reminder",
    ]
    assert shown[3][1:4] == [
        "Task: Write the quarterly report → lunch",
        "Start: 9:15 CET → 9:00 CET ✎",
        "Break: 10:10 CET to 10:18 CET → none",
    ]


def test_of_very_many_changes_the_later_ones_are_shown_and_the_others_counted() -> None:
    later = revise(done(), replace(draft_of(done()), task="other"), at(180))
    edit = Recorded("1", Action.EDIT, Source.MODAL, at(180), done(), later)
    records = (*[edit] * 199, replace(edit, source=Source.COMMAND))
    view = journal_modal(JournalShown(now=at(190), session=done(), records=records), READER)
    shown = entries(view)
    assert shown[0] == ["105 earlier changes not shown here."]
    assert len(shown) == 96
    assert shown[-1][0] == "12:15 CET · edited · by command"


def test_a_change_of_very_many_breaks_is_cut_and_counted() -> None:
    session = done()
    fewer = replace(session, pauses=())
    for number in range(20):
        session = replace(session, pauses=(*session.pauses, _moved(session, number)))
    record = Recorded("1", Action.EDIT, Source.MODAL, at(180), fewer, session)
    (lines,) = entries(journal_modal(JournalShown(now=at(190), session=session, records=(record,)), READER))
    assert len(lines) == 12
    assert lines[-1] == "and 12 more"


def _moved(session: Any, number: int) -> Any:
    return replace(session.pauses[-1], number=10 + number, start=session.end, end=session.end)
