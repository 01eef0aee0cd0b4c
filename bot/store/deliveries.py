"""Deliveries that had an effect: Slack delivers again what it thinks was not received."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from bot.domain.person import Owner
from bot.store.queries import Queries
from bot.store.tables import DeliveryRow, table_of
from bot.store.upsert import insert

_delivery = table_of(DeliveryRow)
_ADD = insert(_delivery).on_conflict_do_nothing().returning(_delivery.c.delivery_id)
_KNOWN = select(_delivery.c.delivery_id).where(
    _delivery.c.tenant_id == bindparam("in_tenant"), _delivery.c.delivery_id == bindparam("with_id")
)
_FORGET = delete(_delivery).where(_delivery.c.received_at < bindparam("before"))


class Deliveries(Queries):
    """The part of a transaction that knows deliveries."""

    def is_first_delivery(self, owner: Owner, delivery_id: str, now: datetime) -> bool:
        """Remember a delivery. False when it was remembered already, and must have no further effect."""
        values = {
            "tenant_id": owner.tenant_id,
            "delivery_id": delivery_id,
            "user_id": owner.user_id,
            "received_at": now,
        }
        return self._execute(_ADD, values).one_or_none() is not None

    def was_delivered(self, owner: Owner, delivery_id: str) -> bool:
        """Whether a delivery is remembered: it had its effect."""
        return (
            self._execute(_KNOWN, {"in_tenant": owner.tenant_id, "with_id": delivery_id}).first() is not None
        )

    def forget_deliveries(self, before: datetime) -> int:
        """Forget those received before an instant, of every tenant; how many these were."""
        return self._execute(_FORGET, {"before": before}).rowcount
