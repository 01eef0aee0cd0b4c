"""A tiny app that answers as a test tells it to, so that the server itself is what is tested."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final, Literal
from urllib.parse import parse_qs

from aiohttp import web
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.server import PlaygroundServer

Json = dict[str, Any]
Transport = Literal["socket_mode", "http"]

SILENCE: Final = "(no acknowledgement)"


class SmallApp:
    """Keeps what it is told, and acknowledges each kind of thing with what `answers` has for it.

    Kinds are a command's name, an interaction's type, or `event`; over HTTP an integer is a status.
    """

    def __init__(self, client: AsyncWebClient, signing_secret: str) -> None:
        self.client = client
        self.told: list[Json] = []
        self.headers: list[dict[str, str]] = []
        self.envelopes: list[SocketModeRequest] = []
        self.answers: dict[str, Any] = {}
        self._verifier = SignatureVerifier(signing_secret)
        self._heard = asyncio.Condition()

    async def until_told(self, times: int) -> list[Json]:
        """What it was told, as soon as that is so many things."""
        async with asyncio.timeout(5), self._heard:
            await self._heard.wait_for(lambda: len(self.told) >= times)
        return self.told

    async def over_socket(self, socket: SocketModeClient, request: SocketModeRequest) -> None:
        self.envelopes.append(request)
        answer = await self._hear(request.payload)
        if answer is SILENCE:
            return
        payload = {"text": answer} if isinstance(answer, str) else answer
        await socket.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))

    async def over_http(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        self.headers.append(dict(request.headers))
        if not self._verifier.is_valid_request(raw, dict(request.headers)):
            return web.Response(status=401)
        body = _parsed(request.content_type, raw.decode())
        if body["type"] == "url_verification":
            return web.json_response({"challenge": body["challenge"]})
        answer = await self._hear(body)
        if answer is SILENCE:
            await asyncio.Event().wait()
        if isinstance(answer, int):
            return web.Response(status=answer)
        if isinstance(answer, dict):
            return web.json_response(answer)
        return web.Response(text=answer or "")

    async def _hear(self, body: Json) -> Any:
        async with self._heard:
            self.told.append(body)
            self._heard.notify_all()
        kind = "event" if "event" in body else body.get("command") or body["type"]
        return self.answers.get(kind)


def _parsed(content_type: str, text: str) -> Json:
    if content_type == "application/json":
        body: Json = json.loads(text)
        return body
    form = {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}
    interaction: Json = json.loads(form["payload"]) if "payload" in form else {"type": "", **form}
    return interaction


@asynccontextmanager
async def connected(server: PlaygroundServer, transport: Transport) -> AsyncIterator[SmallApp]:
    """A small app in the workspace, over either of Slack's ways."""
    app = SmallApp(AsyncWebClient(server.bot_token, server.api_url), server.signing_secret)
    if transport == "http":
        async with _serving(app) as url:
            server.deliver_over_http(url)
            yield app
        return
    async with listening(server, app):
        yield app


@asynccontextmanager
async def listening(server: PlaygroundServer, app: SmallApp) -> AsyncIterator[SocketModeClient]:
    """One Socket Mode connection of the app, with the real client."""
    socket = SocketModeClient(server.app_token, web_client=app.client, ping_interval=0.5)
    socket.socket_mode_request_listeners.append(app.over_socket)  # type: ignore[arg-type]
    await socket.connect()  # type: ignore[no-untyped-call]
    yield socket
    await socket.close()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def _serving(app: SmallApp) -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_post("/slack/events", app.over_http)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    await runner.cleanup()
