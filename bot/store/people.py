"""What is known of people: their timezone, and the DM with the bot."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from bot.domain.person import Owner
from bot.store.queries import Queries
from bot.store.tables import PersonRow, table_of

_person = table_of(PersonRow)
_BY_ID = select(_person).where(
    _person.c.tenant_id == bindparam("in_tenant"), _person.c.user_id == bindparam("with_id")
)
_add = insert(_person)
_REMEMBER_TIMEZONE = _add.on_conflict_do_update(
    index_elements=_person.primary_key.columns,
    set_={name: _add.excluded[name] for name in ("timezone", "timezone_known_at")},
)
_REMEMBER_DM = _add.on_conflict_do_update(
    index_elements=_person.primary_key.columns, set_={"dm_channel_id": _add.excluded.dm_channel_id}
)


class People(Queries):
    """The part of a transaction that knows people."""

    def timezone_of(self, owner: Owner) -> str | None:
        """The name of the person's timezone, if Slack told it."""
        row = self._person(owner)
        return row.timezone if row else None

    def timezone_known_at(self, owner: Owner) -> datetime | None:
        """When Slack last told the person's timezone."""
        row = self._person(owner)
        return row.timezone_known_at if row else None

    def remember_timezone(self, owner: Owner, name: str, now: datetime) -> None:
        self._execute(_REMEMBER_TIMEZONE, _key(owner) | {"timezone": name, "timezone_known_at": now})

    def dm_channel_of(self, owner: Owner) -> str | None:
        row = self._person(owner)
        return row.dm_channel_id if row else None

    def remember_dm_channel(self, owner: Owner, channel_id: str) -> None:
        self._execute(_REMEMBER_DM, _key(owner) | {"dm_channel_id": channel_id})

    def _person(self, owner: Owner) -> Row[Any] | None:
        return self._execute(_BY_ID, {"in_tenant": owner.tenant_id, "with_id": owner.user_id}).one_or_none()


def _key(owner: Owner) -> dict[str, str]:
    return {"tenant_id": owner.tenant_id, "user_id": owner.user_id}
