"""What a clock that was ahead has left for later: to be found when the clock has stepped back."""

from datetime import datetime

from sqlalchemy import and_, bindparam, exists, null, or_, select, update

from bot.domain.person import Owner
from bot.store.queries import Queries
from bot.store.tables import CardRow, PauseRow, ReminderRow, WorkSessionRow, table_of
from bot.store.types import Instant

_card = table_of(CardRow)
_session, _pause, _reminder = table_of(WorkSessionRow), table_of(PauseRow), table_of(ReminderRow)
_CALL_BACK = (
    update(_card)
    .where(
        _card.c.due_at.is_not(None),
        or_(_card.c.due_at > bindparam("latest"), _card.c.lease_until > bindparam("latest")),
    )
    .values(due_at=bindparam("new_due_at", type_=Instant), lease_until=null(), error=null())
)
_AHEAD = select(_session.c.tenant_id, _session.c.team_id, _session.c.user_id, _session.c.id).where(
    _session.c.ended_at.is_(None),
    _session.c.cancelled_at.is_(None),
    or_(
        _session.c.started_at > bindparam("now"),
        exists().where(
            and_(_pause.c.tenant_id == _session.c.tenant_id, _pause.c.session_id == _session.c.id),
            or_(_pause.c.started_at > bindparam("now"), _pause.c.ended_at > bindparam("now")),
        ),
    ),
    exists().where(
        and_(_reminder.c.tenant_id == _session.c.tenant_id, _reminder.c.session_id == _session.c.id),
        _reminder.c.due_at.is_not(None),
    ),
)


class SteppingBack(Queries):
    """The part of a transaction that knows what lies ahead of the clock."""

    def call_back_cards(self, now: datetime, latest: datetime) -> None:
        """What is due, or leased, until after `latest`, of every tenant, is due now."""
        self._execute(_CALL_BACK, {"new_due_at": now, "latest": latest})

    def sessions_ahead(self, now: datetime) -> tuple[tuple[Owner, str], ...]:
        """The open sessions, of every tenant, that have an instant after `now` and something planned."""
        rows = self._execute(_AHEAD, {"now": now}).all()
        return tuple((Owner(row.tenant_id, row.team_id, row.user_id), row.id) for row in rows)
