"""Whose record it is, and what is known of them."""

from dataclasses import dataclass
from datetime import tzinfo


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose it is. `tenant_id` is the enterprise id, else the team id; `team_id` only picks tokens."""

    tenant_id: str
    team_id: str
    user_id: str

    def is_same_person(self, other: "Owner") -> bool:
        return (self.tenant_id, self.user_id) == (other.tenant_id, other.user_id)


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks and reads. `timezone` is None while Slack has not told it yet."""

    owner: Owner
    timezone: tzinfo | None = None
