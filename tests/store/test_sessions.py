import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from bot.domain.accounting import Span
from bot.domain.checkout import Checkout, Decision
from bot.domain.pause import Boundary, Provenance
from bot.domain.reflection import Reflection
from bot.domain.session import WorkSession
from bot.store import StaleSession, Store, Transaction
from tests.plans import Noted, Statement, multiply_oldest_session, plan
from tests.store.conftest import Rows
from tests.store.examples import ADA, BOB, at, cancelled, change, finish, past, pause, resume, start

MESSAGE = "https://example.slack.com/archives/C1/p1"
EVERYTHING = (
    WorkSession(
        "rich",
        ADA,
        "📝 דוח «report»",
        Boundary(at(9), Provenance.CORRECTED),
        source_url=MESSAGE,
        project="Ätlas",
    )
    .pause(at(10, 0, 1), "lunch", expected_end_at=at(10, 30))
    .resume(at(10, 45, 7))
    .pause(at(11), "phone")
    .finish(
        at(11, 5),
        Checkout(Decision.CONTINUE, Reflection("k", "p", "t"), timedelta(minutes=90), "it is late"),
    )
)


async def test_a_session_comes_back_with_everything_it_holds(store: Store) -> None:
    await store.run(lambda tx: tx.add_session(EVERYTHING, change()))
    assert await store.run(lambda tx: tx.session("T1", "rich")) == EVERYTHING


@pytest.mark.parametrize("provenance", Provenance)
@pytest.mark.parametrize("decision", Decision)
async def test_each_provenance_and_decision_comes_back(
    store: Store, provenance: Provenance, decision: Decision
) -> None:
    ended = WorkSession("s", ADA, "report", Boundary(at(9), provenance)).pause(at(10)).resume(at(11))
    closed = replace(ended.pauses[0], start=Boundary(at(10), provenance), end=Boundary(at(11), provenance))
    ended = replace(ended, pauses=(closed,), end=Boundary(at(12), provenance), checkout=Checkout(decision))
    await store.run(lambda tx: tx.add_session(ended, change()))
    assert await store.run(lambda tx: tx.session("T1", "s")) == ended


async def test_recent_tasks_are_different_ones_newest_first_and_ones_own(store: Store) -> None:
    def work(tx: Transaction) -> None:
        for hour, task in enumerate(("report", "mail", "report", "slides", "gone"), start=1):
            ended = finish(tx, start(tx, ADA, at(hour), task), at(hour, 30))
            if task == "gone":
                cancelled(tx, ended, at(hour, 40))
        finish(tx, start(tx, BOB, at(8), "of someone else"), at(9))
        start(tx, ADA, at(10), "still open")

    await store.run(work)
    assert await store.run(lambda tx: tx.recent_tasks(ADA, 10)) == ("slides", "report", "mail")
    assert await store.run(lambda tx: tx.recent_tasks(ADA, 2)) == ("slides", "report")


async def test_recent_projects_are_different_ones_newest_first_and_ones_own(store: Store) -> None:
    def work(tx: Transaction) -> None:
        for hour, project in enumerate(("Atlas", "House", "", "Atlas"), start=1):
            session = WorkSession(f"s{hour}", ADA, "report", Boundary(at(hour)), project=project)
            tx.add_session(session, change())
            finish(tx, session, at(hour, 30))
        tx.add_session(WorkSession("of Bob", BOB, "report", Boundary(at(8)), project="Garden"), change())

    await store.run(work)
    assert await store.run(lambda tx: tx.recent_projects(ADA, 10)) == ("Atlas", "House")
    assert await store.run(lambda tx: tx.recent_projects(ADA, 1)) == ("Atlas",)


async def test_each_step_of_a_session_comes_back_as_it_was_saved(store: Store) -> None:
    planned = WorkSession("s", ADA, "report", Boundary(at(9)), planned_checkout_at=at(12))
    await store.run(lambda tx: tx.add_session(planned, change()))
    seen = [await store.run(lambda tx: tx.open_session(ADA))]
    steps = [planned, paused := planned.pause(at(10), "lunch"), resumed := paused.resume(at(10, 30))]
    steps += [again := resumed.pause(at(11)), again.finish(at(11, 10), Checkout())]
    for before, after in pairwise(steps):
        await store.run(lambda tx, b=before, a=after: tx.save_session(b, a, change(now=at(11))))  # type: ignore[misc]
        seen.append(await store.run(lambda tx: tx.session("T1", "s")))
    assert seen == steps


async def test_a_discarded_session_comes_back_but_counts_nowhere(store: Store) -> None:
    discarded = await store.run(lambda tx: cancelled(tx, pause(tx, start(tx), at(10)), at(11)))
    await store.run(lambda tx: cancelled(tx, past(tx, at(12), at(13)), at(14)))
    assert await store.run(lambda tx: tx.session("T1", discarded.id)) == discarded
    assert await store.run(
        lambda tx: (tx.open_session(ADA), tx.last_ended(ADA), tx.sessions_touching(ADA, Span(at(0), at(23))))
    ) == (None, None, ())


async def test_a_discarded_session_leaves_room_for_another_and_cannot_return_beside_it(store: Store) -> None:
    discarded = await store.run(lambda tx: cancelled(tx, start(tx), at(10)))
    running = await store.run(lambda tx: start(tx, now=at(11)))
    again = replace(discarded, cancelled_at=None, version=discarded.version + 1)
    with pytest.raises(StaleSession):
        await store.run(lambda tx: tx.save_session(discarded, again, change()))
    assert await store.run(lambda tx: tx.open_session(ADA)) == running
    await store.run(lambda tx: finish(tx, running, at(12)))
    await store.run(lambda tx: tx.save_session(discarded, again, change()))
    assert await store.run(lambda tx: tx.open_session(ADA)) == again


async def test_an_ended_session_without_a_checkout_comes_back(store: Store) -> None:
    ended = replace(EVERYTHING, checkout=None)
    await store.run(lambda tx: tx.add_session(ended, change()))
    assert await store.run(lambda tx: tx.session("T1", "rich")) == ended


async def test_nobody_has_a_session_at_first(store: Store) -> None:
    found = await store.run(
        lambda tx: (tx.open_session(ADA), tx.last_ended(ADA), tx.recent_ended(ADA, 5), tx.session("T1", "x"))
    )
    assert found == (None, None, (), None)


async def test_only_the_session_that_has_not_ended_is_open(store: Store) -> None:
    ended = await store.run(lambda tx: past(tx, at(9), at(10)))
    running = await store.run(lambda tx: start(tx, now=at(11)))
    assert await store.run(lambda tx: tx.open_session(ADA)) == running
    assert await store.run(lambda tx: tx.last_ended(ADA)) == ended


async def test_the_last_sessions_come_newest_first_and_no_more_than_asked_for(store: Store) -> None:
    def work(tx: Transaction) -> list[WorkSession]:
        return [past(tx, at(hour), at(hour, 50)) for hour in (9, 10, 11, 12)]

    sessions = await store.run(work)
    newest = tuple(reversed(sessions))
    assert await store.run(lambda tx: tx.recent_ended(ADA, 3)) == newest[:3]
    assert await store.run(lambda tx: tx.last_ended(ADA)) == newest[0]


async def test_the_sessions_that_touch_a_span_come_oldest_first_with_the_open_one(store: Store) -> None:
    def work(tx: Transaction) -> list[WorkSession]:
        past(tx, at(7), at(8))
        past(tx, at(8), at(9))
        touching = [past(tx, at(9), at(10, 0, 1)), past(tx, at(10, 30), at(11))]
        start(tx, BOB, at(10))
        return [*touching, start(tx, now=at(11, 59, 59))]

    touching = await store.run(work)
    assert await store.run(lambda tx: tx.sessions_touching(ADA, Span(at(10), at(12)))) == tuple(touching)


async def test_a_session_that_begins_when_the_span_ends_does_not_touch_it(store: Store) -> None:
    await store.run(lambda tx: start(tx, now=at(12)))
    assert await store.run(lambda tx: tx.sessions_touching(ADA, Span(at(10), at(12)))) == ()


async def test_of_two_changes_to_the_same_version_the_second_is_refused(store: Store) -> None:
    session = await store.run(start)
    await store.run(lambda tx: pause(tx, session, at(10)))
    with pytest.raises(StaleSession):
        await store.run(lambda tx: pause(tx, session, at(10, 5)))
    saved = await store.run(lambda tx: tx.open_session(ADA))
    assert saved == session.pause(at(10))


async def test_a_second_open_session_of_a_person_is_refused(store: Store) -> None:
    session = await store.run(start)
    with pytest.raises(StaleSession):
        await store.run(lambda tx: start(tx, now=at(10)))
    assert await store.run(lambda tx: tx.open_session(ADA)) == session


async def test_a_pause_that_a_correction_removes_is_gone(store: Store) -> None:
    session = await store.run(lambda tx: resume(tx, pause(tx, start(tx), at(10)), at(11)))
    without = replace(session, pauses=(), version=session.version + 1)
    await store.run(lambda tx: tx.save_session(session, without, change()))
    assert await store.run(lambda tx: tx.open_session(ADA)) == without


async def test_the_schema_refuses_a_session_that_ends_before_it_starts(store: Store, rows: Rows) -> None:
    session = await store.run(lambda tx: finish(tx, start(tx), at(10)))
    with pytest.raises(IntegrityError):
        rows(f"UPDATE work_session SET ended_at = '2026-03-02 08:59:59' WHERE id = '{session.id}'")  # noqa: S608


async def test_the_schema_refuses_a_second_open_pause(store: Store, rows: Rows) -> None:
    await store.run(lambda tx: pause(tx, start(tx), at(10)))
    with pytest.raises(IntegrityError):
        rows(
            "INSERT INTO pause (tenant_id, session_id, number, started_at, started_provenance, reason)"
            " SELECT tenant_id, session_id, 2, started_at, started_provenance, reason FROM pause"
        )


# By the end of a session, or by an index that has only those without one.
END_IS_SOUGHT = re.compile(r"ended_at *[>=]|ended_at IS NULL|uq_work_session_open")
WAYS_TO_LOOK: dict[str, Callable[[Transaction], object]] = {
    "a day": lambda tx: tx.sessions_touching(ADA, Span(at(9), at(12))),
    "how much a day has": lambda tx: tx.record_size(ADA, Span(at(9), at(12))),
}


@pytest.mark.parametrize("name", WAYS_TO_LOOK)
async def test_a_day_is_found_without_a_look_at_the_years_before_it(
    name: str, store: Store, engine: Engine
) -> None:
    def work(tx: Transaction) -> None:
        finish(tx, start(tx, ADA, at(1), "long ago"), at(2))
        cancelled(tx, start(tx, ADA, at(8), "by mistake"), at(9, 30))
        finish(tx, start(tx, ADA, at(9), "report"), at(10))
        start(tx, ADA, at(11), "mail")

    await store.run(work)
    multiply_oldest_session(engine, 2_000)
    asked: list[Statement] = []
    await store.run(lambda tx: WAYS_TO_LOOK[name](Noted(tx._connection, asked)))
    answered = " ".join(plan(engine, asked[0]))
    assert "SCAN work_session" not in answered
    assert "Seq Scan on work_session" not in answered
    ways = [way for way in re.split("(?=SEARCH|Scan)", answered) if "tenant_id" in way]
    assert len(ways) >= 2
    assert [way for way in ways if not END_IS_SOUGHT.search(way)] == []
