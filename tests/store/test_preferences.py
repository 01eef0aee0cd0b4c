"""What a person has chosen is kept as it was chosen, also by a database that knew no preferences."""

import json
from datetime import time, timedelta

import pytest
from sqlalchemy import create_engine, text

from bot.domain.preferences import NO_PREFERENCES, Hours, Preferences
from bot.domain.reminders import ReminderKind
from bot.store import KnownPerson, Store, open_store
from bot.store.address import parse
from bot.store.migrate import upgrade
from tests.store.conftest import Rows
from tests.store.examples import ADA, BOB, at

EVERYTHING = Preferences(
    long_pause=timedelta(minutes=20, seconds=30),
    repeats=False,
    reminders=frozenset({ReminderKind.BREAK_DUE, ReminderKind.OVERNIGHT}),
    break_after=timedelta(minutes=50),
    forgotten_after=timedelta(hours=2),
    quiet_hours=Hours(time(22, 30), time(7)),
    working_days=frozenset({0, 5}),
    day_start=time(8, 15),
    day_end=time(16),
    daily_goal=timedelta(hours=6),
    planned_default=timedelta(minutes=45),
    default_project="atlas",
    timezone="Asia/Tokyo",
    muted_until=at(15),
)


async def test_who_has_chosen_nothing_has_the_defaults(store: Store) -> None:
    assert await store.run(lambda tx: tx.preferences_of(ADA)) == NO_PREFERENCES
    await store.run(lambda tx: tx.remember_dm_channel(ADA, "D1"))
    assert await store.run(lambda tx: tx.preferences_of(ADA)) == NO_PREFERENCES


@pytest.mark.parametrize("chosen", [EVERYTHING, NO_PREFERENCES], ids=["everything", "the defaults"])
async def test_preferences_come_back_as_they_were_saved(store: Store, chosen: Preferences) -> None:
    await store.run(lambda tx: tx.save_preferences(ADA, EVERYTHING))
    await store.run(lambda tx: tx.save_preferences(ADA, chosen))
    assert await store.run(lambda tx: tx.preferences_of(ADA)) == chosen
    assert await store.run(lambda tx: tx.preferences_of(BOB)) == NO_PREFERENCES


async def test_preferences_timezone_and_dm_are_kept_side_by_side(store: Store) -> None:
    await store.run(lambda tx: tx.remember_timezone(ADA, "Europe/Berlin", at(9)))
    await store.run(lambda tx: tx.save_preferences(ADA, EVERYTHING))
    await store.run(lambda tx: tx.remember_dm_channel(ADA, "D1"))
    known, channel_id = await store.run(lambda tx: (tx.known_person(ADA), tx.dm_channel_of(ADA)))
    assert known == KnownPerson(EVERYTHING, "Europe/Berlin", at(9))
    assert channel_id == "D1"


async def test_the_chosen_timezone_goes_before_the_one_that_slack_tells(store: Store) -> None:
    zones = [str((await store.run(lambda tx: tx.known_person(ADA))).zone)]
    await store.run(lambda tx: tx.remember_timezone(ADA, "Europe/Berlin", at(9)))
    zones.append(str((await store.run(lambda tx: tx.known_person(ADA))).zone))
    await store.run(lambda tx: tx.save_preferences(ADA, EVERYTHING))
    zones.append(str((await store.run(lambda tx: tx.known_person(ADA))).zone))
    assert zones == ["UTC", "Europe/Berlin", "Asia/Tokyo"]


async def test_what_a_newer_version_has_added_is_no_error_and_stays(store: Store, rows: Rows) -> None:
    newer = {"repeats": False, "moon_phase": "full", "reminders": {"long_pause": False, "full_moon": True}}
    await store.run(lambda tx: tx.remember_dm_channel(ADA, "D1"))
    rows(f"UPDATE person SET preferences = '{json.dumps(newer)}'".replace(":", r"\:"))  # noqa: S608
    known = await store.run(lambda tx: tx.preferences_of(ADA))
    assert known.repeats is False
    assert known.reminders == NO_PREFERENCES.reminders - {ReminderKind.LONG_PAUSE}
    await store.run(lambda tx: tx.save_preferences(ADA, EVERYTHING))
    kept = rows("SELECT preferences FROM person")[0]["preferences"]
    values = json.loads(kept) if isinstance(kept, str) else kept
    assert (values["moon_phase"], values["reminders"]["full_moon"]) == ("full", True)
    assert await store.run(lambda tx: tx.preferences_of(ADA)) == EVERYTHING


async def test_a_database_without_preferences_is_upgraded_with_its_people_intact(
    empty_database_url: str,
) -> None:
    engine = create_engine(parse(empty_database_url))
    with engine.begin() as connection:
        upgrade(connection, "0003")
        connection.execute(
            text(
                "INSERT INTO person (tenant_id, user_id, timezone, dm_channel_id)"
                " VALUES ('T1', 'U1', 'Asia/Tokyo', 'D1')"
            )
        )
    engine.dispose()
    store = open_store(empty_database_url)
    known, channel_id = await store.run(lambda tx: (tx.known_person(ADA), tx.dm_channel_of(ADA)))
    assert (known, channel_id) == (KnownPerson(timezone="Asia/Tokyo"), "D1")
    await store.run(lambda tx: tx.save_preferences(ADA, EVERYTHING))
    assert await store.run(lambda tx: tx.preferences_of(ADA)) == EVERYTHING
    await store.close()
