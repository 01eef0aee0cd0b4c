"""The DM of the next morning: a session that nobody ended, and the one modal that makes it true."""

from bot.domain.errors import Refusal
from bot.domain.outcomes import LeftOpen
from bot.domain.stopping import Stop, stop
from bot.surface import card, wording
from bot.surface.blocks import Screen, actions, button, dim, rich
from bot.surface.break_lines import to_the_minute
from bot.surface.ids import ActionId
from bot.surface.lines import Line
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
        *([dim("likely_end", _likely(outcome, times))] if outcome.likely_end_at > session.started_at else []),
        actions("reminder_actions", *answers),
    )


def _likely(outcome: LeftOpen, times: Times) -> Line:
    """The same figures as the modal will show."""
    end_at = to_the_minute(outcome.likely_end_at)
    try:
        stopped = stop(outcome.session, Stop(end_at), times.now)
    except Refusal:  # the clock has stepped back behind the record
        stopped = outcome.session
    worked, paused = card.figures_of(stopped, times)
    return wording.likely_until(times.clock(stopped.ended_at or end_at), worked, paused)
