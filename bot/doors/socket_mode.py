"""The Socket Mode door: a WebSocket to Slack, for who has no public address."""

import asyncio
import json
from contextlib import suppress

from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.doors.intake import Closing, Intake


class SocketModeDoor:
    """A Socket Mode connection that reconnects by itself."""

    def __init__(self, intake: Intake, app_token: str, web_client: AsyncWebClient) -> None:
        self._intake = intake
        self._client = SocketModeClient(app_token=app_token, web_client=web_client)
        self._client.socket_mode_request_listeners.append(self._receive)

    @property
    def description(self) -> str:
        """What to print at start."""
        return "Connected to Slack over Socket Mode."

    async def open(self) -> None:
        await self._client.connect()  # type: ignore[no-untyped-call]

    async def is_open(self) -> bool:
        return not self._intake.is_closing and await self._client.is_connected()

    async def close(self, within: float) -> None:
        """Close the connection; call it when the intake has drained, so that every answer has left."""
        with suppress(TimeoutError):  # Slack may not say goodbye
            await asyncio.wait_for(self._client.close(), within)  # type: ignore[no-untyped-call]

    async def _receive(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        try:
            answer = await self._intake.take(request.payload)
        except Closing:
            return  # not acknowledged: Slack offers an event to another connection, or again
        if answer.status == 200:
            payload = _payload(answer) if request.accepts_response_payload else None
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))


def _payload(answer: BoltResponse) -> dict[str, object] | None:
    if not answer.body:
        return None
    content_type = answer.first_headers_without_set_cookie().get("content-type", "")
    if content_type.startswith("application/json"):
        payload: dict[str, object] = json.loads(answer.body)
        return payload
    return {"text": answer.body}
