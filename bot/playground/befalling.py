"""Calls that meet a fault: what the app gets instead of, or after, the answer."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.playground.faults import Fault
from bot.playground.slack import Slack

Answering = Callable[[Slack, web.Request], Awaitable[web.StreamResponse]]


async def under_faults(
    slack: Slack, name: str, request: web.Request, answering: Answering
) -> web.StreamResponse:
    """Answers, unless a fault is due for calls of `name`; only `delay` and `drop_after` let them happen."""
    fault = slack.faults.take(name)
    if fault is None:
        return await answering(slack, request)
    slack.workspace.changed()
    slack.traffic.record(slack.unix_now(), "out", name, None, None, f"fault: {fault.fault}")
    if fault.fault == "delay":
        await asyncio.sleep(fault.seconds)
        return await answering(slack, request)
    if fault.fault == "drop_after":
        await answering(slack, request)
    return _instead(fault, request)


def _instead(fault: Fault, request: web.Request) -> web.StreamResponse:
    match fault.fault:
        case "rate_limited":
            headers = {"Retry-After": str(fault.retry_after)}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        case "server_error":
            return web.json_response({"ok": False, "error": "internal_error"}, status=500)
        case "malformed":
            return web.Response(text="<html>upstream error</html>", content_type="application/json")
        case "error":
            return web.json_response({"ok": False, "error": fault.error})
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
