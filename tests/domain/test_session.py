"""What happens to a work session, one step at a time."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.domain.accounting import Account
from bot.domain.checkout import Checkout
from bot.domain.corrections import without_pause
from bot.domain.errors import AlreadyPaused, NothingRunning, NotPaused
from bot.domain.pause import Boundary, Pause, Provenance
from bot.domain.session import State, WorkSession
from tests.domain.examples import HOUR, MINUTE, NINE, SECOND, at, started

AUTOMATIC, LIVE = Provenance.AUTOMATIC, Provenance.LIVE


def test_two_seconds_of_work_with_six_hours_of_pause_are_two_seconds_of_work() -> None:
    session = started().pause(at(9, 0, 1)).resume(at(15, 0, 1)).finish(at(15, 0, 2), Checkout())
    account = session.account(at(20))
    assert account.worked == 2 * SECOND
    assert account == Account(elapsed=6 * HOUR + 2 * SECOND, paused=6 * HOUR)


def test_worked_time_stands_still_during_a_pause() -> None:
    paused = started().pause(at(9, 10))
    assert paused.state is State.PAUSED
    assert paused.paused_at == at(9, 10)
    assert [paused.account(now).worked for now in (at(9, 10), at(12), at(20))] == [10 * MINUTE] * 3


def test_after_resume_the_same_session_goes_on() -> None:
    resumed = started().pause(at(9, 10)).resume(at(9, 40))
    assert (resumed.id, resumed.state, resumed.paused_at) == ("W1", State.WORKING, None)
    assert resumed.account(at(10)) == Account(elapsed=HOUR, paused=30 * MINUTE)


def test_an_ended_session_stays_as_long_as_it_was() -> None:
    ended = started().finish(at(10), Checkout())
    assert ended.state is State.DONE
    assert ended.account(at(9)) == ended.account(at(20)) == Account(elapsed=HOUR)


def test_seconds_of_pauses_are_added_before_they_are_floored_to_minutes() -> None:
    session = started()
    for minute in (10, 20, 30):
        session = session.pause(at(9, minute)).resume(at(9, minute, 50))
    assert session.total_paused_minutes == 2  # 150 s; each pause by itself would have been 0
    assert session.actual_minutes(at(9, 40)) == 37  # 2,250 s


@pytest.mark.parametrize(
    ("now", "minutes"), [(at(9), 0), (at(9, 0, 59), 0), (at(9, 1), 1), (at(9, 1, 59), 1)]
)
def test_a_minute_counts_once_it_is_full(now: datetime, minutes: int) -> None:
    assert started().actual_minutes(now) == minutes


def test_an_open_pause_joins_the_paused_minutes_when_it_is_over() -> None:
    paused = started().pause(at(9, 10))
    assert paused.total_paused_minutes == 0
    assert paused.resume(at(9, 40)).total_paused_minutes == 30


def test_done_while_paused_counts_the_pause_to_its_last_second() -> None:
    ended = started(planned=HOUR).pause(at(9, 10), "lunch").finish(at(9, 40, 7), Checkout())
    assert ended.account(at(20)) == Account(elapsed=40 * MINUTE + 7 * SECOND, paused=30 * MINUTE + 7 * SECOND)
    assert ended.pauses == (Pause(1, Boundary(at(9, 10)), Boundary(at(9, 40, 7)), "lunch"),)
    assert ended.end == Boundary(at(9, 40, 7))
    assert ended.planned_checkout_at == at(10, 30, 7)


def test_a_resume_on_a_clock_that_stepped_back_ends_the_pause_where_it_began_and_says_so() -> None:
    resumed = started().pause(at(10)).resume(at(9, 30))
    assert resumed.pauses == (Pause(1, Boundary(at(10), LIVE), Boundary(at(10), AUTOMATIC)),)
    assert resumed.account(at(9, 30)) == Account(elapsed=HOUR)


def test_a_pause_on_a_clock_that_stepped_back_begins_at_the_end_of_the_record() -> None:
    paused = started().pause(at(10)).resume(at(11)).pause(at(10, 30))
    assert paused.pauses[1] == Pause(2, Boundary(at(11), AUTOMATIC))
    assert paused.account(at(10, 30)) == Account(elapsed=2 * HOUR, paused=HOUR)
    assert paused.account(at(11, 15)) == Account(elapsed=135 * MINUTE, paused=75 * MINUTE)


def test_an_open_pause_has_no_length_while_the_clock_is_behind_its_start() -> None:
    paused = started().pause(at(10))
    assert paused.account(at(9, 30)) == Account(elapsed=HOUR)
    assert paused.pauses[0].lasted(at(9, 30)) == timedelta()


def test_a_checkout_on_a_clock_that_stepped_back_ends_at_the_end_of_the_record() -> None:
    ended = started().pause(at(10)).resume(at(11)).finish(at(8), Checkout())
    assert ended.end == Boundary(at(11), AUTOMATIC)
    assert ended.account(at(8)) == Account(elapsed=2 * HOUR, paused=HOUR)


def test_a_clock_at_the_very_instant_of_the_record_has_not_stepped_back() -> None:
    ended = started().pause(NINE).resume(NINE).finish(NINE, Checkout())
    assert ended.pauses == (Pause(1, Boundary(NINE, LIVE), Boundary(NINE, LIVE)),)
    assert ended.end == Boundary(NINE, LIVE)


def test_the_planned_checkout_moves_by_each_pause_once_it_is_over() -> None:
    working = started(planned=2 * HOUR)
    first = working.pause(at(9, 10))
    second = first.resume(at(9, 25)).pause(at(9, 30))
    third = second.resume(at(9, 30, 1))
    planned = [session.planned_checkout_at for session in (working, first, second, third)]
    assert planned == [at(11), at(11), at(11, 15), at(11, 15, 1)]


def test_without_a_plan_a_pause_makes_none() -> None:
    assert started().pause(at(10)).resume(at(11)).planned_checkout_at is None


def test_a_verb_that_does_not_fit_is_refused() -> None:
    with pytest.raises(NotPaused):
        started().resume(at(10))
    with pytest.raises(AlreadyPaused):
        started().pause(at(10)).pause(at(11))


@pytest.mark.parametrize(
    "verb",
    [
        lambda session: session.pause(at(11)),
        lambda session: session.resume(at(11)),
        lambda session: session.finish(at(11), Checkout()),
    ],
    ids=["pause", "resume", "finish"],
)
def test_nothing_more_happens_to_an_ended_session(verb: Callable[[WorkSession], WorkSession]) -> None:
    ended = started().pause(at(9, 30)).finish(at(10), Checkout())
    with pytest.raises(NothingRunning):
        verb(ended)


def test_every_verb_makes_a_version_for_each_instant_that_it_takes() -> None:
    working = started()
    paused = working.pause(at(10))
    resumed = paused.resume(at(11))
    done = [resumed.finish(at(12), Checkout()), paused.finish(at(12), Checkout())]
    assert [session.version for session in (working, paused, resumed, *done)] == [1, 2, 3, 4, 4]


def test_an_announced_end_that_the_record_has_passed_already_is_no_announcement() -> None:
    resumed = started().pause(at(10)).resume(at(11))
    for announced in (at(10, 45), at(11)):
        paused = resumed.pause(at(10, 30), expected_end_at=announced)
        assert paused.pauses[-1] == Pause(2, Boundary(at(11), AUTOMATIC))


def test_an_announced_end_ahead_of_the_record_stays_where_it_was_announced() -> None:
    resumed = started().pause(at(10)).resume(at(11))
    paused = resumed.pause(at(10, 30), expected_end_at=at(11, 0, 1))
    assert [pause.expected_end_at for pause in paused.pauses] == [None, at(11, 0, 1)]


def test_the_number_of_a_pause_is_never_used_again() -> None:
    twice = started().pause(at(10)).resume(at(10, 10)).pause(at(11)).resume(at(11, 10))
    assert [pause.number for pause in without_pause(twice, 1).pause(at(12)).pauses] == [2, 3]
    assert [pause.number for pause in without_pause(twice, 2).pause(at(12)).pauses] == [1, 3]
    none_left = without_pause(without_pause(twice, 2), 1)
    assert [pause.number for pause in none_left.pause(at(12)).pauses] == [3]


def test_a_typed_minute_means_the_second_of_the_record_within_it() -> None:
    paused = started().pause(at(9, 1, 30))
    resumed = paused.resume(at(9, 10), at=at(9, 1))
    assert resumed.pauses[0].ended_at == at(9, 1, 30)
