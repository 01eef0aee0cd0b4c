"""What happens to a work session, one step at a time."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.errors import NothingRunning
from bot.domain.session import Checkout, WorkSession
from tests.domain.examples import at, started


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


def test_an_announced_end_that_the_record_has_passed_already_is_no_announcement() -> None:
    resumed = started().pause(at(10)).resume(at(11))
    paused = resumed.pause(at(10, 30), expected_end_at=at(10, 45))
    assert paused.paused_at == at(11)
    assert [pause.expected_end_at for pause in paused.pauses] == [None, None]


def test_an_announced_end_ahead_of_the_record_stays_where_it_was_announced() -> None:
    resumed = started().pause(at(10)).resume(at(11))
    paused = resumed.pause(at(10, 30), expected_end_at=at(11) + timedelta(seconds=1))
    assert [pause.expected_end_at for pause in paused.pauses] == [None, at(11, 0, 1)]
