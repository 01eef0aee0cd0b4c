"""What the start modal is asked for with, when it is opened rather than reached by a typed line."""

from bot.domain.outcomes import StartAsked
from bot.store import Transaction
from bot.workday.calls import Call


def ask_start(tx: Transaction, call: Call) -> StartAsked:
    """Ask for a task, also while a session is running: then the modal says so and leads to the switch."""
    planned = tx.preferences_of(call.owner).planned_default
    return StartAsked(now=call.now, planned=planned, running=tx.open_session(call.owner))
