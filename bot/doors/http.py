"""The HTTP door: `/slack/events`, and beside it what `health` offers to whoever watches the program.

The order matters: limit the size and the time, verify the signature over the raw bytes, only then parse, only
then hand over. Nothing that is not verified is unpacked, parsed or logged.
"""

import asyncio
import json
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.doors.intake import Closing, Intake
from bot.manifest import EVENTS_PATH
from bot.telemetry import Telemetry

LARGEST_BODY = 1024 * 1024  # bytes; a view is at most 250 kB, and its values come on top
READ_WITHIN = 3.0  # seconds, which is as long as Slack itself waits for the answer
TIMESTAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
LAST_BYTES_WITHIN = 1.0  # seconds
FORWARDED_HEADERS = ("X-Slack-Retry-Num", "X-Slack-Retry-Reason")


class HttpDoor:
    """An HTTP server that takes signed requests from Slack."""

    def __init__(
        self, intake: Intake, telemetry: Telemetry, signing_secret: str, host: str, port: int
    ) -> None:
        self._intake = intake
        self._telemetry = telemetry
        self._verifier = SignatureVerifier(signing_secret)
        self._host = host
        self._port = port
        self._app = web.Application(client_max_size=LARGEST_BODY)
        self._app.router.add_post(EVENTS_PATH, self._events)
        self._runner = web.AppRunner(
            self._app,
            access_log=None,
            handle_signals=False,
            auto_decompress=False,
            shutdown_timeout=LAST_BYTES_WITHIN,  # the intake has waited for the requests already
        )

    @property
    def url(self) -> str:
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}{EVENTS_PATH}"

    @property
    def description(self) -> str:
        """What to print at start."""
        return f"Listening for Slack over HTTP on {self.url}"

    async def open(self) -> None:
        """Raises OSError when the address cannot be had."""
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()

    def add_routes(self, routes: list[web.RouteDef]) -> None:
        """Before it is opened."""
        self._app.router.add_routes(routes)

    async def is_open(self) -> bool:
        return bool(self._runner.addresses) and not self._intake.is_closing

    async def close(self, within: float) -> None:
        """Call it when the intake has drained; what is left of the answers is written within a second."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._runner.cleanup(), within)

    async def _events(self, request: web.Request) -> web.Response:
        if (request.content_length or 0) > LARGEST_BODY:
            return self._refuse(400, "too_large", "The body is too large.")
        try:
            async with asyncio.timeout(READ_WITHIN):
                raw = await request.read()
        except TimeoutError:
            return self._refuse(400, "late", "The body did not come in time.")
        except web.HTTPRequestEntityTooLarge:  # of one that does not say its length
            return self._refuse(400, "too_large", "The body is too large.")
        if not self._is_from_slack(request, raw):
            return self._refuse(401, "signature", "The signature is not valid.")
        body = _parse(request.content_type, raw)
        if body is None:
            return self._refuse(400, "unreadable", "The body cannot be read.")
        if body.get("type") == "url_verification":
            challenge = str(body.get("challenge", "")).encode(errors="replace")  # JSON may hold no text
            return web.Response(body=challenge, content_type="text/plain")
        if "ssl_check" in body:
            return web.Response()
        headers = {name: request.headers[name] for name in FORWARDED_HEADERS if name in request.headers}
        try:
            return _respond(await self._intake.take(body, headers))
        except Closing:
            return web.Response(status=503, text="The program is ending.")

    def _refuse(self, status: int, reason: str, sentence: str) -> web.Response:
        """Nothing of what came is said or kept."""
        self._telemetry.refused(reason)
        return web.Response(status=status, text=sentence)

    def _is_from_slack(self, request: web.Request, raw: bytes) -> bool:
        timestamp, signature = _only(request, TIMESTAMP), _only(request, SIGNATURE)
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12 and signature.isascii()):
            return False
        try:
            return self._verifier.is_valid(raw, timestamp, signature)
        except UnicodeDecodeError:  # it takes nothing but text, and Slack sends nothing else
            return False


def _only(request: web.Request, header: str) -> str:
    """The header's value; "" unless it came exactly once."""
    values = request.headers.getall(header, [])
    return values[0] if len(values) == 1 else ""


def _parse(content_type: str, raw: bytes) -> dict[str, Any] | None:
    """The body as Bolt takes it: events and interactions as JSON, a command as fields. None: malformed."""
    try:
        text = raw.decode("utf-8")
        if content_type == "application/json":
            return _json_object(text)
        fields = dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True))
        if not fields:
            return None
        return _json_object(fields["payload"]) if "payload" in fields and "command" not in fields else fields
    except (ValueError, RecursionError):
        return None


def _json_object(text: str) -> dict[str, Any] | None:
    value = json.loads(text)
    return value if isinstance(value, dict) else None


def _respond(answer: BoltResponse) -> web.Response:
    content_type = answer.first_headers_without_set_cookie().get("content-type", "text/plain;charset=utf-8")
    return web.Response(status=answer.status, text=answer.body, headers={"Content-Type": content_type})
