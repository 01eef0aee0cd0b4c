"""A session that ended where its open pause began."""

from dataclasses import replace

from bot.domain.checkout import Checkout
from bot.domain.pause import Boundary, Provenance
from bot.domain.session import WorkSession
from tests.domain.examples import ADA, NINE, at


def on_break() -> WorkSession:
    """At work since nine, planned until eleven, on a break since ten."""
    session = WorkSession("W1", ADA, "report", Boundary(NINE), planned_checkout_at=at(11))
    return session.pause(at(10), "lunch")


def test_it_had_no_such_pause_and_its_number_stays_used() -> None:
    finished = on_break().finish(at(10, 40), Checkout(), at=at(10))
    assert finished.pauses == ()
    assert finished.end == Boundary(at(10), Provenance.CORRECTED)
    assert finished.planned_checkout_at == at(11)
    assert finished.highest_pause_number == 1


def test_a_later_end_keeps_the_pause_to_its_last_second() -> None:
    finished = on_break().finish(at(10, 40), Checkout(), at=at(10, 30))
    assert [pause.ended_at for pause in finished.pauses] == [at(10, 30)]


def test_earlier_pauses_stay() -> None:
    before = replace(on_break(), pauses=()).pause(at(9, 20)).resume(at(9, 30))
    finished = before.pause(at(10)).finish(at(10, 40), Checkout(), at=at(10))
    assert [pause.ended_at for pause in finished.pauses] == [at(9, 30)]
