"""Work sessions with their pauses: reading them, adding them, saving a transition."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.exc import IntegrityError

from bot.domain.accounting import Span
from bot.domain.change import Change
from bot.domain.person import Owner
from bot.domain.session import WorkSession
from bot.store.errors import StaleSession
from bot.store.journal import Journal
from bot.store.queries import any_of, listed, room_for
from bot.store.rows import pause_values, session_key, session_of, session_values
from bot.store.tables import PauseRow, WorkSessionRow, table_of
from bot.store.upsert import insert as upsert

_MOST_AT_ONCE = 10_000  # SQLite takes 32,766 parameters, PostgreSQL 65,535
_PORTION = 256  # sessions, of a record that may be long
_LOOKED_THROUGH = 200  # sessions, for the tasks and the projects among them

_session = table_of(WorkSessionRow)
_pause = table_of(PauseRow)
_in_tenant = _session.c.tenant_id == bindparam("in_tenant")
_of_person = (_in_tenant, _session.c.user_id == bindparam("of_user"))
_counting = select(_session).where(*_of_person, _session.c.cancelled_at.is_(None))

# FOR NO KEY UPDATE: a plain FOR UPDATE would also stop the tick, which adds rows that refer to the session.
_OPEN = _counting.where(_session.c.ended_at.is_(None)).with_for_update(key_share=True)
_BY_ID = select(_session).where(_in_tenant, _session.c.id == bindparam("with_id"))
_RECENT = (
    _counting.where(_session.c.ended_at.is_not(None))
    .order_by(_session.c.ended_at.desc(), _session.c.started_at.desc())
    .limit(bindparam("at_most"))
)
_LAST_TRY = (
    select(_session.c.try_)
    .where(
        *(*_of_person, _session.c.cancelled_at.is_(None)),
        *(_session.c.ended_at.is_not(None), _session.c.try_ != ""),
    )
    .order_by(_session.c.ended_at.desc(), _session.c.started_at.desc())
    .limit(1)
)
# Of the latest only, so that it costs the same after years: grouping needs every row that it is given.
_latest = (
    _counting.with_only_columns(_session.c.task, _session.c.project, _session.c.ended_at)
    .where(_session.c.ended_at.is_not(None))
    .order_by(_session.c.ended_at.desc())
    .limit(_LOOKED_THROUGH)
    .subquery()
)


def _recent_names(column: ColumnElement[str]) -> Select[str]:
    """Different ones, those that were used last first."""
    return (
        select(column)
        .where(column.is_not(None))
        .group_by(column)
        .order_by(func.max(_latest.c.ended_at).desc(), column)
        .limit(bindparam("at_most"))
    )


_RECENT_TASKS = _recent_names(_latest.c.task)
_RECENT_PROJECTS = _recent_names(_latest.c.project)
# Two statements in one, since an `or` would be answered by going through all that the person ever did.
_touching = [
    select(_session).where(*_of_person, _session.c.started_at < bindparam("span_end"), is_in_reach)
    for is_in_reach in (
        _session.c.ended_at > bindparam("span_start"),
        and_(
            _session.c.ended_at.is_(None),
            or_(_session.c.cancelled_at.is_(None), _session.c.cancelled_at > bindparam("span_start")),
        ),
    )
]
_TOUCHING = union_all(*(each.where(_session.c.cancelled_at.is_(None)) for each in _touching)).order_by(
    "started_at", "ended_at"
)
_RECORD = union_all(*_touching).order_by("started_at", "id")
_record = union_all(*_touching).subquery()
_RECORD_SIZE = select(func.count().label("sessions"), func.count(_record.c.cancelled_at))
_ANY = select(_session.c.id).limit(1)
_BEGAN = select(func.min(_session.c.started_at)).where(*_of_person)


@cache
def _pauses_of(size: int) -> Select[Any]:
    return (
        select(_pause)
        .where(_pause.c.tenant_id == bindparam("in_tenant"), any_of(_pause.c.session_id, "session", size))
        .order_by(_pause.c.session_id, _pause.c.number)
    )


_ADD = upsert(_session).on_conflict_do_nothing().returning(_session.c.id)
_SAVE = update(_session).where(
    _in_tenant, _session.c.id == bindparam("with_id"), _session.c.version == bindparam("at_version")
)
_add_pause = upsert(_pause)
_SAVE_PAUSE = _add_pause.on_conflict_do_update(
    index_elements=_pause.primary_key.columns,
    set_={column.name: _add_pause.excluded[column.name] for column in _pause.c if not column.primary_key},
)
_DROP_PAUSE = delete(_pause).where(
    _pause.c.tenant_id == bindparam("in_tenant"),
    _pause.c.session_id == bindparam("of_session"),
    _pause.c.number == bindparam("with_number"),
)


class RecordSize(NamedTuple):
    """Numbers of sessions; those that were discarded are not among the first."""

    counting: int
    discarded: int


class Sessions(Journal):
    """The part of a transaction that knows work sessions; each change of one is put down in the journal."""

    def open_session(self, owner: Owner) -> WorkSession | None:
        """The person's open session; on PostgreSQL its row is locked until the transaction ends."""
        return _only(self._load(_OPEN, owner.tenant_id, of_user=owner.user_id))

    def session(self, tenant_id: str, session_id: str) -> WorkSession | None:
        return _only(self._load(_BY_ID, tenant_id, with_id=session_id))

    def last_ended(self, owner: Owner) -> WorkSession | None:
        return _only(self.recent_ended(owner, 1))

    def recent_ended(self, owner: Owner, limit: int) -> tuple[WorkSession, ...]:
        """The sessions that ended last, newest first."""
        return self._load(_RECENT, owner.tenant_id, of_user=owner.user_id, at_most=limit)

    def recent_tasks(self, owner: Owner, limit: int) -> tuple[str, ...]:
        """Different tasks of the sessions that ended last, newest first."""
        return self._recent_names(_RECENT_TASKS, owner, limit)

    def recent_projects(self, owner: Owner, limit: int) -> tuple[str, ...]:
        """Different projects of the sessions that ended last, newest first."""
        return self._recent_names(_RECENT_PROJECTS, owner, limit)

    def _recent_names(self, statement: Select[str], owner: Owner, limit: int) -> tuple[str, ...]:
        where = {"in_tenant": owner.tenant_id, "of_user": owner.user_id, "at_most": limit}
        return tuple(self._execute(statement, where).scalars())

    def last_try(self, owner: Owner) -> str:
        """What the person wanted to try next, as written last; "" if nothing ever was."""
        where = {"in_tenant": owner.tenant_id, "of_user": owner.user_id}
        return str(self._execute(_LAST_TRY, where).scalar() or "")

    def sessions_touching(self, owner: Owner, span: Span) -> tuple[WorkSession, ...]:
        """The sessions that share time with `span`, oldest first; the open one reaches on without an end."""
        rows = self._execute(_TOUCHING, _where(owner, span)).all()
        return tuple(self._sessions_of(owner.tenant_id, rows))

    def record_touching(self, owner: Owner, span: Span) -> Iterator[WorkSession]:
        """The same with the discarded sessions among them; only some of them are in memory at a time."""
        where = _where(owner, span)
        for rows in self._driver.run_in_portions(_RECORD, where, _PORTION):
            yield from self._sessions_of(owner.tenant_id, rows)

    def record_size(self, owner: Owner, span: Span) -> RecordSize:
        """How many sessions `record_touching` has."""
        sessions, discarded = self._execute(_RECORD_SIZE, _where(owner, span)).one()
        return RecordSize(sessions - discarded, discarded)

    def record_began_at(self, owner: Owner) -> datetime | None:
        """The start of the person's first session, if there is any."""
        where = {"in_tenant": owner.tenant_id, "of_user": owner.user_id}
        began_at: datetime | None = self._execute(_BEGAN, where).scalar()
        return began_at

    def is_without_sessions(self) -> bool:
        """Whether nobody has any, of no tenant."""
        return self._execute(_ANY, {}).first() is None

    def add_session(self, session: WorkSession, change: Change) -> None:
        """Raises StaleSession when the person has an open session by now."""
        added = self._execute(_ADD, session_key(session) | session_values(session))
        if added.one_or_none() is None:
            raise StaleSession
        self._save_pauses(None, session)
        self._record(None, session, change)

    def save_session(self, before: WorkSession, after: WorkSession, change: Change) -> None:
        """Replace `before`, as it was read, by `after`.

        Raises StaleSession when it has changed since, or when `after` would be a second open session.
        """
        old = session_values(before)
        values = {name: value for name, value in session_values(after).items() if value != old[name]}
        where = {"in_tenant": before.owner.tenant_id, "with_id": before.id, "at_version": before.version}
        try:
            is_saved = self._changes_a_row(_SAVE, values | where)
        except IntegrityError as error:
            if after.is_open and not before.is_open:  # another one was opened meanwhile
                raise StaleSession from error
            raise
        if not is_saved:
            raise StaleSession
        self._save_pauses(before, after)
        self._record(before, after, change)

    def _save_pauses(self, before: WorkSession | None, after: WorkSession) -> None:
        old = {pause.number: pause for pause in before.pauses} if before else {}
        gone = old.keys() - {pause.number for pause in after.pauses}
        key = {"in_tenant": after.owner.tenant_id, "of_session": after.id}
        for number in sorted(gone):
            self._execute(_DROP_PAUSE, key | {"with_number": number})
        for pause in after.pauses:
            if old.get(pause.number) != pause:
                self._execute(_SAVE_PAUSE, pause_values(after, pause))

    def _load(self, statement: Select[Any], tenant_id: str, **parameters: object) -> tuple[WorkSession, ...]:
        rows = self._execute(statement, parameters | {"in_tenant": tenant_id}).all()
        return tuple(self._sessions_of(tenant_id, rows))

    def _sessions_of(self, tenant_id: str, rows: Sequence[Row[Any]]) -> Iterator[WorkSession]:
        pauses = self._pauses_of(tenant_id, [row.id for row in rows])
        return (session_of(row, pauses[row.id]) for row in rows)

    def _pauses_of(self, tenant_id: str, session_ids: Sequence[str]) -> dict[str, list[Row[Any]]]:
        # A second statement, not a join: a SELECT FOR UPDATE that had to wait sees the locked row as it is
        # now, but joined rows as they were before (PostgreSQL's READ COMMITTED).
        pauses = defaultdict[str, list[Row[Any]]](list)
        for start in range(0, len(session_ids), _MOST_AT_ONCE):
            part = session_ids[start : start + _MOST_AT_ONCE]
            size = room_for(part)
            where = {"in_tenant": tenant_id} | listed("session", part, size)
            for row in self._execute(_pauses_of(size), where):
                pauses[row.session_id].append(row)
        return pauses


def _where(owner: Owner, span: Span) -> dict[str, Any]:
    return {
        "in_tenant": owner.tenant_id,
        "of_user": owner.user_id,
        "span_start": span.start,
        "span_end": span.end,
    }


def _only(sessions: Sequence[WorkSession]) -> WorkSession | None:
    return sessions[0] if sessions else None
