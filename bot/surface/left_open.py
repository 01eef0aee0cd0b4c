"""The DM of the next morning: a session that nobody ended, and the one modal that makes it true."""

from datetime import datetime

from slackblocks import Block

from bot.domain.outcomes import LeftOpen
from bot.domain.session import WorkSession
from bot.surface import card, wording
from bot.surface.blocks import Screen, actions, button, dim, rich
from bot.surface.ids import ActionId
from bot.surface.stop import as_presumed
from bot.surface.times import Times
from bot.surface.values import ButtonValue


def screen(outcome: LeftOpen, times: Times) -> Screen:
    """That it is open, since when, and what it comes to if it ended when it seems, if anything."""
    session = outcome.session
    is_paused = session.open_pause is not None
    since = times.boundary(session.start)
    sentence = card.open_sentence(session, times) if is_paused else wording.left_open(session.task, since)
    value = ButtonValue(session.id, version=session.version).encode()
    answers = [button(wording.FINISH_LEFT_OPEN_BUTTON, ActionId.STOPPED_AT, value, primary=True)]
    if not is_paused:  # a night shift, maybe
        answers.append(button(wording.STILL_WORKING_BUTTON, ActionId.STILL_WORKING, value))
    return Screen.of(
        sentence,
        rich("reminder", sentence),
        *_likely(session, outcome.likely_end_at, times),
        actions("reminder_actions", *answers),
    )


def _likely(session: WorkSession, end_at: datetime | None, times: Times) -> list[Block]:
    """The same figures as the modal will show."""
    stopped = as_presumed(session, end_at, times)
    if stopped is None or stopped.ended_at is None:
        return []
    worked, paused = card.figures_of(stopped, times)
    return [dim("likely_end", wording.likely_until(times.clock(stopped.ended_at), worked, paused))]
