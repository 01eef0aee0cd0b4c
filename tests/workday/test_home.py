"""Home: what it counts, what it recalls, and that it asks the database no more with a long record."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from bot.domain.change import Action, Change, Source
from bot.domain.checkout import Checkout
from bot.domain.outcomes import HomeShown
from bot.domain.pause import Boundary
from bot.domain.person import Owner
from bot.domain.reflection import Reflection
from bot.domain.session import WorkSession
from bot.store import Store, Transaction, open_store
from bot.workday import Call, home, present
from tests.plans import Noted, Statement, multiply_oldest_session, plan

ADA, BEN = Owner("T1", "T1", "U1"), Owner("T1", "T1", "U2")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)  # a Friday, 13:00 in Berlin
CALL = Call(owner=ADA, now=NOW, source=Source.COMMAND)


def ended(hours_ago: float, wanted: str = "", owner: Owner = ADA) -> WorkSession:
    """A session of half an hour that began so long ago."""
    start = NOW - timedelta(hours=hours_ago)
    session = WorkSession(f"{owner.user_id}-{hours_ago}", owner, "Mail", Boundary(start))
    return session.finish(start + timedelta(minutes=30), Checkout(reflection=Reflection(try_=wanted)))


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    store = open_store(database_url)
    yield store
    await store.close()


async def record(store: Store, *sessions: WorkSession) -> None:
    def add(tx: Transaction) -> None:
        for session in sessions:
            tx.add_session(session, Change(Action.START, Source.COMMAND, NOW))

    await store.run(add)


async def shown(store: Store) -> HomeShown:
    return await store.run(lambda tx: home(tx, CALL, BERLIN))


async def noted(store: Store) -> tuple[HomeShown, list[Statement]]:
    """What Home shows, and what was asked for it."""
    asked: list[Statement] = []
    seen = await store.run(lambda tx: home(Noted(tx._connection, asked), CALL, BERLIN))
    return seen, asked


async def test_today_and_this_week_are_counted_by_the_persons_own_midnights(store: Store) -> None:
    monday_begins = NOW - timedelta(days=4, hours=13)  # 0:00 in Berlin
    over_midnight = WorkSession("M", ADA, "Mail", Boundary(monday_begins - timedelta(minutes=20)))
    await record(
        store,
        over_midnight.finish(monday_begins + timedelta(minutes=10), Checkout()),
        ended(48),
        ended(2),
        ended(1, owner=BEN),
    )
    seen = await shown(store)
    assert (seen.today.account.worked, seen.today.sessions) == (timedelta(minutes=30), 1)
    assert (seen.week.account.worked, seen.week.sessions) == (timedelta(minutes=70), 3)


async def test_the_try_written_last_is_recalled_even_if_later_sessions_have_none(store: Store) -> None:
    await record(store, ended(50, "older"), ended(40, "Mail only at 11"), ended(3), ended(2, "", BEN))
    assert (await store.run(lambda tx: present(tx, CALL))).open_try == "Mail only at 11"


async def test_while_a_session_runs_home_recalls_the_try_and_the_card_does_not(store: Store) -> None:
    await record(store, ended(40, "Mail only at 11"), WorkSession("S", ADA, "Report", Boundary(NOW)))
    seen = await shown(store)
    assert (seen.open_try, seen.present.open_try) == ("Mail only at 11", "")


async def test_ten_thousand_sessions_need_no_more_statements_and_no_scan(
    store: Store, engine: Engine
) -> None:
    await record(store, ended(30, "Mail only at 11"), ended(2))
    _, few = await noted(store)
    multiply_oldest_session(engine, 10_000)
    seen, statements = await noted(store)
    assert len(seen.recent) == 5
    assert len(statements) == len(few)
    plans = [step for statement in statements for step in plan(engine, statement)]
    assert any("ix_work_session_person" in step for step in plans)
    assert [step for step in plans if SCAN[engine.name] in step] == []


# PostgreSQL reads a table that is as good as empty, such as that of the pauses here, from end to end.
SCAN = {"sqlite": "SCAN", "postgresql": "Seq Scan on work_session"}
