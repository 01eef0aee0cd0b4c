"""The one error listener: whatever went wrong, the person gets a sentence where they are, and the log the same reference."""

import logging
import secrets

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from bot import surface
from bot.listeners.answers import as_answer, read_place
from bot.listeners.services import Body, IncompletePayload, Services
from bot.slack.client import answer_at
from bot.store import StoreError

logger = logging.getLogger(__name__)

REFERENCE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is read for another


def register(app: AsyncApp, services: Services) -> None:
    async def failed(error: Exception, body: Body) -> BoltResponse:
        message = _explain(error, body)
        if "event" in body:
            # Slack offers an event again for anything but 200; what has no listener would only come back.
            return BoltResponse(
                status=200 if isinstance(error, BoltUnhandledRequestError | IncompletePayload) else 500
            )
        if body.get("type") == "view_submission":
            view = surface.message_modal(message)
            return BoltResponse(status=200, body={"response_action": "update", "view": view})
        if body.get("type") == "block_actions":
            services.background.start("error answer", _answer_click(services, body, message))
            return BoltResponse(status=200)
        return BoltResponse(status=200, body={"response_type": "ephemeral", **as_answer(message)})

    app.error(failed)


def _explain(error: Exception, body: Body) -> surface.Message:
    if isinstance(error, IncompletePayload):
        logger.warning("a request without a workspace or a person: type %s", body.get("type"))
        return surface.incomplete()
    if isinstance(error, BoltUnhandledRequestError):
        logger.warning("a request that nothing listens to: type %s", body.get("type"))
        return surface.not_understood()
    reference = _new_reference()
    if isinstance(error, StoreError):
        logger.error("reference %s: %s", reference, error)
        return surface.database_away(reference)
    logger.error("reference %s: %s", reference, type(error).__name__, exc_info=error)
    return surface.unexpected(reference)


async def _answer_click(services: Services, body: Body, message: surface.Message) -> None:
    place = read_place(body)
    response_url = place.response_url or body.get("response_url")
    if response_url:
        await answer_at(response_url, services.http, {"replace_original": False, **as_answer(message)})
    else:
        user_id = (body.get("user") or {}).get("id")
        await services.client.chat_postMessage(channel=user_id, **as_answer(message))


def _new_reference() -> str:
    letters = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(6))
    return f"{letters[:4]}-{letters[4:]}"
