"""Every name that Slack sends back to us: the command, action ids, callback ids, and the blocks of inputs.

A listener is registered for each action and callback here, and no view uses any other.
"""

import re
from enum import StrEnum

COMMAND = "/work"


class ActionId(StrEnum):
    """What a click asks for. The buttons carry a `ButtonValue`, except TRY_AGAIN (see `values`).

    A choice in a menu is a button too: MENU carries it in its value (see `forms.read_choice`).
    """

    PAUSE = "pause"
    RESUME = "resume"
    DONE = "done"  # opens the checkout modal
    START = "start"  # opens the start modal
    START_AGAIN = "start_again"  # starts the task of the session that the value names, at once
    SWITCH = "switch"  # opens the checkout modal, and then the task in the value starts
    KEEP = "keep"  # answers with the present card
    SNOOZE = "snooze"  # a select; see `forms.read_snooze`
    TRY_AGAIN = "try_again"  # opens a modal that could not be opened, or not from where it was asked for
    SHOW_LOG = "show_log"
    SHOW_HELP = "show_help"
    MENU = "menu"  # an overflow menu of other actions
    EDIT = "edit"  # opens the edit modal of the session
    SHOW_JOURNAL = "show_journal"  # opens the journal of the session
    UNDO = "undo"
    REDO = "redo"
    CANCEL = "cancel"  # asks whether the open session is to be discarded
    DISCARD = "discard"
    IT_WAS_WORK = "it_was_work"  # the pause that the value names was none
    LOG_EARLIER = "log_earlier"  # turns to the page of the log that the value names; see `pages`
    LOG_LATER = "log_later"
    SETTINGS = "settings"  # opens the settings modal
    FORGET = "forget"  # opens the modal that asks to confirm it
    BACK_SINCE = "back_since"  # opens the modal that ends a break as of an earlier instant
    FINISHED_AT_PAUSE = "finished_at_pause"  # opens the checkout modal, with the end where the break began
    MUTE_TODAY = "mute_today"
    STOPPED_AT = "stopped_at"  # opens the modal that ends a forgotten session as of an earlier instant
    PAUSED_SINCE = "paused_since"  # opens the modal that begins a break as of an earlier instant
    STILL_WORKING = "still_working"  # a sign of life
    SNOOZE_CHECKOUT = "snooze_checkout"  # speaks of the planned checkout again in five minutes


class CallbackId(StrEnum):
    CHECKOUT = "checkout"
    START = "start"
    EDIT = "edit"
    SETTINGS = "settings"
    BACK = "back"
    PAUSED = "paused"
    STOP = "stop"
    FORGET = "forget"


class ShortcutId(StrEnum):
    """The shortcuts of the manifest."""

    START_WORK = "start_work"  # global
    TRACK_MESSAGE = "track_message"  # on a message


class Field(StrEnum):
    """The inputs of the modals; each is the `block_id` and the `action_id` of its input.

    Fixed, because Slack keeps what was typed when a view is updated only where both stay the same. Where
    that is not wanted the `block_id` is `edit_block`.
    """

    KEEP = "keep"
    PROBLEM = "problem"
    TRY = "try"
    DECISION = "decision"
    REMAINING = "remaining"
    CONTINUE_REASON = "continue_reason"
    TASK = "task"
    RECENT = "recent"
    KNOWN_PROJECT = "known_project"
    PROJECT = "project"
    PLANNED = "planned"
    START_AT = "start_at"
    END_AT = "end_at"
    NEW_BREAK = "new_break"
    REMINDERS = "reminders"
    LONG_PAUSE = "long_pause"
    BREAK_AFTER = "break_after"
    FORGOTTEN_AFTER = "forgotten_after"
    QUIET_FROM = "quiet_from"
    QUIET_UNTIL = "quiet_until"
    WORKING_DAYS = "working_days"
    DAY_START = "day_start"
    DAY_END = "day_end"
    DAILY_GOAL = "daily_goal"
    PLANNED_DEFAULT = "planned_default"
    DEFAULT_PROJECT = "default_project"
    TIMEZONE = "timezone"
    SINCE = "since"
    CONFIRMATION = "confirmation"


def break_field(number: int) -> str:
    """The line of a break in the edit modal, by the number of its pause."""
    return f"break_{number}"


def edit_block(field: str, version: int) -> str:
    """The `block_id` of a field that shows the record.

    It names the version of the session: Slack would else keep what a field showed before the session
    changed, and a save would write that back.
    """
    return f"{field}.{version}"


# What a modal that tells the consequences sends while it is being filled in.
EDIT_INPUTS = re.compile(r"start_at|end_at|new_break|break_\d+")
