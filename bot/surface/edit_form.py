"""What was filled in into the edit modal: a draft of the session, and every error at its field.

Pickers and lines know minutes, the record knows seconds. So what still reads as it was shown is unchanged to
the second; see `break_lines` for the others.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.accounting import Span
from bot.domain.checkout import Checkout
from bot.domain.corrections import PauseDraft, SessionDraft, draft_of_pause
from bot.domain.errors import Outdated, OverlapsSession
from bot.domain.pause_lines import write_pause_line
from bot.domain.person import Person
from bot.domain.session import WorkSession
from bot.domain.text import clean_line, read_project, read_task
from bot.surface import wording
from bot.surface.blame import fault_of_span, faults, field_of
from bot.surface.blocks import View
from bot.surface.break_lines import BreakLine, instants_of, meant, to_the_minute
from bot.surface.fields import Reader
from bot.surface.forms import read_reflection
from bot.surface.ids import Field, edit_block
from bot.surface.lines import Line
from bot.surface.times import Times
from bot.surface.values import EditMemory, MalformedValue

BREAKS_SHOWN = 80  # a modal takes 100 blocks


@dataclass(frozen=True, slots=True)
class EditForm:
    """As far as it can be read, and what is to be put right, by field."""

    draft: SessionDraft
    wrong: dict[str, Line]


def read_edit(view: View, session: WorkSession, reader: Person, now: datetime) -> SessionDraft:
    """The submitted edit. Raises FieldErrors, MalformedValue, and Outdated if the session has moved on."""
    fields = _reader(view, session)
    form = _read(fields, session, Times.of(now, reader))
    fields.wrong = form.wrong
    fields.finish()
    return form.draft


def refuse_edit(
    view: View, session: WorkSession, why: OverlapsSession, reader: Person, now: datetime
) -> None:
    """The same for what only the store can tell. Raises FieldErrors."""
    fields = _reader(view, session)
    fields.wrong = fault_of_span(why, Times.of(now, reader))
    fields.finish()


def read_form(view: View, session: WorkSession, times: Times) -> EditForm:
    """What was filled in so far. Raises MalformedValue, Outdated."""
    return _read(_reader(view, session), session, times)


def pause_line(draft: PauseDraft, session: WorkSession, times: Times) -> str:
    """`12:00-12:45 lunch`, to the minute."""
    start_at, end_at = to_the_minute(draft.start_at), draft.end_at and to_the_minute(draft.end_at)
    until = session.ended_at or max(times.now, session.latest_instant)
    within = Span(to_the_minute(session.started_at), until)
    return write_pause_line(start_at, end_at, draft.reason, within, times.timezone)


def _reader(view: View, session: WorkSession) -> Reader:
    memory = EditMemory.decode(view.get("private_metadata"))
    if memory.session_id != session.id:
        raise MalformedValue
    if memory.version != session.version:
        raise Outdated
    return Reader(view, lambda field: edit_block(field, memory.version))


def _read(fields: Reader, session: WorkSession, times: Times) -> EditForm:
    task = fields.check(Field.TASK, read_task, session.task)
    if not task:
        fields.refuse(Field.TASK, wording.TASK_NEEDED)
    start_at, end_at = _start_and_end(fields, session)
    until = end_at or max(times.now, start_at)
    span = Span(start_at, until) if start_at <= until else Span(session.started_at, session.latest_instant)
    draft = SessionDraft(
        task=task or session.task,
        project=fields.check(Field.PROJECT, read_project, session.project),
        start_at=start_at,
        end_at=end_at,
        pauses=_breaks(fields, session, span, times),
        checkout=_checkout(fields, session),
    )
    return EditForm(draft, {**faults(session, draft, times), **fields.wrong})


def _start_and_end(fields: Reader, session: WorkSession) -> tuple[datetime, datetime | None]:
    start_at = meant(fields.instant(Field.START_AT) or session.started_at, session.started_at, (), min)
    if session.ended_at is None:
        return start_at, None
    inside = [at for pause in session.pauses for at in instants_of(draft_of_pause(pause))]
    picked = fields.instant(Field.END_AT) or session.ended_at
    return start_at, meant(picked, session.ended_at, inside, max)


def _checkout(fields: Reader, session: WorkSession) -> Checkout | None:
    """Only an ended session has one; what was decided stays, what was written may change."""
    if session.end is None:
        return session.checkout
    reflection = read_reflection(fields)
    if session.checkout is None and not reflection:
        return None
    return replace(session.checkout or Checkout(), reflection=reflection)


def _breaks(fields: Reader, session: WorkSession, span: Span, times: Times) -> tuple[PauseDraft, ...]:
    """The lines that read as they were shown are kept as recorded; the others are read."""
    known = [draft_of_pause(pause) for pause in session.pauses]
    changed = [draft for draft in known[-BREAKS_SHOWN:] if _is_changed(fields, draft, session, times)]
    kept = [draft for draft in known if draft not in changed]
    recorded = [span.start, span.end, *(at for draft in kept for at in instants_of(draft))]
    lines = [BreakLine(fields, field_of(draft), draft) for draft in changed]
    read = [line.read(span, recorded, times) for line in (*lines, BreakLine(fields, Field.NEW_BREAK))]
    return (*kept, *filter(None, read))


def _is_changed(fields: Reader, draft: PauseDraft, session: WorkSession, times: Times) -> bool:
    return clean_line(fields.text(field_of(draft))) != pause_line(draft, session, times)
