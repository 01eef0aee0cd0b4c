"""A person's preferences as JSON, and back.

One column, not one for each: they are read and written as a whole and never searched, and what is added to
them needs no migration. A missing key stands for its default. A key that this version does not know, which
a newer one has written, is left as it is.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from bot.domain.preferences import NO_PREFERENCES, Hours, Preferences
from bot.domain.reminders import ReminderKind

Json = dict[str, Any]


def preferences_values(preferences: Preferences, kept: Json | None = None) -> Json:
    """Instants in ISO 8601, durations in seconds; `kept` is what there was before."""
    before = kept or {}
    quiet = preferences.quiet_hours
    return before | {
        "long_pause": _seconds(preferences.long_pause),
        "repeats": preferences.repeats,
        "reminders": before.get("reminders", {})
        | {kind.value: kind in preferences.reminders for kind in ReminderKind},
        "break_after": _seconds(preferences.break_after),
        "forgotten_after": _seconds(preferences.forgotten_after),
        "quiet_hours": quiet and [quiet.start.isoformat(), quiet.end.isoformat()],
        "working_days": sorted(preferences.working_days),
        "day_start": preferences.day_start.isoformat(),
        "day_end": preferences.day_end.isoformat(),
        "daily_goal": _seconds(preferences.daily_goal),
        "planned_default": _seconds(preferences.planned_default),
        "default_project": preferences.default_project,
        "timezone": preferences.timezone,
        "muted_until": preferences.muted_until and preferences.muted_until.isoformat(),
    }


def preferences_from(values: Json | None) -> Preferences:
    """What `values` were made of."""
    known: Json = {
        name: read(value) if value is not None else None
        for name, read in _READ.items()
        if (value := (values or {}).get(name, _MISSING)) is not _MISSING
    }
    return Preferences(**known)


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else length // timedelta(seconds=1)


def _length(seconds: int) -> timedelta:
    return timedelta(seconds=seconds)


def _hours(times: list[str]) -> Hours:
    return Hours(*map(time.fromisoformat, times))


def _reminders(is_wanted: dict[str, bool]) -> frozenset[ReminderKind]:
    """A kind that is not named is newer than the choice: its default holds."""
    return frozenset(kind for kind in ReminderKind if is_wanted.get(kind, kind in NO_PREFERENCES.reminders))


_MISSING = object()
_READ: dict[str, Callable[[Any], object]] = {
    "long_pause": _length,
    "repeats": bool,
    "reminders": _reminders,
    "break_after": _length,
    "forgotten_after": _length,
    "quiet_hours": _hours,
    "working_days": frozenset[int],
    "day_start": time.fromisoformat,
    "day_end": time.fromisoformat,
    "daily_goal": _length,
    "planned_default": _length,
    "default_project": str,
    "timezone": str,
    "muted_until": datetime.fromisoformat,
}
