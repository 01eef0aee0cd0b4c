"""Server-Sent Events: what is true at once, and again after each change."""

import asyncio
import json
from collections.abc import Callable

from aiohttp import web

from bot.playground.wire import Json

COALESCE_SECONDS = 0.02
KEEP_ALIVE_SECONDS = 15

Subscribe = Callable[[Callable[[], None]], Callable[[], None]]


class Streams:
    """The event streams that are open; they end together."""

    def __init__(self) -> None:
        self._changes: set[asyncio.Event] = set()
        self._is_closing = False

    def stop(self) -> None:
        self._is_closing = True
        for changed in self._changes:
            changed.set()

    async def serve(
        self, request: web.Request, subscribe: Subscribe, look: Callable[[], Json]
    ) -> web.StreamResponse:
        """Sends what `look` returns; changes that come together make one event."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        changed = asyncio.Event()
        changed.set()
        self._changes.add(changed)
        unsubscribe = subscribe(changed.set)
        try:
            await self._send(response, changed, look)
        except ConnectionError:
            return response
        finally:
            unsubscribe()
            self._changes.discard(changed)
        return response

    async def _send(
        self, response: web.StreamResponse, changed: asyncio.Event, look: Callable[[], Json]
    ) -> None:
        while not self._is_closing:
            try:
                async with asyncio.timeout(KEEP_ALIVE_SECONDS):
                    await changed.wait()
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            changed.clear()
            await response.write(b"data: " + json.dumps(look()).encode() + b"\n\n")
            await asyncio.sleep(COALESCE_SECONDS)
