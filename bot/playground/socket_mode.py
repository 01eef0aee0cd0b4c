"""Socket Mode: envelopes over WebSockets that the app has opened, each acknowledged by its id."""

import asyncio
import json
import secrets
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground.wire import Answer, Delivery, Json
from bot.playground.workspace import APP_ID

CONNECTION_LIMIT = 10
HEARTBEAT_SECONDS = 30


class SocketMode:
    """Delivers over one of the open connections, in turn."""

    mode = "socket"

    def __init__(self, ack_seconds: float, changed: Callable[[], None]) -> None:
        self.websocket_url = ""
        self._ack_seconds = ack_seconds
        self._changed = changed
        self._tickets: set[str] = set()
        self._connections: deque[web.WebSocketResponse] = deque()
        self._retiring: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    @property
    def connected(self) -> bool:
        return bool(self._connections)

    def issue_url(self) -> str:
        """A WebSocket address that can be used once."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return f"{self.websocket_url}/link/?ticket={ticket}&app_id={APP_ID}"

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Serves one connection until it ends."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            raise web.HTTPForbidden(text="This address has been used, or was never issued.")
        self._tickets.remove(ticket)
        connection = web.WebSocketResponse(heartbeat=HEARTBEAT_SECONDS)
        await connection.prepare(request)
        if len(self._connections) >= CONNECTION_LIMIT:
            await connection.send_json(_disconnect("too_many_websockets"))
            await connection.close()
            return connection
        self._connections.append(connection)
        self._changed()
        try:
            await connection.send_json(_hello(len(self._connections)))
            await self._listen(connection)
        finally:
            self._retire(connection)
            self._retiring.remove(connection)
        return connection

    async def _listen(self, connection: web.WebSocketResponse) -> None:
        async for message in connection:
            if message.type is WSMsgType.TEXT:
                self._acknowledge(message.data)

    def _acknowledge(self, text: str) -> None:
        try:
            envelope = json.loads(text)
        except ValueError:
            return
        future = self._waiting.get(envelope.get("envelope_id", "")) if isinstance(envelope, dict) else None
        if future is not None and not future.done():
            future.set_result(envelope)

    async def send(self, delivery: Delivery) -> Answer:
        """Waits for the acknowledgement for as long as Slack does."""
        if not self._connections:
            return Answer(error="dispatch_failed")
        self._connections.rotate(-1)
        connection = self._connections[0]
        envelope_id = secrets.token_hex(16)
        self._waiting[envelope_id] = asyncio.get_running_loop().create_future()
        started = time.monotonic()
        try:
            async with asyncio.timeout(self._ack_seconds):
                await connection.send_json(_envelope(envelope_id, delivery))
                envelope = await self._waiting[envelope_id]
        except TimeoutError:
            return Answer(error="operation_timeout", milliseconds=round(self._ack_seconds * 1000))
        except ConnectionError:
            return Answer(error="dispatch_failed")
        finally:
            del self._waiting[envelope_id]
        milliseconds = round((time.monotonic() - started) * 1000)
        body: Any = envelope.get("payload") if delivery.accepts_response_payload else None
        return Answer(body=body, milliseconds=milliseconds)

    async def disconnect(self, reason: str) -> None:
        """Tells every connection to make room, as Slack does now and then; acknowledgements still count.

        `reason` is `warning`, `refresh_requested` or `link_disabled`; the last closes the connection too.
        """
        for connection in list(self._connections):
            self._retire(connection)
            await connection.send_json(_disconnect(reason))
            if reason == "link_disabled":
                await connection.close()

    async def close(self) -> None:
        """Closes every connection."""
        for connection in [*self._connections, *self._retiring]:
            await connection.close()

    def _retire(self, connection: web.WebSocketResponse) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
            self._retiring.append(connection)
            self._changed()


def _envelope(envelope_id: str, delivery: Delivery) -> Json:
    envelope: Json = {
        "envelope_id": envelope_id,
        "type": delivery.kind,
        "payload": delivery.payload,
        "accepts_response_payload": delivery.accepts_response_payload,
    }
    if delivery.kind == "events_api":
        reason = "timeout" if delivery.reason == "operation_timeout" else delivery.reason
        envelope |= {"retry_attempt": delivery.attempt, "retry_reason": reason}
    return envelope


def _hello(connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "connection_info": {"app_id": APP_ID},
        "debug_info": {"host": "playground", "build_number": 1, "approximate_connection_time": 3600},
    }


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}}
