"""Reminders: when the bot is to speak by itself.

A reminder is planned, and then issued or cancelled. One that asked for a sign of life is answered after that.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    Row,
    and_,
    bindparam,
    case,
    func,
    null,
    or_,
    select,
    tuple_,
    update,
)

from bot.domain.person import Owner
from bot.domain.reminders import Reminder, ReminderKind
from bot.store.queries import Queries, any_of, listed
from bot.store.tables import ReminderRow, table_of
from bot.store.types import Instant
from bot.store.upsert import insert

_reminder = table_of(ReminderRow)
_key = tuple_(*_reminder.primary_key.columns)
_is_planned = _reminder.c.due_at.is_not(None)
_of_session = (
    _reminder.c.tenant_id == bindparam("in_tenant"),
    _reminder.c.user_id == bindparam("of_user"),
    _reminder.c.session_id == bindparam("of_session"),
)
_is_due = _is_planned & (_reminder.c.due_at <= bindparam("now"))


@cache
def _plan(count: int) -> Executable:
    """Plan so many reminders of different kinds; those that were said already are left out of the answer."""
    add = insert(_reminder).values(
        [
            {each.name: bindparam(f"new_{each.name}_{place}", type_=each.type) for each in _reminder.c}
            for place in range(count)
        ]
    )
    return add.on_conflict_do_update(
        index_elements=_reminder.primary_key.columns,
        set_={name: add.excluded[name] for name in ("state", "due_at", "planned_for", "limit_seconds")},
        where=and_(_reminder.c.state != "issued", _reminder.c.state != "answered"),
    ).returning(_reminder.c.kind)


_of_kind = _reminder.c.kind == bindparam("of_kind")
_of_pause = _reminder.c.pause_number == bindparam("of_pause")
_of_sequence = _reminder.c.sequence == bindparam("with_sequence")
_PLANNED = select(_reminder).where(*_of_session, _is_planned, _of_kind, _of_pause)
_LOCK_PLANNED = select(_reminder.c.sequence).where(*_of_session, _is_planned).with_for_update()
_KINDS = len(ReminderKind)
_CLOSE = (
    update(_reminder)
    .where(
        *_of_session,
        or_(
            _is_planned & any_of(_reminder.c.kind, "cancel", _KINDS),
            (_reminder.c.state == "issued") & any_of(_reminder.c.kind, "answer", _KINDS),
        ),
    )
    .values(state=case((_is_planned, "cancelled"), else_="answered"), due_at=null())
)
_ANSWERED = select(_reminder.c.sequence).where(
    *_of_session, _of_kind, _of_pause, _of_sequence, _reminder.c.state == "answered"
)
_AWAITED = select(_reminder.c.sequence).where(
    *_of_session, _of_kind, _of_pause, _reminder.c.state == "issued"
)
_SNOOZES = select(func.count()).where(
    *_of_session,
    _of_kind,
    _of_pause,
    _reminder.c.limit_seconds > timedelta(),
    _reminder.c.state != "cancelled",
)
# The sessions that something is due about: all that is due about one is taken together.
_due_first = (
    select(_reminder.c.tenant_id, _reminder.c.session_id)
    .where(_is_due)
    .order_by(_reminder.c.due_at)
    .limit(bindparam("at_most"))
)
_ISSUE = (
    update(_reminder)
    .where(
        _key.in_(
            select(*_reminder.primary_key.columns)
            .where(_is_due, tuple_(_reminder.c.tenant_id, _reminder.c.session_id).in_(_due_first))
            .with_for_update(skip_locked=True)
        ),
        _is_due,
    )
    .values(state="issued", due_at=null())
    .returning(_reminder)
)
_PUT_OFF = (
    update(_reminder)
    .where(*_of_session, _of_pause, _of_kind, _of_sequence)
    .values(
        state="planned",
        due_at=bindparam("new_due_at", type_=Instant),
        planned_for=bindparam("new_due_at", type_=Instant),
    )
)


class Reminders(Queries):
    """The part of a transaction that knows reminders."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        # What was read ahead of what is planned: by tenant, person and session.
        self._planned: dict[tuple[str, str, str], list[Reminder]] = {}

    def plan_reminder(self, owner: Owner, reminder: Reminder) -> bool:
        """Plan it, or move it when it is planned already.

        What was said is not said again: the next message takes its moment. False: the last was said.
        """
        return reminder.kind in self.plan_reminders(owner, [reminder])

    def plan_reminders(self, owner: Owner, reminders: Sequence[Reminder]) -> set[ReminderKind]:
        """The same for several of different kinds at once; the kinds that are planned now."""
        planned: set[ReminderKind] = set()
        for reminder in reminders:
            self._falls_due(reminder.due_at)
            self._is_planned_anew(owner, reminder.session_id)
        while reminders:
            values: dict[str, Any] = {}
            for place, reminder in enumerate(reminders):
                values |= {f"new_{name}_{place}": value for name, value in _values(owner, reminder).items()}
            planned |= {ReminderKind(kind) for kind in self._execute(_plan(len(reminders)), values).scalars()}
            said = [each for each in reminders if each.kind not in planned and not each.is_last]
            reminders = [replace(each, sequence=each.sequence + 1) for each in said]
        return planned

    def put_off_reminder(self, owner: Owner, reminder: Reminder) -> None:
        """One that was issued in this transaction, or is planned, is said when it is due by then."""
        which = {
            "of_pause": reminder.pause_number,
            "of_kind": reminder.kind.value,
            "with_sequence": reminder.sequence,
        }
        self._execute(_PUT_OFF, _where(owner, reminder.session_id) | which | {"new_due_at": reminder.due_at})
        self._is_planned_anew(owner, reminder.session_id)
        self._falls_due(reminder.due_at)

    def planned_reminder(
        self,
        owner: Owner,
        session_id: str,
        pause_number: int,
        kind: ReminderKind = ReminderKind.LONG_PAUSE,
    ) -> Reminder | None:
        """The one reminder of that kind about this pause, or stretch of work, that is still to come."""
        known = self._planned.get(_about(owner, session_id))
        if known is not None:
            which = (each for each in known if each.kind is kind and each.pause_number == pause_number)
            return next(which, None)
        where = _where(owner, session_id) | {"of_pause": pause_number, "of_kind": kind.value}
        row = self._execute(_PLANNED, where).one_or_none()
        return reminder_of(row) if row else None

    def cancel_reminders(
        self, owner: Owner, session_id: str, kinds: Collection[ReminderKind] = tuple(ReminderKind)
    ) -> None:
        self.close_reminders(owner, session_id, cancelled=kinds)

    def close_reminders(
        self,
        owner: Owner,
        session_id: str,
        *,
        cancelled: Collection[ReminderKind],
        answered: Collection[ReminderKind] = (),
    ) -> None:
        """What is planned of some kinds is not to come; what was said of some so far has its answer."""
        self.lock_reminders(owner, session_id)
        where = _where(owner, session_id)
        kinds = listed("cancel", [*cancelled] or [None], _KINDS) | listed(
            "answer", [*answered] or [None], _KINDS
        )
        self._execute(_CLOSE, where | kinds)
        self._is_planned_anew(owner, session_id)

    def lock_reminders(self, owner: Owner, session_id: str) -> None:
        """On PostgreSQL, wait for a tick that is issuing one, and let what is planned stay so until the end.

        Such a tick plans the following one, which the next statement then sees too.
        """
        if self._connection.dialect.name == "postgresql":
            self._execute(_LOCK_PLANNED, _where(owner, session_id))

    def is_answered(
        self, owner: Owner, session_id: str, pause_number: int, kind: ReminderKind, sequence: int
    ) -> bool:
        about = {"of_pause": pause_number, "of_kind": kind.value, "with_sequence": sequence}
        return self._execute(_ANSWERED, _where(owner, session_id) | about).first() is not None

    def awaits_answer(self, owner: Owner, session_id: str, pause_number: int, kind: ReminderKind) -> bool:
        """Whether something of that kind was said and has no answer."""
        where = _where(owner, session_id) | {"of_pause": pause_number, "of_kind": kind.value}
        return self._execute(_AWAITED, where).first() is not None

    def count_snoozes(self, owner: Owner, session_id: str, pause_number: int, kind: ReminderKind) -> int:
        """How many messages of a kind without a limit of its own were put off, or are by now."""
        where = _where(owner, session_id) | {"of_pause": pause_number, "of_kind": kind.value}
        return int(self._execute(_SNOOZES, where).scalar())

    def issue_due_reminders(self, now: datetime, limit: int) -> tuple[tuple[Owner, Reminder], ...]:
        """Take what is due, of every tenant: each reminder is taken once.

        At most `limit`, and what else is due about the same sessions. The caller adds their cards and plans
        the following ones in the same transaction.
        """
        rows = self._execute(_ISSUE, {"now": now, "at_most": limit}).all()
        return tuple((Owner(row.tenant_id, row.team_id, row.user_id), reminder_of(row)) for row in rows)

    def _is_planned_anew(self, owner: Owner, session_id: str) -> None:
        self._planned.pop(_about(owner, session_id), None)


def _about(owner: Owner, session_id: str) -> tuple[str, str, str]:
    return owner.tenant_id, owner.user_id, session_id


def _values(owner: Owner, reminder: Reminder) -> dict[str, Any]:
    return {
        "tenant_id": owner.tenant_id,
        "team_id": owner.team_id,
        "user_id": owner.user_id,
        "session_id": reminder.session_id,
        "pause_number": reminder.pause_number,
        "kind": reminder.kind.value,
        "sequence": reminder.sequence,
        "state": "planned",
        "due_at": reminder.due_at,
        "planned_for": reminder.due_at,
        "limit_seconds": reminder.limit,
    }


def _where(owner: Owner, session_id: str) -> dict[str, object]:
    return {"in_tenant": owner.tenant_id, "of_user": owner.user_id, "of_session": session_id}


def reminder_of(row: Row[Any]) -> Reminder:
    return Reminder(
        session_id=row.session_id,
        pause_number=row.pause_number,
        sequence=row.sequence,
        due_at=row.planned_for,
        limit=row.limit_seconds,
        kind=ReminderKind(row.kind),
    )
