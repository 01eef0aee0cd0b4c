"""An export that is brought into an empty database is the same record: exported again, byte for byte."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.change import Action, Change, Source
from bot.domain.checkout import Checkout, Decision
from bot.domain.corrections import cancel
from bot.domain.history import steps_of, undoable
from bot.domain.looking_back import ExportReady
from bot.domain.pause import Boundary, Provenance
from bot.domain.person import Owner, Person
from bot.domain.ranges import DayRange
from bot.domain.reflection import Reflection
from bot.domain.requests import ExportFormat
from bot.domain.session import WorkSession
from bot.listeners.sending import export_file
from bot.store import Store, Transaction, open_store
from bot.transfer import TransferRefused, bring_in, read_export

ADA = Owner("E1", "T1", "U1")
BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAYS = DayRange(date(2026, 11, 1), date(2026, 11, 20))


def at(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def record() -> tuple[WorkSession, ...]:
    """A session of every kind."""
    planned = WorkSession(
        "S1", ADA, "Écrire 報告", Boundary(at(-30)), planned_checkout_at=at(-28), project="Ætlas"
    )
    paused = planned.pause(at(-29), "café", expected_end_at=at(-28.5)).resume(at(-28.5))
    reflection = Reflection("keep\nit", "=problem", "try")
    done = paused.finish(
        at(-27), Checkout(Decision.CONTINUE, reflection, timedelta(minutes=90), "because"), at=at(-27.5)
    )
    clamped = WorkSession("S2", ADA, "Mail", Boundary(at(-20), Provenance.CORRECTED)).finish(
        at(-21), Checkout(Decision.SWITCH)
    )
    discarded = cancel(WorkSession("S3", ADA, "Mail", Boundary(at(-19))).pause(at(-18.5)), at(-18))
    spare = replace(WorkSession("S4", ADA, "Report", Boundary(at(-2))), pauses_made=3, version=9)
    return (done, clamped, discarded, spare.pause(at(-1), "lunch"))


async def kept(url: str, sessions: Sequence[WorkSession] = ()) -> Store:
    store = open_store(url)
    change = Change(Action.START, Source.COMMAND, NOON)

    def add(tx: Transaction) -> None:
        for session in sessions:
            tx.add_session(session, change)

    await store.run(add)
    return store


async def exported(store: Store, file_format: ExportFormat = ExportFormat.JSON) -> bytes:
    ready = ExportReady(now=NOON, days=DAYS, format=file_format, count=3, discarded=1, changes=4)
    with await export_file(store, ready, Person(ADA, BERLIN)) as file:
        file.seek(0)
        return file.read()


@pytest.fixture
async def export(tmp_path: Path) -> Path:
    store = await kept(f"sqlite:///{tmp_path / 'first.db'}", record())
    file = tmp_path / "export.json"
    await asyncio.to_thread(file.write_bytes, await exported(store))
    await store.close()
    return file


@pytest.fixture
async def empty(database_url: str) -> AsyncIterator[Store]:
    store = await kept(database_url)
    yield store
    await store.close()


async def test_exported_again_it_is_the_same_byte_for_byte(export: Path, empty: Store) -> None:
    sessions = read_export(export, ADA)
    assert len(sessions) == 4
    await bring_in(empty, sessions, NOON)
    assert await exported(empty) == await asyncio.to_thread(export.read_bytes)


async def test_the_sessions_are_equal_in_every_field(export: Path, empty: Store) -> None:
    await bring_in(empty, read_export(export, ADA), NOON)
    assert await empty.run(lambda tx: tuple(tx.record_touching(ADA, DAYS.span(BERLIN)))) == record()


async def test_the_journal_says_where_they_came_from_and_undo_does_not_take_them_away(
    export: Path, empty: Store
) -> None:
    await bring_in(empty, read_export(export, ADA), NOON)
    changes = await empty.run(lambda tx: tx.changes_since(ADA, NOON))
    assert [change.action for change in changes] == [Action.IMPORT] * 4
    assert [change.after for change in changes] == list(record())
    assert undoable(steps_of(changes), NOON) is None


async def test_a_database_with_work_sessions_is_left_as_it_is(export: Path, database_url: str) -> None:
    session = WorkSession("S9", Owner("T2", "T2", "U2"), "Mail", Boundary(NOON))
    store = await kept(database_url, [session])
    with pytest.raises(TransferRefused, match="has work sessions already"):
        await bring_in(store, read_export(export, ADA), NOON)
    assert await store.run(lambda tx: tuple(tx.record_touching(ADA, DAYS.span(BERLIN)))) == ()
    await store.close()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not a JSON document"),
        (b"\xff\xfe\xfd", "is not a JSON document"),
        (b"[" * 100_000, "is not a JSON document"),
        (b"[]", "cannot be brought in, document: is not an object."),
        (b'{"format": "other"}', 'cannot be brought in, format: is not "workbot-export".'),
    ],
)
def test_what_is_no_export_is_refused_in_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "export.json"
    file.write_bytes(content)
    with pytest.raises(TransferRefused) as refused:
        read_export(file, ADA)
    assert said in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TransferRefused, match=r"nowhere\.json cannot be read: No such file"):
        read_export(tmp_path / "nowhere.json", ADA)


def test_an_export_with_one_wrong_place_brings_in_nothing(export: Path) -> None:
    document = json.loads(export.read_bytes())
    document["sessions"][1]["end"]["utc"] = "yesterday"
    export.write_text(json.dumps(document))
    with pytest.raises(TransferRefused, match=r"sessions\[1\]\.end\.utc: is not an instant"):
        read_export(export, ADA)
