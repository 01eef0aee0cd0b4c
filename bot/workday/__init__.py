"""The use cases: load, transition, save, answer. Every one runs inside one transaction of the store.

A use case either answers with what it did or, having changed nothing, with why not and the present state.
"""

from bot.workday.calls import Call, Target, once, present, show_status
from bot.workday.checkout import ask_checkout, ask_checkout_again, checkout_session
from bot.workday.pause_reminders import issue_reminders, snooze_reminder
from bot.workday.showing import Shown, card_outcome, day_log, home, show_home
from bot.workday.verbs import pause_session, refuse, resume_session, start_again, start_session

__all__ = [
    "Call",
    "Shown",
    "Target",
    "ask_checkout",
    "ask_checkout_again",
    "card_outcome",
    "checkout_session",
    "day_log",
    "home",
    "issue_reminders",
    "once",
    "pause_session",
    "present",
    "refuse",
    "resume_session",
    "show_home",
    "show_status",
    "snooze_reminder",
    "start_again",
    "start_session",
]
