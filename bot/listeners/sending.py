"""What is asked for in one place and comes in the DM: the report, the export."""

import asyncio
import logging
from collections.abc import Coroutine
from datetime import UTC

from bot import surface
from bot.domain.exporting import export_file
from bot.domain.looking_back import ExportReady, ExportSent, ReportSent, ReportShown
from bot.domain.outcomes import Outcome
from bot.domain.person import Person
from bot.listeners.answers import post, say_beside
from bot.listeners.services import Body, Services
from bot.slack.client import read_failure
from bot.slack.files import UPLOAD_FAILURES, send_file
from bot.surface import export, report

logger = logging.getLogger(__name__)


def send_to_dm(services: Services, body: Body, outcome: Outcome, person: Person) -> Outcome:
    """Send what belongs into the DM, and answer what to say meanwhile; other outcomes stay as they are."""
    match outcome:
        case ReportShown():
            sending = post(services, person.owner.user_id, surface.message(outcome, person))
            _start(services, body, person, "report", sending, report.not_sent())
            return ReportSent(now=outcome.now)
        case ExportReady():
            if outcome.sessions:
                sending = send_export(services, outcome, person)
                _start(services, body, person, "export", sending, export.not_sent())
            return ExportSent.of(outcome)
        case _:
            return outcome


async def send_export(services: Services, ready: ExportReady, person: Person) -> None:
    """Raises one of UPLOAD_FAILURES."""
    # On a thread: a file of 10,000 sessions takes a second to write.
    file = await asyncio.to_thread(export_file, ready, person.timezone or UTC)
    comment = export.comment(ExportSent.of(ready), person)
    await send_file(services.client, person.owner, name=file.name, content=file.content, comment=comment)


def _start(
    services: Services,
    body: Body,
    person: Person,
    what: str,
    sending: Coroutine[object, object, None],
    failed: surface.Message,
) -> None:
    async def send_or_say_so() -> None:
        try:
            await sending
        except UPLOAD_FAILURES as error:
            logger.warning("the %s was not sent: %s", what, read_failure(error).word)
            await say_beside(services, body, person.owner.user_id, failed)

    services.background.start(what, send_or_say_so())
