"""Whatever is done in whatever order: what the bot says by itself is true then, asked for, and said once."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot import workday
from bot.domain.checkout import Checkout
from bot.domain.corrections import draft_of
from bot.domain.outcomes import LeftOpen, Outcome, PauseReminder
from bot.domain.person import Owner
from bot.domain.preferences import Hours, Preferences
from bot.domain.reminders import ReminderKind
from bot.domain.reminders_ahead import stretch
from bot.domain.session import WorkSession
from bot.store import Store, Transaction, open_store
from bot.workday import Call, Target
from tests.workday.reminding import Desk

# The rules are the same on both, and a server takes more than twice as long.
EXAMPLES = {"sqlite": 60, "postgresql": 20}
BEGINNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
ABOUT_PAUSES = {ReminderKind.LONG_PAUSE, ReminderKind.OVERNIGHT}
ABOUT_WORK = set(ReminderKind) - {ReminderKind.LONG_PAUSE}
CHOICES = [
    Preferences(),
    Preferences(reminders=frozenset(ReminderKind), break_after=timedelta(minutes=30)),
    Preferences(quiet_hours=Hours(time(17), time(10)), long_pause=timedelta(hours=3)),
    Preferences(reminders=frozenset(ABOUT_WORK), forgotten_after=timedelta(minutes=30)),
    Preferences(reminders=frozenset({ReminderKind.LONG_PAUSE}), repeats=False),
]
UseCase = Callable[[Transaction, Call], Outcome]
MINUTE = timedelta(minutes=1)
minutes = st.integers(0, 200).map(lambda length: timedelta(minutes=length))


class Days(RuleBasedStateMachine):
    """The days of one person; one database serves all examples."""

    runner: ClassVar[asyncio.Runner]
    store: ClassVar[Store]
    people = count()

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(self.store, Owner("T1", "T1", f"U{next(self.people)}"))
        self.now = BEGINNING

    def do(self, use_case: UseCase) -> None:
        self.runner.run(self.desk.does(self.now, use_case))

    def session(self) -> WorkSession | None:
        return self.runner.run(self.store.run(lambda tx: tx.open_session(self.desk.owner)))

    def answer(self, use_case: Callable[[Transaction, Call, Target], Outcome]) -> None:
        session = self.session()
        if session:
            target = Target(session.id, version=session.version)
            self.do(lambda tx, call: use_case(tx, call, target))

    @rule(length=st.sampled_from([4, 5, 10, 30, 60, 240, 900]), ticks=st.booleans())
    def time_passes(self, length: int, ticks: bool) -> None:
        self.now += timedelta(minutes=length)
        if ticks:
            self.tick()

    @rule(planned=st.integers(5, 120), hours=st.integers(1, 8))
    def work_for_a_while(self, planned: int, hours: int) -> None:
        """With the verb that fits, and somebody looking all the time."""
        session = self.session()
        if session is None:
            length = timedelta(minutes=planned)
            self.do(lambda tx, call: workday.start_session(tx, call, "report", length))
        elif session.open_pause:
            self.do(workday.resume_session)
        for _ in range(2 * hours):
            self.now += timedelta(minutes=30)
            self.tick()

    @rule(ago=minutes)
    def start(self, ago: timedelta) -> None:
        self.do(lambda tx, call: workday.start_session(tx, call, "report", 30 * MINUTE, self.now - ago))

    @rule()
    def pause(self) -> None:
        if self.session():
            self.do(workday.pause_session)

    @rule()
    def undo(self) -> None:
        self.do(lambda tx, call: workday.undo(tx, call, UTC))

    @rule()
    def redo(self) -> None:
        self.do(lambda tx, call: workday.redo(tx, call, UTC))

    @rule(ago=minutes, length=minutes)
    def put_a_break_in(self, ago: timedelta, length: timedelta) -> None:
        start_at = self.now - ago
        self.do(lambda tx, call: workday.insert_break(tx, call, start_at, start_at + length, ""))

    @rule(by=minutes, is_later=st.booleans())
    def move_the_start(self, by: timedelta, is_later: bool) -> None:
        session = self.session()
        if session:
            start_at = session.started_at + (by if is_later else -by)
            draft = replace(draft_of(session), start_at=start_at)
            about = {"session_id": session.id, "version": session.version}
            self.do(lambda tx, call: workday.edit_session(tx, call, draft, **about))  # type: ignore[arg-type]

    @rule()
    def finish(self) -> None:
        session = self.session()
        if session:
            self.do(
                lambda tx, call: workday.checkout_session(
                    tx, call, Checkout(), session_id=session.id, version=session.version, end_at=self.now
                )
            )

    @rule(number=st.integers(0, 9))
    def choose(self, number: int) -> None:
        if number < len(CHOICES):
            self.do(lambda tx, call: workday.save_settings(tx, call, CHOICES[number]))
        elif number == len(CHOICES):
            self.do(workday.mute_today)

    @rule()
    def snooze(self) -> None:
        self.answer(workday.snooze_checkout)

    @rule()
    def still_working(self) -> None:
        self.answer(workday.still_working)

    @rule()
    def tick(self) -> None:
        said = self.runner.run(self.desk.hears(self.now))
        preferences = self.runner.run(self.store.run(lambda tx: tx.preferences_of(self.desk.owner)))
        session = self.session()
        assert len(said) <= 1
        if said:
            assert session
            assert preferences.next_allowed(self.now, UTC) == self.now
            assert not session.open_pause or isinstance(said[0], PauseReminder | LeftOpen)
        if session:
            assert all(due_at > self.now for due_at in self.runner.run(self.desk.planned()).values())
        assert self.runner.run(self.desk.hears(self.now)) == []

    @invariant()
    def only_what_is_true_of_the_open_session_is_planned(self) -> None:
        session = self.session()
        planned = self.runner.run(self.desk.planned_rows())
        preferences = self.runner.run(self.store.run(lambda tx: tx.preferences_of(self.desk.owner)))
        for session_id, pause_number, kind in planned:
            assert session
            assert session_id == session.id
            assert kind in preferences.reminders
            assert kind in (ABOUT_PAUSES if session.open_pause else ABOUT_WORK)
            open_pause = session.open_pause if kind is ReminderKind.LONG_PAUSE else None
            assert pause_number == (open_pause.number if open_pause else stretch(session))

    def teardown(self) -> None:
        """Nothing stays due that the next example would find."""
        session = self.session()
        if session:
            self.do(lambda tx, call: workday.discard_session(tx, call, Target(session.id)))
        self.runner.run(self.desk.hears(self.now))


def test_what_is_said_is_true_and_asked_for_and_said_once(database: str, database_url: str) -> None:
    with asyncio.Runner() as Days.runner:
        Days.store = open_store(database_url)
        try:
            run_state_machine_as_test(
                Days,
                settings=settings(max_examples=EXAMPLES[database], stateful_step_count=20, deadline=None),
            )
        finally:
            Days.runner.run(Days.store.close())
