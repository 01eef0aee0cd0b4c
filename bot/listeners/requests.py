"""A typed line, from the command or from the DM: read it and let the use case act."""

from collections.abc import Callable
from datetime import UTC, tzinfo

from bot import workday
from bot.domain.errors import Refusal
from bot.domain.outcomes import HelpAsked, Outcome
from bot.domain.person import Person
from bot.domain.phrase_errors import TimezoneUnknown
from bot.domain.phrases import read_request
from bot.domain.requests import (
    DoneRequest,
    HelpRequest,
    LogRequest,
    PauseRequest,
    Request,
    ResumeRequest,
    StartRequest,
    StatusRequest,
    UnknownRequest,
)
from bot.listeners.services import Services
from bot.store import Transaction
from bot.surface.incoming import plain_text
from bot.workday import Call

UseCase = Callable[[Transaction], Outcome]


async def perform_line(services: Services, call: Call, typed: str) -> tuple[Outcome, Person]:
    """What the line asked for, done; and the person who reads the answer."""
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
        return await services.act(lambda tx: workday.refuse(tx, call, why)), person
    if isinstance(request, LogRequest):
        person = await services.people.person_with_timezone(call.owner)
    work = _use_case(request, call, person.timezone or UTC)
    return await services.act(work), person


def _use_case(request: Request, call: Call, timezone: tzinfo) -> UseCase:
    match request:
        case StartRequest(task=task, planned=planned):
            return lambda tx: workday.start_session(tx, call, task, planned)
        case PauseRequest(reason=reason, expected_end_at=expected_end_at):
            return lambda tx: workday.pause_session(tx, call, reason, expected_end_at)
        case ResumeRequest():
            return lambda tx: workday.resume_session(tx, call)
        case DoneRequest():
            return lambda tx: workday.ask_checkout(tx, call)
        case StatusRequest():
            return lambda tx: workday.present(tx, call)
        case LogRequest():
            return lambda tx: workday.day_log(tx, call, timezone)
        case HelpRequest():
            return lambda tx: HelpAsked(now=call.now)
        case UnknownRequest(word=word, nearest=nearest):
            return lambda tx: HelpAsked(now=call.now, unknown=word, nearest=nearest)
