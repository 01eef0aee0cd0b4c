"""Ada at work on a Monday, by UTC, and what the bot says to her by itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from bot import workday
from bot.domain.card import Card
from bot.domain.change import Source
from bot.domain.outcomes import Outcome, SettingsSaved
from bot.domain.person import Owner
from bot.domain.preferences import Preferences
from bot.domain.reminders import ReminderKind
from bot.domain.reminders_ahead import stretch
from bot.domain.session import WorkSession
from bot.store import Store, Transaction
from bot.workday import Call, Target
from tests.store.examples import ADA

UseCase = Callable[[Transaction, Call], Outcome]


@dataclass
class Desk:
    """Drives the use cases as listeners and the tick do."""

    store: Store
    owner: Owner = ADA
    dm: dict[str, Outcome] = field(default_factory=dict)  # what each reminder in the DM shows by now
    calls: int = 0

    async def does(self, now: datetime, use_case: UseCase) -> Outcome:
        return await self.store.run(lambda tx: use_case(tx, self._call(now)))

    async def starts(self, now: datetime, planned: timedelta | None = None) -> None:
        await self.does(now, lambda tx, who: workday.start_session(tx, who, "report", planned))

    async def pauses(self, now: datetime) -> None:
        await self.does(now, workday.pause_session)

    async def resumes(self, now: datetime) -> None:
        await self.does(now, workday.resume_session)

    async def chooses(self, now: datetime, chosen: Preferences) -> None:
        saved = await self.does(now, lambda tx, who: workday.save_settings(tx, who, chosen))
        assert isinstance(saved, SettingsSaved)

    async def session(self) -> WorkSession:
        session = await self.store.run(lambda tx: tx.open_session(self.owner))
        assert session
        return session

    async def target(self) -> Target:
        """What the buttons of a reminder that is shown now are about."""
        session = await self.session()
        return Target(session.id, version=session.version)

    async def planned(self) -> dict[ReminderKind, datetime]:
        """When what is planned is due, of each kind."""
        session = await self.session()
        about = {kind: stretch(session) for kind in ReminderKind}
        about[ReminderKind.LONG_PAUSE] = session.highest_pause_number

        def read(tx: Transaction) -> dict[ReminderKind, datetime]:
            found = {
                kind: tx.planned_reminder(self.owner, session.id, number, kind)
                for kind, number in about.items()
            }
            return {kind: reminder.due_at for kind, reminder in found.items() if reminder}

        return await self.store.run(read)

    async def planned_rows(self) -> list[tuple[str, int, ReminderKind]]:
        """Whatever is planned for this person: the session, the number of the pause, the kind."""
        statement = (
            "SELECT session_id, pause_number, kind FROM reminder WHERE due_at IS NOT NULL AND user_id = :who"
        )

        def read(tx: Transaction) -> list[tuple[str, int, ReminderKind]]:
            rows = tx._connection.execute(text(statement), {"who": self.owner.user_id}).all()
            return [(row[0], row[1], ReminderKind(row[2])) for row in rows]

        return await self.store.run(read)

    def _call(self, now: datetime) -> Call:
        self.calls += 1
        step_id = f"{self.owner.user_id} {self.calls}"
        return Call(owner=self.owner, now=now, source=Source.COMMAND, step_id=step_id)

    async def hears(self, now: datetime) -> list[Outcome]:
        """What new messages say that the tick sends then; every card that is due is brought up to date."""
        await self.store.run(lambda tx: workday.issue_reminders(tx, now, 10))
        cards = await self.store.run(lambda tx: tx.claim_due_cards(now, timedelta(seconds=60), 50))
        return [said for card in cards if (said := await self._deliver(card, now))]

    async def _deliver(self, card: Card, now: datetime) -> Outcome | None:
        """What a new message about a reminder says."""

        def deliver(tx: Transaction) -> Outcome | None:
            shown = workday.card_outcome(tx, card, now, UTC)
            ts = card.message_ts or (card.id if shown.posts else None)
            tx.settle_card(card, channel_id=ts and "D1", message_ts=ts, is_final=shown.is_final)
            if ts is None or card.kind not in workday.REMINDER_CARDS:
                return None
            self.dm[ts] = shown.outcome
            return None if card.message_ts else shown.outcome

        return await self.store.run(deliver)
