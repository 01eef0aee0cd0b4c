"""The modal about a session that nobody ended: when it did, a break that is missing, and three questions."""

from datetime import datetime

from slackblocks import Block

from bot.domain.errors import Refusal
from bot.domain.outcomes import StopAsked
from bot.domain.session import WorkSession
from bot.domain.stopping import Stop, stop
from bot.surface import card, wording
from bot.surface.blocks import Screen, View, about, ask, dim, rich, to_modal
from bot.surface.break_lines import PAUSE_LINE_LIMIT, to_the_minute
from bot.surface.checkout import measured, questions
from bot.surface.ids import ActionId, CallbackId, Field
from bot.surface.inputs import instant_input, text_input
from bot.surface.lines import Line
from bot.surface.stop_form import read_form, stop_block
from bot.surface.times import Times
from bot.surface.values import EditMemory

LABELS: dict[str, str] = {
    Field.END_AT: wording.END,
    Field.NEW_BREAK: wording.NEW_BREAK_LABEL,
    Field.KEEP: wording.KEEP,
    Field.PROBLEM: wording.PROBLEM,
    Field.TRY: wording.TRY,
}


def modal(asked: StopAsked, times: Times) -> View:
    """The end in it is the likely one, and the figures are those of that minute."""
    session, end_at = asked.session, to_the_minute(asked.end_at)
    changed = [rich("changed", wording.CHANGED)] if asked.changed else []
    return _view(session, end_at, [*changed, _likely(session, end_at, times)], times)


def preview(view: View, session: WorkSession, times: Times) -> View:
    """The same while it is filled in: what would follow, or what is to be put right.

    Raises MalformedValue, and Outdated if the session has moved on. Slack keeps what was filled in.
    """
    form = read_form(view, session, times)
    wrong = [wording.wrong_field(LABELS[field], sentence) for field, sentence in form.wrong.items()]
    top: list[Block] = [rich("stop_wrong", *wrong)] if wrong else []
    if form.stopped:
        top.append(_measured(form.stopped, times))
    return _view(session, form.said.end_at, top, times)


def invitation(asked: StopAsked, times: Times) -> Screen:
    """Where no modal can open by itself: the button opens it."""
    sentence = card.open_sentence(asked.session, times)
    return _with_opener(sentence, wording.STOPPED_AT_BUTTON, asked)


def could_not_open(asked: StopAsked) -> Screen:
    return _with_opener(wording.COULD_NOT_OPEN, wording.TRY_AGAIN_BUTTON, asked)


def _with_opener(sentence: Line, label: str, asked: StopAsked) -> Screen:
    return ask(sentence, label, ActionId.STOPPED_AT, about(asked.session.id))


def _likely(session: WorkSession, end_at: datetime, times: Times) -> Block:
    try:
        return _measured(stop(session, Stop(end_at), times.now), times)
    except Refusal:  # the clock has stepped back behind the record
        return rich("measured", card.open_sentence(session, times))


def _measured(stopped: WorkSession, times: Times) -> Block:
    return rich("measured", *measured(stopped, times))


def _view(session: WorkSession, end_at: datetime, top: list[Block], times: Times) -> View:
    version = session.version
    end = instant_input(
        Field.END_AT, wording.STOPPED_AT_LABEL, end_at, block_id=stop_block(Field.END_AT, version)
    )
    missing = text_input(
        Field.NEW_BREAK,
        wording.NEW_BREAK_LABEL,
        PAUSE_LINE_LIMIT,
        block_id=stop_block(Field.NEW_BREAK, version),
        placeholder=wording.BREAK_PLACEHOLDER,
        tells_changes=True,
    )
    hint = dim("stop_hint", wording.stop_hint(f"{end_at.astimezone(times.timezone):%Z}"))
    return to_modal(
        wording.CHECKOUT_TITLE,
        [*top, end, missing, hint, *questions()],
        submit=wording.CHECKOUT_SUBMIT,
        close=wording.STOP_CLOSE,
        callback_id=CallbackId.STOP,
        private_metadata=EditMemory(session.id, version).encode(),
    )
