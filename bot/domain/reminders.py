"""Of what the bot speaks by itself, and when: a long pause at most three times, ever more rarely.

With the limit L (the person's own, or the announced length of the pause): at L, then after 2 L more, then
after 4 L more. What a pause says is only ever planned one message ahead, so after an outage one message is
due, for what is true then; the ones that it missed are counted as said.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import NoMoreReminders
from bot.domain.pause import Pause

MESSAGES_PER_PAUSE = 3
SNOOZES = (timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=30))
SHORTEST_LIMIT = timedelta(seconds=1)


class ReminderKind(StrEnum):
    LONG_PAUSE = "long_pause"
    PLANNED_CHECKOUT = "planned_checkout"  # the planned end is near, or has passed
    FORGOTTEN = "forgotten"  # an open session without a sign of life
    OVERNIGHT = "overnight"  # a session that was left open until the next morning
    BREAK_DUE = "break_due"  # much work without a break


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to say about a pause at `due_at`. `sequence` counts from 1; `limit` is its L.

    `messages` is how many there are at most about this pause.
    """

    session_id: str
    pause_number: int
    sequence: int
    due_at: datetime
    limit: timedelta
    kind: ReminderKind = ReminderKind.LONG_PAUSE
    messages: int = MESSAGES_PER_PAUSE

    @property
    def is_last(self) -> bool:
        return self.sequence >= self.messages


def first_reminder(session_id: str, pause: Pause, limit: timedelta) -> Reminder:
    """The first one about `pause`: at its announced end, else when it reaches the person's `limit`."""
    if pause.expected_end_at:
        limit = pause.expected_end_at - pause.started_at
    limit = max(limit, SHORTEST_LIMIT)
    return Reminder(session_id, pause.number, 1, pause.started_at + limit, limit)


def following(sent: Reminder, now: datetime) -> Reminder | None:
    """The one after `sent`, skipping those whose time passed before `now`; None after the last."""
    reminder = sent
    while not reminder.is_last:
        wait = reminder.limit * 2**reminder.sequence
        reminder = replace(reminder, sequence=reminder.sequence + 1, due_at=reminder.due_at + wait)
        if reminder.due_at > now:
            return reminder
    return None


def snoozed(planned: Reminder | None, now: datetime, by: timedelta) -> Reminder:
    """The next message, moved to `by` from now. Raises NoMoreReminders when none is planned."""
    if planned is None:
        raise NoMoreReminders
    return replace(planned, due_at=now + by)
