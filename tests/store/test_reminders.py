import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.domain.person import Owner
from bot.domain.reminders import MESSAGES_PER_PAUSE, Reminder, ReminderKind, following
from bot.store import Store, Transaction
from tests.store.examples import ADA, BOB, LIMIT, at, later, pause_with_reminder, resume, start


async def test_a_planned_reminder_comes_back_as_it_was_planned(store: Store) -> None:
    paused, reminder = await store.run(pause_with_reminder)
    assert await store.run(lambda tx: tx.planned_reminder(ADA, paused.id, 1)) == reminder
    assert await store.run(lambda tx: tx.planned_reminder(ADA, paused.id, 2)) is None


async def test_planning_a_reminder_again_moves_it(store: Store) -> None:
    paused, reminder = await store.run(pause_with_reminder)
    moved = later(reminder, timedelta(minutes=15))
    await store.run(lambda tx: tx.plan_reminder(ADA, moved))
    assert await store.run(lambda tx: tx.planned_reminder(ADA, paused.id, 1)) == moved
    assert await store.run(lambda tx: tx.issue_due_reminders(reminder.due_at, 10)) == ()


async def test_a_reminder_is_issued_once_and_not_before_it_is_due(store: Store) -> None:
    _, reminder = await store.run(pause_with_reminder)
    early = await store.run(lambda tx: tx.issue_due_reminders(at(10, 29, 59), 10))
    due = await store.run(lambda tx: tx.issue_due_reminders(at(10, 30), 10))
    again = await store.run(lambda tx: tx.issue_due_reminders(at(23), 10))
    assert (early, due, again) == ((), ((ADA, reminder),), ())


async def test_an_issued_reminder_is_not_planned_any_more(store: Store) -> None:
    paused, _ = await store.run(pause_with_reminder)
    await store.run(lambda tx: tx.issue_due_reminders(at(10, 30), 10))
    assert await store.run(lambda tx: tx.planned_reminder(ADA, paused.id, 1)) is None


async def test_what_was_said_is_not_planned_again_but_the_next_message_is(store: Store) -> None:
    paused, reminder = await store.run(pause_with_reminder)
    await store.run(lambda tx: tx.issue_due_reminders(at(10, 30), 10))
    moved = later(reminder, LIMIT)
    await store.run(lambda tx: tx.plan_reminder(ADA, moved))
    planned = await store.run(lambda tx: tx.planned_reminder(ADA, paused.id, 1))
    assert planned == replace(moved, sequence=2)


async def test_after_the_last_message_nothing_more_is_planned(store: Store) -> None:
    paused, reminder = await store.run(pause_with_reminder)
    for sequence in range(1, MESSAGES_PER_PAUSE + 1):
        due = replace(reminder, sequence=sequence)
        await store.run(lambda tx, due=due: tx.plan_reminder(ADA, due))  # type: ignore[misc]
        assert await store.run(lambda tx: tx.issue_due_reminders(at(10, 30), 10)) == ((ADA, due),)
    await store.run(lambda tx: tx.plan_reminder(ADA, reminder))
    assert await store.run(lambda tx: tx.planned_reminder(ADA, paused.id, 1)) is None


async def test_a_cancelled_reminder_is_never_issued(store: Store) -> None:
    paused, _ = await store.run(pause_with_reminder)
    await store.run(lambda tx: tx.cancel_reminders(ADA, paused.id))
    assert await store.run(lambda tx: tx.planned_reminder(ADA, paused.id, 1)) is None
    assert await store.run(lambda tx: tx.issue_due_reminders(at(23), 10)) == ()


async def test_a_cancelled_reminder_can_be_planned_again(store: Store) -> None:
    paused, reminder = await store.run(pause_with_reminder)
    await store.run(lambda tx: tx.cancel_reminders(ADA, paused.id))
    await store.run(lambda tx: tx.plan_reminder(ADA, reminder))
    assert await store.run(lambda tx: tx.planned_reminder(ADA, paused.id, 1)) == reminder


async def test_cancelling_leaves_the_reminders_of_others(store: Store) -> None:
    paused, _ = await store.run(pause_with_reminder)
    _, bobs = await store.run(lambda tx: pause_with_reminder(tx, BOB))
    await store.run(lambda tx: tx.cancel_reminders(ADA, paused.id))
    assert await store.run(lambda tx: tx.issue_due_reminders(at(23), 10)) == ((BOB, bobs),)


async def test_the_following_reminder_is_issued_in_its_turn(store: Store) -> None:
    def tick(tx: Transaction) -> tuple[Reminder, ...]:
        issued = tx.issue_due_reminders(at(10, 30), 10)
        for owner, reminder in issued:
            second = following(reminder, at(10, 30))
            assert second
            tx.plan_reminder(owner, second)
        return tuple(reminder for _, reminder in issued)

    await store.run(pause_with_reminder)
    (first,) = await store.run(tick)
    second = following(first, at(10, 30))
    assert await store.run(lambda tx: tx.issue_due_reminders(at(11, 30), 10)) == ((ADA, second),)


async def test_what_was_answered_is_neither_planned_again_nor_answered_twice(store: Store) -> None:
    paused, reminder = await store.run(pause_with_reminder)
    about = (paused.id, 1, ReminderKind.LONG_PAUSE, 1)
    await store.run(lambda tx: tx.close_reminders(ADA, paused.id, cancelled=(), answered=[*ReminderKind]))
    assert not await store.run(lambda tx: tx.is_answered(ADA, *about))  # nothing was said so far
    await store.run(lambda tx: tx.issue_due_reminders(at(10, 30), 10))
    assert not await store.run(lambda tx: tx.is_answered(ADA, *about))
    await store.run(
        lambda tx: tx.close_reminders(ADA, paused.id, cancelled=(), answered=[ReminderKind.FORGOTTEN])
    )
    assert not await store.run(lambda tx: tx.is_answered(ADA, *about))
    await store.run(lambda tx: tx.close_reminders(ADA, paused.id, cancelled=(), answered=[*ReminderKind]))
    assert await store.run(lambda tx: tx.is_answered(ADA, *about))
    await store.run(lambda tx: tx.plan_reminder(ADA, reminder))
    planned = await store.run(lambda tx: tx.planned_reminder(ADA, paused.id, 1))
    assert planned == replace(reminder, sequence=2)


async def test_reminders_of_one_kind_are_cancelled_alone(store: Store) -> None:
    paused, reminder = await store.run(pause_with_reminder)
    other = replace(reminder, kind=ReminderKind.OVERNIGHT)
    await store.run(lambda tx: tx.plan_reminder(ADA, other))
    await store.run(lambda tx: tx.cancel_reminders(ADA, paused.id, [ReminderKind.LONG_PAUSE]))
    assert await store.run(lambda tx: tx.planned_reminder(ADA, paused.id, 1)) is None
    overnight = await store.run(lambda tx: tx.planned_reminder(ADA, paused.id, 1, ReminderKind.OVERNIGHT))
    assert overnight == other


async def test_all_that_is_due_about_a_session_is_issued_together(store: Store) -> None:
    _, reminder = await store.run(pause_with_reminder)
    _, bobs = await store.run(lambda tx: pause_with_reminder(tx, BOB))
    sooner = replace(reminder, kind=ReminderKind.OVERNIGHT, due_at=at(10))
    await store.run(lambda tx: tx.plan_reminder(ADA, sooner))
    first = await store.run(lambda tx: tx.issue_due_reminders(at(11), 1))
    assert {each.kind for _, each in first} == {ReminderKind.LONG_PAUSE, ReminderKind.OVERNIGHT}
    assert await store.run(lambda tx: tx.issue_due_reminders(at(11), 1)) == ((BOB, bobs),)


async def test_snoozes_are_counted_for_a_stretch_of_work_unless_they_were_cancelled(store: Store) -> None:
    session = await store.run(start)
    kind = ReminderKind.PLANNED_CHECKOUT
    about = (session.id, 1, kind)
    planned = Reminder(session.id, 1, 1, at(10), timedelta(), kind)
    await store.run(lambda tx: tx.plan_reminder(ADA, planned))
    assert await store.run(lambda tx: tx.count_snoozes(ADA, *about)) == 0
    snoozed = replace(planned, sequence=2, limit=timedelta(minutes=5))
    await store.run(lambda tx: tx.plan_reminder(ADA, snoozed))
    assert await store.run(lambda tx: tx.count_snoozes(ADA, *about)) == 1
    assert await store.run(lambda tx: tx.count_snoozes(ADA, session.id, 2, kind)) == 0
    await store.run(lambda tx: tx.cancel_reminders(ADA, session.id))
    assert await store.run(lambda tx: tx.count_snoozes(ADA, *about)) == 0


async def test_eight_workers_issue_each_of_many_reminders_once(store: Store) -> None:
    people = [Owner("T1", "T1", f"U{number}") for number in range(200)]
    planned = await store.run(lambda tx: [pause_with_reminder(tx, owner)[1] for owner in people])

    async def worker() -> list[Reminder]:
        issued: list[Reminder] = []
        while batch := await store.run(lambda tx: tx.issue_due_reminders(at(10, 30), 7)):
            issued += [reminder for _, reminder in batch]
        return issued

    issued = [reminder for batch in await asyncio.gather(*(worker() for _ in range(8))) for reminder in batch]
    assert sorted(reminder.session_id for reminder in issued) == sorted(r.session_id for r in planned)


async def test_no_reminder_outlives_its_pause_when_resume_and_tick_meet(store: Store) -> None:
    people = [Owner("T1", "T1", f"U{number}") for number in range(60)]
    await store.run(lambda tx: [pause_with_reminder(tx, owner) for owner in people])

    def tick(tx: Transaction) -> None:
        for owner, reminder in tx.issue_due_reminders(at(10, 30), 3):
            second = following(reminder, at(10, 30))
            assert second
            tx.plan_reminder(owner, second)

    def end_pause(owner: Owner, tx: Transaction) -> None:
        session = tx.open_session(owner)
        assert session
        tx.cancel_reminders(owner, resume(tx, session, at(10, 30)).id)

    ends = (store.run(partial(end_pause, owner)) for owner in people)
    ticks = (store.run(tick) for _ in people)
    await asyncio.gather(*(step for both in zip(ends, ticks, strict=True) for step in both))
    assert await store.run(lambda tx: tx.next_due_at()) is None
