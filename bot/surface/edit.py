"""The edit modal: the whole record of a session, to be put right."""

from bot.domain.outcomes import EditAsked
from bot.surface import wording
from bot.surface.blocks import Screen, about, actions, button, rich
from bot.surface.ids import ActionId
from bot.surface.lines import Line
from bot.surface.times import Times


def invitation(asked: EditAsked, _times: Times) -> Screen:
    """Where no modal can open by itself: the button opens it."""
    return _with_opener(wording.edit_question(asked.session.task), wording.EDIT_BUTTON, asked)


def could_not_open(asked: EditAsked) -> Screen:
    return _with_opener(wording.COULD_NOT_OPEN, wording.TRY_AGAIN_BUTTON, asked)


def _with_opener(sentence: Line, label: str, asked: EditAsked) -> Screen:
    opener = button(label, ActionId.EDIT, about(asked.session.id), primary=True)
    return Screen.of(sentence, rich("ask", sentence), actions("ask_actions", opener))
