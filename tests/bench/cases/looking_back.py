"""Looking back over a long record: a person's week, and an export of all of it."""

import csv
import io
import json
import sqlite3
import tracemalloc
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC
from pathlib import Path
from statistics import median
from typing import BinaryIO

from bot import surface, workday
from bot.domain.change import Source
from bot.domain.looking_back import ExportReady, LogShown
from bot.domain.person import Owner, Person
from bot.domain.requests import ExportFormat
from bot.listeners.sending import export_file
from bot.store import Store, open_store
from bot.workday import Call
from tests.bench.cases.growth import PEOPLE
from tests.bench.commands import TEAM_ID, people
from tests.bench.databases import NOW
from tests.bench.results import Row, at_most, ratio_at_most
from tests.bench.scale import Scale
from tests.bench.timing import median_awaited, median_of
from tests.bench.workshop import Workshop

WHO = Person(Owner(TEAM_ID, TEAM_ID, next(people())), UTC)
CALL = Call(owner=WHO.owner, now=NOW, source=Source.COMMAND)
MEGABYTE = 1_000_000
_THIS_WEEK = """
    SELECT * FROM work_session WHERE tenant_id = :team AND user_id = :user AND cancelled_at IS NULL
        AND (ended_at > :monday OR ended_at IS NULL) AND started_at < :monday_after ORDER BY started_at
"""
_PAUSES_OF = "SELECT * FROM pause WHERE tenant_id = :team AND session_id = :session ORDER BY number"
_EVERYTHING = """
    SELECT * FROM work_session JOIN pause
        ON pause.tenant_id = work_session.tenant_id AND pause.session_id = work_session.id
    WHERE work_session.tenant_id = :team AND user_id = :user ORDER BY work_session.started_at
"""


async def week(workshop: Workshop) -> list[Row]:
    scale = workshop.scale
    many_file, few_file = [
        await workshop.sessions_of(PEOPLE, size // PEOPLE)
        for size in (scale.many_sessions, scale.few_sessions)
    ]
    many, few = open_store(f"sqlite:///{many_file}"), open_store(f"sqlite:///{few_file}")
    runs = []
    with closing(sqlite3.connect(many_file)) as connection:
        for _ in range(scale.runs + 1):
            costs = [
                (
                    await median_awaited(1, lambda: _week(many)),
                    await median_awaited(1, lambda: _week(few)),
                    median_of(1, lambda: _raw_week(connection)),
                )
                for _ in range(scale.weeks)
            ]
            runs.append([median(each) for each in zip(*costs, strict=True)])
    await many.close()
    await few.close()
    return _rows_of_week(scale, *zip(*runs[1:], strict=True))


def _rows_of_week(
    scale: Scale, at_many: Sequence[float], at_few: Sequence[float], raw: Sequence[float]
) -> list[Row]:
    return [
        Row(
            name="week",
            what=f"/work log week with {scale.many_sessions:,} sessions stored: query, rendering, JSON",
            unit="ms",
            ours=at_many,
            floor=raw,
            floor_is="sqlite3: the rows of that week's sessions and pauses",
            goal=at_most(3),
            note=f"median of {scale.weeks} a run; two sessions a day, {PEOPLE} people",
        ),
        Row(
            name="week-growth",
            what="the same against a small database",
            unit="ms",
            ours=at_many,
            floor=at_few,
            floor_is=f"the same with {scale.few_sessions:,} sessions stored",
            goal=ratio_at_most(1.2),
        ),
    ]


async def _week(store: Store) -> None:
    outcome = await store.run(lambda tx: workday.show_log(tx, CALL, "week", UTC))
    message = surface.message(outcome, WHO)
    json.dumps({"text": message.text, "blocks": message.blocks})
    assert isinstance(outcome, LogShown)
    assert outcome.entries


def _raw_week(connection: sqlite3.Connection) -> None:
    person = {"team": TEAM_ID, "user": WHO.owner.user_id}
    days = {"monday": "2026-03-02 00:00:00", "monday_after": "2026-03-09 00:00:00"}
    sessions = connection.execute(_THIS_WEEK, person | days).fetchall()
    for session in sessions:
        connection.execute(_PAUSES_OF, person | {"session": session[1]}).fetchall()
    assert sessions


async def export(workshop: Workshop) -> list[Row]:
    scale = workshop.scale
    file = await workshop.sessions_of(1, scale.exported_sessions)
    small_file = await workshop.sessions_of(1, scale.exported_sessions // 10)
    store, small = open_store(f"sqlite:///{file}"), open_store(f"sqlite:///{small_file}")
    rows = await _exported_rows(store)
    ours, floor, writing = [], [], []
    for _ in range(scale.runs):
        ours.append(await median_awaited(1, lambda: export_and_drop(store)))
        floor.append(median_of(1, lambda: _raw_export(file)))
        writing.append(median_of(1, lambda: _write(rows)))
    peaks = await _peak_of(store), await _peak_of(small)
    await store.close()
    await small.close()
    note = f"only writing the finished rows: {median(writing):.0f} ms"
    exported = Row(
        name="export",
        what=f"export of {scale.exported_sessions:,} sessions as CSV",
        unit="ms",
        ours=ours,
        floor=floor,
        floor_is="sqlite3 reads the same rows, the csv module writes them",
        goal=ratio_at_most(3),
        note=note,
    )
    return [exported, _row_of_memory(scale, peaks, len(_write(rows)) / MEGABYTE)]


def _row_of_memory(scale: Scale, peaks: tuple[float, float], file_size: float) -> Row:
    peak, small_peak = peaks
    return Row(
        name="export-memory",
        what="memory that the export needs at its peak, its file included",
        unit="MB",
        ours=[peak],
        floor=[small_peak],
        floor_is=f"the same of {scale.exported_sessions // 10:,} sessions",
        goal=ratio_at_most(1.5),
        note=f"by tracemalloc; the file has {file_size:.1f} MB",
    )


async def _export(store: Store) -> BinaryIO:
    ready = await store.run(lambda tx: workday.export(tx, CALL, ExportFormat.CSV, "all", UTC))
    assert isinstance(ready, ExportReady)
    return await export_file(store, ready, WHO)


async def export_and_drop(store: Store) -> None:
    (await _export(store)).close()


async def _exported_rows(store: Store) -> list[list[str]]:
    with await _export(store) as file:
        file.seek(0)
        return list(csv.reader(io.StringIO(file.read().decode("utf-8-sig"), newline="")))


async def _peak_of(store: Store) -> float:
    tracemalloc.start()
    await export_and_drop(store)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / MEGABYTE


def _raw_export(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        _write(connection.execute(_EVERYTHING, {"team": TEAM_ID, "user": WHO.owner.user_id}))


def _write(rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
