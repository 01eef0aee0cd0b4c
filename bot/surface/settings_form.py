"""The submitted settings: from the state of the modal to preferences."""

from collections.abc import Callable
from datetime import time, timedelta

from bot.domain.durations import PLANNED, DurationRange, read_duration
from bot.domain.preference_errors import NoSuchTimezone
from bot.domain.preferences import (
    BREAK_AFTER,
    DAILY_GOAL,
    FORGOTTEN_AFTER,
    LONG_PAUSE,
    NO_PREFERENCES,
    Hours,
    Preferences,
)
from bot.domain.reminders import ReminderKind
from bot.domain.text import clean_line, read_project
from bot.domain.timezones import read_timezone
from bot.surface import wording
from bot.surface.blocks import View
from bot.surface.fields import TYPED_SHOWN, Reader
from bot.surface.ids import Field
from bot.surface.lines import shortened
from bot.surface.settings import CLOCK, REPEATS, day_choices, reminder_choices


def read_settings(view: View) -> Preferences:
    """What was chosen. Raises FieldErrors, MalformedValue."""
    fields = Reader(view)
    reminders = fields.choices(Field.REMINDERS, reminder_choices())
    day_start, day_end = _day(fields)
    chosen = Preferences(
        long_pause=_length(fields, Field.LONG_PAUSE, LONG_PAUSE),
        repeats=REPEATS in reminders,
        reminders=frozenset(ReminderKind(value) for value in reminders - {REPEATS}),
        break_after=_length(fields, Field.BREAK_AFTER, BREAK_AFTER) or NO_PREFERENCES.break_after,
        forgotten_after=_length(fields, Field.FORGOTTEN_AFTER, FORGOTTEN_AFTER)
        or NO_PREFERENCES.forgotten_after,
        quiet_hours=_quiet_hours(fields),
        working_days=frozenset(map(int, fields.choices(Field.WORKING_DAYS, day_choices()))),
        day_start=day_start,
        day_end=day_end,
        daily_goal=_length(fields, Field.DAILY_GOAL, DAILY_GOAL),
        planned_default=_length(fields, Field.PLANNED_DEFAULT, PLANNED),
        default_project=fields.check(Field.DEFAULT_PROJECT, read_project, ""),
        timezone=_timezone(fields),
    )
    fields.finish()
    return chosen


def _length(fields: Reader, field: Field, allowed: DurationRange) -> timedelta | None:
    """None where nothing was typed."""
    return fields.check(field, _within(allowed), None) if clean_line(fields.text(field)) else None


def _within(allowed: DurationRange) -> Callable[[str], timedelta]:
    return lambda typed: allowed.check(read_duration(typed))


def _quiet_hours(fields: Reader) -> Hours | None:
    start, end = fields.time_of_day(Field.QUIET_FROM), fields.time_of_day(Field.QUIET_UNTIL)
    if (start is None) != (end is None):
        fields.refuse(Field.QUIET_UNTIL if start else Field.QUIET_FROM, wording.QUIET_NEEDS_BOTH)
    return Hours(start, end) if start and end and start != end else None


def _day(fields: Reader) -> tuple[time, time]:
    start, end = fields.time_of_day(Field.DAY_START), fields.time_of_day(Field.DAY_END)
    if start is None:
        fields.refuse(Field.DAY_START, wording.TIME_NEEDED)
    if end is None:
        fields.refuse(Field.DAY_END, wording.TIME_NEEDED)
    elif start == end:
        fields.refuse(Field.DAY_END, wording.hours_without_length(f"{end:{CLOCK}}"))
    if start is None or end is None or start == end:
        return NO_PREFERENCES.day_start, NO_PREFERENCES.day_end
    return start, end


def _timezone(fields: Reader) -> str | None:
    try:
        return read_timezone(fields.text(Field.TIMEZONE))
    except NoSuchTimezone as why:
        fields.refuse(Field.TIMEZONE, wording.no_such_timezone(shortened(clean_line(why.typed), TYPED_SHOWN)))
        return None
