"""The checkout modal: what was measured, three questions, and what happens now."""

from slackblocks import Block, InputBlock, Option, PlainText, RadioButtonGroup

from bot.domain.checkout import Checkout
from bot.domain.outcomes import CheckoutAsked
from bot.domain.pause import REASON_LIMIT, Boundary, Provenance
from bot.domain.reflection import REFLECTION_LIMIT
from bot.domain.session import WorkSession
from bot.surface import card, figures, wording
from bot.surface.blocks import Screen, View, ask, dim, rich, to_modal
from bot.surface.ids import ActionId, CallbackId, Field
from bot.surface.inputs import text_input
from bot.surface.lines import Line, Task, joined
from bot.surface.log import pause_lines
from bot.surface.times import Times
from bot.surface.values import CheckoutMemory

DURATION_TYPED_LIMIT = 40


def modal(asked: CheckoutAsked, times: Times) -> View:
    """Its end is `asked.end_at`; a switch to a named task leaves no decision to make."""
    return to_modal(
        wording.SWITCH_TITLE if asked.next_task else wording.CHECKOUT_TITLE,
        [*_figures(asked, times), *questions(), *_what_now(asked)],
        submit=wording.CHECKOUT_SUBMIT,
        close=wording.CHECKOUT_CLOSE,
        callback_id=CallbackId.CHECKOUT,
        private_metadata=CheckoutMemory.of(asked).encode(),
    )


def invitation(asked: CheckoutAsked, times: Times) -> Screen:
    """Where no modal can open by itself: the button opens it, for the same end."""
    named = times.boundary(Boundary(asked.end_at, Provenance.CORRECTED)) if asked.is_corrected else ()
    sentence = wording.finish_question(asked.session.task, named)
    return _with_opener(sentence, wording.OPEN_CHECKOUT_BUTTON, asked)


def could_not_open(asked: CheckoutAsked) -> Screen:
    return _with_opener(wording.COULD_NOT_OPEN, wording.TRY_AGAIN_BUTTON, asked)


def _with_opener(sentence: Line, label: str, asked: CheckoutAsked) -> Screen:
    return ask(sentence, label, ActionId.TRY_AGAIN, CheckoutMemory.of(asked).encode())


def _figures(asked: CheckoutAsked, times: Times) -> list[Block]:
    session = asked.session
    blocks: list[Block] = []
    if asked.changed:
        blocks.append(rich("changed", wording.CHANGED))
    blocks.append(rich("measured", *measured(_ended(asked), times)))
    if session.open_pause and asked.end_at > session.open_pause.started_at:
        since = times.boundary(session.open_pause.start)
        blocks.append(dim("open_break", wording.open_break_counts(since)))
    if asked.next_task:
        planned = asked.next_task.planned
        length = figures.duration(planned) if planned else None
        blocks.append(rich("then", wording.then_starts(asked.next_task.task, length)))
    return blocks


def _ended(asked: CheckoutAsked) -> WorkSession:
    """As it will be after a submission."""
    named = asked.end_at if asked.is_corrected else None
    return asked.session.finish(asked.now if named else asked.end_at, Checkout(), at=named)


def measured(ended: WorkSession, times: Times) -> list[Line]:
    """From when to when, the figures, and each break."""
    span = joined(": ", [(Task(ended.task),), card.finished_lines(ended, times)[1]])
    return [span, *pause_lines(ended.pauses, times)]


def questions() -> list[Block]:
    """Keep, Problem and Try."""
    return [
        text_input(Field.KEEP, wording.KEEP_LABEL, REFLECTION_LIMIT, multiline=True),
        text_input(Field.PROBLEM, wording.PROBLEM_LABEL, REFLECTION_LIMIT, multiline=True),
        text_input(Field.TRY, wording.TRY_LABEL, REFLECTION_LIMIT, multiline=True),
    ]


def _what_now(asked: CheckoutAsked) -> list[Block]:
    remaining = text_input(
        Field.REMAINING,
        wording.REMAINING_LABEL,
        DURATION_TYPED_LIMIT,
        placeholder=wording.REMAINING_PLACEHOLDER,
    )
    if asked.next_task:
        return [remaining]
    options = [Option(PlainText(label), decision) for decision, label in wording.DECISIONS.items()]
    decision = RadioButtonGroup(Field.DECISION, options, initial_option=options[0])
    return [
        InputBlock(PlainText(wording.DECISION_LABEL), decision, block_id=Field.DECISION),
        remaining,
        text_input(Field.CONTINUE_REASON, wording.CONTINUE_REASON_LABEL, REASON_LIMIT),
    ]
