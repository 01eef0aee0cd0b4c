"""Marks of the states, buttons and menus."""

from datetime import timedelta

from bot.domain.pause import Provenance

WORKING, PAUSED, DONE = "▶ ", "⏸ ", "✓ "
MARKS = {Provenance.LIVE: "", Provenance.CORRECTED: " ✎", Provenance.AUTOMATIC: " ✎ auto"}
EDITED = " ✎"

PAUSE_BUTTON = "Pause"
RESUME_BUTTON = "Resume"
DONE_BUTTON = "Done"
START_BUTTON = "Start a session"
START_AGAIN_BUTTON = "Start again"
START_OTHER_BUTTON = "Start something else"
KEEP_WORKING_BUTTON = "Keep working on it"
KEEP_PAUSED_BUTTON = "Keep it paused"
SWITCH_TO = "Switch to "
SWITCH_BUTTON = "Switch to something else"
TRY_AGAIN_BUTTON = "Try again"
OPEN_CHECKOUT_BUTTON = "Finish session"
LOG_BUTTON = "Today in detail"
HELP_BUTTON = "Help"
EDIT_BUTTON = "Edit"
EDITED_BUTTON = "✎ Edited"
UNDO_BUTTON = "Undo"
REDO_BUTTON = "Redo"
CANCEL_CHOICE = "Cancel session"
DISCARD_BUTTON = "Discard"
KEEP_BUTTON = "Keep it"
IT_WAS_WORK_BUTTON = "It was work"
SNOOZE_MENU = "Snooze"


def minutes(length: timedelta) -> str:
    """For lists to choose from, where the same unit is easier to compare."""
    return f"{length // timedelta(minutes=1)} min"
