"""The small modal that ends a break as of an earlier instant."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import InTheFuture, TooEarly
from bot.domain.outcomes import BackAsked
from bot.domain.past_instants import read_past_instant
from bot.domain.person import Person
from bot.domain.phrase_errors import DurationOutOfRange, NotATimeOfDay, TimezoneUnknown
from bot.surface import wording
from bot.surface.blame import explain
from bot.surface.blocks import Screen, View, about, actions, button, rich, to_modal
from bot.surface.card import pause_numbered
from bot.surface.fields import FieldErrors, Reader
from bot.surface.ids import ActionId, CallbackId, Field
from bot.surface.inputs import text_input
from bot.surface.lines import Line, plain
from bot.surface.times import Times
from bot.surface.values import ButtonValue, MalformedValue

INSTANT_TYPED_LIMIT = 40


@dataclass(frozen=True, slots=True)
class BackForm:
    """Which pause ended, and when."""

    session_id: str
    pause_number: int
    at: datetime


def modal(asked: BackAsked, times: Times) -> View:
    since = text_input(
        Field.BACK_SINCE,
        wording.BACK_SINCE_LABEL,
        INSTANT_TYPED_LIMIT,
        placeholder=wording.INSTANT_PLACEHOLDER,
        hint=wording.INSTANT_HINT,
        optional=False,
    )
    return to_modal(
        wording.BACK_TITLE,
        [rich("break", _sentence(asked, times)), since],
        submit=wording.BACK_SUBMIT,
        close=wording.BACK_CLOSE,
        callback_id=CallbackId.BACK,
        private_metadata=about(asked.session.id, asked.pause_number),
    )


def invitation(asked: BackAsked, times: Times) -> Screen:
    """Where no modal can open by itself: the button opens it."""
    return _with_opener(_sentence(asked, times), wording.BACK_SINCE_CHOICE, asked)


def could_not_open(asked: BackAsked) -> Screen:
    return _with_opener(wording.COULD_NOT_OPEN, wording.TRY_AGAIN_BUTTON, asked)


def read_back(view: View, reader: Person, now: datetime) -> BackForm:
    """Raises FieldErrors, MalformedValue."""
    value = ButtonValue.decode(view.get("private_metadata"))
    if value.session_id is None:
        raise MalformedValue
    fields = Reader(view)
    try:
        at = read_past_instant(fields.text(Field.BACK_SINCE), now, reader.timezone)
    except (NotATimeOfDay, DurationOutOfRange, TimezoneUnknown) as why:
        raise _at_the_field(why, reader, now) from why
    return BackForm(value.session_id, value.pause_number, at)


def refused(why: InTheFuture | TooEarly, reader: Person, now: datetime) -> FieldErrors:
    """The same for what only the record can tell."""
    return _at_the_field(why, reader, now)


def _at_the_field(
    why: NotATimeOfDay | DurationOutOfRange | TimezoneUnknown | InTheFuture | TooEarly,
    reader: Person,
    now: datetime,
) -> FieldErrors:
    return FieldErrors({Field.BACK_SINCE: plain(explain(why, Times.of(now, reader)))})


def _sentence(asked: BackAsked, times: Times) -> Line:
    pause = pause_numbered(asked.session, asked.pause_number)
    return wording.back_question(asked.session.task, times.boundary(pause.start))


def _with_opener(sentence: Line, label: str, asked: BackAsked) -> Screen:
    value = about(asked.session.id, asked.pause_number)
    opener = button(label, ActionId.BACK_SINCE, value, primary=True)
    return Screen.of(sentence, rich("ask", sentence), actions("ask_actions", opener))
