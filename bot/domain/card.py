"""A card: a DM message or Home that shows something, and must be brought up to date when that changes.

What a card shows is never kept: it is rendered from the record when the card is delivered.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.person import Owner


class CardKind(StrEnum):
    HOME = "home"  # the Home tab; one for each person
    MESSAGE = "message"  # an answer in the DM that shows the present state of a session
    REMINDER = "reminder"  # about one pause; its final form says how that ended
    PLANNED_CHECKOUT = "planned_checkout"  # this and the next are reminders of the kinds so named
    FORGOTTEN = "forgotten"
    OVERNIGHT = "overnight"
    BREAK_DUE = "break_due"
    SUMMARY = "summary"  # of one finished session; the journal entry


@dataclass(frozen=True, slots=True)
class Card:
    """One claimed delivery of a card.

    `message_ts` is None while nothing was posted. `wanted` counts the changes it should show, `fence` the
    claims, `attempts` the claims since the last success. `error` says how the attempt before this one failed;
    None also where nobody knows how it ended. `id` is the key that its message carries in Slack.
    `planned_for` is when the reminder that it speaks for was due; None where it speaks for none.
    """

    id: str
    owner: Owner
    kind: CardKind
    session_id: str | None = None
    pause_number: int = 0
    sequence: int = 0
    channel_id: str | None = None
    message_ts: str | None = None
    wanted: int = 1
    fence: int = 0
    attempts: int = 0
    error: str | None = None
    planned_for: datetime | None = None
