"""The one error listener: the person gets a sentence where they are, and the log the same reference."""

import logging
import secrets
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from bot.failures import described
from bot.listeners.answers import as_answer, post, say_beside
from bot.listeners.services import Body, IncompletePayload, Services
from bot.store import StoreError
from bot.surface import troubles
from bot.surface.troubles import Trouble
from bot.telemetry import Telemetry, Why

logger = logging.getLogger(__name__)

REFERENCE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is read for another


def register(app: AsyncApp, services: Services) -> None:
    async def failed(error: Exception, body: Body) -> BoltResponse:
        trouble = _explain(error, body, services.telemetry)
        if "event" in body:
            return _answer_event(services, error, body["event"], trouble)
        if body.get("type") == "view_submission":
            return BoltResponse(status=200, body={"response_action": "update", "view": trouble.modal})
        if body.get("type") in ("block_actions", "shortcut", "message_action"):
            user_id = str((body.get("user") or {}).get("id"))
            services.background.start("error answer", say_beside(services, body, user_id, trouble.message))
            return BoltResponse(status=200)
        return BoltResponse(status=200, body={"response_type": "ephemeral", **as_answer(trouble.message)})

    app.error(failed)


def _answer_event(
    services: Services, error: Exception, event: dict[str, Any], trouble: Trouble
) -> BoltResponse:
    """Slack offers an event again for anything but 200; what has no listener would only come back.

    Who wrote to the app is told, and it is not offered again: it would count as of then, minutes later.
    """
    if isinstance(error, BoltUnhandledRequestError | IncompletePayload):
        return BoltResponse(status=200)
    if event.get("type") == "message":
        services.background.start("error answer", post(services, str(event.get("user")), trouble.message))
        return BoltResponse(status=200)
    return BoltResponse(status=500)


def _explain(error: Exception, body: Body, telemetry: Telemetry) -> Trouble:
    if isinstance(error, IncompletePayload):
        logger.warning("a request without a workspace or a person: type %.40r", body.get("type"))
        telemetry.trouble(Why.INCOMPLETE)
        return troubles.incomplete()
    if isinstance(error, BoltUnhandledRequestError):
        logger.warning("a request that nothing listens to: type %.40r", body.get("type"))
        telemetry.trouble(Why.NOT_UNDERSTOOD)
        return troubles.not_understood()
    reference = _new_reference()
    if isinstance(error, StoreError):
        logger.error("reference %s: %s", reference, error)
        telemetry.trouble(Why.DATABASE)
        return troubles.database_away(reference)
    logger.error("reference %s: %s", reference, described(error))
    telemetry.trouble(Why.UNEXPECTED)
    return troubles.unexpected(reference)


def _new_reference() -> str:
    letters = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(6))
    return f"{letters[:4]}-{letters[4:]}"
