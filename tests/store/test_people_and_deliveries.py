from bot.store import KnownPerson, Store
from tests.store.examples import ADA, BOB, at


async def test_of_a_new_person_nothing_is_known(store: Store) -> None:
    known = await store.run(lambda tx: (tx.known_person(ADA), tx.dm_channel_of(ADA)))
    assert known == (KnownPerson(), None)


async def test_timezone_and_dm_are_remembered_side_by_side(store: Store) -> None:
    await store.run(lambda tx: tx.remember_timezone(ADA, "Europe/Berlin", at(9)))
    await store.run(lambda tx: tx.remember_dm_channel(ADA, "D1"))
    await store.run(lambda tx: tx.remember_timezone(ADA, "Asia/Tokyo", at(10)))
    known, channel_id = await store.run(lambda tx: (tx.known_person(ADA), tx.dm_channel_of(ADA)))
    assert (known.timezone, known.timezone_known_at, channel_id) == ("Asia/Tokyo", at(10), "D1")
    assert await store.run(lambda tx: tx.known_person(BOB)) == KnownPerson()


async def test_a_delivery_is_first_once(store: Store) -> None:
    assert await store.run(lambda tx: tx.is_first_delivery(ADA, "Ev1", at(9)))
    assert not await store.run(lambda tx: tx.is_first_delivery(ADA, "Ev1", at(10)))
    assert await store.run(lambda tx: tx.is_first_delivery(ADA, "Ev2", at(9)))


async def test_old_deliveries_are_forgotten_and_counted(store: Store) -> None:
    await store.run(lambda tx: tx.is_first_delivery(ADA, "old", at(9)))
    await store.run(lambda tx: tx.is_first_delivery(ADA, "new", at(10)))
    assert await store.run(lambda tx: tx.forget_deliveries(at(10))) == 1
    assert await store.run(lambda tx: tx.is_first_delivery(ADA, "old", at(11)))
    assert not await store.run(lambda tx: tx.is_first_delivery(ADA, "new", at(11)))
