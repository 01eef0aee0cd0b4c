"""The client for Slack's Web API, and what its failures mean for a second attempt."""

import asyncio
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.leaving import heeding_limits
from bot.telemetry import Called, Telemetry

CALL_TIMEOUT = 10  # seconds; a lease must be longer than what a delivery can take
FAILURES = (SlackApiError, aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError)

# Slack's words for what no second attempt will change.
# Source: docs.slack.dev, reference of chat.postMessage, chat.update, conversations.open, views.publish.
PERMANENT = frozenset(
    {
        "access_denied",
        "account_inactive",
        "cannot_dm_bot",
        "cant_update_message",
        "channel_not_found",
        "edit_window_closed",
        "ekm_access_denied",
        "invalid_auth",
        "invalid_blocks",
        "invalid_blocks_format",
        "is_archived",
        "message_not_found",
        "messages_tab_disabled",
        "missing_scope",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_permission",
        "no_text",
        "not_authed",
        "not_enabled",
        "not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        "view_too_large",
    }
)


# Slack's words for what went wrong on its own side, maybe after the call had its effect.
_HALF_DONE = frozenset({"fatal_error", "internal_error", "service_unavailable"})


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a call failed: a word for the log, whether to try again, and not before how many seconds.

    `is_ambiguous`: Slack may have done what was asked all the same.
    """

    word: str
    kind: Called
    is_permanent: bool = False
    is_ambiguous: bool = False
    retry_after: float = 0.0


class CountedClient(AsyncWebClient):
    """Slack's client, with each call counted by its method and how it ended."""

    def __init__(self, telemetry: Telemetry, **more: Any) -> None:
        super().__init__(**more)
        self._telemetry = telemetry

    async def api_call(self, api_method: str, **more: Any) -> AsyncSlackResponse:
        try:
            answer = await super().api_call(api_method, **more)
        except FAILURES as error:
            self._telemetry.called(api_method, read_failure(error).kind)
            raise
        self._telemetry.called(api_method, Called.OK)
        return answer


def open_session(within: float = CALL_TIMEOUT) -> aiohttp.ClientSession:
    """The one session of all calls: each is over `within` so many seconds, and none leaves later than it may.

    slack_sdk's own `timeout` counts only for sessions that it opens itself; aiohttp's would be 5 minutes.
    """
    timeout = aiohttp.ClientTimeout(total=within)
    return aiohttp.ClientSession(timeout=timeout, trace_configs=[heeding_limits()])


def open_client(
    token: str, base_url: str, session: aiohttp.ClientSession, telemetry: Telemetry
) -> AsyncWebClient:
    """A client that never repeats a call by itself: a repeated post could be there twice.

    `session` is one of `open_session`.
    """
    return CountedClient(
        telemetry,
        token=token,
        base_url=base_url,
        session=session,
        retry_handlers=[],
    )


async def answer_at(
    response_url: str, session: aiohttp.ClientSession, body: dict[str, object], telemetry: Telemetry
) -> None:
    """Answer a click by its `response_url`. Raises one of FAILURES."""
    client = AsyncWebhookClient(response_url, session=session, retry_handlers=[])
    try:
        answer = await client.send_dict(body)
    except FAILURES as error:
        telemetry.called("response_url", read_failure(error).kind)
        raise
    is_taken = answer.status_code == 200
    telemetry.called("response_url", Called.OK if is_taken else Called.FAILED)
    if not is_taken:
        raise ValueError(f"response_url answered {answer.status_code}")


def read_failure(error: Exception) -> Failure:
    """What a failed call means."""
    if not isinstance(error, SlackApiError):
        never_left = isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
        return Failure(type(error).__name__, Called.UNREACHABLE, is_ambiguous=not never_left)
    response = error.response
    if not isinstance(response, AsyncSlackResponse):  # what came was no JSON, or not of Slack's form
        return Failure("malformed_answer", Called.FAILED, is_ambiguous=True)
    if response.status_code == 429:
        retry_after = _seconds(response.headers.get("Retry-After"))
        return Failure("ratelimited", Called.RATE_LIMITED, retry_after=retry_after)
    data = response.data if isinstance(response.data, dict) else {}
    word = str(data.get("error", response.status_code))
    if response.status_code >= 500 or word in _HALF_DONE:
        return Failure(word, Called.FAILED, is_ambiguous=True)
    return Failure(word, Called.REFUSED, is_permanent=word in PERMANENT)


def _seconds(header: str | None) -> float:
    try:
        return float(header or 1)
    except ValueError:
        return 1.0
