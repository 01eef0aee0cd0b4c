"""Days at work with every verb and every correction, in any order, against a real database.

Whatever is done: sessions of one person never overlap, elapsed is worked plus paused to the second and the
days sum to the whole, the journal alone gives the present state, undo and redo go the way that was taken, and
time in which a session was closed is never work unless the person says so.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import combinations, count
from typing import ClassVar, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot import workday
from bot.domain.accounting import Span, local_day, total
from bot.domain.change import Action, Source
from bot.domain.checkout import Checkout, Decision
from bot.domain.corrections import PauseDraft, draft_of
from bot.domain.outcomes import (
    Cancelled,
    CheckoutAsked,
    EditAsked,
    Edited,
    Finished,
    NextTask,
    Outcome,
    Paused,
    PauseInserted,
    Refused,
    Resumed,
    Started,
    StopAsked,
    Undone,
)
from bot.domain.person import Owner
from bot.domain.ranges import DayRange
from bot.domain.reflection import Reflection
from bot.domain.reminders import Reminder
from bot.domain.report import report_on
from bot.domain.session import WorkSession
from bot.domain.stopping import Stop
from bot.store import Store, Transaction, open_store
from bot.workday import Call, Target

# The rules are the same on both, and a server takes more than twice as long.
EXAMPLES = {"sqlite": 150, "postgresql": 50}
BEGINNING = datetime(2026, 3, 27, 9, 0, tzinfo=UTC)  # two days before clocks change in Berlin
ALL_TIME = Span(BEGINNING - timedelta(days=9), BEGINNING + timedelta(days=4000))
ZONES: list[tzinfo] = [UTC, *map(ZoneInfo, ("Europe/Berlin", "Pacific/Apia", "America/Los_Angeles"))]
ACTIONS: dict[type[Outcome], Action] = {
    Started: Action.START,
    Paused: Action.PAUSE,
    Resumed: Action.RESUME,
    Finished: Action.FINISH,
    PauseInserted: Action.INSERT_PAUSE,
    Edited: Action.EDIT,
    Cancelled: Action.CANCEL,
}
PLANNED = timedelta(hours=1)
Answer = TypeVar("Answer")

spans = st.integers(0, 7200).map(lambda seconds: timedelta(seconds=seconds))
instants = st.one_of(st.none(), st.integers(-600, 14_400).map(lambda seconds: timedelta(seconds=seconds)))


@dataclass(frozen=True)
class Taken:
    """A step that the person took. `at` is when it was taken, or taken or brought back last."""

    number: int
    action: Action
    at: datetime


@dataclass
class Steps:
    """What undo and redo have to do, known from what was asked for and not from the journal."""

    done: list[Taken] = field(default_factory=list)
    undone: list[Taken] = field(default_factory=list)

    def take(self, step: Taken) -> None:
        self.done.append(step)
        self.undone.clear()

    def move(self, origin: list[Taken], target: list[Taken], at: datetime) -> Taken:
        step = replace(origin.pop(), at=at)
        target.append(step)
        return step


class Record(RuleBasedStateMachine):
    """One person's record. `closed` has when sessions were closed, and after which step they were not.

    One database serves all examples, each of which is another person's: opening one takes longer than that.
    """

    runner: ClassVar[asyncio.Runner]
    store: ClassVar[Store]
    people: ClassVar[Iterator[int]] = count()

    def __init__(self) -> None:
        super().__init__()
        self.owner = Owner("T1", "T1", f"U{next(self.people)}")
        self.now = BEGINNING
        self.zone = ZONES[0]
        self.number = 0
        self.steps = Steps()
        self.closed: list[tuple[str, Span, int]] = []

    def run_in_store(self, work: Callable[[Transaction], Answer]) -> Answer:
        return self.runner.run(self.store.run(work))

    def do(self, act: Callable[[Transaction, Call], Outcome]) -> Outcome:
        self.number += 1
        step_id = f"{self.owner.user_id} step {self.number}"
        call = Call(owner=self.owner, now=self.now, source=Source.COMMAND, step_id=step_id)
        outcome = self.run_in_store(lambda tx: act(tx, call))
        action = ACTIONS.get(type(outcome))
        if isinstance(outcome, Started) and outcome.finished:
            action = Action.FINISH
        if action:
            self.steps.take(Taken(self.number, action, self.now))
        return outcome

    def open(self) -> WorkSession | None:
        return self.run_in_store(lambda tx: tx.open_session(self.owner))

    def sessions(self) -> tuple[WorkSession, ...]:
        return self.run_in_store(lambda tx: tx.sessions_touching(self.owner, ALL_TIME))

    def everything(self) -> tuple[WorkSession, ...]:
        return self.run_in_store(lambda tx: tuple(tx.record_touching(self.owner, ALL_TIME)))

    def earlier(self, ago: timedelta | None) -> datetime | None:
        return None if ago is None else self.now - ago

    @rule(length=st.integers(0, 40_000))
    def time_passes(self, length: int) -> None:
        self.now += timedelta(seconds=length)

    @rule(length=st.integers(1, 5_000))
    def the_clock_steps_back(self, length: int) -> None:
        self.now -= timedelta(seconds=length)

    @rule(zone=st.sampled_from(ZONES))
    def the_person_travels(self, zone: tzinfo) -> None:
        self.zone = zone

    @rule(ago=instants)
    def start(self, ago: timedelta | None) -> None:
        self.do(lambda tx, call: workday.start_session(tx, call, "report", PLANNED, self.earlier(ago)))

    @rule(ago=instants)
    def pause(self, ago: timedelta | None) -> None:
        self.do(lambda tx, call: workday.pause_session(tx, call, "lunch", at=self.earlier(ago)))

    @rule(ago=instants)
    def resume(self, ago: timedelta | None) -> None:
        self.do(lambda tx, call: workday.resume_session(tx, call, at=self.earlier(ago)))

    @rule(ago=instants, decision=st.sampled_from(Decision), is_switch=st.booleans())
    def done(self, ago: timedelta | None, decision: Decision, is_switch: bool) -> None:
        following = NextTask(task="mail", planned=None) if is_switch else None
        asked = self.do(
            lambda tx, call: workday.ask_checkout(tx, call, next_task=following, at=self.earlier(ago))
        )
        if isinstance(asked, CheckoutAsked):
            checkout = Checkout(Decision.SWITCH if is_switch else decision, Reflection(keep="notes"))
            self.do(
                lambda tx, call: workday.checkout_session(
                    tx,
                    call,
                    checkout,
                    session_id=asked.session.id,
                    version=asked.session.version,
                    end_at=asked.end_at,
                    is_corrected=asked.is_corrected,
                    next_task=following,
                )
            )

    @rule(ago=instants, missing=st.one_of(st.none(), st.tuples(spans, spans)))
    def stop_afterwards(self, ago: timedelta | None, missing: tuple[timedelta, timedelta] | None) -> None:
        session = self.open()
        if session is None:
            return
        asked = self.do(lambda tx, call: workday.ask_stop(tx, call, Target(session.id)))
        assert isinstance(asked, StopAsked)
        begin = session.started_at + missing[0] if missing else self.now
        pause = PauseDraft(begin, begin + missing[1], "tea") if missing else None
        said = Stop(self.earlier(ago) or asked.end_at, pause, Checkout(reflection=Reflection(keep="notes")))
        outcome = self.do(
            lambda tx, call: workday.stop_session(
                tx, call, lambda _: said, session_id=session.id, version=session.version
            )
        )
        is_as_presumed = said.end_at == asked.end_at and asked.end_at <= self.now and pause is None
        assert isinstance(outcome, Finished if is_as_presumed else Finished | Refused)

    @rule(ago=spans, length=spans)
    def put_a_break_in(self, ago: timedelta, length: timedelta) -> None:
        start_at = self.now - ago
        self.do(lambda tx, call: workday.insert_break(tx, call, start_at, start_at + length, "coffee"))

    @rule(
        which=st.integers(0, 3),
        earlier=st.integers(-3_000, 3_000),
        later=st.integers(-3_000, 3_000),
        keep_pauses=st.booleans(),
        added=st.one_of(st.none(), st.tuples(spans, spans)),
    )
    def edit(
        self,
        which: int,
        earlier: int,
        later: int,
        keep_pauses: bool,
        added: tuple[timedelta, timedelta] | None,
    ) -> None:
        known = [None, *(session.id for session in self.everything())]
        session_id = known[which % len(known)]
        asked = self.do(lambda tx, call: workday.ask_edit(tx, call, session_id))
        if not isinstance(asked, EditAsked):
            return
        draft = draft_of(asked.session)
        pauses = draft.pauses if keep_pauses else draft.pauses[1:]
        if added:
            begin = asked.session.started_at + added[0]
            pauses = (*pauses, PauseDraft(begin, begin + added[1], "tea"))
        changed = replace(
            draft,
            task="edited",
            project="edited",
            start_at=draft.start_at - timedelta(seconds=earlier),
            end_at=draft.end_at and draft.end_at + timedelta(seconds=later),
            pauses=pauses,
        )
        outcome = self.do(
            lambda tx, call: workday.edit_session(
                tx, call, changed, session_id=asked.session.id, version=asked.session.version
            )
        )
        assert isinstance(outcome, Edited | Refused)

    @rule()
    def cancel(self) -> None:
        session = self.open()
        if session:
            self.do(lambda tx, call: workday.discard_session(tx, call, Target(session.id)))

    @rule()
    def it_was_work(self) -> None:
        session = self.open()
        if session and session.pauses:
            target = Target(session.id, session.pauses[-1].number)
            self.do(lambda tx, call: workday.count_as_work(tx, call, target))

    @rule(times=st.integers(1, 5))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.go_back_or_forth(workday.undo, self.steps.done, self.steps.undone)

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self.go_back_or_forth(workday.redo, self.steps.undone, self.steps.done)

    @rule(length=st.integers(0, 7_200))
    def go_on(self, length: int) -> None:
        """With the verb that fits."""
        self.now += timedelta(seconds=length)
        session = self.open()
        if session is None:
            self.start(None)
        elif session.open_pause:
            self.resume(None)
        else:
            self.pause(None)

    @rule(ago=instants, length=st.integers(1, 40_000), times=st.integers(1, 5))
    def finish_and_think_better_of_it(self, ago: timedelta | None, length: int, times: int) -> None:
        if self.open() is None:
            self.start(None)
        self.done(ago, Decision.COMPLETE, is_switch=False)
        self.time_passes(length)
        self.undo(times)

    def go_back_or_forth(
        self, act: Callable[[Transaction, Call, tzinfo], Outcome], origin: list[Taken], target: list[Taken]
    ) -> None:
        yesterday = self.now.astimezone(self.zone).date() - timedelta(days=1)
        is_possible = bool(origin) and origin[-1].at >= local_day(yesterday, self.zone).start
        before = {session.id: session for session in self.everything()}
        outcome = self.do(lambda tx, call: act(tx, call, self.zone))
        assert isinstance(outcome, Undone) == is_possible
        if not isinstance(outcome, Undone):
            return
        assert outcome.action is self.steps.move(origin, target, self.now).action
        closed_at = before[outcome.session.id].cancelled_at or before[outcome.session.id].ended_at
        if closed_at and outcome.session.is_open:
            self.closed.append((outcome.session.id, Span(closed_at, self.now), self.number))

    @invariant()
    def elapsed_is_worked_plus_paused_and_the_days_sum_to_it(self) -> None:
        sessions = self.sessions()
        accounts = [session.account(self.now) for session in sessions]
        for account in accounts:
            assert account.elapsed == account.worked + account.paused
            assert account.worked >= timedelta()
            assert account.paused >= timedelta()
        ends = [self.now, *(session.latest_instant for session in sessions)]
        starts = [self.now, *(session.started_at for session in sessions)]
        first, last = (at.astimezone(self.zone).date() for at in (min(starts), max(ends)))
        report = report_on(sessions, DayRange(first, last), self.zone, self.now)
        assert report.total.account == total(accounts)
        assert total(day.figures.account for day in report.by_day) == total(accounts)

    @invariant()
    def the_planned_length_stays(self) -> None:
        for session in self.everything():
            if session.planned_checkout_at:
                closed = [pause.lasted(self.now) for pause in session.pauses if pause.end]
                planned = session.planned_checkout_at - session.started_at
                assert planned - sum(closed, timedelta()) == PLANNED

    @invariant()
    def only_an_open_break_is_spoken_of(self) -> None:
        for session in self.everything():
            of_open = session.open_pause if session.is_open else None
            silent = [pause.number for pause in session.pauses if pause is not of_open]
            for number in silent:
                assert self.run_in_store(self.reminder_about(session.id, number)) is None

    def reminder_about(self, session_id: str, number: int) -> Callable[[Transaction], Reminder | None]:
        return lambda tx: tx.planned_reminder(self.owner, session_id, number)

    @invariant()
    def sessions_never_overlap(self) -> None:
        taken = [Span(one.started_at, one.ended_at or ALL_TIME.end) for one in self.sessions()]
        assert not any(one.overlap(other) for one, other in combinations(taken, 2))

    @invariant()
    def time_in_which_a_session_was_closed_is_no_work_unless_the_person_says_so(self) -> None:
        """An edit that still holds is taken as the person's word for all of the session before it."""
        session = self.open()
        if session is None:
            return
        edited = max((step.number for step in self.steps.done if step.action is Action.EDIT), default=0)
        for session_id, span, number in self.closed:
            if session_id == session.id and number > edited:
                assert session.account(self.now, within=span).worked == timedelta()

    @invariant()
    def the_journal_alone_gives_the_present_state(self) -> None:
        records = self.run_in_store(lambda tx: tx.changes_since(self.owner, ALL_TIME.start))
        replayed: dict[str, WorkSession] = {}
        for record in records:
            assert record.before == replayed.get(record.after.id)
            replayed[record.after.id] = record.after
        tenant_id = self.owner.tenant_id
        stored = self.run_in_store(
            lambda tx: {session_id: tx.session(tenant_id, session_id) for session_id in replayed}
        )
        assert stored == replayed


def test_the_record_stays_true(database: str, database_url: str) -> None:
    with asyncio.Runner() as Record.runner:
        Record.store = open_store(database_url)
        try:
            run_state_machine_as_test(
                Record,
                settings=settings(max_examples=EXAMPLES[database], stateful_step_count=20, deadline=None),
            )
        finally:
            Record.runner.run(Record.store.close())
