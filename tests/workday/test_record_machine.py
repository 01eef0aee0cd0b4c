"""Days at work with every verb and every correction, in any order, against a real database.

Whatever is done: sessions of one person never overlap, elapsed is worked plus paused to the second, and the
journal alone gives the present state.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot import workday
from bot.domain.accounting import Span
from bot.domain.change import Source
from bot.domain.checkout import Checkout, Decision
from bot.domain.corrections import PauseDraft, draft_of
from bot.domain.history import Step, redoable, steps_of, undoable
from bot.domain.outcomes import (
    CheckoutAsked,
    EditAsked,
    Edited,
    Finished,
    Outcome,
    Refused,
    StopAsked,
    Undone,
)
from bot.domain.person import Owner
from bot.domain.reflection import Reflection
from bot.domain.session import WorkSession
from bot.domain.stopping import Stop
from bot.store import Transaction, open_store
from bot.workday import Call, Target

ADA = Owner("T1", "T1", "U1")
BEGINNING = datetime(2026, 3, 27, 9, 0, tzinfo=UTC)  # two days before clocks change in Berlin
ALL_TIME = Span(BEGINNING - timedelta(days=9), BEGINNING + timedelta(days=4000))
Answer = TypeVar("Answer")

spans = st.integers(0, 7200).map(lambda seconds: timedelta(seconds=seconds))
instants = st.one_of(st.none(), st.integers(-600, 14_400).map(lambda seconds: timedelta(seconds=seconds)))


class Record(RuleBasedStateMachine):
    """One person's record."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.store = open_store("sqlite:///:memory:")
        self.now = BEGINNING
        self.step = 0

    def teardown(self) -> None:
        self.runner.run(self.store.close())
        self.runner.close()

    def run_in_store(self, work: Callable[[Transaction], Answer]) -> Answer:
        return self.runner.run(self.store.run(work))

    def do(self, act: Callable[[Transaction, Call], Outcome]) -> Outcome:
        self.step += 1
        call = Call(owner=ADA, now=self.now, source=Source.COMMAND, step_id=f"step {self.step}")
        return self.run_in_store(lambda tx: act(tx, call))

    def open(self) -> WorkSession | None:
        return self.run_in_store(lambda tx: tx.open_session(ADA))

    def sessions(self) -> tuple[WorkSession, ...]:
        return self.run_in_store(lambda tx: tx.sessions_touching(ADA, ALL_TIME))

    def earlier(self, ago: timedelta | None) -> datetime | None:
        return None if ago is None else self.now - ago

    @rule(length=st.integers(0, 40_000))
    def time_passes(self, length: int) -> None:
        self.now += timedelta(seconds=length)

    @rule(length=st.integers(1, 5_000))
    def the_clock_steps_back(self, length: int) -> None:
        self.now -= timedelta(seconds=length)

    @rule(ago=instants)
    def start(self, ago: timedelta | None) -> None:
        self.do(lambda tx, call: workday.start_session(tx, call, "report", None, self.earlier(ago)))

    @rule(ago=instants)
    def pause(self, ago: timedelta | None) -> None:
        self.do(lambda tx, call: workday.pause_session(tx, call, "lunch", at=self.earlier(ago)))

    @rule(ago=instants)
    def resume(self, ago: timedelta | None) -> None:
        self.do(lambda tx, call: workday.resume_session(tx, call, at=self.earlier(ago)))

    @rule(ago=instants, decision=st.sampled_from(Decision))
    def done(self, ago: timedelta | None, decision: Decision) -> None:
        asked = self.do(lambda tx, call: workday.ask_checkout(tx, call, at=self.earlier(ago)))
        if not isinstance(asked, CheckoutAsked):
            return
        checkout = Checkout(decision, Reflection(keep="notes"))
        self.do(
            lambda tx, call: workday.checkout_session(
                tx,
                call,
                checkout,
                session_id=asked.session.id,
                version=asked.session.version,
                end_at=asked.end_at,
                is_corrected=asked.is_corrected,
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
        earlier=st.integers(-3_000, 3_000),
        later=st.integers(-3_000, 3_000),
        keep_pauses=st.booleans(),
        added=st.one_of(st.none(), st.tuples(spans, spans)),
    )
    def edit(
        self, earlier: int, later: int, keep_pauses: bool, added: tuple[timedelta, timedelta] | None
    ) -> None:
        asked = self.do(workday.ask_edit)
        if not isinstance(asked, EditAsked):
            return
        draft = draft_of(asked.session)
        pauses = draft.pauses if keep_pauses else draft.pauses[1:]
        if added:
            begin = asked.session.started_at + added[0]
            pauses = (*pauses, PauseDraft(begin, begin + added[1], "tea"))
        changed = type(draft)(
            task="edited",
            project="edited",
            start_at=draft.start_at - timedelta(seconds=earlier),
            end_at=draft.end_at and draft.end_at + timedelta(seconds=later),
            pauses=pauses,
            checkout=draft.checkout,
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
    def undo(self) -> None:
        expected = undoable(self.steps())
        outcome = self.do(lambda tx, call: workday.undo(tx, call, UTC))
        assert isinstance(outcome, Undone) == (expected is not None)

    @rule()
    def redo(self) -> None:
        expected = redoable(self.steps())
        outcome = self.do(lambda tx, call: workday.redo(tx, call, UTC))
        assert isinstance(outcome, Undone) == (expected is not None)

    def steps(self) -> tuple[Step, ...]:
        yesterday = self.now.replace(hour=0, minute=0, second=0) - timedelta(days=1)
        return steps_of(self.run_in_store(lambda tx: tx.changes_since(ADA, yesterday)))

    @invariant()
    def elapsed_is_worked_plus_paused(self) -> None:
        for session in self.sessions():
            account = session.account(self.now)
            assert account.elapsed == account.worked + account.paused
            assert account.worked >= timedelta()
            assert account.paused >= timedelta()

    @invariant()
    def sessions_never_overlap(self) -> None:
        spans = [Span(one.started_at, one.ended_at or ALL_TIME.end) for one in self.sessions()]
        assert not any(one.overlap(other) for one, other in combinations(spans, 2))

    @invariant()
    def the_journal_alone_gives_the_present_state(self) -> None:
        records = self.run_in_store(lambda tx: tx.changes_since(ADA, ALL_TIME.start))
        replayed: dict[str, WorkSession] = {}
        for record in records:
            assert record.before == replayed.get(record.after.id)
            replayed[record.after.id] = record.after
        stored = self.run_in_store(
            lambda tx: {session_id: tx.session(ADA.tenant_id, session_id) for session_id in replayed}
        )
        assert stored == replayed


TestRecord = Record.TestCase
TestRecord.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
