"""Days at work, held against a stopwatch: start, pause, resume, finish, and a clock that may step back."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.domain.accounting import Account, local_day, total
from bot.domain.checkout import Checkout
from bot.domain.errors import AlreadyPaused, NothingRunning, NotPaused, Refusal
from bot.domain.pause import Boundary, Provenance
from bot.domain.person import Owner
from bot.domain.session import State, WorkSession
from tests.domain.stopwatch import Hand, Stopwatch

CLOCK_CHANGES = [
    ("Europe/Berlin", "2026-03-29T01:00Z"),
    ("Europe/Berlin", "2026-10-25T01:00Z"),
    ("America/New_York", "2026-03-08T07:00Z"),
    ("America/New_York", "2026-11-01T06:00Z"),
    ("Australia/Lord_Howe", "2026-04-04T15:00Z"),  # by half an hour
    ("Africa/Cairo", "2026-04-23T22:00Z"),  # midnight is skipped
    ("Africa/Cairo", "2026-10-29T21:00Z"),  # the last hour before midnight comes twice
    ("America/Havana", "2026-11-01T05:00Z"),  # the first hour after midnight comes twice
    ("Pacific/Apia", "2011-12-30T10:00Z"),  # a whole day is skipped
    ("Asia/Kolkata", "2026-06-01T00:00Z"),
]
DAY = timedelta(days=1)
SECONDS = st.one_of(st.integers(0, 3), st.integers(0, 2 * 3600), st.integers(0, 3 * 86_400))
PLANNED = st.none() | st.integers(5, 480).map(lambda minutes: timedelta(minutes=minutes))

day_in = cache(local_day)
while_working = precondition(lambda days: days.session.state is State.WORKING)
while_paused = precondition(lambda days: days.session.state is State.PAUSED)
while_open = precondition(lambda days: days.session.state is not State.DONE)
after_checkout = precondition(lambda days: days.session.state is State.DONE)


class DaysAtWork(RuleBasedStateMachine):
    """`recorded` is how each instant of the session must have come about, in order."""

    session: WorkSession
    planned: timedelta | None

    @initialize(
        change=st.sampled_from(CLOCK_CHANGES), seconds=st.integers(-2 * 86_400, 86_400), planned=PLANNED
    )
    def begin_near_a_clock_change(
        self, change: tuple[str, str], seconds: int, planned: timedelta | None
    ) -> None:
        self.timezone = ZoneInfo(change[0])
        self.now = datetime.fromisoformat(change[1]).astimezone(UTC) + timedelta(seconds=seconds)
        self.stopwatch = Stopwatch()
        self.start(Boundary(self.now), planned)

    def start(self, boundary: Boundary, planned: timedelta | None) -> None:
        self.planned = planned
        self.session = WorkSession(
            id="W1",
            owner=Owner("T1", "T1", "U1"),
            task="report",
            start=boundary,
            planned_checkout_at=boundary.at + planned if planned else None,
        )
        self.recorded: list[Provenance] = []
        self.press(Hand.WORK)
        self.stopwatch.laps.clear()

    def press(self, hand: Hand) -> None:
        clamped = self.stopwatch.owed > 0
        self.recorded.append(Provenance.AUTOMATIC if clamped else Provenance.LIVE)
        self.stopwatch.press(hand)

    @rule(seconds=SECONDS)
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self.stopwatch.pass_by(seconds)

    @rule(seconds=SECONDS)
    def the_clock_steps_back(self, seconds: int) -> None:
        self.now -= timedelta(seconds=seconds)
        self.stopwatch.set_back(seconds)

    @after_checkout
    @rule(planned=PLANNED)
    def start_the_next_one(self, planned: timedelta | None) -> None:
        ended_at = self.session.ended_at
        assert ended_at
        self.start(Boundary(self.now).not_before(ended_at), planned)
        assert self.session.started_at >= ended_at

    @while_working
    @rule(minutes=st.none() | st.integers(1, 60))
    def pause(self, minutes: int | None) -> None:
        expected_end_at = self.now + timedelta(minutes=minutes) if minutes else None
        self.session = self.session.pause(self.now, "lunch", expected_end_at)
        self.press(Hand.PAUSE)
        assert self.session.paused_at == self.session.latest_instant

    @while_paused
    @rule()
    def resume(self) -> None:
        self.session = self.session.resume(self.now)
        self.press(Hand.WORK)
        assert self.session.paused_at is None

    @while_open
    @rule()
    def finish(self) -> None:
        if self.session.state is State.PAUSED:
            self.press(Hand.OFF)
        self.session = self.session.finish(self.now, Checkout())
        self.press(Hand.OFF)

    @while_paused
    @rule()
    def pause_again(self) -> None:
        self.is_refused(lambda session: session.pause(self.now), AlreadyPaused)

    @while_working
    @rule()
    def resume_again(self) -> None:
        self.is_refused(lambda session: session.resume(self.now), NotPaused)

    @after_checkout
    @rule()
    def go_on_with_an_ended_session(self) -> None:
        self.is_refused(lambda session: session.pause(self.now), NothingRunning)
        self.is_refused(lambda session: session.resume(self.now), NothingRunning)
        self.is_refused(lambda session: session.finish(self.now, Checkout()), NothingRunning)

    def is_refused(self, verb: Callable[[WorkSession], WorkSession], refusal: type[Refusal]) -> None:
        before = repr(self.session)
        with pytest.raises(refusal):
            verb(self.session)
        assert repr(self.session) == before

    @invariant()
    def the_stopwatch_shows_the_same_to_the_second(self) -> None:
        account = self.session.account(self.now)
        worked, paused = self.stopwatch.counted(Hand.WORK), self.stopwatch.counted(Hand.PAUSE)
        assert seconds_of(account) == (worked + paused, worked, paused)
        assert [seconds(pause.lasted(self.now)) for pause in self.session.pauses] == self.stopwatch.pauses()

    @invariant()
    def minutes_are_the_floor_of_all_seconds(self) -> None:
        assert self.session.actual_minutes(self.now) == self.stopwatch.counted(Hand.WORK) // 60
        assert self.session.total_paused_minutes == self.stopwatch.written(Hand.PAUSE) // 60

    @invariant()
    def pauses_lie_in_the_session_one_after_the_other(self) -> None:
        session = self.session
        end = session.ended_at or max(self.now, session.latest_instant)
        for pause in session.pauses:
            assert session.started_at <= pause.started_at <= pause.until(self.now) <= end
        for earlier, later in pairwise(session.pauses):
            assert earlier.ended_at is not None
            assert earlier.ended_at <= later.started_at
        assert [pause.number for pause in session.pauses] == list(range(1, len(session.pauses) + 1))

    @invariant()
    def an_instant_is_automatic_only_where_the_clock_had_stepped_back(self) -> None:
        assert [boundary.provenance for boundary in boundaries(self.session)] == self.recorded

    @invariant()
    def the_planned_checkout_moves_by_the_pauses_that_are_over(self) -> None:
        by = timedelta(seconds=self.stopwatch.written(Hand.PAUSE))
        expected = self.session.started_at + self.planned + by if self.planned else None
        assert self.session.planned_checkout_at == expected

    @invariant()
    def the_days_add_up_to_the_whole(self) -> None:
        whole = self.session.account(self.now)
        first = self.session.started_at.astimezone(self.timezone).date()
        count = whole.elapsed // DAY + 3
        days = [day_in(first + n * DAY, self.timezone) for n in range(count)]
        assert total(self.session.account(self.now, within=day) for day in days) == whole


def boundaries(session: WorkSession) -> Iterator[Boundary]:
    yield session.start
    for pause in session.pauses:
        yield pause.start
        if pause.end:
            yield pause.end
    if session.end:
        yield session.end


def seconds(duration: timedelta) -> int:
    return duration // timedelta(seconds=1)


def seconds_of(account: Account) -> tuple[int, int, int]:
    return seconds(account.elapsed), seconds(account.worked), seconds(account.paused)


def test_any_days_at_work_are_kept_as_a_stopwatch_counts_them() -> None:
    run_state_machine_as_test(DaysAtWork, settings=settings(max_examples=500, stateful_step_count=30))
