"""What is in a conversation: Slack has no idempotency key, so a post is looked for before a second one."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import read_failure

SEARCHED_MESSAGES = 100
UNREADABLE = frozenset({"channel_not_found", "missing_scope", "unknown_method"})


class HistoryUnreadable(Exception):
    """The app may not see what is in this conversation; the text is Slack's word for it."""


async def find_card(client: AsyncWebClient, channel_id: str, card_id: str) -> str | None:
    """The `ts` of the message that carries this card in its metadata.

    Raises HistoryUnreadable, and one of FAILURES.
    """
    try:
        history = await client.conversations_history(
            channel=channel_id, limit=SEARCHED_MESSAGES, include_all_metadata=True
        )
    except SlackApiError as error:
        reason = read_failure(error).word
        if reason not in UNREADABLE:
            raise
        raise HistoryUnreadable(reason) from None
    for message in history.get("messages") or []:
        metadata = message.get("metadata") or {}
        if metadata.get("event_payload", {}).get("card") == card_id:
            return str(message["ts"])
    return None
