"""The settings."""

from datetime import timedelta

from bot.surface.figures import duration, exact
from bot.surface.lines import Code, Line, Moment

SETTINGS_TITLE, SETTINGS_SUBMIT, SETTINGS_CLOSE = "Settings", "Save", "Leave as it is"
SETTINGS_BUTTON = "Settings"
SETTINGS_QUESTION: Line = ("Your settings open with the button: reminders, quiet hours, your day.",)
SETTINGS_SAVED: Line = ("Saved. It holds from now on, also for reminders that were planned already.",)

REMINDERS_LABEL = "Remind me"
LONG_PAUSE_NAME = "when a break gets long"
REPEATS_NAME = "twice more when the break goes on"
BREAK_DUE_NAME = "when a break is due"
PLANNED_CHECKOUT_NAME = "when the planned end of a session comes"
FORGOTTEN_NAME = "when a session may be forgotten"
OVERNIGHT_NAME = "in the morning, when a session was left open"
LONG_PAUSE_LABEL = "A break is long after"
BREAK_AFTER_LABEL = "A break is due after"
FORGOTTEN_AFTER_LABEL = "A session may be forgotten after"
QUIET_FROM_LABEL, QUIET_UNTIL_LABEL = "Quiet hours from", "Quiet hours until"
QUIET_HINT = "Meanwhile I write nothing by myself. Choose the same time twice for no quiet hours."
QUIET_NEEDS_BOTH: Line = ("Quiet hours need both times.",)
TIME_PLACEHOLDER = "Choose a time"

WORKING_DAYS_LABEL = "Working days"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY_START_LABEL, DAY_END_LABEL = "Your day usually starts at", "Your day usually ends at"
DAILY_GOAL_LABEL = "Daily goal"
DAILY_GOAL_HINT = "Home shows how far you have come. Leave it empty for no goal."
PLANNED_DEFAULT_LABEL = "Planned length of a session"
PLANNED_DEFAULT_HINT = "For sessions that you start without a length. Leave it empty for an open end."
DEFAULT_PROJECT_LABEL = "Default project"
DEFAULT_PROJECT_HINT = "For sessions that you start without naming one. Leave it empty for no project."
TIMEZONE_LABEL = "Timezone"
TIMEZONE_PLACEHOLDER = "Europe/Berlin"
LENGTH_PLACEHOLDER = "1 h 30 min"
TIME_NEEDED: Line = ("Choose a time.",)


def long_pause_hint(usual: str) -> str:
    return f"Leave it empty for {usual}, as for everybody here."


def break_after_hint(usual: str) -> str:
    return f"Of work without a break. Leave it empty for {usual}."


def forgotten_after_hint(usual: str) -> str:
    return f"Without a sign of you, and at the usual end of your day. Leave it empty for {usual}."


def timezone_hint(told_by_slack: str | None) -> str:
    as_in_slack = f" ({told_by_slack})" if told_by_slack else ""
    return f"Leave it empty for the one in your Slack profile{as_in_slack}."


def no_such_timezone(typed: str) -> Line:
    return ("I know no timezone ", Code(typed), ". Write a name like Europe/Berlin or America/New_York.")


def hours_without_length(at: str) -> Line:
    return (f"From {at} to {at} is no time at all. Choose another end.",)


def muted(until: Moment) -> Line:
    return ("I write nothing by myself until ", until, ".")


def of_goal(worked: timedelta, goal: timedelta) -> Line:
    return (f"{duration(worked)} of {exact(goal)}",)
