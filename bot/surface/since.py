"""The small modals that ask for one instant: since when somebody is back, since when they are on a break."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import InTheFuture, TooEarly
from bot.domain.outcomes import BackAsked, PauseAsked
from bot.domain.past_instants import read_past_instant
from bot.domain.person import Person
from bot.domain.phrase_errors import DurationOutOfRange, NotATimeOfDay, TimezoneUnknown
from bot.surface import card, wording
from bot.surface.blame import explain
from bot.surface.blocks import Screen, View, ask, rich, to_modal
from bot.surface.card import pause_numbered
from bot.surface.fields import FieldErrors, Reader
from bot.surface.ids import ActionId, CallbackId, Field
from bot.surface.inputs import text_input
from bot.surface.lines import Line, plain
from bot.surface.times import Times
from bot.surface.values import ButtonValue, MalformedValue

INSTANT_TYPED_LIMIT = 40
SinceAsked = BackAsked | PauseAsked


@dataclass(frozen=True, slots=True)
class _Question:
    """What distinguishes the modals; `opener` is the button that opens one."""

    title: str
    label: str
    submit: str
    close: str
    opener: str
    action: ActionId
    callback: CallbackId


_BACK = _Question(
    wording.BACK_TITLE,
    wording.BACK_SINCE_LABEL,
    wording.BACK_SUBMIT,
    wording.BACK_CLOSE,
    wording.BACK_SINCE_CHOICE,
    ActionId.BACK_SINCE,
    CallbackId.BACK,
)
_PAUSED = _Question(
    wording.PAUSED_SINCE_TITLE,
    wording.PAUSED_SINCE_LABEL,
    wording.PAUSED_SINCE_SUBMIT,
    wording.PAUSED_SINCE_CLOSE,
    wording.PAUSED_SINCE_BUTTON,
    ActionId.PAUSED_SINCE,
    CallbackId.PAUSED,
)


@dataclass(frozen=True, slots=True)
class SinceForm:
    """Which pause, or which version of a session, it is about; and the instant."""

    session_id: str
    pause_number: int
    version: int
    at: datetime


def modal(asked: SinceAsked, times: Times) -> View:
    question = _question(asked)
    since = text_input(
        Field.SINCE,
        question.label,
        INSTANT_TYPED_LIMIT,
        placeholder=wording.INSTANT_PLACEHOLDER,
        hint=wording.INSTANT_HINT,
        optional=False,
    )
    return to_modal(
        question.title,
        [rich("present", _sentence(asked, times)), since],
        submit=question.submit,
        close=question.close,
        callback_id=question.callback,
        private_metadata=_about(asked),
    )


def invitation(asked: SinceAsked, times: Times) -> Screen:
    """Where no modal can open by itself: the button opens it."""
    return ask(_sentence(asked, times), _question(asked).opener, _question(asked).action, _about(asked))


def could_not_open(asked: SinceAsked) -> Screen:
    return ask(wording.COULD_NOT_OPEN, wording.TRY_AGAIN_BUTTON, _question(asked).action, _about(asked))


def read_since(view: View, reader: Person, now: datetime) -> SinceForm:
    """Raises FieldErrors, MalformedValue."""
    value = ButtonValue.decode(view.get("private_metadata"))
    if value.session_id is None:
        raise MalformedValue
    fields = Reader(view)
    try:
        at = read_past_instant(fields.text(Field.SINCE), now, reader.timezone)
    except (NotATimeOfDay, DurationOutOfRange, TimezoneUnknown) as why:
        raise _at_the_field(why, reader, now) from why
    return SinceForm(value.session_id, value.pause_number, value.version, at)


def refused(why: InTheFuture | TooEarly, reader: Person, now: datetime) -> FieldErrors:
    """The same for what only the record can tell."""
    return _at_the_field(why, reader, now)


def _at_the_field(
    why: NotATimeOfDay | DurationOutOfRange | TimezoneUnknown | InTheFuture | TooEarly,
    reader: Person,
    now: datetime,
) -> FieldErrors:
    return FieldErrors({Field.SINCE: plain(explain(why, Times.of(now, reader)))})


def _question(asked: SinceAsked) -> _Question:
    return _BACK if isinstance(asked, BackAsked) else _PAUSED


def _about(asked: SinceAsked) -> str:
    session = asked.session
    if isinstance(asked, BackAsked):
        return ButtonValue(session.id, asked.pause_number).encode()
    return ButtonValue(session.id, version=session.version).encode()


def _sentence(asked: SinceAsked, times: Times) -> Line:
    session = asked.session
    if isinstance(asked, BackAsked):
        pause = pause_numbered(session, asked.pause_number)
        return wording.back_question(session.task, times.boundary(pause.start))
    return card.open_sentence(session, times)
