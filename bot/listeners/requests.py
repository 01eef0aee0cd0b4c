"""A typed line, from the command or from the DM: which use case it asks for."""

from collections.abc import Callable
from datetime import UTC, tzinfo

from bot import workday
from bot.domain.errors import Refusal
from bot.domain.outcomes import HelpAsked, Outcome
from bot.domain.person import Person
from bot.domain.phrase_errors import TimezoneUnknown
from bot.domain.phrases import read_request
from bot.domain.requests import (
    CancelRequest,
    DoneRequest,
    EditRequest,
    ExportRequest,
    ForgetRequest,
    HelpRequest,
    InsertPauseRequest,
    LogRequest,
    PauseRequest,
    RedoRequest,
    ReportRequest,
    Request,
    ResumeRequest,
    SettingsRequest,
    StartRequest,
    StatusRequest,
    UndoRequest,
    UnknownRequest,
)
from bot.listeners.services import Services
from bot.store import Transaction
from bot.surface.incoming import plain_text
from bot.workday import Call

UseCase = Callable[[Transaction, Call], Outcome]


async def read_line(services: Services, call: Call, typed: str) -> tuple[UseCase, Person]:
    """The use case that the line asks for, and the person who reads the answer."""
    line = plain_text(typed)
    person = await services.people.person(call.owner)
    try:
        try:
            request = read_request(line, call.now, person.timezone)
        except TimezoneUnknown:
            person = await services.people.person_with_timezone(call.owner)
            request = read_request(line, call.now, person.timezone)
    except Refusal as refusal:
        why = refusal
        return lambda tx, call: workday.refuse(tx, call, why), person
    if isinstance(request, LogRequest | ReportRequest | ExportRequest):
        person = await services.people.person_with_timezone(call.owner)
    return _use_case(request, person.timezone or UTC), person


def _use_case(request: Request, timezone: tzinfo) -> UseCase:  # noqa: C901 - one line for each request
    match request:
        case StartRequest(task=task, planned=planned, at=at):
            return lambda tx, call: workday.start_session(tx, call, task, planned, at)
        case PauseRequest(reason=reason, expected_end_at=until, at=at):
            return lambda tx, call: workday.pause_session(tx, call, reason, until, at=at)
        case InsertPauseRequest(start_at=start_at, end_at=end_at, reason=reason):
            return lambda tx, call: workday.insert_break(tx, call, start_at, end_at, reason)
        case ResumeRequest(at=at):
            return lambda tx, call: workday.resume_session(tx, call, at=at)
        case DoneRequest(at=at):
            return lambda tx, call: workday.ask_checkout(tx, call, at=at)
        case EditRequest():
            return workday.ask_edit
        case UndoRequest():
            return lambda tx, call: workday.undo(tx, call, timezone)
        case RedoRequest():
            return lambda tx, call: workday.redo(tx, call, timezone)
        case CancelRequest():
            return workday.ask_cancel
        case StatusRequest():
            return workday.show_status
        case LogRequest(when=when):
            return lambda tx, call: workday.show_log(tx, call, when, timezone)
        case ReportRequest(when=when):
            return lambda tx, call: workday.show_report(tx, call, when, timezone)
        case ExportRequest(format=file_format, when=when):
            return lambda tx, call: workday.export(tx, call, file_format, when, timezone)
        case SettingsRequest():
            return workday.ask_settings
        case ForgetRequest():
            return workday.ask_forget
        case HelpRequest():
            return lambda tx, call: HelpAsked(now=call.now)
        case UnknownRequest(word=word, nearest=nearest):
            return lambda tx, call: HelpAsked(now=call.now, unknown=word, nearest=nearest)
