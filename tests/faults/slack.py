"""A fast fake Slack that can misbehave: it keeps what the bot posted, and asks a hook before each call."""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from aiohttp import WSMsgType, web

Json = dict[str, Any]
TEAM_ID = "T0FAULTS"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot: the method, and the arguments as they came."""

    method: str
    arguments: Json

    @property
    def person(self) -> str:
        """Whom it is about; a DM is named after its person."""
        named = self.arguments.get("user_id") or self.arguments.get("users") or self.arguments.get("user")
        return str(named or str(self.arguments.get("channel", "")).removeprefix("D"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a call: whether it happens, and how it is answered.

    `answer` is a status with a body; None is no answer at all: the connection is dropped.
    """

    happens: bool = True
    answer: tuple[int, str, dict[str, str]] | None = (0, "", {})
    late: float = 0.0  # seconds until it happens, however long ago it was answered
    slow: float = 0.0  # seconds until it is answered


AS_USUAL = Verdict()
Hook = Callable[[Call], Awaitable[Verdict]]


async def as_usual(_: Call) -> Verdict:
    return AS_USUAL


class FakeSlack:
    """What Slack knows of one workspace. `hook` decides about every call, before it happens."""

    def __init__(self) -> None:
        self.hook: Hook = as_usual
        self.posts: list[Json] = []  # every message, as posted or as last changed
        self.homes: dict[str, Json] = {}
        self.modals: dict[str, Json] = {}  # the last one that was opened, by its trigger
        self.calls: Counter[str] = Counter()
        self.sockets: list[web.WebSocketResponse] = []
        self.acks: dict[str, asyncio.Future[Json]] = {}
        self._connections = asyncio.Condition()
        self._late: set[asyncio.Task[None]] = set()
        self._ts = 0

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=4 * 1024 * 1024)
        app.router.add_route("*", "/api/{method}", self._method)
        app.router.add_get("/link", self._link)
        app.router.add_post("/response", self._response_url)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._late:
            task.cancel()
        for socket in self.sockets:
            await socket.close()
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    def of_card(self, card_id: str) -> list[Json]:
        """The messages that carry this card's id: more than one is a message that came twice."""
        return [post for post in self.posts if _card_of(post) == card_id]

    def posted_cards(self) -> Counter[str]:
        return Counter(card_id for post in self.posts if (card_id := _card_of(post)))

    async def send_envelope(self, kind: str, payload: object, envelope_id: str) -> Json:
        """Deliver over Socket Mode; the acknowledgement. Raises TimeoutError after Slack's three seconds."""
        await self.connected(1)
        answered = self.await_ack(envelope_id)
        envelope = {"type": kind, "payload": payload, "envelope_id": envelope_id}
        await self.sockets[-1].send_str(json.dumps(envelope | {"accepts_response_payload": True}))
        return await asyncio.wait_for(answered, 5)

    def await_ack(self, envelope_id: str) -> asyncio.Future[Json]:
        """What will have the acknowledgement of this envelope, sent in whatever way."""
        answered = self.acks[envelope_id] = asyncio.get_running_loop().create_future()
        return answered

    async def connected(self, times: int) -> None:
        """Wait until the bot has connected so many times."""
        async with self._connections:
            await self._connections.wait_for(lambda: len(self.sockets) >= times)

    async def _method(self, request: web.Request) -> web.StreamResponse:
        call = Call(request.match_info["method"], await _arguments(request))
        self.calls[call.method] += 1
        verdict = await self.hook(call)
        answer: Json = {"ok": True}
        if verdict.late:
            self._later(verdict.late, call)
        elif verdict.happens:
            answer = self._do(call)
        if verdict.slow:
            await asyncio.sleep(verdict.slow)
        if verdict.answer is None:
            if request.transport:
                request.transport.abort()
            return web.Response()
        status, text, headers = verdict.answer
        if status:
            return web.Response(status=status, text=text, headers=headers, content_type="application/json")
        return web.json_response(answer)

    def _later(self, seconds: float, call: Call) -> None:
        async def wait_and_do() -> None:
            await asyncio.sleep(seconds)
            self._do(call)

        task = asyncio.create_task(wait_and_do())
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    def _do(self, call: Call) -> Json:
        given = call.arguments
        match call.method:
            case "auth.test":
                return _IDENTITY
            case "users.info":
                return {"ok": True, "user": {"id": given.get("user"), "tz": "Europe/Berlin"}}
            case "conversations.open":
                return {"ok": True, "channel": {"id": f"D{given['users']}"}}
            case "chat.postMessage":
                return self._post(given)
            case "chat.update":
                return self._update(given)
            case "conversations.history":
                channel, limit = given["channel"], int(given.get("limit", 100))
                found = [post for post in reversed(self.posts) if post["channel"] == channel]
                return {"ok": True, "messages": found[:limit]}
            case "views.publish":
                self.homes[str(given["user_id"])] = given["view"]
            case "views.open":
                self.modals[str(given.get("trigger_id"))] = given["view"]
            case "apps.connections.open":
                return {"ok": True, "url": f"ws{self.url.removeprefix('http')}/link"}
        return {"ok": True}

    def _post(self, given: Json) -> Json:
        self._ts += 1
        named = str(given["channel"])
        channel = named if named.startswith("D") else f"D{named}"
        ts = f"1700000000.{self._ts:06}"
        self.posts.append({"channel": channel, "ts": ts} | {n: given.get(n) for n in _KEPT})
        return {"ok": True, "channel": channel, "ts": ts}

    def _update(self, given: Json) -> Json:
        for post in self.posts:
            if (post["channel"], post["ts"]) == (given["channel"], given["ts"]):
                post |= {"text": given.get("text"), "blocks": given.get("blocks")}
                return {"ok": True, "channel": post["channel"], "ts": post["ts"]}
        return {"ok": False, "error": "message_not_found"}

    async def _response_url(self, request: web.Request) -> web.Response:
        self.calls["response_url"] += 1
        verdict = await self.hook(Call("response_url", await request.json()))
        status = verdict.answer[0] if verdict.answer else 500
        return web.Response(status=status or 200, text="ok")

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        async with self._connections:
            self.sockets.append(socket)
            self._connections.notify_all()
        await socket.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                ack = json.loads(message.data)
                waiting = self.acks.pop(str(ack.get("envelope_id")), None)
                if waiting and not waiting.done():
                    waiting.set_result(ack)
        return socket


_KEPT = ("text", "blocks", "metadata")
_IDENTITY = {
    "ok": True,
    "url": "https://faults.slack.com/",
    "team": "Faults",
    "team_id": TEAM_ID,
    "user": "workbot",
    "user_id": "U0BOT",
    "bot_id": "B0BOT",
}
_PARSED = ("blocks", "metadata", "view")


async def _arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        given: Json = await request.json()
    else:
        given = dict(request.query) | dict(await request.post())
    for name in _PARSED:
        if isinstance(given.get(name), str):
            given[name] = json.loads(given[name])
    return given


def _card_of(post: Json) -> str | None:
    payload = (post.get("metadata") or {}).get("event_payload") or {}
    card: str | None = payload.get("card")
    return card
