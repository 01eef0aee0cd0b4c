"""Deleting a person: nothing that is theirs remains in any table."""

from sqlalchemy import ColumnElement, Connection, bindparam, delete, select, update

from bot.domain.person import Owner
from bot.store.people import People
from bot.store.tables import CardRow, DeliveryRow, PersonRow, Row, WorkSessionRow, table_of

NOBODY = ""


def _is_theirs(row: type[Row]) -> tuple[ColumnElement[bool], ...]:
    columns = table_of(row).c
    return (columns.tenant_id == bindparam("in_tenant"), columns.user_id == bindparam("of_user"))


_session = table_of(WorkSessionRow)
# FOR UPDATE: whoever changes one of them at this moment is waited for, and finds none afterwards.
_LOCK = select(_session.c.id).where(*_is_theirs(WorkSessionRow)).with_for_update()
_ERASE = (
    # The person after the cards: what adds a person for a card holds the card's lock.
    delete(table_of(CardRow)).where(*_is_theirs(CardRow)),
    delete(_session).where(*_is_theirs(WorkSessionRow)),  # with pauses, journal and reminders, by cascade
    update(table_of(DeliveryRow)).where(*_is_theirs(DeliveryRow)).values(user_id=NOBODY),
    delete(table_of(PersonRow)).where(*_is_theirs(PersonRow)),
)


class Erasing(People):
    """The part of a transaction that deletes people. `has_erased`: whether it has."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.has_erased = False

    def erase_person(self, owner: Owner) -> None:
        """Delete everything of a person.

        Of the deliveries only Slack's numbers stay, with nobody's name: what Slack delivers again after
        this must not bring anything back.
        """
        person = {"in_tenant": owner.tenant_id, "of_user": owner.user_id}
        self._execute(_LOCK, person).all()
        for statement in _ERASE:
            self._execute(statement, person)
        self._forget_people()
        self.has_erased = True
