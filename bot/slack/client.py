"""The client for Slack's Web API, and what its failures mean for a second attempt."""

import asyncio
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

CALL_TIMEOUT = 10  # seconds; a lease must be longer than what a delivery can take
FAILURES = (SlackApiError, aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError)

# Slack's words for what no second attempt will change.
# Source: docs.slack.dev, reference of chat.postMessage, chat.update, conversations.open, views.publish.
PERMANENT = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "cant_update_message",
        "channel_not_found",
        "edit_window_closed",
        "invalid_auth",
        "invalid_blocks",
        "is_archived",
        "message_not_found",
        "missing_scope",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_permission",
        "no_text",
        "not_authed",
        "not_enabled",
        "not_in_channel",
        "token_expired",
        "token_revoked",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        "view_too_large",
    }
)
# Slack's words for what went wrong on its own side, maybe after the call had its effect.
_HALF_DONE = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a call failed: a word for the log, whether to try again, and not before how many seconds.

    `is_ambiguous`: Slack may have done what was asked all the same.
    """

    word: str
    is_permanent: bool = False
    retry_after: float = 0.0
    is_ambiguous: bool = False


def open_client(token: str, base_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """A client that never repeats a call by itself: a repeated post could be there twice."""
    return AsyncWebClient(
        token=token, base_url=base_url, session=session, timeout=CALL_TIMEOUT, retry_handlers=[]
    )


async def answer_at(response_url: str, session: aiohttp.ClientSession, body: dict[str, object]) -> None:
    """Answer a click by its `response_url`. Raises one of FAILURES."""
    client = AsyncWebhookClient(response_url, session=session, timeout=CALL_TIMEOUT, retry_handlers=[])
    answer = await client.send_dict(body)
    if answer.status_code != 200:
        raise ValueError(f"response_url answered {answer.status_code}")


def read_failure(error: Exception) -> Failure:
    """What a failed call means."""
    if not isinstance(error, SlackApiError):
        never_left = isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
        return Failure(type(error).__name__, is_ambiguous=not never_left)
    response = error.response
    if not isinstance(response, AsyncSlackResponse):  # what came was no JSON, or not of Slack's form
        return Failure("malformed_answer", is_ambiguous=True)
    if response.status_code == 429:
        retry_after = _seconds(response.headers.get("Retry-After"))
        return Failure("ratelimited", retry_after=retry_after)
    data = response.data if isinstance(response.data, dict) else {}
    word = str(data.get("error", response.status_code))
    is_ambiguous = response.status_code >= 500 or word in _HALF_DONE
    return Failure(word, is_permanent=word in PERMANENT, is_ambiguous=is_ambiguous)


def _seconds(header: str | None) -> float:
    try:
        return float(header or 1)
    except ValueError:
        return 1.0
