"""Work that must not hold up an answer: tasks that are bounded, logged and finished at shutdown."""

import asyncio
import logging
from collections.abc import Coroutine

logger = logging.getLogger(__name__)


class Background:
    """The tasks of one running app. At most `at_once` of them run; the others wait their turn."""

    def __init__(self, at_once: int = 64) -> None:
        self._turn = asyncio.Semaphore(at_once)
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, what: str, work: Coroutine[object, object, object]) -> None:
        """Run `work` soon. `what` names it in the log if it fails."""
        task = asyncio.create_task(self._run(what, work), name=what)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, what: str, work: Coroutine[object, object, object]) -> None:
        try:
            async with self._turn:
                await work
        except Exception as error:
            # The one place that sees these failures. No traceback: it could carry what somebody typed.
            logger.warning("%s failed: %s", what, type(error).__name__)

    async def finish(self, within: float) -> None:
        """Wait for what is running, at most `within` seconds, then cancel the rest."""
        if self._tasks:
            _, late = await asyncio.wait(set(self._tasks), timeout=within)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
