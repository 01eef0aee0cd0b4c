"""What both doors share: hand a parsed body to Bolt, count what is under way, and drain at the end."""

import asyncio
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.doors.payload import read_payload
from bot.surface import troubles


class Closing(Exception):
    """The program is ending; this request was not looked at."""


class Intake:
    """Dispatches the requests of one running app."""

    def __init__(self, bolt: AsyncApp) -> None:
        self._bolt = bolt
        self._under_way = 0
        self._is_closing = False
        self._idle = asyncio.Event()
        self._idle.set()

    async def take(self, body: dict[str, Any], headers: dict[str, str] | None = None) -> BoltResponse:
        """Let the listeners answer. Raises Closing when new requests are refused.

        The mode says socket_mode at both doors: with it Bolt takes a parsed body, and leaves out the
        verification that the HTTP door has already done over the raw bytes.
        """
        if self._is_closing:
            raise Closing
        payload = read_payload(body)
        if payload is None:
            return _not_understood(body)
        self._under_way += 1
        self._idle.clear()
        try:
            return await self._bolt.async_dispatch(
                AsyncBoltRequest(mode="socket_mode", body=payload, headers=dict(headers or {}))
            )
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def drain(self, within: float) -> None:
        """Refuse new requests; wait until the ones under way are answered, at most `within` seconds."""
        self._is_closing = True
        try:
            await asyncio.wait_for(self._idle.wait(), within)
        except TimeoutError:
            return


def _not_understood(body: dict[str, Any]) -> BoltResponse:
    trouble = troubles.not_understood()
    if body.get("type") == "view_submission":
        return BoltResponse(status=200, body={"response_action": "update", "view": trouble.modal})
    return BoltResponse(status=200, body={"text": trouble.message.text, "response_type": "ephemeral"})
