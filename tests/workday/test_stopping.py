"""Ending a session that nobody ended: one step, only while it is as it was shown."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import workday
from bot.domain.change import Action, Source
from bot.domain.checkout import Checkout
from bot.domain.corrections import PauseDraft
from bot.domain.errors import AlreadyPaused, Outdated, SomeoneElses
from bot.domain.outcomes import Finished, Outcome, PauseAsked, Present, Refused, Started, StopAsked, Undone
from bot.domain.pause import Boundary, Provenance
from bot.domain.person import Owner
from bot.domain.reflection import Reflection
from bot.domain.session import WorkSession
from bot.domain.stopping import Stop
from bot.store import Store, open_store
from bot.workday import Call, Target
from tests.store.examples import ADA, BOB, at

BERLIN = ZoneInfo("Europe/Berlin")
MORNING = at(9) + timedelta(days=1)
KEEP = Checkout(reflection=Reflection(keep="good"))
SAID = Stop(at(17), PauseDraft(at(12), at(12, 40), "lunch"), KEEP)


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """Ada has been at work since nine."""
    store = open_store(database_url)
    assert isinstance(await store.run(lambda tx: workday.start_session(tx, call(at(9)), "report")), Started)
    yield store
    await store.close()


def call(now: datetime = MORNING, owner: Owner = ADA, delivery_id: str | None = None) -> Call:
    step_id = f"{now.isoformat()} {delivery_id}"
    return Call(owner=owner, now=now, source=Source.MODAL, step_id=step_id, delivery_id=delivery_id)


async def running(store: Store) -> WorkSession:
    session = await store.run(lambda tx: tx.open_session(ADA))
    assert session
    return session


async def stop(store: Store, session: WorkSession, delivery_id: str | None = None) -> Outcome:
    return await store.run(
        lambda tx: workday.stop_session(
            tx,
            call(delivery_id=delivery_id),
            lambda _: SAID,
            session_id=session.id,
            version=session.version,
        )
    )


async def ask(store: Store, target: Target, owner: Owner = ADA) -> Outcome:
    return await store.run(lambda tx: workday.ask_stop(tx, call(owner=owner), target))


async def test_asking_presumes_the_likely_end_and_changes_nothing(store: Store) -> None:
    before = await running(store)
    asked = await ask(store, Target(before.id, version=before.version))
    assert isinstance(asked, StopAsked)
    assert asked.end_at == at(18)  # UTC, where no timezone is known
    assert await running(store) == before


async def test_the_end_the_break_and_the_words_are_one_step(store: Store) -> None:
    finished = await stop(store, await running(store))
    assert isinstance(finished, Finished)
    assert finished.session.end == Boundary(at(17), Provenance.CORRECTED)
    assert finished.session.checkout == KEEP
    assert finished.session.account(MORNING).worked == timedelta(hours=7, minutes=20)
    records = await store.run(lambda tx: tx.changes_of(finished.session))
    assert [record.action for record in records] == [Action.START, Action.FINISH]


async def test_undo_takes_all_of_it_back_and_redo_brings_all_of_it_back(store: Store) -> None:
    finished = await stop(store, await running(store))
    assert isinstance(finished, Finished)
    soon = MORNING + timedelta(minutes=1)
    undone = await store.run(lambda tx: workday.undo(tx, call(soon), BERLIN))
    assert isinstance(undone, Undone)
    assert undone.session.is_open
    assert [pause.started_at for pause in undone.session.pauses] == [at(17)]  # nobody said that it was work
    assert undone.session.checkout is None
    later = soon + timedelta(minutes=1)
    redone = await store.run(lambda tx: workday.redo(tx, call(later), BERLIN))
    assert isinstance(redone, Undone)
    assert redone.session.account(later) == finished.session.account(later)
    assert redone.session.checkout == KEEP


async def test_a_session_that_changed_meanwhile_is_asked_about_again(store: Store) -> None:
    before = await running(store)
    await store.run(lambda tx: workday.pause_session(tx, call(at(16))))
    asked = await stop(store, before)
    assert isinstance(asked, StopAsked)
    assert (asked.changed, asked.end_at) == (True, at(16))
    assert (await running(store)).paused_at == at(16)


async def test_a_session_that_ended_meanwhile_stays_as_it_ended(store: Store) -> None:
    before = await running(store)
    await stop(store, before)
    refused = await stop(store, before)
    assert isinstance(refused, Refused)
    assert refused.why == Outdated()
    assert refused.present.last
    assert refused.present.last.version == before.version + 1


async def test_a_submission_that_is_delivered_twice_ends_it_once(store: Store) -> None:
    before = await running(store)
    assert isinstance(await stop(store, before, "d1"), Finished)
    assert isinstance(await stop(store, before, "d1"), Present)


async def test_an_outdated_button_and_one_of_someone_else_ask_nothing(store: Store) -> None:
    session = await running(store)
    await store.run(lambda tx: workday.pause_session(tx, call(at(16))))
    outdated = await ask(store, Target(session.id, version=session.version))
    others = await ask(store, Target(session.id), BOB)
    for refused, why in ((outdated, Outdated()), (others, SomeoneElses())):
        assert isinstance(refused, Refused)
        assert refused.why == why


async def test_a_break_is_asked_about_only_while_there_is_none(store: Store) -> None:
    session = await running(store)
    target = Target(session.id, version=session.version)
    asked = await store.run(lambda tx: workday.ask_pause(tx, call(), target))
    assert isinstance(asked, PauseAsked)
    paused = await store.run(lambda tx: workday.pause_session(tx, call(), target=target, at=at(12)))
    assert (await running(store)).paused_at == at(12)
    again = await store.run(lambda tx: workday.ask_pause(tx, call(), Target(session.id)))
    assert isinstance(again, Refused)
    assert again.why == AlreadyPaused()
    assert not isinstance(paused, Refused)
    outdated = await store.run(lambda tx: workday.pause_session(tx, call(), target=target, at=at(13)))
    assert isinstance(outdated, Refused)
    assert outdated.why == Outdated()


async def test_what_is_said_in_the_morning_presumes_the_same_end(store: Store) -> None:
    session = await running(store)
    left = await store.run(lambda tx: workday.left_open(tx, session, MORNING))
    assert left.likely_end_at == at(18)
