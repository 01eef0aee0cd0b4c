"""Deleting everything of a person, once they have confirmed it; in the background.

The export, the deletion and its message come one after the other: whatever fails or ends the program before
the deletion leaves everything as it is.
"""

import logging
from datetime import UTC

from bot import surface, workday
from bot.domain.outcomes import HomeShown
from bot.domain.person import Person
from bot.domain.requests import ExportFormat
from bot.failures import described
from bot.listeners.answers import post
from bot.listeners.sending import send_export
from bot.listeners.services import Services
from bot.slack.client import FAILURES, read_failure
from bot.slack.files import UPLOAD_FAILURES
from bot.surface import forget
from bot.workday import Call

logger = logging.getLogger(__name__)


async def export_and_forget(services: Services, call: Call, person: Person) -> None:
    """Send the export, delete everything, and say in the DM what became of it."""
    user_id = call.owner.user_id
    try:
        home = await _export_and_erase(services, call, person)
    except UPLOAD_FAILURES as error:
        logger.warning("nobody was deleted, since the export was not sent: %s", read_failure(error).word)
        await post(services, user_id, forget.not_sent())
    except workday.ChangedSinceExport:
        await post(services, user_id, forget.changed())
    except Exception as error:
        # Whatever it was, an answer was promised to come in the DM.
        logger.warning("nobody was deleted: %s", described(error))
        await post(services, user_id, forget.not_deleted())
    else:
        await _show_emptiness(services, person, home)
        await post(services, user_id, forget.forgotten())


async def _export_and_erase(services: Services, call: Call, person: Person) -> HomeShown:
    timezone = person.timezone or UTC
    ready = await services.store.run(
        lambda tx: workday.export_everything(tx, call, ExportFormat.JSON, timezone)
    )
    if ready:
        await send_export(services, ready, person)
    services.people.erase(call.owner)
    return await services.act(call, lambda tx, call: workday.forget(tx, call, ready, timezone))


async def _show_emptiness(services: Services, person: Person, home: HomeShown) -> None:
    """Not by a card: that would be a row about the person."""
    try:
        await services.client.views_publish(user_id=person.owner.user_id, view=surface.home(home, person))
    except FAILURES as error:
        logger.warning("views.publish failed: %s", read_failure(error).word)
