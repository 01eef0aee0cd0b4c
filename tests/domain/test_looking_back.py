"""The days beside a range, and the log's entries."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.checkout import Checkout
from bot.domain.looking_back import entries_of
from bot.domain.neighbours import earlier, later
from bot.domain.pause import Boundary
from bot.domain.person import Owner
from bot.domain.phrases import read_request
from bot.domain.ranges import DayRange
from bot.domain.requests import ExportFormat, ExportRequest, LogRequest, ReportRequest, Request
from bot.domain.session import WorkSession

TODAY = date(2026, 11, 20)  # a Friday
BERLIN = ZoneInfo("Europe/Berlin")


def days(first: str, last: str) -> DayRange:
    return DayRange(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("this", "before"),
    [
        (days("2026-11-20", "2026-11-20"), days("2026-11-19", "2026-11-19")),
        (days("2026-11-16", "2026-11-20"), days("2026-11-09", "2026-11-15")),  # this week, as far as it is
        (days("2026-11-09", "2026-11-15"), days("2026-11-02", "2026-11-08")),
        (days("2026-11-01", "2026-11-20"), days("2026-10-01", "2026-10-31")),  # this month
        (days("2026-03-01", "2026-03-31"), days("2026-02-01", "2026-02-28")),
        (days("2026-11-03", "2026-11-05"), days("2026-10-31", "2026-11-02")),
    ],
)
def test_earlier_days(this: DayRange, before: DayRange) -> None:
    assert earlier(this, TODAY) == before


@pytest.mark.parametrize(
    ("this", "after"),
    [
        (days("2026-11-20", "2026-11-20"), None),
        (days("2026-11-16", "2026-11-20"), None),
        (days("2026-11-19", "2026-11-19"), days("2026-11-20", "2026-11-20")),
        (days("2026-11-09", "2026-11-15"), days("2026-11-16", "2026-11-20")),
        (days("2026-10-01", "2026-10-31"), days("2026-11-01", "2026-11-20")),
        (days("2026-02-01", "2026-02-28"), days("2026-03-01", "2026-03-31")),
        (days("2026-11-03", "2026-11-05"), days("2026-11-06", "2026-11-08")),
    ],
)
def test_later_days(this: DayRange, after: DayRange | None) -> None:
    assert later(this, TODAY) == after


def test_a_session_over_midnight_stands_on_both_days_and_its_shares_sum_to_the_whole() -> None:
    start = datetime(2026, 11, 19, 22, 10, tzinfo=UTC)  # 23:10 in Berlin
    session = WorkSession("S1", Owner("T1", "T1", "U1"), "Mail", Boundary(start))
    ended = session.finish(start + timedelta(minutes=90), Checkout())
    entries = entries_of([ended], days("2026-11-16", "2026-11-20"), BERLIN, start + timedelta(days=1))
    assert [entry.day.day for entry in entries] == [19, 20]
    assert all(entry.is_part for entry in entries)
    assert sum((entry.share.elapsed for entry in entries), timedelta()) == timedelta(minutes=90)
    only = entries_of([ended], days("2026-11-20", "2026-11-20"), BERLIN, start + timedelta(days=1))
    assert [entry.share.elapsed for entry in only] == [timedelta(minutes=40)]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("export", ExportRequest()),
        ("export csv", ExportRequest(ExportFormat.CSV)),
        ("export JSON last week", ExportRequest(ExportFormat.JSON, "last week")),
        ("export last week json", ExportRequest(ExportFormat.JSON, "last week")),
        ("export month", ExportRequest(ExportFormat.CSV, "month")),
        ("report", ReportRequest()),
        ("report last month", ReportRequest("last month")),
        ("log 2026-11-20", LogRequest("2026-11-20")),
    ],
)
def test_lines_that_look_back(line: str, asked: Request) -> None:
    assert read_request(line, datetime(2026, 11, 20, tzinfo=UTC), BERLIN) == asked
