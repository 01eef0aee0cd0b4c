"""The table for spreadsheets: what it says, that it sums, and that nothing in it becomes a formula."""

import csv
import io
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checkout import Checkout
from bot.domain.corrections import cancel
from bot.domain.export_csv import HEADER, Row, csv_text, to_csv_rows
from bot.domain.ranges import DayRange
from bot.domain.reflection import Reflection
from bot.domain.report import report_on
from bot.domain.session import WorkSession
from tests.domain.examples import HOUR, MINUTE, SECOND, at, started
from tests.domain.records import records

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "export.md"
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = DayRange(date(2026, 3, 2), date(2026, 3, 2))


def table(*sessions: WorkSession) -> list[dict[str, str]]:
    """The rows by the names of their columns, without the empty cells."""
    header, *rows = to_csv_rows(sessions, MONDAY, BERLIN, at(22, 30))
    return [{name: cell for name, cell in zip(header, row, strict=True) if cell} for row in rows]


def test_a_session_has_a_row_and_each_pause_has_one() -> None:
    session = started(at(9), HOUR).pause(at(9, 30), "lunch").resume(at(10, 5), at=at(10))
    checkout = Checkout(reflection=Reflection("k", "p", "t"), remaining=20 * MINUTE)
    assert table(session.finish(at(11, 0, 5), checkout)) == [
        {
            "type": "session",
            "session_id": "W1",
            "task": "report",
            "state": "done",
            "start_local": "2026-03-02 10:00:00",
            "end_local": "2026-03-02 12:00:05",
            "start_utc": "2026-03-02T09:00:00Z",
            "end_utc": "2026-03-02T11:00:05Z",
            "start_provenance": "live",
            "end_provenance": "live",
            "elapsed_seconds": "7205",
            "worked_seconds": "5405",
            "length": "1:30:05",
            "planned_seconds": "3600",
            "decision": "complete",
            "keep": "k",
            "problem": "p",
            "try": "t",
            "remaining_seconds": "1200",
        },
        {
            "type": "pause",
            "session_id": "W1",
            "pause_number": "1",
            "task": "report",
            "reason": "lunch",
            "start_local": "2026-03-02 10:30:00",
            "end_local": "2026-03-02 11:00:00",
            "start_utc": "2026-03-02T09:30:00Z",
            "end_utc": "2026-03-02T10:00:00Z",
            "start_provenance": "live",
            "end_provenance": "corrected",
            "paused_seconds": "1800",
            "length": "0:30:00",
        },
    ]


def test_what_is_open_has_no_end_and_counts_to_the_export() -> None:
    session, pause = table(started(at(20)).pause(at(21)))
    assert session["state"] == "paused"
    assert (session["elapsed_seconds"], session["worked_seconds"]) == ("9000", "3600")
    assert pause["paused_seconds"] == "5400"
    assert not {"end_utc", "end_local", "end_provenance"} & (session.keys() | pause.keys())


def test_seconds_are_those_within_the_days_and_instants_are_exact() -> None:
    session = started(at(22)).pause(at(23, 10)).resume(at(23, 20)).finish(at(23, 30), Checkout())
    (row,) = table(session)
    assert (row["worked_seconds"], row["end_utc"]) == ("3600", "2026-03-02T23:30:00Z")


def test_other_days_and_discarded_sessions_are_left_out() -> None:
    tomorrow = started(at(23)).finish(at(23, 30), Checkout())
    assert table(tomorrow, cancel(started(), at(10))) == []


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_what_would_begin_a_formula_gets_an_apostrophe(first: str) -> None:
    typed = f"{first}1+1"
    session = replace(started(), task=typed, project=typed).pause(at(10), typed).resume(at(11))
    checkout = Checkout(reflection=Reflection(typed, typed, typed), continue_reason=typed)
    rows = table(session.finish(at(12), checkout))
    columns = ("task", "project", "reason", "keep", "problem", "try", "continue_reason")
    assert [row[name] for row in rows for name in columns if name in row] == [f"'{typed}"] * 9


@pytest.mark.parametrize("typed", ["\t=1", "\r=1", "\n=1", " =1", "\tx"])
def test_nothing_unseen_before_it_lets_a_formula_through(typed: str) -> None:
    (row,) = table(replace(started(), task=typed))
    assert row["task"] == f"'{typed}"


@pytest.mark.parametrize("typed", ["report", "1+1", "a=b", "ada@example.org", "'=1", "#1", "<@U1> & co."])
def test_other_text_is_written_as_it_is(typed: str) -> None:
    (row,) = table(replace(started(), task=typed))
    assert row["task"] == typed


def test_the_text_reads_back_as_the_rows_whatever_was_typed() -> None:
    typed = 'a "quoted", b; c\nsecond line, ü 👩‍👩‍👧'
    rows = tuple(to_csv_rows([replace(started(), task=typed)], MONDAY, BERLIN, at(10)))
    text = "".join(csv_text(rows))
    assert text.startswith("\ufefftype,session_id,")
    assert [tuple(row) for row in csv.reader(io.StringIO(text[1:], newline=""))] == list(rows)
    assert rows[1][HEADER.index("task")] == typed


def test_without_sessions_there_is_the_header_alone() -> None:
    assert tuple(to_csv_rows([], MONDAY, BERLIN, at(10))) == (HEADER,)


def _sum(rows: tuple[Row, ...], column: str) -> timedelta:
    cells = (row[HEADER.index(column)] for row in rows[1:])
    return sum((int(cell) * SECOND for cell in cells if cell), timedelta())


@given(records(), st.integers(0, 10))
def test_the_columns_sum_to_the_report_of_the_same_days(
    sessions: tuple[WorkSession, ...], length: int
) -> None:
    first = sessions[0].started_at.date() if sessions else MONDAY.first
    days = DayRange(first, first + timedelta(days=length))
    now = max((session.latest_instant for session in sessions), default=at(9)) + HOUR
    rows = tuple(to_csv_rows(sessions, days, BERLIN, now))
    report = report_on(sessions, days, BERLIN, now)
    account = report.total.account
    assert _sum(rows, "elapsed_seconds") == account.elapsed
    assert _sum(rows, "worked_seconds") == account.worked
    assert _sum(rows, "paused_seconds") == account.paused
    assert [row[0] for row in rows].count("session") == report.total.sessions
    assert [row[0] for row in rows].count("pause") == sum(pause.count for pause in report.pauses)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)


def test_the_documentation_names_every_column_and_no_other() -> None:
    _, _, rest = DOCUMENTATION.read_text(encoding="utf-8").partition("| column |")
    table = rest.partition("\n\n")[0].splitlines()[2:]
    named = [name for line in table for name in re.findall("`([a-z_]+)`", line.split("|")[1])]
    assert sorted(named) == sorted(HEADER)
