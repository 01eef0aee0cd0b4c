"""Deleting everything of a person: the modal that asks to confirm it, and what is said about it."""

from bot.domain.outcomes import ForgetAsked, ForgetConfirmed
from bot.domain.text import clean_line
from bot.surface import wording
from bot.surface.blocks import Message, Screen, View, about, ask, dim, rich, to_message, to_modal
from bot.surface.fields import Reader
from bot.surface.ids import ActionId, CallbackId, Field
from bot.surface.inputs import text_input
from bot.surface.lines import Line
from bot.surface.times import Times

CONFIRMATION_LIMIT = 40
QUOTES = "\"'“”"  # the label has them


def modal(asked: ForgetAsked) -> View:
    running = [wording.forget_running(asked.running.task)] if asked.running else []
    confirmation = text_input(Field.CONFIRMATION, wording.FORGET_LABEL, CONFIRMATION_LIMIT, optional=False)
    return to_modal(
        wording.FORGET_TITLE,
        [
            rich("deletes", wording.FORGET_DELETES, *running),
            rich("exports", wording.FORGET_EXPORTS),
            dim("final", wording.FORGET_IS_FINAL),
            confirmation,
        ],
        submit=wording.FORGET_SUBMIT,
        close=wording.FORGET_CLOSE,
        callback_id=CallbackId.FORGET,
    )


def check_confirmation(view: View) -> None:
    """Raises FieldErrors unless the words were typed; MalformedValue."""
    fields = Reader(view)
    typed = clean_line(fields.text(Field.CONFIRMATION)).strip(QUOTES)
    if typed.casefold() != wording.FORGET_WORDS:
        fields.refuse(Field.CONFIRMATION, wording.FORGET_NOT_CONFIRMED)
    fields.finish()


def invitation(_asked: ForgetAsked, _times: Times) -> Screen:
    """Where no modal can open by itself: the button opens it."""
    return ask(wording.FORGET_QUESTION, wording.FORGET_BUTTON, ActionId.FORGET, about())


def could_not_open() -> Screen:
    return ask(wording.COULD_NOT_OPEN, wording.TRY_AGAIN_BUTTON, ActionId.FORGET, about())


def confirmed(outcome: ForgetConfirmed, _times: Times) -> Screen:
    said = wording.FORGET_EXPORTS_NOW if outcome.exports else wording.FORGET_DELETES_NOW
    return Screen.of(said, rich("confirmed", said))


def forgotten() -> Message:
    return _said(wording.FORGOTTEN)


def not_sent() -> Message:
    """Slack did not take the export."""
    return _said(wording.FORGET_NOT_SENT)


def changed() -> Message:
    """What was exported is not what is on record any more."""
    return _said(wording.FORGET_CHANGED)


def not_deleted() -> Message:
    """The database did not."""
    return _said(wording.FORGET_FAILED)


def _said(line: Line) -> Message:
    return to_message(Screen.of(line, rich("said", line)))
