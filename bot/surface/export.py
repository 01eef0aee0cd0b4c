"""What is said about an export; the file itself comes in the DM."""

from bot.domain.looking_back import ExportSent
from bot.domain.person import Person
from bot.surface import figures, wording
from bot.surface.blocks import Message, Screen, rich, to_message
from bot.surface.day_names import range_name
from bot.surface.lines import escaped
from bot.surface.times import Times


def sent(outcome: ExportSent, times: Times) -> Screen:
    """The answer where it was asked for."""
    name = range_name(outcome.days, times)
    if not outcome.count:
        nothing = wording.no_sessions(name, is_over=False)
        return Screen.of(nothing, rich("export", nothing))
    said = wording.export_sent(name, figures.counted(outcome.count, "session"), outcome.format)
    return Screen.of(said, rich("export", said))


def comment(outcome: ExportSent, reader: Person) -> str:
    """The message that comes with the file."""
    name = range_name(outcome.days, Times.of(outcome.now, reader))
    return escaped(wording.export_comment(name, figures.counted(outcome.count, "session")))


def not_sent() -> Message:
    """Slack did not take it."""
    return to_message(Screen.of(wording.EXPORT_NOT_SENT, rich("export", wording.EXPORT_NOT_SENT)))
