"""How long something takes, in milliseconds: the median of some times that it is done."""

import time
from collections.abc import Awaitable, Callable
from statistics import median


def median_of(count: int, work: Callable[[], object]) -> float:
    took = []
    for _ in range(count):
        started = time.perf_counter()
        work()
        took.append(time.perf_counter() - started)
    return median(took) * 1000


async def median_awaited(count: int, work: Callable[[], Awaitable[object]]) -> float:
    took = []
    for _ in range(count):
        started = time.perf_counter()
        await work()
        took.append(time.perf_counter() - started)
    return median(took) * 1000
