"""What a reminder offers to make the record true: only while what it spoke of still lasts."""

from bot.domain.errors import NotPaused
from bot.domain.outcomes import BackAsked, Outcome
from bot.domain.pause import Pause
from bot.store import Transaction
from bot.workday.calls import Call, Target, current_session, use_case
from bot.workday.checkout import ask_checkout


@use_case
def ask_back(tx: Transaction, call: Call, target: Target) -> Outcome:
    """Since when the person is back is the question; the break goes on until that is answered."""
    session = current_session(tx, call, target)
    return BackAsked(now=call.now, session=session, pause_number=_pause(tx, call, target).number)


@use_case
def ask_checkout_at_pause(tx: Transaction, call: Call, target: Target) -> Outcome:
    """The checkout modal, with the end where the open pause began: nobody came back from it."""
    return ask_checkout(tx, call, target, at=_pause(tx, call, target).started_at)


def _pause(tx: Transaction, call: Call, target: Target) -> Pause:
    """The open pause, if it is the one that was meant. Raises NotPaused, Outdated, SomeoneElses."""
    pause = current_session(tx, call, target).open_pause
    if pause is None:
        raise NotPaused
    return pause
