"""Which changes of sessions an answer stands for."""

from bot.domain.change import Action
from bot.domain.outcomes import (
    Cancelled,
    Edited,
    Finished,
    Outcome,
    Paused,
    PauseInserted,
    Resumed,
    Started,
    Undone,
)
from bot.domain.session import WorkSession

Changed = Paused | Resumed | Finished | PauseInserted | Edited | Cancelled
_ACTIONS: dict[type[Outcome], Action] = {
    Paused: Action.PAUSE,
    Resumed: Action.RESUME,
    Finished: Action.FINISH,
    PauseInserted: Action.INSERT_PAUSE,
    Edited: Action.EDIT,
    Cancelled: Action.CANCEL,
}


def transitions_of(outcome: object) -> tuple[tuple[Action, WorkSession], ...]:
    """Each action with the session as it left it; none where nothing was changed.

    An outcome may come with what else its listener needs.
    """
    if isinstance(outcome, tuple):
        outcome = outcome[0]
    if isinstance(outcome, Changed):
        return ((_ACTIONS[type(outcome)], outcome.session),)
    if isinstance(outcome, Undone):
        return ((Action.REDO if outcome.is_redo else Action.UNDO, outcome.session),)
    if isinstance(outcome, Started):
        started = (Action.START, outcome.session)
        return ((Action.FINISH, outcome.finished), started) if outcome.finished else (started,)
    return ()
