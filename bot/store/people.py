"""What is known of people: their timezone, what they have chosen, and the DM with the bot."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from bot.domain.person import Owner
from bot.domain.preferences import NO_PREFERENCES, Preferences
from bot.domain.timezones import find_timezone
from bot.store.preferences import preferences_from, preferences_values
from bot.store.queries import Queries
from bot.store.tables import PersonRow, table_of
from bot.store.upsert import insert

_person = table_of(PersonRow)
_BY_ID = select(_person).where(
    _person.c.tenant_id == bindparam("in_tenant"), _person.c.user_id == bindparam("with_id")
)
_LOCK_BY_ID = _BY_ID.with_for_update()
_add = insert(_person)
# Sets what is there already: an insert that does nothing would lock nothing.
_LOCK = _add.on_conflict_do_update(
    index_elements=_person.primary_key.columns, set_={"user_id": _add.excluded.user_id}
)
_REMEMBER_TIMEZONE = _add.on_conflict_do_update(
    index_elements=_person.primary_key.columns,
    set_={name: _add.excluded[name] for name in ("timezone", "timezone_known_at")},
)
_REMEMBER_DM = _add.on_conflict_do_update(
    index_elements=_person.primary_key.columns, set_={"dm_channel_id": _add.excluded.dm_channel_id}
)
_SAVE_PREFERENCES = _add.on_conflict_do_update(
    index_elements=_person.primary_key.columns, set_={"preferences": _add.excluded.preferences}
)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What one statement tells of a person. `timezone` is the name that Slack told, and when it last did."""

    preferences: Preferences = NO_PREFERENCES
    timezone: str | None = None
    timezone_known_at: datetime | None = None

    @property
    def zone(self) -> tzinfo:
        """The timezone that holds: the one that was chosen, else Slack's, else UTC."""
        return find_timezone(self.preferences.timezone) or find_timezone(self.timezone) or UTC


class People(Queries):
    """The part of a transaction that knows people. Who was read is not read again, unless changed here."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._rows: dict[tuple[str, str], Row[Any] | None] = {}
        self._known: dict[tuple[str, str], KnownPerson] = {}

    def known_person(self, owner: Owner) -> KnownPerson:
        key = owner.tenant_id, owner.user_id
        if key not in self._known:
            row = self._row(owner)
            self._known[key] = _known_from(row) if row else KnownPerson()
        return self._known[key]

    def lock_person(self, owner: Owner) -> None:
        """On PostgreSQL, let what is known of a person stay so until the transaction ends.

        For who has no open session whose row they could meet at: whoever plans by what is known of the
        person, and whoever learns more and plans anew, then do it one after the other.
        """
        if self._connection.dialect.name == "postgresql":
            self._execute(_LOCK, _key(owner))
            self._forget_people()

    def preferences_of(self, owner: Owner) -> Preferences:
        return self.known_person(owner).preferences

    def save_preferences(self, owner: Owner, preferences: Preferences) -> None:
        """Replace the person's preferences; what a newer version has added to them stays."""
        row = self._person(owner, _LOCK_BY_ID)
        values = preferences_values(preferences, row.preferences if row else None)
        self._execute(_SAVE_PREFERENCES, _key(owner) | {"preferences": values})
        self._forget_people()

    def remember_timezone(self, owner: Owner, name: str, now: datetime) -> None:
        self._execute(_REMEMBER_TIMEZONE, _key(owner) | {"timezone": name, "timezone_known_at": now})
        self._forget_people()

    def dm_channel_of(self, owner: Owner) -> str | None:
        row = self._row(owner)
        return row.dm_channel_id if row else None

    def remember_dm_channel(self, owner: Owner, channel_id: str) -> None:
        self._execute(_REMEMBER_DM, _key(owner) | {"dm_channel_id": channel_id})
        self._forget_people()

    def _row(self, owner: Owner) -> Row[Any] | None:
        key = owner.tenant_id, owner.user_id
        if key not in self._rows:
            self._rows[key] = self._person(owner)
        return self._rows[key]

    def _forget_people(self) -> None:
        self._rows.clear()
        self._known.clear()

    def _person(self, owner: Owner, statement: Select[Any] = _BY_ID) -> Any:
        return self._execute(
            statement, {"in_tenant": owner.tenant_id, "with_id": owner.user_id}
        ).one_or_none()


def _known_from(row: Row[Any]) -> KnownPerson:
    return KnownPerson(preferences_from(row.preferences), row.timezone, row.timezone_known_at)


def _key(owner: Owner) -> dict[str, str]:
    return {"tenant_id": owner.tenant_id, "user_id": owner.user_id}
