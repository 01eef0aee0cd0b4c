"""What was not taken live is marked, and what was edited at all leads to its journal."""

from dataclasses import replace

import pytest

from bot.domain.change import Action, Source
from bot.domain.checkout import Checkout
from bot.domain.corrections import draft_of, revise
from bot.domain.history import Recorded
from bot.domain.outcomes import EditAsked, JournalShown, Present, Summary
from bot.domain.pause import Boundary, Pause, Provenance
from bot.domain.reflection import Reflection
from bot.domain.session import WorkSession
from bot.surface import edit_modal, message
from bot.surface.menu import is_marked
from tests.surface.gallery import ADA, READER, at, log_of
from tests.surface.test_screens import _words

STARTED = WorkSession("S1", ADA, "report", Boundary(at(0)))
ON_BREAK = STARTED.pause(at(10)).resume(at(20)).pause(at(30))
CORRECTED, AUTOMATIC = Provenance.CORRECTED, Provenance.AUTOMATIC
LIVE = {
    "started": STARTED,
    "on a break": ON_BREAK,
    "back": ON_BREAK.resume(at(40)),
    "finished": ON_BREAK.resume(at(40)).finish(at(50), Checkout()),
    "finished in the second of the resume": ON_BREAK.resume(at(40)).finish(at(40), Checkout()),
    "finished on a break": ON_BREAK.finish(at(50), Checkout()),
}


@pytest.mark.parametrize("session", LIVE.values(), ids=LIVE.keys())
def test_what_was_taken_live_is_not_marked_until_a_word_of_it_is_edited(session: WorkSession) -> None:
    assert not is_marked(session)
    checkout = session.checkout and Checkout(reflection=Reflection(keep="tea"))
    draft = replace(draft_of(session), task="mail", checkout=checkout)
    assert is_marked(revise(session, draft, at(60)))


def record(provenance: Provenance) -> WorkSession:
    """Finished, with a start, an end and both ends of a break of this provenance."""
    start, paused, resumed, end = (Boundary(at(minutes), provenance) for minutes in (0, 10, 20, 50))
    pause = Pause(1, paused, resumed, "tea")
    return WorkSession("S1", ADA, "report", start, end, (pause,), None, Checkout())


@pytest.mark.parametrize(("provenance", "sign"), [(CORRECTED, " ✎"), (AUTOMATIC, " ✎ auto")])
def test_every_place_that_shows_an_instant_says_how_it_came_about(provenance: Provenance, sign: str) -> None:
    session = record(provenance)
    now = at(60)
    log = _words(message(log_of(now, session), READER).blocks)
    assert f"9:15 CET{sign} to 10:05 CET{sign} · " in log
    assert f"9:25 CET{sign} tea, 10 min{sign}" in log
    summary = message(Summary(now=now, session=session), READER)
    assert f"9:15 CET{sign} to 10:05 CET{sign}" in _words(summary.blocks)
    labels = [
        each["label"]["text"]
        for each in edit_modal(EditAsked(now=now, session=session), READER)["blocks"]
        if each["type"] == "input"
    ]
    assert {f"Start{sign}", f"End{sign}", f"Break 1{sign}"} <= set(labels)
    paused = replace(session, end=None, checkout=None, pauses=(replace(session.pauses[0], end=None),))
    card = _words(message(Present(now=now, session=paused, last=None), READER).blocks)
    assert f"9:25 CET>{sign} ·" in card
    journal = JournalShown(
        now=now,
        session=session,
        records=(Recorded("1", Action.EDIT, Source.MODAL, now, LIVE["finished"], session),),
    )
    told = _words(message(journal, READER).blocks)
    assert f"→ 9:15 CET{sign}" in told
    assert f"9:25 CET{sign} to 9:35 CET{sign}, tea" in told


def test_what_was_taken_live_shows_no_mark() -> None:
    session = record(Provenance.LIVE)
    assert "✎" not in _words(message(log_of(at(60), session), READER).blocks)
    assert "✎" not in str(edit_modal(EditAsked(now=at(60), session=session), READER))
