"""What both doors share: hand a parsed body to Bolt, count what is under way, and drain at the end."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.clock import monotonic
from bot.doors.payload import read_payload
from bot.failures import described
from bot.surface import troubles
from bot.telemetry import Telemetry

logger = logging.getLogger(__name__)

KINDS = {
    "block_actions": "click",
    "view_submission": "submission",
    "shortcut": "shortcut",
    "message_action": "shortcut",
}


class Closing(Exception):
    """The program is ending; this request was not looked at."""


class Intake:
    """Dispatches the requests of one running app."""

    def __init__(self, bolt: AsyncApp, telemetry: Telemetry) -> None:
        self._bolt = bolt
        self._telemetry = telemetry
        self._under_way = 0
        self._is_closing = False
        self._idle = asyncio.Event()
        self._idle.set()

    async def take(self, body: dict[str, Any], headers: Mapping[str, str] | None = None) -> BoltResponse:
        """Let the listeners answer. Raises Closing when new requests are refused.

        The mode says socket_mode at both doors: with it Bolt takes a parsed body, and leaves out the
        verification that the HTTP door has already done over the raw bytes.
        """
        began, kind = monotonic(), _kind(body)
        if self._is_closing:
            self._telemetry.acknowledged(kind, "refused", 0.0)
            raise Closing
        payload = read_payload(body)
        answer = await self._dispatch(payload, headers or {}) if payload is not None else None
        if answer is None:
            self._telemetry.acknowledged(kind, "malformed", monotonic() - began)
            return _not_understood(body)
        result = "answered" if answer.status == 200 else "failed"
        self._telemetry.acknowledged(kind, result, monotonic() - began)
        return answer

    async def _dispatch(self, payload: dict[str, Any], headers: Mapping[str, str]) -> BoltResponse | None:
        """None where Bolt found something missing; what goes wrong in our listeners it answers itself."""
        self._under_way += 1
        self._idle.clear()
        try:
            return await self._bolt.async_dispatch(
                AsyncBoltRequest(mode="socket_mode", body=payload, headers=dict(headers))
            )
        except Exception as error:  # such as a step of a workflow without a step, an action without actions
            logger.warning("a request that Bolt cannot read: %s", described(error))
            return None
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    @property
    def is_closing(self) -> bool:
        return self._is_closing

    async def drain(self, within: float) -> None:
        """Refuse new requests; wait until the ones under way are answered, at most `within` seconds."""
        self._is_closing = True
        await self.quiet(within)

    async def quiet(self, within: float) -> None:
        """Come back when nobody waits for an answer, at the latest in `within` seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                await self._idle.wait()


def _kind(body: dict[str, Any]) -> str:
    """What a request is, in one of few words."""
    if "command" in body:
        return "command"
    if "event" in body:
        return "event"
    return KINDS.get(str(body.get("type")), "other")


def _not_understood(body: dict[str, Any]) -> BoltResponse:
    trouble = troubles.not_understood()
    if body.get("type") == "view_submission":
        return BoltResponse(status=200, body={"response_action": "update", "view": trouble.modal})
    return BoltResponse(status=200, body={"text": trouble.message.text, "response_type": "ephemeral"})
