from dataclasses import replace

from bot.domain.change import Action, Change, Source
from bot.domain.history import Recorded
from bot.domain.session import WorkSession
from bot.store import Store, Transaction
from bot.store.snapshots import session_from, snapshot
from tests.store.conftest import Rows
from tests.store.examples import ADA, BOB, STRANGER, at, cancelled, finish, pause, start
from tests.store.test_sessions import EVERYTHING


async def test_each_change_is_recorded_with_the_states_around_it(store: Store) -> None:
    session = await store.run(start)
    paused = session.pause(at(10), "lunch")
    pressed = Change(Action.PAUSE, Source.BUTTON, at(10), step_id="step", undoes="other")
    await store.run(lambda tx: tx.save_session(session, paused, pressed))
    first, second = await store.run(lambda tx: tx.changes_since(ADA, at(9)))
    assert first == Recorded("", Action.START, Source.COMMAND, at(9), None, session)
    assert second == Recorded("step", Action.PAUSE, Source.BUTTON, at(10), session, paused, "other")


async def test_changes_of_one_second_come_in_the_order_in_which_they_were_made(store: Store) -> None:
    def switch(tx: Transaction) -> list[WorkSession]:
        first = start(tx, now=at(10))
        ended = finish(tx, first, at(10))
        second = start(tx, now=at(10), task="slides")
        return [first, ended, second, finish(tx, second, at(10)), start(tx, now=at(10), task="mail")]

    made = await store.run(switch)
    recorded = await store.run(lambda tx: tx.changes_since(ADA, at(10)))
    assert [record.after for record in recorded] == made


async def test_only_the_changes_of_this_person_since_that_instant_are_read(store: Store) -> None:
    def work(tx: Transaction) -> WorkSession:
        paused = pause(tx, start(tx), at(10))
        start(tx, BOB, at(10))
        start(tx, STRANGER, at(10))
        return cancelled(tx, paused, at(11))

    discarded = await store.run(work)
    recorded = await store.run(lambda tx: tx.changes_since(ADA, at(10)))
    assert [record.action for record in recorded] == [Action.PAUSE, Action.CANCEL]
    assert recorded[-1].after == discarded


async def test_the_journal_says_whose_session_was_changed_in_each_row(store: Store, rows: Rows) -> None:
    session = await store.run(start)
    (row,) = rows("SELECT tenant_id, user_id, session_id, version FROM session_change")
    assert row == {"tenant_id": "T1", "user_id": "U1", "session_id": session.id, "version": 1}


def test_a_snapshot_holds_the_whole_session() -> None:
    assert session_from(snapshot(EVERYTHING), EVERYTHING.id, ADA) == EVERYTHING


def test_a_snapshot_that_is_older_than_projects_and_links_has_neither() -> None:
    old = {
        name: value for name, value in snapshot(EVERYTHING).items() if name not in ("project", "source_url")
    }
    assert session_from(old, EVERYTHING.id, ADA) == replace(EVERYTHING, project="", source_url=None)


def test_a_snapshot_can_be_read_by_a_person() -> None:
    after = snapshot(EVERYTHING)
    assert after["start"] == {"at": "2026-03-02T09:00:00+00:00", "provenance": "corrected"}
    assert after["pauses"][0] == {
        "number": 1,
        "start": {"at": "2026-03-02T10:00:01+00:00", "provenance": "live"},
        "end": {"at": "2026-03-02T10:45:07+00:00", "provenance": "live"},
        "reason": "lunch",
        "expected_end_at": "2026-03-02T10:30:00+00:00",
    }
    assert after["checkout"] == {
        "decision": "continue",
        "keep": "k",
        "problem": "p",
        "try": "t",
        "remaining_seconds": 5400,
        "continue_reason": "it is late",
    }
