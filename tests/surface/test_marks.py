"""What was not taken live is marked, and what was edited at all leads to its journal."""

from dataclasses import replace

import pytest

from bot.domain.checkout import Checkout
from bot.domain.corrections import draft_of, revise
from bot.domain.pause import Boundary
from bot.domain.reflection import Reflection
from bot.domain.session import WorkSession
from bot.surface.menu import is_marked
from tests.surface.gallery import ADA, at

STARTED = WorkSession("S1", ADA, "report", Boundary(at(0)))
ON_BREAK = STARTED.pause(at(10)).resume(at(20)).pause(at(30))
LIVE = {
    "started": STARTED,
    "on a break": ON_BREAK,
    "back": ON_BREAK.resume(at(40)),
    "finished": ON_BREAK.resume(at(40)).finish(at(50), Checkout()),
    "finished on a break": ON_BREAK.finish(at(50), Checkout()),
}


@pytest.mark.parametrize("session", LIVE.values(), ids=LIVE.keys())
def test_what_was_taken_live_is_not_marked_until_a_word_of_it_is_edited(session: WorkSession) -> None:
    assert not is_marked(session)
    checkout = session.checkout and Checkout(reflection=Reflection(keep="tea"))
    draft = replace(draft_of(session), task="mail", checkout=checkout)
    assert is_marked(revise(session, draft, at(60)))
