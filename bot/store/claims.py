"""Showing cards: claims with a lease and a fence, and how each claim ends.

Who delivers a card holds a lease, so that nobody else does, and a fence, which any later claim outdates.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    Label,
    Row,
    Select,
    bindparam,
    case,
    delete,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from bot.domain.card import Card, CardKind
from bot.domain.person import Owner
from bot.store.errors import StaleSession
from bot.store.queries import Queries, any_of, listed, room_for
from bot.store.tables import CardRow, ReminderRow, table_of
from bot.store.types import Instant

_card = table_of(CardRow)
_reminder = table_of(ReminderRow)
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
# When the reminder was due for which a card speaks: how late it is sent is counted from there. Literally,
# since SQLAlchemy leaves the names of the tables out of what it writes into SQLite's RETURNING.
_planned_for: Label[datetime] = literal_column(
    "(SELECT reminder.planned_for FROM reminder WHERE reminder.tenant_id = card.tenant_id"
    " AND reminder.session_id = card.session_id AND reminder.pause_number = card.pause_number"
    " AND reminder.kind = CASE card.kind WHEN 'reminder' THEN 'long_pause' ELSE card.kind END"
    " AND reminder.sequence = card.sequence)",
    type_=Instant,
).label("planned_for")
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
        # Whoever still held a lease has not said how the attempt ended.
        error=case((_card.c.lease_until.is_(None), _card.c.error), else_=null()),
    )
    .returning(_card, _planned_for)
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
_own = _card.alias("own")
_DISPLACE = delete(_card).where(
    _card.c.tenant_id == bindparam("in_tenant"),
    _card.c.channel_id == bindparam("new_channel"),
    _card.c.message_ts == bindparam("new_ts"),
    _card.c.id != bindparam("with_id"),
    exists().where(
        _own.c.tenant_id == bindparam("in_tenant"),
        _own.c.id == bindparam("with_id"),
        _own.c.fence == bindparam("at_fence"),
    ),
)
_POSTPONE = (
    update(_card)
    .where(*_is_claimed)
    .values(due_at=bindparam("new_due_at", type_=Instant), lease_until=null(), error=bindparam("new_error"))
)
_BURY = (
    update(_card)
    .where(*_is_claimed)
    .values(state="dead", due_at=null(), lease_until=null(), error=bindparam("new_error"))
)
RELEASE = (
    update(_card)
    .where(_card.c.due_at.is_not(None), _card.c.lease_until.is_not(None))
    .values(lease_until=null(), error=null())
)


@cache
def _held(size: int) -> Select[Any]:
    # Who locks several rows must not wait for one: others may hold them in another order.
    return (
        select(_card.c.id, _card.c.fence)
        .where(
            _card.c.tenant_id == bindparam("in_tenant"),
            any_of(_card.c.id, "with_id", size),
            _card.c.lease_until >= bindparam("at_least_until"),
        )
        .with_for_update(key_share=True, skip_locked=size > 1)
    )


_card_due_at = case((_card.c.lease_until > _card.c.due_at, _card.c.lease_until), else_=_card.c.due_at)
_NEXT_DUE = select(
    select(func.min(_reminder.c.due_at)).where(_reminder.c.due_at.is_not(None)).scalar_subquery(),
    select(func.min(_card_due_at)).where(_card.c.due_at.is_not(None)).scalar_subquery(),
)


class Claims(Queries):
    """The part of a transaction that knows who is showing a card."""

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
        """A claimed card was shown; it stays due if it was refreshed meanwhile. False: the claim is lost.

        Who clicked on the message before this is over has made it a card of its own: that card goes, and this
        one is due once more. Raises StaleSession when that happens at this very moment.
        """
        place = {"new_channel": channel_id, "new_ts": message_ts}
        is_placed = message_ts is not None and card.message_ts is None
        was_clicked = is_placed and self._changes_a_row(_DISPLACE, _claimed(card) | place)
        shown = {"shown": 0 if was_clicked else card.wanted}
        state = {"new_state": "final" if is_final and not was_clicked else "live"}
        try:
            return self._changes_a_row(_SETTLE, _claimed(card) | place | shown | state)
        except IntegrityError as error:
            if not is_placed:
                raise
            raise StaleSession from error

    def postpone_card(self, card: Card, due_at: datetime, error: str | None) -> bool:
        """A claimed card could not be shown, and is tried again at `due_at`. False: the claim is lost.

        `error` is None where nobody knows whether it was shown.
        """
        return self._changes_a_row(_POSTPONE, _claimed(card) | {"new_due_at": due_at, "new_error": error})

    def bury_card(self, card: Card, error: str) -> bool:
        """A claimed card can never be shown. False: the claim is lost."""
        return self._changes_a_row(_BURY, _claimed(card) | {"new_error": error})

    def holds_claim(self, card: Card, until: datetime) -> bool:
        """Whether the card is there, and nobody else can claim it before `until`.

        Until the transaction ends, it stays there.
        """
        return bool(self.held_claims([card], until))

    def held_claims(self, cards: Sequence[Card], until: datetime) -> set[str]:
        """The same of many: the ids of those that are held, and that nobody else is changing just now."""
        held = set[str]()
        for tenant_id, of_tenant in _by_tenant(cards).items():
            ids = list(of_tenant)
            size = room_for(ids)
            which = listed("with_id", ids, size) | {"in_tenant": tenant_id}
            rows = self._execute(_held(size), which | {"at_least_until": until}).all()
            held |= {row.id for row in rows if row.fence == of_tenant[row.id].fence}
        return held

    def next_due_at(self) -> datetime | None:
        """The next instant at which a reminder is due or a card can be claimed."""
        return min((at for at in self._execute(_NEXT_DUE, {}).one() if at), default=None)


def _by_tenant(cards: Iterable[Card]) -> dict[str, dict[str, Card]]:
    """Of each tenant, the cards by their ids."""
    of_tenants = defaultdict[str, dict[str, Card]](dict)
    for card in cards:
        of_tenants[card.owner.tenant_id][card.id] = card
    return of_tenants


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
        error=row.error,
        planned_for=row.planned_for,
    )
