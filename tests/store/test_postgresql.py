"""What only a server has: connections that can be lost, and transactions that really run side by side."""

import asyncio
import threading
import time

import pytest
from sqlalchemy import URL, event

from bot.domain.reminders import following
from bot.store import DatabaseUnreachable, Store, Transaction, open_store
from bot.store.address import parse
from bot.store.engine import POSTGRESQL_THREADS, connect
from bot.store.revision import HEAD
from tests.store.conftest import Rows
from tests.store.examples import ADA, at, pause, pause_with_reminder, resume, start
from tests.store.test_outages import ACK_WITHIN

pytestmark = pytest.mark.parametrize("database", ["postgresql"])


async def until_one_waits(rows: Rows) -> None:
    """Come back when some transaction is waiting for the lock of another one."""
    waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    while not await asyncio.to_thread(rows, waiting):
        pass


async def test_work_whose_connection_is_lost_is_done_again(store: Store, rows: Rows) -> None:
    attempts = []

    def work(tx: Transaction) -> None:
        session = start(tx)
        attempts.append(session.id)
        if len(attempts) == 1:
            own = tx._connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
            rows(f"SELECT pg_terminate_backend({own})")
        tx.remember_dm_channel(ADA, "D1")

    await store.run(work)
    session = await store.run(lambda tx: tx.open_session(ADA))
    assert session
    assert len(attempts) == 2
    assert session.id == attempts[1]


async def test_connections_lost_while_idle_go_unnoticed(store: Store, rows: Rows) -> None:
    own = await store.run(lambda tx: tx._connection.exec_driver_sql("SELECT pg_backend_pid()").scalar())
    rows(f"SELECT pg_terminate_backend({own})")
    session = await store.run(start)
    assert await store.run(lambda tx: tx.open_session(ADA)) == session


async def test_a_pool_of_dead_connections_is_replaced_at_once(store: Store, rows: Rows) -> None:
    everybody_has_one = threading.Barrier(POSTGRESQL_THREADS)

    def own_backend(tx: Transaction) -> int:
        everybody_has_one.wait(10)
        return int(tx._connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())

    backends = await asyncio.gather(*(store.run(own_backend) for _ in range(POSTGRESQL_THREADS)))
    assert len(set(backends)) == POSTGRESQL_THREADS
    for backend in backends:
        rows(f"SELECT pg_terminate_backend({backend})")
    began = time.monotonic()
    await asyncio.gather(*(store.run(lambda tx: tx.next_due_at()) for _ in range(4 * POSTGRESQL_THREADS)))
    assert time.monotonic() - began < ACK_WITHIN


def test_a_connection_just_opened_is_used_though_another_was_lost_meanwhile(database_url: str) -> None:
    engine = connect(parse(database_url))
    idle, one, other = engine.connect(), engine.connect(), engine.connect()
    idle.close()
    one.invalidate()
    event.listen(engine, "connect", lambda _connection, _record: other.invalidate())
    with engine.connect() as replacing:
        assert replacing.exec_driver_sql("SELECT 1").scalar_one() == 1
    one.close()
    other.close()
    engine.dispose()


class Wire:
    """What lies between the store and the server; it can be cut."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._cables: set[asyncio.Task[None]] = set()
        self._listening: asyncio.Server | None = None
        self.port = 0

    async def connect(self) -> None:
        """The first time at any free port, then there again."""
        self._listening = await asyncio.start_server(self._carry, "127.0.0.1", self.port)
        self.port = self._listening.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """As when the server is stopped: what is connected is closed, and nobody listens."""
        assert self._listening
        self._listening.close()
        for cable in self._cables:
            cable.cancel()
        await asyncio.gather(*self._cables, return_exceptions=True)

    async def _carry(self, near: asyncio.StreamReader, to_near: asyncio.StreamWriter) -> None:
        far, to_far = await self._reach()
        both = [asyncio.create_task(_copy(near, to_far)), asyncio.create_task(_copy(far, to_near))]
        self._cables.update(both)

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        folder, port = self._url.query.get("host"), self._url.port or 5432
        if folder:
            return await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.{port}")
        return await asyncio.open_connection(self._url.host, port)


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    try:
        while some := await source.read(65_536):
            target.write(some)
            await target.drain()
    finally:
        target.close()


async def test_a_server_that_was_away_is_used_again_when_it_is_back(database_url: str) -> None:
    url = parse(database_url)
    wire = Wire(url)
    await wire.connect()
    through_wire = url.difference_update_query(["host"]).set(host="127.0.0.1", port=wire.port)
    store = await asyncio.to_thread(open_store, through_wire.render_as_string(hide_password=False))
    session = await store.run(start)
    await wire.cut()
    began = time.monotonic()
    answers = await asyncio.gather(*(store.run(start) for _ in range(20)), return_exceptions=True)
    assert {type(answer) for answer in answers} == {DatabaseUnreachable}
    assert time.monotonic() - began < ACK_WITHIN
    await wire.connect()
    assert await store.run(lambda tx: tx.open_session(ADA)) == session
    await store.close()
    await wire.cut()


async def test_replicas_that_open_an_empty_database_together_migrate_it_once(empty_database_url: str) -> None:
    stores = await asyncio.gather(*(asyncio.to_thread(open_store, empty_database_url) for _ in range(4)))
    assert {store.revision() for store in stores} == {HEAD}
    await asyncio.gather(*(store.close() for store in stores))


async def test_who_waited_for_an_open_session_sees_its_newest_pauses(database_url: str, rows: Rows) -> None:
    one, other = open_store(database_url), open_store(database_url)
    await one.run(start)
    holding, go_on = threading.Event(), threading.Event()

    def hold_and_pause(tx: Transaction) -> None:
        session = tx.open_session(ADA)
        assert session
        holding.set()
        go_on.wait()
        pause(tx, session, at(10))

    first = asyncio.create_task(one.run(hold_and_pause))
    await asyncio.to_thread(holding.wait)
    second = asyncio.create_task(other.run(lambda tx: tx.open_session(ADA)))
    await until_one_waits(rows)
    go_on.set()
    await first
    session = await second
    assert session
    assert len(session.pauses) == session.version - 1
    await asyncio.gather(one.close(), other.close())


async def test_a_resume_that_waits_for_the_tick_cancels_the_following_reminder_too(
    database_url: str, rows: Rows
) -> None:
    replica, other = open_store(database_url), open_store(database_url)
    paused, _ = await replica.run(pause_with_reminder)
    issued, go_on = threading.Event(), threading.Event()

    def tick(tx: Transaction) -> None:
        ((owner, reminder),) = tx.issue_due_reminders(at(10, 30), 10)
        issued.set()
        go_on.wait()
        second = following(reminder, at(10, 30))
        assert second
        tx.plan_reminder(owner, second)

    def end_pause(tx: Transaction) -> None:
        session = tx.open_session(ADA)
        assert session
        tx.cancel_reminders(ADA, resume(tx, session, at(10, 31)).id)

    ticking = asyncio.create_task(replica.run(tick))
    await asyncio.to_thread(issued.wait)
    ending = asyncio.create_task(other.run(end_pause))
    await until_one_waits(rows)
    go_on.set()
    await asyncio.gather(ticking, ending)
    assert await replica.run(lambda tx: tx.planned_reminder(ADA, paused.id, 1)) is None
    await asyncio.gather(replica.close(), other.close())


async def test_what_is_being_issued_elsewhere_is_not_waited_for(database_url: str) -> None:
    replica, other = open_store(database_url), open_store(database_url)
    await replica.run(pause_with_reminder)
    issued, go_on = threading.Event(), threading.Event()

    def tick(tx: Transaction) -> int:
        found = len(tx.issue_due_reminders(at(10, 30), 10))
        issued.set()
        go_on.wait()
        return found

    ticking = asyncio.create_task(replica.run(tick))
    await asyncio.to_thread(issued.wait)
    try:
        async with asyncio.timeout(10):
            assert await other.run(lambda tx: tx.issue_due_reminders(at(10, 30), 10)) == ()
    finally:
        go_on.set()
    assert await ticking == 1
    await asyncio.gather(replica.close(), other.close())


def test_a_database_that_is_not_there_is_told_in_one_line(database_url: str) -> None:
    with pytest.raises(DatabaseUnreachable) as failure:
        open_store(database_url.replace("/workbot_test_", "/nothing_of_that_name_"))
    assert "\n" not in str(failure.value)


async def test_work_whose_connection_is_lost_each_time_finds_no_database(store: Store, rows: Rows) -> None:
    def work(tx: Transaction) -> None:
        own = tx._connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        rows(f"SELECT pg_terminate_backend({own})")
        start(tx)

    with pytest.raises(DatabaseUnreachable):
        await store.run(work)
