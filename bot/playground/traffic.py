"""What went over the wire lately, for people who want to see why something was refused."""

import json
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from bot.playground.wire import Json

KEPT = 1000
KEPT_CHARACTERS = 8_000_000
TOKENS = re.compile(r'xox[a-z]-[\w.-]+|xapp-[\w-]+|(?<="token": ")[^"]+')

Direction = Literal["in", "out"]


@dataclass(frozen=True)
class Exchange:
    """One request with its answer, both as JSON text; `direction` as the app sees it: `out` it called."""

    id: int
    at: int
    direction: Direction
    name: str
    request: str
    answer: str
    note: str
    milliseconds: int | None

    @property
    def size(self) -> int:
        """In characters."""
        return len(self.request) + len(self.answer)

    def described(self) -> Json:
        return {**vars(self), "request": json.loads(self.request), "answer": json.loads(self.answer)}


class Traffic:
    """A record that is bounded in number and in size, the oldest going first; no token is ever in it."""

    def __init__(self) -> None:
        self._exchanges: deque[Exchange] = deque()
        self._last_id = 0
        self._size = 0
        self._subscribers: list[Callable[[], None]] = []

    def record(
        self,
        at: int,
        direction: Direction,
        name: str,
        request: Any,
        answer: Any,
        note: str = "",
        milliseconds: int | None = None,
    ) -> None:
        """`at` is in Unix seconds of the playground's clock, `milliseconds` are real."""
        self._last_id += 1
        texts = _without_tokens(request), _without_tokens(answer)
        exchange = Exchange(self._last_id, at, direction, name, *texts, note, milliseconds)
        self._exchanges.append(exchange)
        self._size += exchange.size
        while len(self._exchanges) > KEPT or self._size > KEPT_CHARACTERS:
            self._size -= self._exchanges.popleft().size
        self._changed()

    def clear(self) -> None:
        self._exchanges.clear()
        self._size = 0
        self._changed()

    @property
    def oldest_id(self) -> int:
        """Whatever is older than this one is no longer kept."""
        return self._exchanges[0].id if self._exchanges else self._last_id + 1

    def latest(self, after: int = 0) -> list[Json]:
        """Those with an id above `after`, oldest first."""
        return [exchange.described() for exchange in self._exchanges if exchange.id > after]

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls `callback` after each change; what is returned ends the subscription."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def _changed(self) -> None:
        for callback in list(self._subscribers):
            callback()


def _without_tokens(value: Any) -> str:
    return TOKENS.sub("[token]", json.dumps(value, ensure_ascii=False))
