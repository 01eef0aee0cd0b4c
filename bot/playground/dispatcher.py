"""Carries deliveries to the app: events again when they are not acknowledged, the rest once."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from typing import Any, Protocol

from bot.clock import Clock
from bot.playground.traffic import Traffic
from bot.playground.wire import Answer, Delivery, Json


class Transport(Protocol):
    """Socket Mode or signed HTTP."""

    mode: str

    @property
    def connected(self) -> bool: ...

    async def send(self, delivery: Delivery) -> Answer: ...

    async def close(self) -> None: ...


class Dispatcher:
    """Everything that the app is told passes here, and into the record of the traffic."""

    def __init__(
        self, transport: Transport, traffic: Traffic, clock: Clock, retry_seconds: Sequence[float]
    ) -> None:
        self.transport = transport
        self._traffic = traffic
        self._clock = clock
        self._retry_seconds = retry_seconds
        self._under_way: set[asyncio.Task[Any]] = set()
        self._retries: set[asyncio.Task[Any]] = set()

    async def deliver(self, delivery: Delivery) -> Answer:
        """One attempt."""
        answer = await self.transport.send(delivery)
        name = delivery.payload.get("command") or delivery.payload["type"]
        if delivery.kind == "events_api" and "event" in delivery.payload:
            name = delivery.payload["event"]["type"]
        at = int(self._clock.now().timestamp())
        note, took = answer.error or "", answer.milliseconds
        self._traffic.record(at, "in", name, delivery.payload, answer.body, note, took)
        return answer

    async def deliver_event(self, callback: Json) -> Answer:
        """The answer to the first attempt; further attempts are made later where it failed."""
        delivery = Delivery("events_api", callback)
        answer = await self.deliver(delivery)
        if answer.error and answer.retry:
            self._start(self._deliver_again(replace(delivery, reason=answer.error)), self._retries)
        return answer

    async def _deliver_again(self, delivery: Delivery) -> None:
        for attempt, seconds in enumerate(self._retry_seconds, start=1):
            await asyncio.sleep(seconds)
            answer = await self.deliver(replace(delivery, attempt=attempt))
            if not answer.error or not answer.retry:
                return

    def emit(self, callback: Json) -> None:
        """Delivers an event in the background, as what follows from a call of the app itself."""
        self._start(self.deliver_event(callback), self._under_way)

    async def settled(self) -> None:
        """Waits until what was started in the background has been answered (retries aside)."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def close(self) -> None:
        tasks = [*self._under_way, *self._retries]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, Any], tasks: set[asyncio.Task[Any]]) -> None:
        task = asyncio.create_task(work)
        tasks.add(task)
        task.add_done_callback(tasks.discard)
