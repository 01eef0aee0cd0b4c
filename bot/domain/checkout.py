"""What a person decides and writes at the end of a session."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.domain.reflection import NO_REFLECTION, Reflection


class Decision(StrEnum):
    """What happens after a checkout."""

    COMPLETE = "complete"
    CONTINUE = "continue"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True)
class Checkout:
    """What a person decided and wrote at the end of a session."""

    decision: Decision = Decision.COMPLETE
    reflection: Reflection = NO_REFLECTION
    remaining: timedelta | None = None
    continue_reason: str = ""
