"""Cards: what the bot shows by itself, and whether it lags behind the record.

`due_at` says that a card lags; `wanted` counts the changes, so that one that arrives during a delivery is not
lost. Delivering cards is in `claims`.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Connection, Update, bindparam, case, func, or_, select, text, update

from bot.domain.card import Card, CardKind
from bot.domain.person import Owner
from bot.store.queries import Queries, any_of, listed, room_for
from bot.store.tables import CardRow, table_of
from bot.store.types import Instant
from bot.store.upsert import Insert, insert

_card = table_of(CardRow)
_new_due_at = bindparam("new_due_at", type_=Instant)
# One that waits after a failure goes on waiting: for as long as Slack asked, or for a post that may still
# arrive, which would come twice. It shows the truth of then.
_waits = _card.c.error.is_not(None)
_lag = {
    "wanted": _card.c.wanted + 1,
    "due_at": case((_waits & (_card.c.due_at > _new_due_at), _card.c.due_at), else_=_new_due_at),
}
_of_person = (_card.c.tenant_id == bindparam("in_tenant"), _card.c.user_id == bindparam("of_user"))


def _add(*key: str, where: str) -> Insert:
    """Add a card; one with the same key is due again instead, and shows the session that is named now."""
    add = insert(_card)
    is_message = _card.c.kind == "message"
    session_id = func.coalesce(add.excluded.session_id, _card.c.session_id)
    return add.on_conflict_do_update(
        index_elements=key,
        index_where=text(where),
        set_={
            "wanted": _card.c.wanted + 1,
            "due_at": case(
                (_waits & (_card.c.due_at > add.excluded.due_at), _card.c.due_at),
                else_=func.coalesce(add.excluded.due_at, _card.c.due_at),
            ),
            "state": "live",
            "session_id": case((is_message, session_id), else_=_card.c.session_id),
            "sequence": case((is_message, add.excluded.sequence), else_=_card.c.sequence),
        },
    )


_ADD = {
    CardKind.HOME: _add("tenant_id", "user_id", where="kind = 'home'"),
    CardKind.MESSAGE: _add("tenant_id", "channel_id", "message_ts", where="message_ts IS NOT NULL"),
}
_ADD_SUBJECT = _add(
    *("tenant_id", "session_id", "pause_number", "sequence", "kind"), where="kind NOT IN ('home', 'message')"
)
_REFRESH = (
    update(_card)
    .where(
        *_of_person,
        _card.c.state == text("'live'"),  # literally, so that the partial index is seen to fit
        or_(_card.c.kind == "home", _card.c.session_id == bindparam("of_session")),
    )
    .values(_lag)
)


@cache
def _refresh_of(size: int) -> Update:
    return (
        update(_card)
        .where(
            _card.c.tenant_id == bindparam("in_tenant"),
            any_of(_card.c.user_id, "of_user", size),
            _card.c.state == text("'live'"),
            or_(_card.c.kind == "home", any_of(_card.c.session_id, "of_session", size)),
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
_NEWER = select(_card.c.id).where(
    *_of_person,
    _card.c.session_id == bindparam("of_session"),
    _card.c.pause_number == bindparam("about_pause"),
    _card.c.kind == bindparam("of_kind"),
    _card.c.state == text("'live'"),
    _card.c.sequence > bindparam("shown_sequence"),
)
SHOWN_AT_ONCE = 8
_UNDELIVERED = (
    select(_card.c.error)
    .where(
        *_of_person,
        any_of(_card.c.session_id, "of_session", SHOWN_AT_ONCE),
        text("card.kind NOT IN ('home', 'message')"),  # literally, so that the partial index is seen to fit
        _card.c.state == "dead",
    )
    .order_by(_card.c.session_id, _card.c.id)
)


class Cards(Queries):
    """The part of a transaction that knows cards."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        # What was read ahead of the live cards, by tenant, person and session: each card's number of the
        # pause, kind and sequence.
        self._live: dict[tuple[str, str, str], list[tuple[int, str, int]]] = {}

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
        self._execute(_ADD.get(kind, _ADD_SUBJECT), values)
        self._live.pop((owner.tenant_id, owner.user_id, session_id or ""), None)
        if due_at:
            self._falls_due(due_at)

    def refresh_cards(self, owner: Owner, session_id: str | None, due_at: datetime) -> None:
        """The person's Home and the live cards of that session are to be brought up to date."""
        if self._changes_a_row(_REFRESH, _person(owner) | {"of_session": session_id, "new_due_at": due_at}):
            self._falls_due(due_at)

    def refresh_cards_of(self, about: Iterable[tuple[Owner, str]], due_at: datetime) -> None:
        """The same of many people, each with a session, by one statement for each tenant."""
        for tenant_id, pairs in by_tenant(about).items():
            user_ids, session_ids = zip(*pairs, strict=True)
            size = room_for(pairs)
            which = listed("of_user", user_ids, size) | listed("of_session", session_ids, size)
            of_tenant = {"in_tenant": tenant_id, "new_due_at": due_at}
            if self._changes_a_row(_refresh_of(size), which | of_tenant):
                self._falls_due(due_at)

    def refresh_message(self, owner: Owner, channel_id: str, message_ts: str, due_at: datetime) -> bool:
        """The card at that place is to be brought up to date, whatever its kind. False when there is none."""
        place = {"in_channel": channel_id, "at_ts": message_ts}
        is_there = self._changes_a_row(_REFRESH_PLACE, _person(owner) | place | {"new_due_at": due_at})
        if is_there:
            self._falls_due(due_at)
        return is_there

    def undelivered(self, owner: Owner, session_ids: Sequence[str]) -> tuple[str, ...]:
        """Of the messages about those sessions, why some will never be there: Slack's word for each.

        At most SHOWN_AT_ONCE sessions.
        """
        if not session_ids:
            return ()
        which = listed("of_session", session_ids, SHOWN_AT_ONCE)
        return tuple(map(str, self._execute(_UNDELIVERED, _person(owner) | which).scalars()))

    def is_newest(self, card: Card) -> bool:
        """Whether no later card of its kind shows the same session, or the same pause of it."""
        about = card.owner.tenant_id, card.owner.user_id, card.session_id or ""
        if about in self._live:
            same = [sequence for *of, sequence in self._live[about] if of == [card.pause_number, card.kind]]
            return max(same, default=0) <= card.sequence
        subject = {
            "of_session": card.session_id,
            "about_pause": card.pause_number,
            "of_kind": card.kind.value,
            "shown_sequence": card.sequence,
        }
        return self._execute(_NEWER, _person(card.owner) | subject).first() is None


def by_tenant(about: Iterable[tuple[Owner, str]]) -> dict[str, list[tuple[str, str]]]:
    """Of each tenant, the people's ids with those of their sessions."""
    pairs = defaultdict[str, list[tuple[str, str]]](list)
    for owner, session_id in about:
        pairs[owner.tenant_id].append((owner.user_id, session_id))
    return pairs


def _person(owner: Owner) -> dict[str, object]:
    return {"in_tenant": owner.tenant_id, "of_user": owner.user_id}
