"""What went over the wire lately, for people who want to see why something was refused."""

import copy
from collections import deque
from dataclasses import asdict, dataclass
from itertools import count
from typing import Any, Literal

from bot.playground.wire import Json

KEPT = 500


@dataclass(frozen=True)
class Exchange:
    """One request with its answer; `direction` as the app sees it: `out` it called, `in` it was told."""

    id: int
    at: int
    direction: Literal["in", "out"]
    name: str
    request: Any
    answer: Any
    note: str


class Traffic:
    """A bounded record; tokens are never put into it."""

    def __init__(self) -> None:
        self._exchanges: deque[Exchange] = deque(maxlen=KEPT)
        self._numbers = count(1)

    def record(
        self, at: int, direction: Literal["in", "out"], name: str, request: Any, answer: Any, note: str = ""
    ) -> None:
        """`at` is in Unix seconds of the playground's clock; what changes later is copied."""
        now = copy.deepcopy(request)
        exchange = Exchange(next(self._numbers), at, direction, name, now, answer, note)
        self._exchanges.append(exchange)

    def latest(self) -> list[Json]:
        """Oldest first."""
        return [asdict(exchange) for exchange in self._exchanges]
