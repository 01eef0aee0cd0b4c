"""What is asked for in one place and comes in the DM: the report."""

import logging
from collections.abc import Coroutine

from bot import surface
from bot.domain.looking_back import ReportSent, ReportShown
from bot.domain.outcomes import Outcome
from bot.domain.person import Person
from bot.listeners.answers import post, say_beside
from bot.listeners.services import Body, Services
from bot.slack.client import FAILURES, read_failure
from bot.surface import report

logger = logging.getLogger(__name__)


def send_to_dm(services: Services, body: Body, outcome: Outcome, person: Person) -> Outcome:
    """Send what belongs into the DM, and answer what to say meanwhile; other outcomes stay as they are."""
    if not isinstance(outcome, ReportShown):
        return outcome
    sending = post(services, person.owner.user_id, surface.message(outcome, person))
    services.background.start("report", _or_say_so(services, body, sending, person))
    return ReportSent(now=outcome.now)


async def _or_say_so(
    services: Services, body: Body, sending: Coroutine[object, object, None], person: Person
) -> None:
    try:
        await sending
    except FAILURES as error:
        logger.warning("the report was not sent: %s", read_failure(error).word)
        await say_beside(services, body, person.owner.user_id, report.not_sent())
