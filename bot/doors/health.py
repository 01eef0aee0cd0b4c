"""What is asked of a running app by whoever watches it: is it alive, is it ready, what are its figures.

`/healthz` and `/readyz` are at the HTTP door too. `/metrics` is not: a proxy could make it public by mistake.
"""

import asyncio
from typing import Protocol

from aiohttp import web

from bot.store import Store, StoreError
from bot.telemetry import Telemetry

ANSWER_WITHIN = 2.0  # seconds that the database has for a small query


class Door(Protocol):
    async def is_open(self) -> bool:
        """Whether requests of Slack can come in and are taken."""


class Tick(Protocol):
    @property
    def is_well(self) -> bool:
        """Whether it comes round."""


class Health:
    """The answers of one running app."""

    def __init__(self, tick: Tick, door: Door, store: Store) -> None:
        self._tick = tick
        self._door = door
        self._store = store
        self._asking: asyncio.Task[object] | None = None

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/healthz", self._healthz), web.get("/readyz", self._readyz)]

    async def _healthz(self, _: web.Request) -> web.Response:
        return _answer("ok" if self._tick.is_well else "the tick has stopped")

    async def _readyz(self, _: web.Request) -> web.Response:
        if not await self._door.is_open():
            return _answer("the door is closed")
        return _answer("ok" if await self._database_answers() else "the database does not answer")

    async def _database_answers(self) -> bool:
        # However often this is asked: one question at a time, since a database that hangs answers none.
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._store.run(lambda tx: tx.next_due_at()))
        try:
            await asyncio.wait_for(asyncio.shield(self._asking), ANSWER_WITHIN)
        except (StoreError, TimeoutError):
            return False
        return True


class HealthServer:
    """A server of its own for the answers and the figures, on a port that Slack does not reach."""

    def __init__(self, health: Health, telemetry: Telemetry, host: str, port: int) -> None:
        self._telemetry = telemetry
        self._host = host
        self._port = port
        app = web.Application()
        app.router.add_routes([*health.routes(), web.get("/metrics", self._metrics)])
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.1)

    @property
    def url(self) -> str:
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}"

    async def open(self) -> None:
        """Raises OSError when the address cannot be had."""
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()

    async def close(self) -> None:
        await self._runner.cleanup()

    async def _metrics(self, _: web.Request) -> web.Response:
        content_type = self._telemetry.metrics.content_type
        return web.Response(body=self._telemetry.metrics.render(), headers={"Content-Type": content_type})


def _answer(status: str) -> web.Response:
    return web.json_response({"status": status}, status=200 if status == "ok" else 503)
