"""When a session that nobody ended most likely did, and ending it as its person says."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.checkout import Checkout
from bot.domain.corrections import PauseDraft
from bot.domain.errors import Backwards, InTheFuture, OutsideSession, OverlapsPause, Refusal, TooEarly
from bot.domain.pause import Boundary, Provenance
from bot.domain.preferences import NO_PREFERENCES, Preferences
from bot.domain.reflection import Reflection
from bot.domain.session import WorkSession
from bot.domain.stopping import Stop, likely_end, stop
from tests.domain.examples import ADA, HOUR, MINUTE, at, started

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT_SHIFT = Preferences(day_start=time(22), day_end=time(6))


def local(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """By the clocks of Berlin, in March 2026, where they are put forward on the 29th."""
    return datetime(2026, 3, day, hour, minute, second, tzinfo=BERLIN)


def begun(at: datetime, planned: timedelta | None = None) -> WorkSession:
    return WorkSession(
        "W1", ADA, "report", Boundary(at), planned_checkout_at=at + planned if planned else None
    )


@pytest.mark.parametrize(
    ("session", "preferences", "now", "ended"),
    {
        "at the end of the day": (begun(local(2, 15, 10)), NO_PREFERENCES, local(3, 9), local(2, 18)),
        "from the early morning on": (begun(local(2, 6)), NO_PREFERENCES, local(3, 9), local(2, 18)),
        "on the day of the last sign of life": (
            begun(local(2, 15)).pause(local(2, 17)).resume(local(3, 10)),
            NO_PREFERENCES,
            local(4, 9),
            local(3, 18),
        ),
        "begun after the end of the day": (
            begun(local(2, 20, 0, 40)),
            NO_PREFERENCES,
            local(3, 9),
            local(2, 21, 0, 40),
        ),
        "begun after the end of the day, by who plans half an hour": (
            begun(local(2, 20)),
            Preferences(planned_default=30 * MINUTE),
            local(3, 9),
            local(2, 20, 30),
        ),
        "begun after the end of the day, half an hour ago": (
            begun(local(2, 20)),
            NO_PREFERENCES,
            local(2, 20, 30),
            local(2, 20, 30),
        ),
        "seen last after the end of the day": (
            begun(local(2, 17)).pause(local(2, 18, 30)).resume(local(2, 19)),
            NO_PREFERENCES,
            local(3, 9),
            local(2, 19),
        ),
        "before the end of the day has come": (
            begun(local(2, 10)).pause(local(2, 11)).resume(local(2, 11, 20, 5)),
            NO_PREFERENCES,
            local(2, 16),
            local(2, 11, 20, 5),
        ),
        "planned to end before the day does": (
            begun(local(2, 15), 45 * MINUTE),
            NO_PREFERENCES,
            local(3, 9),
            local(2, 15, 45),
        ),
        "planned to end after the day does": (
            begun(local(2, 15), 5 * HOUR),
            NO_PREFERENCES,
            local(3, 9),
            local(2, 18),
        ),
        "planned to end before the last sign of life": (
            begun(local(2, 15), 45 * MINUTE).pause(local(2, 16)).resume(local(2, 16)),
            NO_PREFERENCES,
            local(3, 9),
            local(2, 18),
        ),
        "on a break": (
            begun(local(2, 15)).pause(local(2, 16, 30, 7)),
            NO_PREFERENCES,
            local(3, 9),
            local(2, 16, 30, 7),
        ),
        "at night": (begun(local(2, 23)), NIGHT_SHIFT, local(3, 21), local(3, 6)),
        "at night, seen after midnight": (begun(local(3, 1)), NIGHT_SHIFT, local(3, 21), local(3, 6)),
        "while the clocks are put forward": (begun(local(28, 23)), NIGHT_SHIFT, local(29, 9), local(29, 6)),
        "with a record ahead of the clock": (begun(local(2, 15)), NO_PREFERENCES, local(2, 14), local(2, 15)),
    }.values(),
)
def test_a_session_left_open_likely_ended(
    session: WorkSession, preferences: Preferences, now: datetime, ended: datetime
) -> None:
    assert likely_end(session, preferences, BERLIN, now) == ended


def test_it_ends_as_said_with_the_break_and_the_words_in_one_version() -> None:
    checkout = Checkout(reflection=Reflection(keep="good"))
    said = Stop(at(17), PauseDraft(at(12), at(12, 45), "lunch"), checkout)
    stopped = stop(started(planned=8 * HOUR), said, at(23))
    assert stopped.end == Boundary(at(17), Provenance.CORRECTED)
    assert [(pause.number, pause.reason) for pause in stopped.pauses] == [(1, "lunch")]
    assert stopped.account(at(23)).worked == 7 * HOUR + 15 * MINUTE
    assert stopped.checkout == checkout
    assert stopped.planned_checkout_at == at(17, 45)
    assert stopped.version == 2


def test_a_missing_break_without_an_end_lasted_to_the_end() -> None:
    stopped = stop(started(), Stop(at(17), PauseDraft(at(16), None)), at(23))
    assert stopped.pauses[0].ended_at == at(17)


def test_of_a_session_on_a_break_the_named_minute_of_its_start_means_that_instant() -> None:
    paused = started().pause(at(12, 5, 20))
    stopped = stop(paused, Stop(at(12, 5)), at(23))
    assert (stopped.ended_at, stopped.pauses) == (at(12, 5, 20), ())


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Stop(at(23, 1)), InTheFuture(at(23, 1))),
        (Stop(at(10)), TooEarly(at(10), at(11))),
        (Stop(at(17), PauseDraft(at(10, 50), at(11, 30))), OverlapsPause(at(10, 40), at(11))),
        (Stop(at(17), PauseDraft(at(16), at(17, 30))), OutsideSession(at(9), at(17))),
        (Stop(at(17), PauseDraft(at(16), at(15))), Backwards(at(16), at(15))),
    ],
)
def test_what_cannot_be_is_refused(said: Stop, why: Refusal) -> None:
    session = started().pause(at(10, 40)).resume(at(11))
    with pytest.raises(type(why)) as caught:
        stop(session, said, at(23))
    assert caught.value == why
