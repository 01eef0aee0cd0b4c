"""What the start modal is asked for with, when it is opened rather than reached by a typed line."""

from bot.domain.outcomes import StartAsked
from bot.store import Transaction
from bot.workday.calls import Call

RECENT_TASKS = 10
RECENT_PROJECTS = 10


def ask_start(tx: Transaction, call: Call, task: str = "", source_url: str | None = None) -> StartAsked:
    """Ask for a task, also while a session is running: then the modal says so and leads to the switch.

    `task` is what it may be; without one, recent ones are there to pick from.
    """
    preferences, running = tx.preferences_of(call.owner), tx.open_session(call.owner)
    known = (preferences.default_project, running.project if running else "")
    recent_projects = tx.recent_projects(call.owner, RECENT_PROJECTS)
    return StartAsked(
        now=call.now,
        planned=preferences.planned_default,
        running=running,
        recent=() if task else tx.recent_tasks(call.owner, RECENT_TASKS),
        task=task,
        project=preferences.default_project,
        projects=tuple(dict.fromkeys(filter(None, (*known, *recent_projects)))),
        source_url=source_url,
    )
