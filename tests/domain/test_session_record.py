"""Which records of a work session can exist at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.pause import Boundary, Pause
from tests.domain.examples import MINUTE, NINE, at, started


def spans(*pairs: tuple[int, int | None]) -> tuple[Pause, ...]:
    """Pauses between minutes after nine; None for the end of an open one."""
    return tuple(
        Pause(number, boundary(start), None if end is None else boundary(end))
        for number, (start, end) in enumerate(pairs, 1)
    )


def boundary(minute: int) -> Boundary:
    return Boundary(NINE + timedelta(minutes=minute))


@pytest.mark.parametrize(
    ("pauses", "end"),
    [
        (spans((10, 20), (19, 30)), None),
        (spans((10, 40), (20, 30)), None),
        (spans((20, 30), (10, 15)), None),
        (spans((20, 10)), None),
        (spans((-1, 10)), None),
        (spans((-1, None)), None),
        (spans((10, 61)), 60),
        (spans((61, 62)), 60),
        (spans((10, None)), 60),
        (spans((10, None), (20, 30)), None),
        (spans((10, None), (20, None)), None),
        (spans(), -1),
    ],
    ids=[
        "overlapping",
        "one inside another",
        "out of order",
        "negative",
        "begun before the session",
        "open and begun before the session",
        "ended after the session",
        "after the session",
        "open in an ended session",
        "open before another",
        "two open",
        "a session that ends before it starts",
    ],
)
def test_a_record_that_cannot_be_cannot_be_made(pauses: tuple[Pause, ...], end: int | None) -> None:
    with pytest.raises(ValueError, match="W1"):
        replace(started(), pauses=pauses, end=None if end is None else boundary(end))


@pytest.mark.parametrize(
    ("pauses", "end", "worked"),
    [
        (spans((0, 60)), 60, 0),
        (spans((0, None)), None, 0),
        (spans((10, 20), (20, 20), (20, 30)), None, 40),
        (spans(), 0, 0),
    ],
    ids=["paused from start to end", "paused at once", "pauses that touch", "ended at once"],
)
def test_a_record_may_go_to_its_edges(pauses: tuple[Pause, ...], end: int | None, worked: int) -> None:
    session = replace(started(), pauses=pauses, end=None if end is None else boundary(end))
    assert session.account(at(10)).worked == worked * MINUTE
