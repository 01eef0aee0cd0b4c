"""A person at the playground, driven over its HTTP interface as any script could (docs/playground.md)."""

import asyncio
import json
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import aiohttp

from bot.playground.server import PlaygroundServer

ADA, BEN = 0, 1  # their places among the people of the workspace
PATIENCE = 10.0  # seconds until what should come is said not to come

Json = dict[str, Any]


class Refused(Exception):
    """The playground did not do what a person tried."""


class Driver:
    """One person's hands and eyes."""

    def __init__(self, http: aiohttp.ClientSession, url: str, user_id: str) -> None:
        self._http = http
        self._url = url
        self.user_id = user_id

    async def post(self, path: str, **body: object) -> Json:
        async with self._http.post(f"{self._url}/playground/{path}", json=body) as response:
            answer: Json = await response.json()
        if not answer.get("ok"):
            raise Refused(answer)
        return answer

    async def see(self) -> "Screen":
        async with self._http.get(
            f"{self._url}/playground/state", params={"person": self.user_id}
        ) as response:
            return Screen(await response.json())

    async def until(self, seen: Callable[["Screen"], bool]) -> "Screen":
        """What this person sees as soon as it is as expected."""
        latest = Screen({})
        try:
            async with asyncio.timeout(PATIENCE):
                async with self._http.get(
                    f"{self._url}/playground/events", params={"person": self.user_id}
                ) as stream:
                    async for line in stream.content:
                        if line.startswith(b"data:"):
                            latest = Screen(json.loads(line[5:]))
                            if seen(latest):
                                return latest
        except TimeoutError:
            raise AssertionError(f"not seen within {PATIENCE} s; last: {latest.all_text()}") from None
        raise AssertionError("the stream ended")

    async def until_text(self, *texts: str) -> "Screen":
        return await self.until(lambda screen: all(text in screen.all_text() for text in texts))

    async def work(self, line: str = "", channel: str | None = None) -> "Screen":
        """Type `/work line` in a channel."""
        screen = await self.see()
        channel = channel or screen.conversation("channel")["id"]
        await self.post("command", person=self.user_id, channel=channel, text=f"/work {line}".rstrip())
        return await self.see()

    async def say(self, text: str) -> None:
        """Write to the app in the DM."""
        channel = (await self.see()).conversation("im")["id"]
        await self.post("message", person=self.user_id, channel=channel, text=text)

    async def press(self, label: str, **more: object) -> "Screen":
        await self.post("click", person=self.user_id, label=label, **more)
        return await self.see()

    async def submit(self, **fields: str) -> Json:
        return await self.post("submit", person=self.user_id, fields=fields)

    async def close_modal(self) -> None:
        view = (await self.see()).modal
        await self.post("close", person=self.user_id, view_id=view["id"])

    async def open_home(self) -> None:
        await self.post("open_home", person=self.user_id)

    async def advance(self, span: str) -> None:
        await self.post("clock", advance=span)

    async def modal_opens(self) -> "Screen":
        return await self.until(lambda screen: bool(screen.data.get("modals")))


class Screen:
    """What one person sees at one moment."""

    def __init__(self, data: Json) -> None:
        self.data = data

    def conversation(self, kind: str) -> Json:
        found: Json = next(each for each in self.data["conversations"] if each["kind"] == kind)
        return found

    @property
    def modal(self) -> Json:
        top: Json = self.data["modals"][-1]
        return top

    @property
    def has_modal(self) -> bool:
        return bool(self.data["modals"])

    @property
    def home(self) -> Json | None:
        view: Json | None = (self.data.get("home") or {}).get("view")
        return view

    def messages(self, kind: str) -> list[Json]:
        messages: list[Json] = self.conversation(kind)["messages"]
        return messages

    @property
    def last_answer(self) -> Json:
        """The newest message of the bot in the channel."""
        return [message for message in self.messages("channel") if message["user"] == self.bot_id][-1]

    @property
    def direct_messages(self) -> list[Json]:
        """What the bot wrote in the DM, oldest first."""
        return [message for message in self.messages("im") if message["user"] == self.bot_id]

    @property
    def bot_id(self) -> str:
        return str(self.data["bot"]["user_id"])

    def all_text(self) -> str:
        """Everything that can be read, as one text."""
        if not self.data:
            return ""
        shown = [self.messages("channel"), self.messages("im"), self.data["modals"], self.home]
        return "\n".join(text_of(each) for each in shown)


def text_of(block: object) -> str:
    """Whatever a person can read in blocks, messages or views."""
    if isinstance(block, list):
        return "\n".join(text_of(each) for each in block)
    if not isinstance(block, dict):
        return ""
    own = [value for key in ("text", "fallback", "alt_text") if isinstance(value := block.get(key), str)]
    return "\n".join([*own, *(text_of(value) for value in block.values() if isinstance(value, dict | list))])


def buttons_of(block: object) -> list[str]:
    """The labels of the buttons in a message or view, in order."""
    if isinstance(block, list):
        return [label for each in block for label in buttons_of(each)]
    if not isinstance(block, dict):
        return []
    if block.get("type") == "button":
        return [str(block["text"]["text"])]
    return [label for value in block.values() for label in buttons_of(value)]


class Everyone:
    """The people of the workspace."""

    def __init__(self, server: PlaygroundServer) -> None:
        self.server = server
        self._people: list[Driver] = []

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession()
        url = self.server.url.rstrip("/")
        self._people = [Driver(self._http, url, user_id) for user_id in self.server.workspace.people]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.close()

    def person(self, place: int) -> Driver:
        return self._people[place]
