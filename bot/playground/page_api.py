"""The playground's own HTTP interface, for the page and for scripts: look, act, move time, break things."""

import json
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.playground.actions import Actions
from bot.playground.asking import entered_values, person_of
from bot.playground.slack import Slack
from bot.playground.snapshot import snapshot
from bot.playground.streaming import Streams
from bot.playground.wire import Json, RefusedError

STEP = re.compile(r"(-?\d+)([smhd])")
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}

Act = Callable[[Json], Awaitable[Json]]


class PageApi:
    """The handlers under /playground/."""

    def __init__(self, slack: Slack, actions: Actions, streams: Streams) -> None:
        self._slack = slack
        self._actions = actions
        self._streams = streams

    def routes(self) -> list[web.RouteDef]:
        acts: dict[str, Act] = {
            "command": self._command,
            "message": self._message,
            "click": self._click,
            "shortcut": self._shortcut,
            "submit": self._submit,
            "close": self._close,
            "open_home": self._open_home,
            "clock": self._clock,
            "faults": self._add_fault,
            "disconnect": self._disconnect,
        }
        posts = [web.post(f"/playground/{name}", _serving(act)) for name, act in acts.items()]
        return [
            web.get("/playground/state", self.state),
            web.get("/playground/events", self.events),
            web.delete("/playground/faults", self.clear_faults),
            *posts,
        ]

    async def state(self, request: web.Request) -> web.Response:
        """One snapshot; without a `person`, the first one's."""
        try:
            person = person_of(
                self._slack, request.query.get("person") or next(iter(self._slack.workspace.people))
            )
        except RefusedError as refusal:
            return _refusal(refusal)
        return web.json_response(snapshot(self._slack, person.id))

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Snapshots as Server-Sent Events."""
        try:
            person = person_of(self._slack, request.query.get("person", ""))
        except RefusedError as refusal:
            return _refusal(refusal)
        subscribe = self._slack.workspace.subscribe
        return await self._streams.serve(request, subscribe, lambda: snapshot(self._slack, person.id))

    async def clear_faults(self, _request: web.Request) -> web.Response:
        self._slack.faults.clear()
        self._slack.workspace.changed()
        return web.json_response({"ok": True})

    async def _command(self, body: Json) -> Json:
        return await self._actions.command(_text(body, "person"), _text(body, "channel"), _text(body, "text"))

    async def _message(self, body: Json) -> Json:
        return await self._actions.message(_text(body, "person"), _text(body, "channel"), _text(body, "text"))

    async def _open_home(self, body: Json) -> Json:
        return await self._actions.open_home(_text(body, "person"), body.get("tab", "home"))

    async def _click(self, body: Json) -> Json:
        person, selected = _text(body, "person"), body.get("selected")
        if "label" in body:
            where, channel = body.get("where"), body.get("channel")
            option = body.get("option", selected)
            return await self._actions.click(
                person, _text(body, "label"), option, where=where, channel=channel
            )
        block_id, action_id = _text(body, "block_id"), _text(body, "action_id")
        if "view_id" in body:
            view_id, values = _text(body, "view_id"), entered_values(body)
            return await self._actions.click_in_view(person, view_id, block_id, action_id, selected, values)
        channel, ts = _text(body, "channel"), _text(body, "ts")
        return await self._actions.click_in_message(person, channel, ts, block_id, action_id, selected)

    async def _shortcut(self, body: Json) -> Json:
        person, callback_id = _text(body, "person"), _text(body, "callback_id")
        return await self._actions.shortcut(person, callback_id, body.get("channel"), body.get("ts"))

    async def _submit(self, body: Json) -> Json:
        fields = body.get("fields") or {}
        if not isinstance(fields, dict):
            raise RefusedError("invalid_values", "Fields are given as {label: value}.")
        person, values = _text(body, "person"), entered_values(body)
        return await self._actions.submit(person, fields, values=values, view_id=body.get("view_id"))

    async def _close(self, body: Json) -> Json:
        return await self._actions.close(_text(body, "person"), body.get("view_id"))

    async def _clock(self, body: Json) -> Json:
        if body.get("reset"):
            self._slack.clock.reset()
        else:
            self._slack.clock.advance(_step(body.get("advance")))
        offset = int(self._slack.clock.offset.total_seconds())
        return {"now": self._slack.unix_now(), "offset": offset}

    async def _add_fault(self, body: Json) -> Json:
        self._slack.faults.add(body)
        self._slack.workspace.changed()
        return {"faults": self._slack.faults.pending()}

    async def _disconnect(self, body: Json) -> Json:
        await self._slack.socket_mode.disconnect(body.get("reason", "refresh_requested"))
        return {}


def _serving(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(request: web.Request) -> web.Response:
        try:
            return web.json_response({"ok": True, **await act(_json_object(await request.text()))})
        except RefusedError as refusal:
            return _refusal(refusal)

    return serve


def _json_object(text: str) -> Json:
    try:
        body = json.loads(text or "{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise RefusedError("invalid_json", "The body must be a JSON object.")
    return body


def _refusal(refusal: RefusedError) -> web.Response:
    body = {"ok": False, "error": refusal.code, "message": refusal.message}
    return web.json_response(body, status=404 if refusal.code.endswith("not_found") else 400)


def _text(body: Json, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise RefusedError("missing_field", f"The field {name!r} is missing.")
    return value


def _step(advance: Any) -> timedelta:
    if isinstance(advance, (int, float)) and not isinstance(advance, bool):
        return timedelta(seconds=int(advance))
    found = STEP.fullmatch(str(advance))
    if found is None:
        raise RefusedError("invalid_step", "Advance by seconds, or by something like 5m or 8h.")
    return timedelta(**{UNITS[found[2]]: int(found[1])})
