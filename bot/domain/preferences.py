"""What a person has chosen: when the bot speaks by itself, how their day is, and what a start presumes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, tzinfo

from bot.domain.accounting import Span
from bot.domain.durations import HOUR, MINUTE, PLANNED, DurationRange
from bot.domain.errors import TooLong
from bot.domain.preference_errors import HoursWithoutLength
from bot.domain.reminders import Reminder, ReminderKind
from bot.domain.session import PROJECT_LIMIT
from bot.domain.times_of_day import instants

LONG_PAUSE = DurationRange(MINUTE, 24 * HOUR)
DAILY_GOAL = DurationRange(15 * MINUTE, 24 * HOUR)
FORGOTTEN_AFTER = DurationRange(30 * MINUTE, 24 * HOUR)
BREAK_AFTER = DurationRange(10 * MINUTE, 8 * HOUR)
MONDAY_TO_FRIDAY = frozenset(range(5))
UNLESS_TURNED_OFF = frozenset(ReminderKind) - {ReminderKind.BREAK_DUE}


@dataclass(frozen=True, slots=True)
class Hours:
    """From one local time of day to another; over midnight, where the second is the earlier one.

    Raises HoursWithoutLength.
    """

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start == self.end:
            raise HoursWithoutLength(self.start)

    def spans_around(self, at: datetime, timezone: tzinfo) -> Iterator[Span]:
        """Those of the days around an instant, in UTC.

        Where the clocks change they reach from the first time that the clock shows their start to the last
        time that it shows their end.
        """
        today = at.astimezone(timezone).date()
        for offset in (-2, -1, 0, 1):  # more than two, for clocks that are moved over midnight or by a day
            day = today + timedelta(days=offset)
            end_day = day if self.start < self.end else day + timedelta(days=1)
            first, last = min(instants(day, self.start, timezone)), max(instants(end_day, self.end, timezone))
            if first < last:
                yield Span(first, last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """The choices of one person; without any, these. `long_pause` None is the host's limit.

    `working_days` count from 0, Monday. `timezone` is an IANA name, in place of the one that Slack tells.
    Raises DurationOutOfRange, HoursWithoutLength, TooLong.
    """

    long_pause: timedelta | None = None
    repeats: bool = True  # the second and the third message about a long pause
    reminders: frozenset[ReminderKind] = UNLESS_TURNED_OFF
    break_after: timedelta = 90 * MINUTE
    forgotten_after: timedelta = 4 * HOUR
    quiet_hours: Hours | None = None
    working_days: frozenset[int] = MONDAY_TO_FRIDAY
    day_start: time = time(9)
    day_end: time = time(18)
    daily_goal: timedelta | None = None
    planned_default: timedelta | None = None
    default_project: str = ""
    timezone: str | None = None
    muted_until: datetime | None = None

    def __post_init__(self) -> None:
        for length, allowed in (
            (self.long_pause, LONG_PAUSE),
            (self.break_after, BREAK_AFTER),
            (self.forgotten_after, FORGOTTEN_AFTER),
            (self.daily_goal, DAILY_GOAL),
            (self.planned_default, PLANNED),
        ):
            if length is not None:
                allowed.check(length)
        if len(self.default_project) > PROJECT_LIMIT:
            raise TooLong("project", len(self.default_project), PROJECT_LIMIT)
        if self.day_start == self.day_end:
            raise HoursWithoutLength(self.day_start)

    def allows(self, kind: ReminderKind, at: datetime, timezone: tzinfo) -> bool:
        """Whether the bot may speak of that by itself at that instant."""
        return kind in self.reminders and self.next_allowed(at, timezone) == at

    def next_allowed(self, at: datetime, timezone: tzinfo) -> datetime:
        """The first instant from `at` on that is neither muted nor within quiet hours."""
        allowed = max(at, self.muted_until) if self.muted_until else at
        while quiet := self._quiet_span(allowed, timezone):
            allowed = quiet.end
        return allowed

    def applied_to(self, reminder: Reminder, timezone: tzinfo) -> Reminder | None:
        """The reminder, at the first instant when it may come and without what was turned off; maybe none."""
        if reminder.kind not in self.reminders:
            return None
        stays_alone = reminder.kind is ReminderKind.LONG_PAUSE and not self.repeats
        return replace(
            reminder,
            due_at=self.next_allowed(reminder.due_at, timezone),
            is_said_once=reminder.is_said_once or stays_alone,
        )

    def speaks_unlike(self, other: "Preferences") -> bool:
        """Whether the bot may speak by itself at other times, or of other things."""
        return self._speaking() != other._speaking()

    def _speaking(self) -> tuple[object, ...]:
        limits = self.long_pause, self.break_after, self.forgotten_after
        day = self.working_days, self.day_start, self.day_end, self.timezone
        return *limits, *day, self.reminders, self.repeats, self.quiet_hours, self.muted_until

    def _quiet_span(self, at: datetime, timezone: tzinfo) -> Span | None:
        spans = self.quiet_hours.spans_around(at, timezone) if self.quiet_hours else ()
        return next((span for span in spans if span.start <= at < span.end), None)


NO_PREFERENCES = Preferences()


def rest_of_today(now: datetime, usual_start: time, timezone: tzinfo) -> datetime:
    """Until when "mute today" holds: the usual start of the local day after this one, in UTC."""
    tomorrow = now.astimezone(timezone).date() + timedelta(days=1)
    return min(instants(tomorrow, usual_start, timezone))
