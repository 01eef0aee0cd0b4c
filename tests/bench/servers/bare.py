"""The floor: bare Bolt behind the same form of aiohttp route, which checks the signature and acknowledges.

Run as a program it prints its address and serves until its input ends. PORT in the environment is where; the
modules that are named as arguments are imported first.
"""

import asyncio
import importlib
import logging
import os
import sys
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from tests.bench.commands import SECRET, TEAM_ID

PATH = "/slack/events"


def bare_app() -> AsyncApp:
    """Bolt with one listener that does nothing but acknowledge."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=TEAM_ID,
            bot_id="B0BENCH",
            bot_user_id="U0BENCH",
            bot_token="xoxb-bench",
        )

    async def acknowledge(ack: AsyncAck) -> None:
        await ack()

    app = AsyncApp(authorize=authorize, process_before_response=True, logger=logging.getLogger("slack_bolt"))
    app.command("/work")(acknowledge)
    return app


def route(bolt: AsyncApp) -> web.Application:
    verifier = SignatureVerifier(SECRET)

    async def events(request: web.Request) -> web.Response:
        raw = await request.read()
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        if not verifier.is_valid(raw, timestamp, request.headers.get("X-Slack-Signature", "")):
            return web.Response(status=401)
        body = dict(parse_qsl(raw.decode(), keep_blank_values=True, strict_parsing=True))
        answer = await bolt.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body))
        return web.Response(status=answer.status, text=answer.body)

    app = web.Application(client_max_size=1024 * 1024)
    app.router.add_post(PATH, events)
    return app


async def serve(port: int) -> None:
    runner = web.AppRunner(route(bare_app()), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    host, port = runner.addresses[0][:2]
    sys.stdout.write(f"http://{host}:{port}{PATH}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    for module in sys.argv[1:]:
        importlib.import_module(module)
    asyncio.run(serve(int(os.environ.get("PORT", "0"))))
