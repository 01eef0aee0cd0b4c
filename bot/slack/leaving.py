"""Calls that must leave soon or not at all.

Between the decision to post and the bytes of the post the process may be stopped, for longer than its claim
counts. So the clock is looked at once more where the bytes are handed to the operating system.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import SimpleNamespace

import aiohttp

from bot.clock import Monotonic


class TooLate(Exception):
    """What was to be sent is not ours to send any more. aiohttp makes a ClientConnectionError of it."""


@dataclass(slots=True)
class Limit:
    """By when a request has to leave; none as long as nothing was said."""

    clock: Monotonic
    _at: float | None = None

    def leave_within(self, seconds: float) -> None:
        self.leave_by(self.clock() + seconds)

    def leave_by(self, at: float) -> None:
        """`at` is on the limit's clock."""
        self._at = at

    @property
    def is_over(self) -> bool:
        return self._at is not None and self.clock() > self._at


_limit = ContextVar[Limit | None]("limit", default=None)


@contextmanager
def leaving_in_time(clock: Monotonic) -> Iterator[Limit]:
    """Within the block, no body of a request leaves when the limit that it gives is over."""
    limit = Limit(clock)
    token = _limit.set(limit)
    try:
        yield limit
    finally:
        _limit.reset(token)


def heeding_limits() -> aiohttp.TraceConfig:
    """For the session that is to heed them: aiohttp calls this before it writes the first byte."""
    trace = aiohttp.TraceConfig()
    trace.on_request_chunk_sent.append(_check)
    return trace


async def _check(
    _session: aiohttp.ClientSession, _context: SimpleNamespace, _sent: aiohttp.TraceRequestChunkSentParams
) -> None:
    limit = _limit.get()
    if limit and limit.is_over:
        raise TooLate
