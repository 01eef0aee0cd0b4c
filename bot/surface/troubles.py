"""What a person is told when something went wrong that is not theirs, as a message or in place of a modal."""

from dataclasses import dataclass

from bot.surface import wording
from bot.surface.blocks import Message, Screen, View, rich, to_message, to_modal
from bot.surface.lines import Line


@dataclass(frozen=True, slots=True)
class Trouble:
    """The same sentence for the two places where it can appear."""

    message: Message
    modal: View


def unexpected(reference: str) -> Trouble:
    """`reference` is what the log says too."""
    return _trouble(wording.unexpected(reference))


def database_away(reference: str) -> Trouble:
    return _trouble(wording.database_away(reference))


def incomplete() -> Trouble:
    return _trouble(wording.INCOMPLETE)


def not_understood() -> Trouble:
    return _trouble(wording.NOT_UNDERSTOOD)


def _trouble(line: Line) -> Trouble:
    block = rich("said", line)
    return Trouble(
        message=to_message(Screen.of(line, block)),
        modal=to_modal(wording.UNEXPECTED_TITLE, [block], close=wording.NOTICE_CLOSE),
    )
