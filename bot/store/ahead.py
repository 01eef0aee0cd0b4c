"""Reading for many at once: a statement for all of them, not for each, where the same is done for many.

What was read ahead is answered from memory until the transaction ends, or changes it.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, select, text

from bot.domain.change import Change
from bot.domain.person import Owner
from bot.domain.session import WorkSession
from bot.store.cards import Cards, by_tenant
from bot.store.people import People
from bot.store.queries import any_of, listed, room_for
from bot.store.reminders import Reminders, reminder_of
from bot.store.sessions import Sessions
from bot.store.tables import CardRow, PersonRow, ReminderRow, WorkSessionRow, table_of

_session, _person = table_of(WorkSessionRow), table_of(PersonRow)
_reminder, _card = table_of(ReminderRow), table_of(CardRow)


def _of_tenant(tenant: ColumnElement[str], column: ColumnElement[str], size: int) -> tuple[Any, Any]:
    return tenant == bindparam("in_tenant"), any_of(column, "among", size)


@cache
def _sessions(size: int) -> Select[Any]:
    return select(_session).where(*_of_tenant(_session.c.tenant_id, _session.c.id, size))


@cache
def _people(size: int) -> Select[Any]:
    return select(_person).where(*_of_tenant(_person.c.tenant_id, _person.c.user_id, size))


@cache
def _planned(size: int) -> Select[Any]:
    of_sessions = _of_tenant(_reminder.c.tenant_id, _reminder.c.session_id, size)
    return select(_reminder).where(*of_sessions, _reminder.c.due_at.is_not(None))


@cache
def _live(size: int) -> Select[Any]:
    columns = (_card.c.session_id, _card.c.user_id, _card.c.pause_number, _card.c.kind, _card.c.sequence)
    return select(*columns).where(
        *_of_tenant(_card.c.tenant_id, _card.c.session_id, size), _card.c.state == text("'live'")
    )


class ReadingAhead(Sessions, Reminders, Cards, People):
    """The part of a transaction that remembers what it will be asked."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._sessions: dict[tuple[str, str], WorkSession] = {}

    def read_ahead(self, about: Iterable[tuple[Owner, str]]) -> None:
        """Of these people and their sessions, read what is known, planned and shown.

        It is for `known_person`, `dm_channel_of`, `session`, `planned_reminder` and `is_newest`.
        """
        for tenant_id, pairs in by_tenant(about).items():
            user_ids, session_ids = zip(*pairs, strict=True)
            self._keep_people(tenant_id, user_ids)
            self._keep_sessions(tenant_id, session_ids)
            self._keep_planned(tenant_id, pairs, session_ids)
            self._keep_live(tenant_id, pairs, session_ids)

    def _keep_people(self, tenant_id: str, user_ids: Sequence[str]) -> None:
        for row in self._execute(_people(room_for(user_ids)), _among(tenant_id, user_ids)):
            self._rows[tenant_id, row.user_id] = row

    def _keep_sessions(self, tenant_id: str, session_ids: Sequence[str]) -> None:
        size = room_for(session_ids)
        for session in self._load(_sessions(size), tenant_id, **listed("among", session_ids, size)):
            self._sessions[tenant_id, session.id] = session

    def _keep_planned(
        self, tenant_id: str, pairs: Iterable[tuple[str, str]], session_ids: Sequence[str]
    ) -> None:
        self._planned |= {(tenant_id, *pair): [] for pair in pairs}
        for row in self._execute(_planned(room_for(session_ids)), _among(tenant_id, session_ids)):
            about = (tenant_id, row.user_id, row.session_id)
            self._planned.setdefault(about, []).append(reminder_of(row))

    def _keep_live(
        self, tenant_id: str, pairs: Iterable[tuple[str, str]], session_ids: Sequence[str]
    ) -> None:
        self._live |= {(tenant_id, *pair): [] for pair in pairs}
        for row in self._execute(_live(room_for(session_ids)), _among(tenant_id, session_ids)):
            about = (tenant_id, row.user_id, row.session_id)
            self._live.setdefault(about, []).append((row.pause_number, row.kind, row.sequence))

    def session(self, tenant_id: str, session_id: str) -> WorkSession | None:
        return self._sessions.get((tenant_id, session_id)) or super().session(tenant_id, session_id)

    def save_session(self, before: WorkSession, after: WorkSession, change: Change) -> None:
        self._sessions.pop((before.owner.tenant_id, before.id), None)
        super().save_session(before, after, change)


def _among(tenant_id: str, values: Sequence[str]) -> dict[str, Any]:
    return {"in_tenant": tenant_id} | listed("among", values, room_for(values))
