"""Of what the bot speaks by itself, and how often: of a long pause at most three times, ever more rarely.

Of the work itself, see `reminders_ahead`. Of a pause, with the limit L (the person's own, or the announced
length of the pause): at L, then after 2 L more, then after 4 L more. What is said is only ever planned one
message ahead, so after an outage one message is due, for what is true then; the ones that it missed are
counted as said.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import NoMoreReminders
from bot.domain.pause import Pause

MESSAGES_PER_PAUSE = 3
SNOOZES = (timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=30))
PLAN_SNOOZE = timedelta(minutes=5)  # of the planned checkout
PLAN_SNOOZES = 2  # for each stretch of work
SHORTEST_LIMIT = timedelta(seconds=1)


class ReminderKind(StrEnum):
    LONG_PAUSE = "long_pause"
    PLANNED_CHECKOUT = "planned_checkout"  # the planned end is near, or has passed
    FORGOTTEN = "forgotten"  # an open session without a sign of life
    OVERNIGHT = "overnight"  # a session that was left open until the next morning
    BREAK_DUE = "break_due"  # much work without a break


MOST_MESSAGES = {ReminderKind.LONG_PAUSE: MESSAGES_PER_PAUSE, ReminderKind.BREAK_DUE: 1}


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to say at `due_at` about a pause, or about a stretch of work.

    `pause_number` is the number of that pause; of a stretch of work, the one that the next pause takes.
    `sequence` counts the messages of its kind about it, from 1. `limit` is the length that it waits for: L of
    a long pause, else that of the preference, or of the snooze, that it came from, or none.
    """

    session_id: str
    pause_number: int
    sequence: int
    due_at: datetime
    limit: timedelta
    kind: ReminderKind = ReminderKind.LONG_PAUSE
    is_said_once: bool = False

    @property
    def is_last(self) -> bool:
        most = 1 if self.is_said_once else MOST_MESSAGES.get(self.kind)
        return most is not None and self.sequence >= most


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
