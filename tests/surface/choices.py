"""The screens of the settings, and those that look different because of them."""

from datetime import datetime, time, timedelta

from bot.domain.outcomes import Muted, Outcome, SettingsAsked, SettingsSaved
from bot.domain.preferences import NO_PREFERENCES, Hours, Preferences
from bot.domain.reminders import ReminderKind

CHOSEN = Preferences(
    long_pause=timedelta(minutes=20),
    repeats=False,
    reminders=frozenset({ReminderKind.LONG_PAUSE, ReminderKind.BREAK_DUE}),
    break_after=timedelta(minutes=50),
    forgotten_after=timedelta(hours=2),
    quiet_hours=Hours(time(21, 30), time(7)),
    working_days=frozenset({0, 5}),
    day_start=time(8, 15),
    day_end=time(16),
    daily_goal=timedelta(hours=6),
    planned_default=timedelta(minutes=45),
    default_project="Atlas",
    timezone="Asia/Tokyo",
)


def settings_asked(now: datetime, preferences: Preferences = NO_PREFERENCES) -> SettingsAsked:
    return SettingsAsked(
        now=now,
        preferences=preferences,
        usual_long_pause=timedelta(minutes=30),
        slack_timezone="Europe/Berlin" if preferences is NO_PREFERENCES else None,
    )


def settings_outcomes(now: datetime) -> dict[str, Outcome]:
    return {
        "settings_asked": settings_asked(now),
        "settings_saved": SettingsSaved(now=now),
        "muted": Muted(now=now, until=now + timedelta(days=1)),
    }
