"""Help: the four verbs first, then times in words, then the rest; one screen of a phone."""

from bot.domain.outcomes import HelpAsked
from bot.domain.text import clean_line
from bot.surface import wording
from bot.surface.blocks import Screen, rich
from bot.surface.lines import joined, shortened
from bot.surface.times import Times

WORD_SHOWN = 40


def screen(outcome: HelpAsked, _times: Times) -> Screen:
    """With a word that is not known: first what it may have meant."""
    parts = [rich(f"help_{number}", *lines) for number, lines in enumerate(wording.HELP)]
    if outcome.unknown is None:
        return Screen.of(wording.HELP_SENTENCE, *parts)
    word = shortened(clean_line(outcome.unknown), WORD_SHOWN)
    unknown = wording.unknown_verb(word, outcome.nearest)
    return Screen.of(joined(" ", [unknown, wording.HELP_SENTENCE]), rich("unknown", unknown), *parts)
