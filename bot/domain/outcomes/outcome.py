"""What every answer of a use case has."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`now` is the instant that the answer speaks of."""

    now: datetime
