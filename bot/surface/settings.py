"""The settings modal: when the bot speaks by itself, how the day is, and what a start presumes."""

from collections.abc import Iterable
from datetime import time

from slackblocks import Block, CheckboxGroup, InputBlock, Option, PlainText, TimePicker

from bot.domain.outcomes import Muted, SettingsAsked, SettingsSaved
from bot.domain.preferences import NO_PREFERENCES, Preferences
from bot.domain.reminders import ReminderKind
from bot.domain.session import PROJECT_LIMIT
from bot.surface import figures, wording
from bot.surface.blocks import Screen, View, about, ask, rich, to_modal
from bot.surface.ids import ActionId, CallbackId, Field
from bot.surface.inputs import text_input
from bot.surface.lines import Line
from bot.surface.times import Times

LENGTH_TYPED_LIMIT = 40
TIMEZONE_TYPED_LIMIT = 60
REPEATS = "repeats"  # stands among the kinds of reminders, below the one that it belongs to
CLOCK = "%H:%M"


def modal(asked: SettingsAsked) -> View:
    return to_modal(
        wording.SETTINGS_TITLE,
        [*_reminders(asked), *_quiet_hours(asked.preferences), *_day(asked.preferences), _timezone(asked)],
        submit=wording.SETTINGS_SUBMIT,
        close=wording.SETTINGS_CLOSE,
        callback_id=CallbackId.SETTINGS,
    )


def invitation(_asked: SettingsAsked, _times: Times) -> Screen:
    """Where no modal can open by itself: the button opens it."""
    return _with_opener(wording.SETTINGS_QUESTION, wording.SETTINGS_BUTTON)


def could_not_open() -> Screen:
    return _with_opener(wording.COULD_NOT_OPEN, wording.TRY_AGAIN_BUTTON)


def saved(_saved: SettingsSaved, _times: Times) -> Screen:
    return Screen.of(wording.SETTINGS_SAVED, rich("saved", wording.SETTINGS_SAVED))


def muted(outcome: Muted, times: Times) -> Screen:
    text = wording.muted(times.clock(outcome.until))
    return Screen.of(text, rich("muted", text))


def reminder_choices() -> dict[str, str]:
    """The values of the checkboxes and their labels."""
    return {
        ReminderKind.LONG_PAUSE: wording.LONG_PAUSE_NAME,
        REPEATS: wording.REPEATS_NAME,
        ReminderKind.BREAK_DUE: wording.BREAK_DUE_NAME,
        ReminderKind.PLANNED_CHECKOUT: wording.PLANNED_CHECKOUT_NAME,
        ReminderKind.FORGOTTEN: wording.FORGOTTEN_NAME,
        ReminderKind.OVERNIGHT: wording.OVERNIGHT_NAME,
    }


def day_choices() -> dict[str, str]:
    """The values of the working days and their labels."""
    return {str(number): name for number, name in enumerate(wording.WEEKDAYS)}


def _with_opener(sentence: Line, label: str) -> Screen:
    return ask(sentence, label, ActionId.SETTINGS, about())


def _reminders(asked: SettingsAsked) -> list[Block]:
    preferences = asked.preferences
    chosen = {*preferences.reminders, *([REPEATS] if preferences.repeats else [])}
    usual = figures.exact(asked.usual_long_pause)
    return [
        _checkboxes(Field.REMINDERS, wording.REMINDERS_LABEL, reminder_choices(), chosen),
        _length(
            Field.LONG_PAUSE,
            wording.LONG_PAUSE_LABEL,
            figures.exact(preferences.long_pause) if preferences.long_pause else "",
            hint=wording.long_pause_hint(usual),
            placeholder=usual,
        ),
        _length(
            Field.BREAK_AFTER,
            wording.BREAK_AFTER_LABEL,
            figures.exact(preferences.break_after),
            hint=wording.break_after_hint(figures.exact(NO_PREFERENCES.break_after)),
        ),
        _length(
            Field.FORGOTTEN_AFTER,
            wording.FORGOTTEN_AFTER_LABEL,
            figures.exact(preferences.forgotten_after),
            hint=wording.forgotten_after_hint(figures.exact(NO_PREFERENCES.forgotten_after)),
        ),
    ]


def _quiet_hours(preferences: Preferences) -> list[Block]:
    quiet = preferences.quiet_hours
    return [
        _time(Field.QUIET_FROM, wording.QUIET_FROM_LABEL, quiet.start if quiet else None, optional=True),
        _time(
            Field.QUIET_UNTIL,
            wording.QUIET_UNTIL_LABEL,
            quiet.end if quiet else None,
            hint=wording.QUIET_HINT,
            optional=True,
        ),
    ]


def _day(preferences: Preferences) -> list[Block]:
    goal, planned = preferences.daily_goal, preferences.planned_default
    return [
        _checkboxes(
            Field.WORKING_DAYS, wording.WORKING_DAYS_LABEL, day_choices(), map(str, preferences.working_days)
        ),
        _time(Field.DAY_START, wording.DAY_START_LABEL, preferences.day_start),
        _time(Field.DAY_END, wording.DAY_END_LABEL, preferences.day_end),
        _length(
            Field.DAILY_GOAL,
            wording.DAILY_GOAL_LABEL,
            figures.exact(goal) if goal else "",
            hint=wording.DAILY_GOAL_HINT,
        ),
        _length(
            Field.PLANNED_DEFAULT,
            wording.PLANNED_DEFAULT_LABEL,
            figures.exact(planned) if planned else "",
            hint=wording.PLANNED_DEFAULT_HINT,
        ),
        text_input(
            Field.DEFAULT_PROJECT,
            wording.DEFAULT_PROJECT_LABEL,
            PROJECT_LIMIT,
            initial=preferences.default_project,
            hint=wording.DEFAULT_PROJECT_HINT,
        ),
    ]


def _timezone(asked: SettingsAsked) -> Block:
    return text_input(
        Field.TIMEZONE,
        wording.TIMEZONE_LABEL,
        TIMEZONE_TYPED_LIMIT,
        initial=asked.preferences.timezone or "",
        placeholder=asked.slack_timezone or wording.TIMEZONE_PLACEHOLDER,
        hint=wording.timezone_hint(asked.slack_timezone),
    )


def _length(
    field: Field,
    label: str,
    initial: str,
    *,
    hint: str | None = None,
    placeholder: str = wording.LENGTH_PLACEHOLDER,
) -> InputBlock:
    return text_input(
        field,
        label,
        LENGTH_TYPED_LIMIT,
        initial=initial,
        placeholder=placeholder,
        hint=hint,
        optional=True,
    )


def _time(
    field: Field, label: str, initial: time | None, *, hint: str | None = None, optional: bool = False
) -> InputBlock:
    picker = TimePicker(
        field,
        initial_time=f"{initial:{CLOCK}}" if initial else None,
        placeholder=None if initial else PlainText(wording.TIME_PLACEHOLDER),
    )
    return InputBlock(
        PlainText(label), picker, block_id=field, hint=hint and PlainText(hint), optional=optional
    )


def _checkboxes(field: Field, label: str, choices: dict[str, str], chosen: Iterable[str]) -> InputBlock:
    options = {value: Option(PlainText(name), value) for value, name in choices.items()}
    ticked = set(chosen)
    initial = [option for value, option in options.items() if value in ticked]
    group = CheckboxGroup(field, list(options.values()), initial_options=initial or None)
    return InputBlock(PlainText(label), group, block_id=field, optional=True)
