"""What the start modal is asked for with, when it is opened rather than reached by a typed line."""

from bot.domain.outcomes import StartAsked
from bot.store import Transaction
from bot.workday.calls import Call

RECENT_TASKS = 10


def ask_start(tx: Transaction, call: Call, task: str = "", source_url: str | None = None) -> StartAsked:
    """Ask for a task, also while a session is running: then the modal says so and leads to the switch.

    `task` is what it may be; without one, recent ones are there to pick from.
    """
    return StartAsked(
        now=call.now,
        planned=tx.preferences_of(call.owner).planned_default,
        running=tx.open_session(call.owner),
        recent=() if task else tx.recent_tasks(call.owner, RECENT_TASKS),
        task=task,
        source_url=source_url,
    )
