"""What can be refused in a person's settings; see `errors` and `phrase_errors` for everything else."""

from dataclasses import dataclass
from datetime import time

from bot.domain.errors import Refusal


@dataclass
class NoSuchTimezone(Refusal):
    """A name that is none of the IANA time zone database."""

    typed: str


@dataclass
class HoursWithoutLength(Refusal):
    """Hours that end at the time of day when they start."""

    at: time
