"""What follows from another choice for what is planned already."""

from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta

import pytest

from bot import workday
from bot.domain.change import Source
from bot.domain.outcomes import Muted, Paused, SettingsSaved, Snoozed, Started
from bot.domain.preferences import NO_PREFERENCES, Hours, Preferences
from bot.domain.reminders import Reminder, ReminderKind
from bot.store import Store, open_store
from bot.workday import Call, Target
from tests.store.examples import ADA, at

PAUSED_AT = at(10)


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """Ada has been paused since ten, and nothing was said about it so far."""
    store = open_store(database_url)
    assert isinstance(await store.run(lambda tx: workday.start_session(tx, call(at(9)), "report")), Started)
    assert isinstance(await store.run(lambda tx: workday.pause_session(tx, call(PAUSED_AT))), Paused)
    yield store
    await store.close()


def call(now: datetime) -> Call:
    return Call(owner=ADA, now=now, source=Source.MODAL, step_id=now.isoformat())


async def choose(store: Store, now: datetime, chosen: Preferences) -> None:
    assert isinstance(await store.run(lambda tx: workday.save_settings(tx, call(now), chosen)), SettingsSaved)


async def planned(store: Store) -> Reminder | None:
    session = await store.run(lambda tx: tx.open_session(ADA))
    assert session
    return await store.run(lambda tx: tx.planned_reminder(ADA, session.id, 1))


async def due_at(store: Store) -> datetime | None:
    reminder = await planned(store)
    return reminder.due_at if reminder else None


async def issue(store: Store, now: datetime) -> int:
    """How many cards are due then, of those that are reminders."""
    await store.run(lambda tx: workday.issue_reminders(tx, now, 10))
    cards = await store.run(lambda tx: tx.claim_due_cards(now, timedelta(seconds=1), 10))
    return len([card for card in cards if card.kind == "reminder"])


@pytest.mark.parametrize("minutes", [20, 45])
async def test_another_limit_counts_from_the_start_of_the_pause(store: Store, minutes: int) -> None:
    assert await due_at(store) == at(10, 30)
    await choose(store, at(10, 10), Preferences(long_pause=timedelta(minutes=minutes)))
    assert await due_at(store) == at(10, minutes)


async def test_the_length_that_was_announced_goes_before_the_limit(store: Store) -> None:
    await store.run(lambda tx: workday.resume_session(tx, call(at(10, 5))))
    await store.run(lambda tx: workday.pause_session(tx, call(at(10, 5)), "", at(10, 50)))
    await choose(store, at(10, 10), Preferences(long_pause=timedelta(minutes=20)))
    session = await store.run(lambda tx: tx.open_session(ADA))
    assert session
    reminder = await store.run(lambda tx: tx.planned_reminder(ADA, session.id, 2))
    assert reminder
    assert reminder.due_at == at(10, 50)


async def test_what_was_said_is_not_said_again_for_a_shorter_limit(store: Store) -> None:
    assert await issue(store, at(10, 30)) == 1
    await choose(store, at(10, 40), Preferences(long_pause=timedelta(minutes=20)))
    reminder = await planned(store)
    assert reminder
    assert (reminder.sequence, reminder.due_at) == (2, at(11))


async def test_a_choice_that_is_not_about_reminders_leaves_a_snooze_as_it_is(store: Store) -> None:
    session = await store.run(lambda tx: tx.open_session(ADA))
    assert session
    await issue(store, at(10, 30))
    target = Target(session.id, 1)
    by = timedelta(minutes=5)
    snoozed = await store.run(lambda tx: workday.snooze_reminder(tx, call(at(10, 31)), target, by))
    assert isinstance(snoozed, Snoozed)
    await choose(store, at(10, 32), Preferences(daily_goal=timedelta(hours=6)))
    assert await due_at(store) == at(10, 36)


async def test_a_snooze_into_quiet_hours_says_when_they_end(store: Store) -> None:
    await choose(store, at(10, 5), Preferences(quiet_hours=Hours(time(10, 35), time(12))))
    session = await store.run(lambda tx: tx.open_session(ADA))
    assert session
    await issue(store, at(10, 30))
    target = Target(session.id, 1)
    by = timedelta(minutes=15)
    snoozed = await store.run(lambda tx: workday.snooze_reminder(tx, call(at(10, 31)), target, by))
    assert isinstance(snoozed, Snoozed)
    assert snoozed.until == await due_at(store) == at(12)


async def test_what_falls_due_late_in_quiet_hours_comes_once_they_are_over(store: Store) -> None:
    await choose(store, at(10, 5), Preferences(quiet_hours=Hours(time(11), time(13))))
    assert await due_at(store) == at(10, 30)
    assert await issue(store, at(11, 15)) == 0  # nobody looked before
    assert await due_at(store) == at(13)
    assert await issue(store, at(13)) == 1
    assert await issue(store, at(13)) == 0


async def test_mute_today_silences_the_pause_until_the_usual_start_of_tomorrow(store: Store) -> None:
    without = Preferences(reminders=frozenset({ReminderKind.LONG_PAUSE}))
    await choose(store, at(10, 5), without)
    muted = await store.run(lambda tx: workday.mute_today(tx, call(at(10, 10))))
    assert isinstance(muted, Muted)
    assert muted.until == await due_at(store) == at(9) + timedelta(days=1)
    assert await issue(store, at(23)) == 0


async def test_saved_settings_do_not_end_the_mute(store: Store) -> None:
    await store.run(lambda tx: workday.mute_today(tx, call(at(10, 10))))
    without = frozenset({ReminderKind.LONG_PAUSE})
    await choose(store, at(10, 20), Preferences(reminders=without, daily_goal=timedelta(hours=6)))
    assert await due_at(store) == at(9) + timedelta(days=1)
    known = await store.run(lambda tx: tx.preferences_of(ADA))
    assert (known.daily_goal, known.muted_until) == (timedelta(hours=6), at(9) + timedelta(days=1))


async def test_a_kind_that_is_turned_off_is_not_planned_any_more(store: Store) -> None:
    await choose(store, at(10, 10), Preferences(reminders=frozenset({ReminderKind.FORGOTTEN})))
    assert await planned(store) is None
    await choose(store, at(10, 20), NO_PREFERENCES)
    assert await due_at(store) == at(10, 30)
