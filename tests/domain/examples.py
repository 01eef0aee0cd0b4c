"""A work session to start from, and the instants and lengths that the tests of the domain speak about."""

from datetime import UTC, datetime, timedelta

from bot.domain.pause import Boundary
from bot.domain.person import Owner
from bot.domain.session import WorkSession

ADA = Owner("T1", "T1", "U1")
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return NINE.replace(hour=hour, minute=minute, second=second)


def started(start: datetime = NINE, planned: timedelta | None = None) -> WorkSession:
    return WorkSession(
        id="W1",
        owner=ADA,
        task="report",
        start=Boundary(start),
        planned_checkout_at=start + planned if planned else None,
    )
