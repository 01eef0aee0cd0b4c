"""Cards: what the bot shows by itself, and how far showing it has come.

`due_at` says that a card lags behind the record. Who delivers it holds a lease, and a fence that any later
claim outdates; `wanted` counts the changes, so that one which arrives during a delivery is not lost.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, case, func, null, or_, select, text, update
from sqlalchemy.dialects.postgresql import Insert, insert

from bot.domain.card import Card, CardKind
from bot.domain.person import Owner
from bot.store.queries import Queries
from bot.store.tables import CardRow, ReminderRow, table_of
from bot.store.types import Instant

_card = table_of(CardRow)
_reminder = table_of(ReminderRow)
_new_due_at = bindparam("new_due_at", type_=Instant)
_lag = {"wanted": _card.c.wanted + 1, "due_at": _new_due_at}
_of_person = (_card.c.tenant_id == bindparam("in_tenant"), _card.c.user_id == bindparam("of_user"))
_is_claimed = (
    _card.c.tenant_id == bindparam("in_tenant"),
    _card.c.id == bindparam("with_id"),
    _card.c.fence == bindparam("at_fence"),
)
_is_due = (
    _card.c.due_at.is_not(None)
    & (_card.c.due_at <= bindparam("now"))
    & or_(_card.c.lease_until.is_(None), _card.c.lease_until <= bindparam("now"))
)


def _add(*key: str, where: str) -> Insert:
    """Add a card; one with the same key is due again instead, and shows the session that is named now."""
    add = insert(_card)
    session_id = func.coalesce(add.excluded.session_id, _card.c.session_id)
    return add.on_conflict_do_update(
        index_elements=key,
        index_where=text(where),
        set_={
            "wanted": _card.c.wanted + 1,
            "due_at": func.coalesce(add.excluded.due_at, _card.c.due_at),
            "state": "live",
            "session_id": case((_card.c.kind == "message", session_id), else_=_card.c.session_id),
        },
    )


_ADD_SUBJECT = _add(
    *("tenant_id", "session_id", "pause_number", "sequence", "kind"), where="kind IN ('reminder', 'summary')"
)
_ADD = {
    CardKind.HOME: _add("tenant_id", "user_id", where="kind = 'home'"),
    CardKind.MESSAGE: _add("tenant_id", "channel_id", "message_ts", where="message_ts IS NOT NULL"),
    CardKind.REMINDER: _ADD_SUBJECT,
    CardKind.SUMMARY: _ADD_SUBJECT,
}
_REFRESH = (
    update(_card)
    .where(
        *_of_person,
        _card.c.state == text("'live'"),  # literally, so that the partial index is seen to fit
        or_(_card.c.kind == "home", _card.c.session_id == bindparam("of_session")),
    )
    .values(_lag)
)
_REFRESH_PLACE = (
    update(_card)
    .where(
        *_of_person,
        _card.c.channel_id == bindparam("in_channel"),
        _card.c.message_ts == bindparam("at_ts"),
        _card.c.state != "dead",
    )
    .values(_lag)
)
_CLAIM = (
    update(_card)
    .where(
        _card.c.id.in_(
            select(_card.c.id)
            .where(_is_due)
            .order_by(_card.c.due_at)
            .limit(bindparam("at_most"))
            .with_for_update(skip_locked=True)
        ),
        _is_due,
    )
    .values(
        lease_until=bindparam("new_lease", type_=Instant),
        fence=_card.c.fence + 1,
        attempts=_card.c.attempts + 1,
    )
    .returning(_card)
)
_SETTLE = (
    update(_card)
    .where(*_is_claimed)
    .values(
        channel_id=func.coalesce(bindparam("new_channel"), _card.c.channel_id),
        message_ts=func.coalesce(bindparam("new_ts"), _card.c.message_ts),
        state=bindparam("new_state"),
        due_at=case((_card.c.wanted == bindparam("shown"), null()), else_=_card.c.due_at),
        lease_until=null(),
        attempts=0,
        error=null(),
    )
)
_POSTPONE = (
    update(_card)
    .where(*_is_claimed)
    .values(due_at=_new_due_at, lease_until=null(), error=bindparam("new_error"))
)
_BURY = (
    update(_card)
    .where(*_is_claimed)
    .values(state="dead", due_at=null(), lease_until=null(), error=bindparam("new_error"))
)
_NEWER_MESSAGE = select(_card.c.id).where(
    *_of_person,
    _card.c.session_id == bindparam("of_session"),
    _card.c.kind == text("'message'"),
    _card.c.state == text("'live'"),
    _card.c.sequence > bindparam("shown_sequence"),
)
RELEASE = (
    update(_card)
    .where(_card.c.due_at.is_not(None), _card.c.lease_until.is_not(None))
    .values(lease_until=null())
)
_card_due_at = case((_card.c.lease_until > _card.c.due_at, _card.c.lease_until), else_=_card.c.due_at)
_NEXT_DUE = select(
    select(func.min(_reminder.c.due_at)).where(_reminder.c.due_at.is_not(None)).scalar_subquery(),
    select(func.min(_card_due_at)).where(_card.c.due_at.is_not(None)).scalar_subquery(),
)


class Cards(Queries):
    """The part of a transaction that knows cards."""

    def add_card(
        self,
        owner: Owner,
        kind: CardKind,
        *,
        session_id: str | None = None,
        pause_number: int = 0,
        sequence: int = 0,
        channel_id: str | None = None,
        message_ts: str | None = None,
        due_at: datetime | None,
    ) -> None:
        """Add a card that is due at `due_at`, or shows what it should already (None).

        A card with the same key is refreshed instead.
        """
        values = {
            "id": secrets.token_urlsafe(12),
            "tenant_id": owner.tenant_id,
            "team_id": owner.team_id,
            "user_id": owner.user_id,
            "kind": kind.value,
            "session_id": session_id,
            "pause_number": pause_number,
            "sequence": sequence,
            "channel_id": channel_id,
            "message_ts": message_ts,
            "state": "live",
            "due_at": due_at,
            "lease_until": None,
            "wanted": 1,
            "fence": 0,
            "attempts": 0,
            "error": None,
        }
        self._execute(_ADD[kind], values)

    def refresh_cards(self, owner: Owner, session_id: str | None, due_at: datetime) -> None:
        """The person's Home and the live cards of that session are to be brought up to date."""
        self._execute(_REFRESH, _person(owner) | {"of_session": session_id, "new_due_at": due_at})

    def refresh_message(self, owner: Owner, channel_id: str, message_ts: str, due_at: datetime) -> bool:
        """The card at that place is to be brought up to date, whatever its kind. False when there is none."""
        place = {"in_channel": channel_id, "at_ts": message_ts}
        return self._changes_a_row(_REFRESH_PLACE, _person(owner) | place | {"new_due_at": due_at})

    def is_newest_message(self, card: Card) -> bool:
        """Whether no later message shows the session of this one."""
        of_session = {"of_session": card.session_id, "shown_sequence": card.sequence}
        newer = self._execute(_NEWER_MESSAGE, _person(card.owner) | of_session)
        return newer.first() is None

    def claim_due_cards(self, now: datetime, lease: timedelta, limit: int) -> tuple[Card, ...]:
        """Take what is due, of every tenant, at most `limit`; nobody else gets them before the lease ends."""
        claim = {"now": now, "new_lease": now + lease, "at_most": limit}
        return tuple(_card_of(row) for row in self._execute(_CLAIM, claim))

    def settle_card(
        self,
        card: Card,
        *,
        channel_id: str | None = None,
        message_ts: str | None = None,
        is_final: bool = False,
    ) -> bool:
        """A claimed card was shown; it stays due if it was refreshed meanwhile. False: the claim is lost."""
        shown = {"new_channel": channel_id, "new_ts": message_ts, "shown": card.wanted}
        return self._changes_a_row(
            _SETTLE, _claimed(card) | shown | {"new_state": "final" if is_final else "live"}
        )

    def postpone_card(self, card: Card, due_at: datetime, error: str) -> bool:
        """A claimed card could not be shown, and is tried again at `due_at`. False: the claim is lost."""
        return self._changes_a_row(_POSTPONE, _claimed(card) | {"new_due_at": due_at, "new_error": error})

    def bury_card(self, card: Card, error: str) -> bool:
        """A claimed card can never be shown. False: the claim is lost."""
        return self._changes_a_row(_BURY, _claimed(card) | {"new_error": error})

    def next_due_at(self) -> datetime | None:
        """The next instant at which a reminder is due or a card can be claimed."""
        return min((at for at in self._execute(_NEXT_DUE, {}).one() if at), default=None)


def _person(owner: Owner) -> dict[str, object]:
    return {"in_tenant": owner.tenant_id, "of_user": owner.user_id}


def _claimed(card: Card) -> dict[str, object]:
    return {"in_tenant": card.owner.tenant_id, "with_id": card.id, "at_fence": card.fence}


def _card_of(row: Row[Any]) -> Card:
    return Card(
        id=row.id,
        owner=Owner(row.tenant_id, row.team_id, row.user_id),
        kind=CardKind(row.kind),
        session_id=row.session_id,
        pause_number=row.pause_number,
        sequence=row.sequence,
        channel_id=row.channel_id,
        message_ts=row.message_ts,
        wanted=row.wanted,
        fence=row.fence,
        attempts=row.attempts,
    )
