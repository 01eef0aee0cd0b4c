"""One person's day, told by use cases against a real database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo

from bot import workday
from bot.domain.change import Source
from bot.domain.checkout import Checkout
from bot.domain.corrections import SessionDraft, draft_of
from bot.domain.outcomes import CheckoutAsked, EditAsked, Outcome, Undone
from bot.domain.person import Owner
from bot.domain.reminders import Reminder
from bot.domain.session import WorkSession
from bot.store import Store, Transaction
from bot.workday import Call, Target

ADA = Owner("T1", "T1", "U1")
NINE = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


class Diary:
    """Ada's record; `at` is what her clock shows."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.at = NINE
        self._steps = 0

    def later(self, *, hours: float = 0, minutes: float = 0) -> None:
        self.at += timedelta(hours=hours, minutes=minutes)

    @property
    def call(self) -> Call:
        self._steps += 1
        return Call(owner=ADA, now=self.at, source=Source.COMMAND, step_id=f"step {self._steps}")

    async def start(self, task: str = "report", at: datetime | None = None) -> Outcome:
        call = self.call
        return await self._store.run(lambda tx: workday.start_session(tx, call, task, at=at))

    async def pause(self) -> Outcome:
        call = self.call
        return await self._store.run(lambda tx: workday.pause_session(tx, call))

    async def resume(self, at: datetime | None = None) -> Outcome:
        call = self.call
        return await self._store.run(lambda tx: workday.resume_session(tx, call, at=at))

    async def done(self, at: datetime | None = None) -> Outcome:
        call = self.call
        asked = await self._store.run(lambda tx: workday.ask_checkout(tx, call, at=at))
        if not isinstance(asked, CheckoutAsked):
            return asked
        return await self._store.run(
            lambda tx: workday.checkout_session(
                tx,
                call,
                Checkout(),
                session_id=asked.session.id,
                version=asked.session.version,
                end_at=asked.end_at,
                is_corrected=asked.is_corrected,
            )
        )

    async def insert_break(self, start_at: datetime, end_at: datetime) -> Outcome:
        call = self.call
        return await self._store.run(lambda tx: workday.insert_break(tx, call, start_at, end_at, ""))

    async def edit(self, session_id: str | None = None, **changes: object) -> Outcome:
        call = self.call
        asked = await self._store.run(lambda tx: workday.ask_edit(tx, call, session_id))
        if not isinstance(asked, EditAsked):
            return asked
        draft: SessionDraft = replace(draft_of(asked.session), **changes)  # type: ignore[arg-type]
        return await self._store.run(
            lambda tx: workday.edit_session(
                tx, call, draft, session_id=asked.session.id, version=asked.session.version
            )
        )

    async def cancel(self) -> Outcome:
        call, session = self.call, await self.session()
        return await self._store.run(lambda tx: workday.discard_session(tx, call, Target(session.id)))

    async def it_was_work(self, undone: Outcome) -> Outcome:
        assert isinstance(undone, Undone)
        call, target = self.call, Target(undone.session.id, undone.gap_number or 0)
        return await self._store.run(lambda tx: workday.count_as_work(tx, call, target))

    async def undo(self, times: int = 1, target: Target | None = None) -> Outcome:
        if target:
            call = self.call
            return await self._store.run(lambda tx: workday.undo(tx, call, UTC, target))
        return await self._repeat(workday.undo, times)

    async def redo(self, times: int = 1) -> Outcome:
        return await self._repeat(workday.redo, times)

    async def _repeat(self, act: Callable[[Transaction, Call, tzinfo], Outcome], times: int) -> Outcome:
        """The last of the answers."""
        call = self.call
        outcome = await self._store.run(lambda tx: act(tx, call, UTC))
        return outcome if times == 1 else await self._repeat(act, times - 1)

    async def session(self) -> WorkSession:
        """The open session, else the last one."""
        call = self.call
        present = await self._store.run(lambda tx: workday.present(tx, call))
        session = present.session or present.last
        assert session
        return session

    async def worked(self) -> timedelta:
        return (await self.session()).account(self.at).worked

    async def planned_reminder(self) -> Reminder | None:
        """The next one about the last pause."""
        session = await self.session()
        return await self._store.run(
            lambda tx: tx.planned_reminder(ADA, session.id, session.pauses[-1].number)
        )
