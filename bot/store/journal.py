"""The journal: what happened to a person's work sessions, in the order in which it happened."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, func, insert, select

from bot.domain.change import Action, Change, Source
from bot.domain.history import Recorded
from bot.domain.person import Owner
from bot.domain.session import WorkSession
from bot.store.queries import Queries, any_of, listed, room_for
from bot.store.snapshots import session_from, snapshot
from bot.store.tables import SessionChangeRow, WorkSessionRow, table_of

_change = table_of(SessionChangeRow)
_session = table_of(WorkSessionRow)
_ADD = insert(_change)
_CHANGES = (
    select(_change, _session.c.team_id)
    .join(_session, and_(_session.c.tenant_id == _change.c.tenant_id, _session.c.id == _change.c.session_id))
    .where(_change.c.tenant_id == bindparam("in_tenant"))
    .order_by(_change.c.id)
)
_of_person = and_(_change.c.tenant_id == bindparam("in_tenant"), _change.c.user_id == bindparam("of_user"))
_COUNT = select(func.count()).select_from(_change).where(_of_person)
_FIRST = select(func.min(_change.c.id)).where(_of_person)
_FIRST_SINCE = _FIRST.where(_change.c.at >= bindparam("since"))


@cache
def _first_of_steps(size: int) -> Select[Any]:
    return _FIRST.where(any_of(_change.c.step_id, "step", size))


_FROM = _CHANGES.where(_change.c.user_id == bindparam("of_user"), _change.c.id >= bindparam("first"))
_OF_SESSION = _CHANGES.where(_change.c.session_id == bindparam("of_session"))


class Journal(Queries):
    """The part of a transaction that knows the journal."""

    def changes_since(self, owner: Owner, since: datetime) -> tuple[Recorded, ...]:
        """What happened to the person's sessions since an instant, oldest first, without gaps.

        It reaches further back to where that undid or redid something older, so that whatever it names is
        in it.
        """
        person = {"in_tenant": owner.tenant_id, "of_user": owner.user_id}
        first = self._execute(_FIRST_SINCE, person | {"since": since}).scalar()
        changes: tuple[Recorded, ...] = ()
        while first is not None:
            changes = tuple(_recorded(row) for row in self._execute(_FROM, person | {"first": first}))
            older = {each.undoes for each in changes if each.undoes} - {each.step_id for each in changes}
            first = self._first_of(owner, sorted(older)) if older else None
        return changes

    def _first_of(self, owner: Owner, steps: Sequence[str]) -> int | None:
        size = room_for(steps)
        where = {"in_tenant": owner.tenant_id, "of_user": owner.user_id} | listed("step", steps, size)
        first: int | None = self._execute(_first_of_steps(size), where).scalar()
        return first

    def count_changes(self, owner: Owner) -> int:
        """How often anything about the person's sessions has changed: the same number, the same record."""
        person = {"in_tenant": owner.tenant_id, "of_user": owner.user_id}
        return int(self._execute(_COUNT, person).scalar())

    def changes_of(self, session: WorkSession) -> tuple[Recorded, ...]:
        """What happened to one session, oldest first."""
        where = {"in_tenant": session.owner.tenant_id, "of_session": session.id}
        return tuple(_recorded(row) for row in self._execute(_OF_SESSION, where))

    def _record(self, before: WorkSession | None, after: WorkSession, change: Change) -> None:
        values = {
            "tenant_id": after.owner.tenant_id,
            "session_id": after.id,
            "version": after.version,
            "user_id": after.owner.user_id,
            "action": change.action.value,
            "source": change.source.value,
            "at": change.at,
            "before": snapshot(before) if before else None,
            "after": snapshot(after),
            "step_id": change.step_id,
            "undoes": change.undoes,
        }
        self._execute(_ADD, values)


def _recorded(row: Row[Any]) -> Recorded:
    owner = Owner(row.tenant_id, row.team_id, row.user_id)
    return Recorded(
        step_id=row.step_id,
        action=Action(row.action),
        source=Source(row.source),
        at=row.at,
        before=session_from(row.before, row.session_id, owner) if row.before else None,
        after=session_from(row.after, row.session_id, owner),
        undoes=row.undoes,
    )
