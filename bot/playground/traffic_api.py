"""The traffic over HTTP, for the page's inspector and for scripts."""

from aiohttp import web

from bot.playground.streaming import Streams
from bot.playground.traffic import Traffic
from bot.playground.wire import Json


class TrafficApi:
    """The handlers under /playground/traffic."""

    def __init__(self, traffic: Traffic, streams: Streams) -> None:
        self._traffic = traffic
        self._streams = streams

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/playground/traffic", self.all),
            web.get("/playground/traffic/events", self.events),
            web.delete("/playground/traffic", self.clear),
        ]

    async def all(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "traffic": self._traffic.latest()})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """All that is kept at once, then what is new, each time with the oldest that is still kept."""
        seen = 0

        def look() -> Json:
            nonlocal seen
            fresh = self._traffic.latest(seen)
            seen = fresh[-1]["id"] if fresh else seen
            return {"oldest": self._traffic.oldest_id, "traffic": fresh}

        return await self._streams.serve(request, self._traffic.subscribe, look)

    async def clear(self, _request: web.Request) -> web.Response:
        self._traffic.clear()
        return web.json_response({"ok": True})
