"""What is asked for in one place and comes in the DM: the report, the export."""

import logging
from collections.abc import Coroutine
from contextlib import ExitStack
from datetime import UTC
from tempfile import TemporaryFile
from typing import BinaryIO

from bot import surface, workday
from bot.domain.exporting import export_name
from bot.domain.looking_back import ExportReady, ExportSent, ReportSent, ReportShown
from bot.domain.outcomes import Outcome
from bot.domain.person import Person
from bot.listeners.answers import post, say_beside
from bot.listeners.services import Body, Services
from bot.slack.client import read_failure
from bot.slack.files import UPLOAD_FAILURES, send_file
from bot.store import Store, StoreError, Transaction
from bot.surface import export, report

SENDING_FAILURES = (*UPLOAD_FAILURES, StoreError)
logger = logging.getLogger(__name__)


def send_to_dm(services: Services, body: Body, outcome: Outcome, person: Person) -> Outcome:
    """Send what belongs into the DM, and answer what to say meanwhile; other outcomes stay as they are."""
    match outcome:
        case ReportShown():
            sending = post(services, person.owner.user_id, surface.message(outcome, person))
            _start(services, body, person, "report", sending, report.not_sent())
            return ReportSent(now=outcome.now)
        case ExportReady():
            if outcome:
                sending = send_export(services, outcome, person)
                _start(services, body, person, "export", sending, export.not_sent())
            return ExportSent.of(outcome)
        case _:
            return outcome


async def send_export(services: Services, ready: ExportReady, person: Person) -> None:
    """Raises one of SENDING_FAILURES."""
    comment = export.comment(ExportSent.of(ready), person)
    with await export_file(services.store, ready, person) as file:
        await send_file(services.client, person.owner, name=export_name(ready), file=file, comment=comment)


async def export_file(store: Store, ready: ExportReady, person: Person) -> BinaryIO:
    """A file without a name, which is gone when it is closed. Raises OSError, StoreError."""

    def write(tx: Transaction) -> BinaryIO:
        with ExitStack() as on_failure:
            file = on_failure.enter_context(TemporaryFile())
            text = workday.write_export(tx, person.owner, ready, person.timezone or UTC)
            file.writelines(piece.encode() for piece in text)
            on_failure.pop_all()
            return file

    return await store.read(write)


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
        except SENDING_FAILURES as error:
            logger.warning("the %s was not sent: %s", what, read_failure(error).word)
            await say_beside(services, body, person.owner.user_id, failed)

    services.background.start(what, send_or_say_so())
