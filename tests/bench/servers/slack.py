"""A Slack that answers what the bot asks, as cheaply as it can, so that it takes little of the machine.

Run as a program with a delay in seconds it prints its address and serves until its input ends. Each answer to
a post waits for that delay. `posts` tells the cards of all posts that arrived, and when; `until-N` answers
when there are N.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.bench.commands import TEAM_ID

AUTH = {
    "ok": True,
    "url": "https://bench.slack.com/",
    "team": "Bench",
    "user": "workbot",
    "team_id": TEAM_ID,
    "user_id": "U0BENCH",
    "bot_id": "B0BENCH",
}


class Slack:
    """What was posted, and the answers."""

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self.posts: list[tuple[float, bytes]] = []
        self._waiting: list[tuple[int, Callable[[], object]]] = []

    def answer(self, method: str, body: bytes) -> dict[str, Any]:
        match method:
            case "auth.test":
                return AUTH
            case "conversations.open":
                return {"ok": True, "channel": {"id": "D0BENCH"}}
            case "users.info":
                return {"ok": True, "user": {"tz": "Etc/UTC"}}
            case "chat.postMessage":
                self.posts.append((time.time(), body))
                self._tell_who_waits()
                return {"ok": True, "channel": "D0BENCH", "ts": f"{1_700_000_000 + len(self.posts)}.000100"}
            case "posts":
                return {"posts": [(at, _card_of(body)) for at, body in self.posts]}
            case _:
                return {"ok": True}

    def when_posted(self, count: int, tell: Callable[[], object]) -> None:
        """Call `tell` as soon as there are so many posts."""
        self._waiting.append((count, tell))
        self._tell_who_waits()

    def _tell_who_waits(self) -> None:
        for count, tell in [each for each in self._waiting if each[0] <= len(self.posts)]:
            self._waiting.remove((count, tell))
            tell()


def _card_of(body: bytes) -> str:
    return str(json.loads(body)["metadata"]["event_payload"]["card"])


class Connection(asyncio.Protocol):
    """One keep-alive connection of the bot's client."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self._buffer[:end].decode("latin-1").split("\r\n")
        length = next((int(line[15:]) for line in head if line.lower().startswith("content-length:")), 0)
        if len(self._buffer) < end + 4 + length:
            return
        body, self._buffer = self._buffer[end + 4 : end + 4 + length], self._buffer[end + 4 + length :]
        method = head[0].split(" ")[1].rpartition("/")[2]
        if method.startswith("until-"):
            self._slack.when_posted(int(method[6:]), lambda: self._write(b"{}"))
            return
        answer = self._slack.answer(method, body)
        delay = self._slack.delay if method.startswith("chat.") else 0
        asyncio.get_running_loop().call_later(delay, self._write, json.dumps(answer).encode())

    def _write(self, body: bytes) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self._transport.write(head.encode() + body)


async def serve(delay: float) -> None:
    slack = Slack(delay)
    server = await asyncio.get_running_loop().create_server(lambda: Connection(slack), "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()[:2]
    sys.stdout.write(f"http://{host}:{port}/api/\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
