"""What the bot is to say by itself about a session as it is now: the one place that decides what is planned.

While paused, only the pause is spoken of. About the work, numbered by its stretch from one pause to the next:

* the planned checkout: five minutes before, at the time, ten minutes over;
* a forgotten session: after some hours without a sign of life, and at the end of the person's working day if
  that is still ahead;
* a break that is due: after so much work since the last one.

And of any session, at the usual start of a later day: that it was left open overnight. That is a working day,
so what is left open on a Friday waits for Monday: nothing is lost meanwhile, and a weekend stays one. Who has
no working days at all is asked on the next day.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from bot.domain.durations import MINUTE
from bot.domain.preferences import Preferences
from bot.domain.reminders import Reminder, ReminderKind, first_reminder
from bot.domain.session import WorkSession
from bot.domain.times_of_day import instants

AROUND_PLANNED = (-5 * MINUTE, timedelta(), 10 * MINUTE)
NO_WAIT = timedelta()
DAYS_AHEAD = range(1, 9)  # a week, and one day more for clocks that are moved over a whole day


@dataclass(frozen=True, slots=True)
class Day:
    """How the person's days are: which are working days, and by which clocks they begin and end."""

    preferences: Preferences
    zone: tzinfo

    def next_morning(self, now: datetime) -> datetime:
        """The usual start of the next working day after the local day of `now`, in UTC."""
        today = now.astimezone(self.zone).date()
        return _morning_after(today, self.preferences.working_days, self.preferences.day_start, self.zone)

    def end_ahead(self, now: datetime) -> datetime | None:
        """When the working day around `now` usually ends, in UTC; None where there is none, or it is over."""
        morning = self.next_morning(now)
        start, end = self.preferences.day_start, self.preferences.day_end
        today = now.astimezone(self.zone).date()
        ends = _ends_around(today, self.preferences.working_days, start, end, self.zone)
        return next((end for end in ends if now < end <= morning), None)


# The same for everyone with the same days in a zone, and asked for with every transition.
@lru_cache(maxsize=4096)
def _morning_after(today: date, working_days: frozenset[int], start: time, zone: tzinfo) -> datetime:
    days = [today + timedelta(days=offset) for offset in DAYS_AHEAD]
    working = (day for day in days if day.weekday() in working_days)
    return min(instants(next(working, days[0]), start, zone))


@lru_cache(maxsize=4096)
def _ends_around(
    today: date, working_days: frozenset[int], start: time, end: time, zone: tzinfo
) -> tuple[datetime, ...]:
    """Of the working days around today, in order; also of one that ends after midnight."""
    days = [today + timedelta(days=offset) for offset in (-1, 0, 1)]
    over_night = timedelta(days=0 if start < end else 1)
    return tuple(
        sorted(min(instants(day + over_night, end, zone)) for day in days if day.weekday() in working_days)
    )


def stretch(session: WorkSession) -> int:
    """The number of the present stretch of work: that of the pause that is to end it. Never goes back."""
    return session.highest_pause_number + 1


def working_since(session: WorkSession) -> datetime:
    """When the last stretch of work began."""
    closed = (pause.ended_at for pause in session.pauses if pause.ended_at)
    return max(closed, default=session.started_at)


def first_reminders(
    session: WorkSession, preferences: Preferences, zone: tzinfo, now: datetime, long_pause_limit: timedelta
) -> tuple[Reminder, ...]:
    """What is to be said next of each kind if the person gave a sign of life `now`, and nothing was said yet.

    Quiet hours and what was turned off are left to `Preferences.applied_to`. Of the work, what should have
    been said already is due now, once; of a pause, see `reminders.following`.
    """
    if not session.is_open:
        return ()
    day = Day(preferences, zone)
    overnight = _about(session, ReminderKind.OVERNIGHT, day.next_morning(now))
    if session.open_pause:
        limit = preferences.long_pause or long_pause_limit
        return first_reminder(session.id, session.open_pause, limit), overnight
    forgotten_at = min(filter(None, (now + preferences.forgotten_after, day.end_ahead(now))))
    break_due_at = max(working_since(session) + preferences.break_after, now)
    return (
        *_first_about_plan(session, now),
        _about(session, ReminderKind.FORGOTTEN, forgotten_at, preferences.forgotten_after),
        _about(session, ReminderKind.BREAK_DUE, break_due_at, preferences.break_after),
        overnight,
    )


def following_at_work(
    sent: Reminder, session: WorkSession, preferences: Preferences, zone: tzinfo, now: datetime
) -> Reminder | None:
    """The one after `sent`, about work: strictly after `now`, without a sign of life of the person."""
    due_at = None
    if sent.kind is ReminderKind.PLANNED_CHECKOUT:
        due_at = next((at for at in _around_planned(session) if at > now), None)
    elif sent.kind is ReminderKind.FORGOTTEN:
        due_at = Day(preferences, zone).end_ahead(now)
    if due_at is None:
        return None
    return replace(sent, sequence=sent.sequence + 1, due_at=due_at, limit=NO_WAIT)


def is_near_plan(session: WorkSession, now: datetime) -> bool:
    """Whether the planned checkout is as near as to be spoken of, or has passed."""
    planned_at = session.planned_checkout_at
    return planned_at is not None and now >= planned_at + AROUND_PLANNED[0]


def _first_about_plan(session: WorkSession, now: datetime) -> tuple[Reminder, ...]:
    """What lies before the present stretch of work was known when it began."""
    around = _around_planned(session)
    if not around:
        return ()
    ahead = next((at for at in around if at > now), None)
    return (_about(session, ReminderKind.PLANNED_CHECKOUT, ahead or now, is_said_once=ahead is None),)


def _around_planned(session: WorkSession) -> tuple[datetime, ...]:
    planned_at, since = session.planned_checkout_at, working_since(session)
    around = (planned_at + wait for wait in AROUND_PLANNED) if planned_at else ()
    return tuple(at for at in around if at > since)


def _about(
    session: WorkSession,
    kind: ReminderKind,
    due_at: datetime,
    limit: timedelta = NO_WAIT,
    *,
    is_said_once: bool = False,
) -> Reminder:
    return Reminder(session.id, stretch(session), 1, due_at, limit, kind, is_said_once)
