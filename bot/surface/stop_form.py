"""What was filled in into the modal about a session that nobody ended, and every error at its field."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.accounting import Span
from bot.domain.checkout import Checkout
from bot.domain.corrections import PauseDraft, draft_of_pause
from bot.domain.errors import Outdated, Refusal
from bot.domain.person import Person
from bot.domain.session import WorkSession
from bot.domain.stopping import Stop, stop
from bot.surface.blame import explain
from bot.surface.blocks import View
from bot.surface.break_lines import BreakLine, instants_of
from bot.surface.fields import Reader
from bot.surface.forms import read_reflection
from bot.surface.ids import Field, edit_block
from bot.surface.lines import Line
from bot.surface.times import Times
from bot.surface.values import EditMemory, MalformedValue


@dataclass(frozen=True, slots=True)
class StopForm:
    """As far as it can be read, the session that it would leave, and what is to be put right, by field."""

    said: Stop
    stopped: WorkSession | None
    wrong: dict[str, Line]


def read_stop(view: View, session: WorkSession, reader: Person, now: datetime) -> Stop:
    """What was submitted. Raises FieldErrors, MalformedValue, and Outdated if the session has moved on."""
    fields = _reader(view, session)
    form = _read(fields, session, Times.of(now, reader))
    fields.finish()
    return form.said


def read_form(view: View, session: WorkSession, times: Times) -> StopForm:
    """What was filled in so far. Raises MalformedValue, Outdated."""
    return _read(_reader(view, session), session, times)


def _reader(view: View, session: WorkSession) -> Reader:
    memory = EditMemory.decode(view.get("private_metadata"))
    if memory.session_id != session.id:
        raise MalformedValue
    if memory.version != session.version or not session.is_open:
        raise Outdated
    return Reader(view, lambda field: stop_block(field, memory.version))


def stop_block(field: str, version: int) -> str:
    """The `block_id` of a field. What was written stays when the modal is shown anew, times do not."""
    return edit_block(field, version) if field in (Field.END_AT, Field.NEW_BREAK) else field


def _read(fields: Reader, session: WorkSession, times: Times) -> StopForm:
    end_at = fields.instant(Field.END_AT)
    if end_at is None:
        raise MalformedValue
    said = Stop(end_at, checkout=Checkout(reflection=read_reflection(fields)))
    stopped = _tried(fields, Field.END_AT, session, said, times)
    missing = _missing(fields, stopped or session, times)
    if stopped and missing:
        said = replace(said, missing=missing)
        stopped = _tried(fields, Field.NEW_BREAK, session, said, times) or stopped
    return StopForm(said, stopped, fields.wrong)


def _tried(fields: Reader, field: str, session: WorkSession, said: Stop, times: Times) -> WorkSession | None:
    """The session as said; what cannot be is noted under the field that was added last."""
    try:
        return stop(session, said, times.now)
    except Refusal as why:
        fields.refuse(field, explain(why, times))
        return None


def _missing(fields: Reader, within: WorkSession, times: Times) -> PauseDraft | None:
    span = Span(within.started_at, within.ended_at or within.latest_instant)
    breaks = [at for pause in within.pauses for at in instants_of(draft_of_pause(pause))]
    return BreakLine(fields, Field.NEW_BREAK).read(span, [span.start, span.end, *breaks], times)
