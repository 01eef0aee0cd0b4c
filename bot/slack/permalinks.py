"""The way back to a message."""

import asyncio
import logging

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import FAILURES, read_failure

logger = logging.getLogger(__name__)

ASK_WITHIN = 1.0  # seconds: the modal that waits for it must open within three


async def permalink(client: AsyncWebClient, channel: str, message_ts: str) -> str | None:
    """None where Slack does not tell it soon, or not at all: the app may not see that conversation."""
    asking = client.chat_getPermalink(channel=channel, message_ts=message_ts)
    try:
        answer = await asyncio.wait_for(asking, ASK_WITHIN)
    except TimeoutError:
        logger.warning("chat.getPermalink took too long")
        return None
    except FAILURES as error:
        logger.warning("chat.getPermalink failed: %s", read_failure(error).word)
        return None
    link = answer.get("permalink")
    return link if isinstance(link, str) else None
