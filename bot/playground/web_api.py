"""The Web API: who calls, may they, and which method answers."""

import time
from typing import Any

from aiohttp import web

from bot.playground.arguments import Arguments
from bot.playground.methods import METHODS, Method
from bot.playground.slack import APP_TOKEN, BOT_TOKEN, Slack
from bot.playground.wire import Json, SlackError


async def serve_method(slack: Slack, request: web.Request) -> web.Response:
    """`/api/<method>`; Slack answers 200 to nearly everything and says in the body what was wrong."""
    name = request.match_info["method"]
    arguments = Arguments({})
    started = time.monotonic()
    try:
        arguments = await Arguments.read(request)
        method = _method(name)
        _authorize(slack, method, _token(request, arguments))
        body: Json = {"ok": True, **await method.answer(slack, arguments)}
    except SlackError as refusal:
        body = refusal.body()
    took = round((time.monotonic() - started) * 1000)
    at, note = slack.unix_now(), body.get("error", "")
    slack.traffic.record(at, "out", name, arguments.values, body, note, took)
    return web.json_response(body, headers={"X-OAuth-Scopes": ",".join(slack.manifest.scopes)})


def _method(name: str) -> Method:
    if name not in METHODS:
        raise SlackError("unknown_method", req_method=name)
    return METHODS[name]


def _token(request: web.Request, arguments: Arguments) -> str:
    in_arguments: Any = arguments.values.pop("token", "")
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else str(in_arguments)


def _authorize(slack: Slack, method: Method, token: str) -> None:
    if not token:
        raise SlackError("not_authed")
    if token not in (BOT_TOKEN, APP_TOKEN):
        raise SlackError("invalid_auth")
    if token != (APP_TOKEN if method.for_app_token else BOT_TOKEN):
        raise SlackError("not_allowed_token_type")
    if method.scope:
        slack.manifest.require(method.scope)
