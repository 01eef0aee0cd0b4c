"""The use cases: load, transition, save, answer. Every one runs inside one transaction of the store.

A use case either answers with what it did or, having changed nothing, with why not and the present state.
"""

from bot.workday.answering import snooze_checkout, snooze_reminder, still_working
from bot.workday.calls import Call, Target, once, own_session, present, show_status
from bot.workday.checkout import ask_checkout, ask_checkout_again, checkout_session
from bot.workday.corrections import (
    ask_cancel,
    ask_edit,
    count_as_work,
    discard_session,
    edit_session,
    insert_break,
    overlap_of,
)
from bot.workday.forgetting import ChangedSinceExport, ask_forget, confirm_forget, forget
from bot.workday.issuing import REMINDER_CARDS, issue_reminders
from bot.workday.looking_back import export, export_everything, show_log, show_page, show_report, write_export
from bot.workday.planning import plan_by_other_clocks
from bot.workday.repairs import ask_back, ask_checkout_at_pause
from bot.workday.settings import ask_settings, mute_today, save_settings
from bot.workday.showing import card_outcome, home, show_home, show_journal
from bot.workday.shown import Shown
from bot.workday.starting import ask_start
from bot.workday.stepping_back import follow_clock_back
from bot.workday.stopping import ask_pause, ask_stop, left_open, stop_session
from bot.workday.undoing import redo, undo
from bot.workday.verbs import pause_session, refuse, resume_session, start_again, start_session

__all__ = [
    "REMINDER_CARDS",
    "Call",
    "ChangedSinceExport",
    "Shown",
    "Target",
    "ask_back",
    "ask_cancel",
    "ask_checkout",
    "ask_checkout_again",
    "ask_checkout_at_pause",
    "ask_edit",
    "ask_forget",
    "ask_pause",
    "ask_settings",
    "ask_start",
    "ask_stop",
    "card_outcome",
    "checkout_session",
    "confirm_forget",
    "count_as_work",
    "discard_session",
    "edit_session",
    "export",
    "export_everything",
    "follow_clock_back",
    "forget",
    "home",
    "insert_break",
    "issue_reminders",
    "left_open",
    "mute_today",
    "once",
    "overlap_of",
    "own_session",
    "pause_session",
    "plan_by_other_clocks",
    "present",
    "redo",
    "refuse",
    "resume_session",
    "save_settings",
    "show_home",
    "show_journal",
    "show_log",
    "show_page",
    "show_report",
    "show_status",
    "snooze_checkout",
    "snooze_reminder",
    "start_again",
    "start_session",
    "still_working",
    "stop_session",
    "undo",
    "write_export",
]
