import asyncio
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.domain.accounting import Span
from bot.domain.card import CardKind
from bot.domain.person import Owner
from bot.domain.session import WorkSession
from bot.store import DatabaseUnreachable, StaleSession, Store, Transaction, open_store
from tests.store.conftest import Rows
from tests.store.examples import ADA, BOB, at, past, pause, resume, start

DAY = Span(at(0), at(0) + timedelta(days=1))


async def test_what_work_returns_is_returned_and_what_it_did_is_kept(store: Store) -> None:
    session = await store.run(start)
    assert await store.run(lambda tx: tx.open_session(ADA)) == session


async def test_when_work_raises_nothing_of_it_is_kept(store: Store) -> None:
    def work(tx: Transaction) -> None:
        start(tx)
        tx.remember_dm_channel(ADA, "D1")
        raise LookupError("after the writes")

    with pytest.raises(LookupError, match="after the writes"):
        await store.run(work)
    assert await store.run(lambda tx: (tx.open_session(ADA), tx.dm_channel_of(ADA))) == (None, None)


async def test_work_that_lost_a_race_is_done_again_on_what_is_true_now(store: Store) -> None:
    first = await store.run(start)
    await store.run(lambda tx: pause(tx, first, at(10)))
    seen: list[WorkSession | None] = []

    def work(tx: Transaction) -> WorkSession:
        seen.append(tx.open_session(ADA))
        basis = first if len(seen) == 1 else seen[-1]  # what another process would have read in between
        assert basis
        return resume(tx, basis, at(11)) if basis.open_pause else pause(tx, basis, at(11))

    resumed = await store.run(work)
    assert len(seen) == 2
    assert await store.run(lambda tx: tx.open_session(ADA)) == resumed


async def test_a_race_that_is_always_lost_ends_after_three_attempts(store: Store) -> None:
    attempts = []

    def work(_tx: Transaction) -> None:
        attempts.append(1)
        raise StaleSession

    with pytest.raises(StaleSession):
        await store.run(work)
    assert len(attempts) == 3


async def test_of_many_concurrent_starts_one_opens_a_session_and_the_others_see_it(store: Store) -> None:
    def start_unless_open(tx: Transaction) -> tuple[str, bool]:
        found = tx.open_session(ADA)
        return (found.id, False) if found else (start(tx).id, True)

    answers = await asyncio.gather(*(store.run(start_unless_open) for _ in range(16)))
    assert len({session_id for session_id, _ in answers}) == 1
    assert sum(is_new for _, is_new in answers) == 1


async def test_concurrent_changes_of_a_session_follow_one_another(store: Store, rows: Rows) -> None:
    await store.run(start)

    def toggle(tx: Transaction) -> None:
        session = tx.open_session(ADA)
        assert session
        (resume if session.open_pause else pause)(tx, session, at(10))

    await asyncio.gather(*(store.run(toggle) for _ in range(32)))
    session = await store.run(lambda tx: tx.open_session(ADA))
    assert session
    assert (session.version, len(session.pauses), session.open_pause) == (33, 16, None)
    assert [row["version"] for row in rows("SELECT version FROM session_change ORDER BY 1")] == [
        *range(1, 34)
    ]


async def at_the_same_moment(store: Store, *works: Callable[[Transaction], object]) -> list[object]:
    """Run all of `works` as they queue up behind a transaction that takes its time."""
    begun, go_on = threading.Event(), threading.Event()

    def hold(_tx: Transaction) -> None:
        begun.set()
        go_on.wait()

    holding = asyncio.create_task(store.run(hold))
    await asyncio.to_thread(begun.wait)
    running = asyncio.gather(*(store.run(work) for work in works), return_exceptions=True)
    asyncio.get_running_loop().call_soon(go_on.set)
    await holding
    return await running


async def test_an_error_in_one_transaction_leaves_those_of_the_same_moment_alone(store: Store) -> None:
    def fail(tx: Transaction) -> None:
        start(tx, BOB)
        raise LookupError

    results = await at_the_same_moment(store, fail, start, fail)
    assert [type(result) for result in results] == [LookupError, WorkSession, LookupError]
    found = await store.run(lambda tx: (tx.open_session(ADA), tx.open_session(BOB)))
    assert found == (results[1], None)


async def test_a_lost_race_leaves_those_of_the_same_moment_alone(store: Store) -> None:
    await store.run(lambda tx: start(tx, BOB))
    results = await at_the_same_moment(store, start, lambda tx: start(tx, BOB))
    assert [type(result) for result in results] == [WorkSession, StaleSession]
    assert await store.run(lambda tx: tx.open_session(ADA)) == results[0]


async def test_what_the_schema_refuses_leaves_those_of_the_same_moment_alone(store: Store) -> None:
    def refused(tx: Transaction) -> None:
        start(tx, BOB)
        tx.add_card(ADA, CardKind.SUMMARY, session_id="of nobody", due_at=at(9))

    results = await at_the_same_moment(store, refused, start, refused)
    assert [type(result) for result in results] == [IntegrityError, WorkSession, IntegrityError]
    found = await store.run(lambda tx: (tx.open_session(ADA), tx.open_session(BOB)))
    assert found == (results[1], None)


async def test_a_thousand_transactions_of_the_same_moment_are_all_kept(store: Store, rows: Rows) -> None:
    works = [partial(start, owner=Owner("T1", "T1", f"U{number}")) for number in range(1000)]
    assert len(await at_the_same_moment(store, *works)) == 1000
    assert rows("SELECT count(*) AS kept FROM work_session") == [{"kept": 1000}]


async def test_what_gives_way_comes_after_what_somebody_waits_for(tmp_path: Path) -> None:
    store, done = open_store(f"sqlite:///{tmp_path / 'workbot.db'}"), list[str]()
    is_busy, goes_on = threading.Event(), threading.Event()

    def keep_busy(_tx: Transaction) -> None:
        is_busy.set()
        goes_on.wait()

    def do(name: str, _tx: Transaction) -> None:
        done.append(name)

    busy = asyncio.ensure_future(store.run(keep_busy))
    await asyncio.to_thread(is_busy.wait)
    waiting = [
        asyncio.ensure_future(store.run(partial(do, name), gives_way=name == "reminder"))
        for name in ["reminder", "click", "reminder", "click"]
    ]
    await asyncio.sleep(0)  # all of them are in the queue
    goes_on.set()
    await asyncio.gather(busy, *waiting)
    await store.close()
    assert done == ["click", "click", "reminder", "reminder"]


async def test_cancelling_the_caller_does_not_undo_what_was_begun(store: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(tx: Transaction) -> None:
        start(tx)
        begun.set()
        go_on.wait()
        tx.remember_dm_channel(ADA, "D1")

    task = asyncio.create_task(store.run(work))
    await asyncio.to_thread(begun.wait)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    go_on.set()
    await store.run(lambda tx: tx.open_session(ADA))
    session, channel = await store.run(lambda tx: (tx.open_session(ADA), tx.dm_channel_of(ADA)))
    assert session is not None
    assert channel == "D1"


async def test_closing_waits_for_what_is_running(database_url: str, rows: Rows) -> None:
    store = open_store(database_url)
    begun, go_on = threading.Event(), threading.Event()

    def work(tx: Transaction) -> None:
        start(tx)
        begun.set()
        go_on.wait()

    running = asyncio.create_task(store.run(work))
    await asyncio.to_thread(begun.wait)
    closing = asyncio.create_task(store.close())
    go_on.set()
    await closing
    await running
    assert len(rows("SELECT id FROM work_session")) == 1


async def test_a_full_disk_is_told_in_one_line_and_service_resumes_when_there_is_room(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'some.db'}")

    def room(pages: int, tx: Transaction) -> None:
        tx._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    await store.run(partial(room, 1))  # SQLite makes that as many as there are
    with pytest.raises(
        DatabaseUnreachable, match=r"^The database .* cannot be used: database or disk is full\.$"
    ):
        await store.run(lambda tx: [start(tx, Owner("T1", "T1", str(n)), task="x" * 999) for n in range(99)])
    await store.run(partial(room, 100_000))
    session = await store.run(start)
    assert await store.run(lambda tx: tx.open_session(ADA)) == session
    assert await store.run(lambda tx: tx.open_session(Owner("T1", "T1", "0"))) is None
    await store.close()


async def test_ids_are_opaque_and_never_the_same(store: Store) -> None:
    ids = await store.run(lambda tx: {tx.new_id() for _ in range(1000)})
    assert len(ids) == 1000
    assert all(len(new_id) == 16 for new_id in ids)


async def test_a_long_read_sees_one_snapshot_and_holds_nobody_up(store: Store) -> None:
    session = await store.run(start)
    has_read, go_on = threading.Event(), threading.Event()

    def read_twice(tx: Transaction) -> tuple[list[WorkSession], list[WorkSession]]:
        before = list(tx.record_touching(ADA, DAY))
        has_read.set()
        assert go_on.wait(10)
        return before, list(tx.record_touching(ADA, DAY))

    reading = asyncio.create_task(store.read(read_twice))
    assert await asyncio.to_thread(has_read.wait, 10)
    paused = await store.run(lambda tx: pause(tx, session, at(10)))
    go_on.set()
    assert await reading == ([session], [session])
    assert await store.read(lambda tx: list(tx.record_touching(ADA, DAY))) == [paused]


async def test_a_read_changes_nothing(store: Store) -> None:
    with pytest.raises((DatabaseUnreachable, DBAPIError)):
        await store.read(start)
    assert await store.run(lambda tx: tx.open_session(ADA)) is None


async def test_a_record_is_read_in_portions_and_whole(store: Store) -> None:
    def fill(tx: Transaction) -> list[WorkSession]:
        begins = [at(0) + timedelta(minutes=2 * number) for number in range(300)]
        return [past(tx, begin, begin + timedelta(minutes=1)) for begin in begins]

    recorded = await store.run(fill)
    assert await store.read(lambda tx: list(tx.record_touching(ADA, DAY))) == recorded
    assert await store.run(lambda tx: tx.record_size(ADA, DAY)) == (300, 0)
