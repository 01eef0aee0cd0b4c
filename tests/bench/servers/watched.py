"""`workbot run`, watched: how late its event loop comes to a timer that rings every 5 ms.

Run as a program with a file's name. When it ends, each delay worth telling is in that file as JSON: when it
ended, in Unix seconds, and how long it was, in seconds.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

from bot.cli import main

EVERY = 0.005  # seconds
WORTH_TELLING = 0.001


class WatchedLoops(asyncio.DefaultEventLoopPolicy):
    """Gives event loops that are watched."""

    def __init__(self) -> None:
        super().__init__()
        self.delays: list[tuple[float, float]] = []

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        loop = super().new_event_loop()
        self._watch(loop)
        return loop

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        due_at = loop.time() + EVERY

        def ring() -> None:
            delay = loop.time() - due_at
            if delay >= WORTH_TELLING:
                self.delays.append((time.time(), delay))
            self._watch(loop)

        loop.call_at(due_at, ring)


if __name__ == "__main__":
    loops = WatchedLoops()
    asyncio.set_event_loop_policy(loops)
    code = main(["run"])
    Path(sys.argv[1]).write_text(json.dumps(loops.delays))
    sys.exit(code)
