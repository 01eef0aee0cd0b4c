"""When a long pause is spoken of."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NoMoreReminders
from bot.domain.pause import Boundary, Pause
from bot.domain.reminders import SNOOZES, Reminder, first_reminder, following, snoozed
from tests.domain.examples import HOUR, MINUTE, NINE, SECOND, at

LIMIT = 30 * MINUTE


def first(limit: timedelta = LIMIT, expected_end_at: datetime | None = None) -> Reminder:
    """The first reminder about a pause since nine."""
    return first_reminder("W1", Pause(2, Boundary(NINE), expected_end_at=expected_end_at), limit)


def all_on_time(reminder: Reminder | None) -> list[Reminder]:
    """What is said about a pause that never ends, each message in the instant when it is due."""
    said = []
    while reminder:
        said.append(reminder)
        reminder = following(reminder, reminder.due_at)
    return said


def test_a_long_pause_is_spoken_of_at_its_limit_after_twice_and_after_four_times_as_long() -> None:
    messages = all_on_time(first())
    assert [message.due_at for message in messages] == [at(9, 30), at(10, 30), at(12, 30)]
    assert [message.sequence for message in messages] == [1, 2, 3]
    assert [message.is_last for message in messages] == [False, False, True]
    assert {(message.session_id, message.pause_number, message.limit) for message in messages} == {
        ("W1", 2, LIMIT)
    }


@pytest.mark.parametrize("limit", [10 * MINUTE, 30 * MINUTE, 2 * HOUR])
def test_an_announced_end_replaces_the_limit(limit: timedelta) -> None:
    messages = all_on_time(first(limit, expected_end_at=at(9, 20)))
    assert [message.due_at for message in messages] == [at(9, 20), at(10), at(11, 20)]


def test_the_shortest_limit_is_a_second() -> None:
    assert [message.due_at for message in all_on_time(first(timedelta()))] == [
        at(9, 0, 1),
        at(9, 0, 3),
        at(9, 0, 7),
    ]


@pytest.mark.parametrize(
    ("awake_again_at", "next_at"),
    [
        (at(9, 31), at(10, 30)),
        (at(10, 29, 59), at(10, 30)),
        (at(10, 30), at(12, 30)),
        (at(12, 29, 59), at(12, 30)),
        (at(12, 30), None),
        (at(20), None),
    ],
)
def test_after_an_outage_the_messages_it_missed_are_skipped(
    awake_again_at: datetime, next_at: datetime | None
) -> None:
    after = following(first(), awake_again_at)
    assert (after.due_at if after else None) == next_at


def test_a_skipped_message_counts_as_said() -> None:
    after = following(first(), at(11))
    assert after == replace(first(), sequence=3, due_at=at(12, 30))
    assert following(after, after.due_at) is None


@pytest.mark.parametrize("by", SNOOZES)
def test_snooze_moves_the_next_message_and_the_last_one_keeps_its_distance(by: timedelta) -> None:
    second = following(first(), at(9, 30))
    moved = snoozed(second, at(9, 40), by)
    assert second
    assert moved == replace(second, due_at=at(9, 40) + by)
    assert [message.due_at for message in all_on_time(moved)] == [at(9, 40) + by, at(11, 40) + by]


def test_after_the_last_message_there_is_nothing_to_snooze() -> None:
    last = all_on_time(first())[-1]
    with pytest.raises(NoMoreReminders):
        snoozed(following(last, last.due_at), last.due_at, 5 * MINUTE)


SPANS = st.one_of(st.integers(1, 60), st.integers(60, 24 * 3600)).map(lambda seconds: seconds * SECOND)
AWAKE = st.lists(st.tuples(SPANS, st.none() | st.sampled_from(SNOOZES)), max_size=40)


@given(SPANS, st.none() | SPANS, AWAKE)
def test_whatever_was_missed_a_pause_gets_at_most_three_messages_each_due_after_the_one_before(
    limit: timedelta, announced: timedelta | None, awake: list[tuple[timedelta, timedelta | None]]
) -> None:
    planned: Reminder | None = first(limit, NINE + announced if announced else None)
    said: list[Reminder] = []
    now = NINE
    for asleep, snooze in awake:
        now += asleep
        if planned and planned.due_at <= now:
            said.append(planned)
            planned = following(planned, now)
            assert planned is None or planned.due_at > now
        if planned and said and snooze:
            planned = snoozed(planned, now, snooze)
    due = [reminder.due_at for reminder in [*said, *([planned] if planned else [])]]
    assert len(due) <= 3
    assert all(earlier < later for earlier, later in pairwise(due))
    assert [reminder.is_last for reminder in said[:-1]] == [False] * (len(said) - 1)
