"""The report: the chart shows what the words say, within what Slack draws, for any range."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.checkout import Checkout
from bot.domain.pause import Boundary
from bot.domain.ranges import DayRange
from bot.domain.session import WorkSession
from bot.playground.rules.messages import check_message
from bot.surface import Message, message
from tests.surface.gallery import ADA, READER, TODAY, at, done, report_of
from tests.surface.test_limits import MOST, lines


def charts(report: Message) -> list[dict[str, Any]]:
    return [block for block in report.blocks if block["type"] == "data_visualization"]


def last(days: int) -> DayRange:
    return DayRange(TODAY - timedelta(days=days - 1), TODAY)


def daily(days: int, task: str = "Mail", reason: str = "lunch") -> list[WorkSession]:
    """Two hours each day, half an hour of it a break, planned for an hour; oldest first."""
    sessions = []
    for number in range(days - 1, -1, -1):
        start = at(0) - timedelta(days=number)
        session = WorkSession(
            f"S{number}",
            ADA,
            f"{task[:140]} {number}",
            Boundary(start),
            planned_checkout_at=start + timedelta(hours=1),
        )
        paused = session.pause(start + timedelta(minutes=30), f"{reason[:70]} {number}")
        resumed = paused.resume(start + timedelta(minutes=60))
        sessions.append(resumed.finish(start + timedelta(hours=2), Checkout()))
    return sessions


def test_the_chart_shows_hours_worked_and_paused_by_day() -> None:
    chart = charts(message(report_of(at(180), *daily(2), days=last(3)), READER))[0]["chart"]
    assert chart["axis_config"]["categories"] == ["Wed 18", "Thu 19", "Fri 20"]
    hours = {one["name"]: [point["value"] for point in one["data"]] for one in chart["series"]}
    assert hours == {"Worked": [0, 1.5, 1.5], "Paused": [0, 0.5, 0.5]}


def test_the_text_for_screen_readers_has_the_figures_of_the_chart() -> None:
    text = message(report_of(at(180), *daily(2), days=last(3)), READER).text
    assert text.startswith("Report: 18 to 20 November: worked 3 h 00 min · paused 1 h 00 min · 2 sessions")
    assert "Thu 19: worked 1 h 30 min · paused 30 min." in text
    assert "Fri 20: worked 1 h 30 min · paused 30 min." in text


@pytest.mark.parametrize(
    ("days", "bars"), [(1, [1]), (20, [20]), (21, [11, 10]), (40, [20, 20]), (41, [2]), (366, [13])]
)
def test_a_long_report_is_charted_by_month(days: int, bars: list[int]) -> None:
    report = message(report_of(at(180), *daily(days), days=last(days)), READER)
    assert [len(one["chart"]["axis_config"]["categories"]) for one in charts(report)] == bars
    check_message({"text": report.text, "blocks": report.blocks}, text_limit=4_000)


def test_breaks_stand_by_reason_with_count_and_average() -> None:
    words = str(message(report_of(at(180), done()), READER).blocks)
    assert "(no reason) · 1 break · paused 8 min · 8 min on average" in words
    assert "lunch" in words
    assert " · 1 break · paused 45 min · 45 min on average" in words


def test_planned_stands_against_actual_and_what_differs_is_named() -> None:
    words = str(message(report_of(at(180), *daily(2)), READER).blocks)
    assert "2 sessions with a plan · planned 2 h 00 min · worked 3 h 00 min · 2 longer" in words
    assert " · planned 1 h 00 min · worked 1 h 30 min · longer" in words


def test_tasks_beyond_the_longest_are_summed() -> None:
    words = str(message(report_of(at(180), *daily(12), days=last(12)), READER).blocks)
    assert "and 4 tasks more, worked 6 h 00 min" in words


def of_projects(sessions: list[WorkSession], *projects: str) -> list[WorkSession]:
    """The sessions in turn in one of these projects."""
    return [replace(session, project=project) for session, project in zip(sessions, cycle(projects))]


def test_projects_stand_with_their_time_in_the_blocks_and_in_the_text() -> None:
    sessions = of_projects(daily(5), "Atlas", "House")
    report = message(
        report_of(at(180), *sessions[:4], replace(sessions[4], project=""), days=last(5)), READER
    )
    (block,) = [block for block in report.blocks if block["block_id"] == "report_projects"]
    read = "".join(part["text"] for part in block["elements"][0]["elements"])
    assert read == (
        "By project\n"
        "Atlas · worked 3 h 00 min · paused 1 h 00 min · 2 sessions\n"
        "House · worked 3 h 00 min · paused 1 h 00 min · 2 sessions\n"
        "(no project) · worked 1 h 30 min · paused 30 min · 1 session"
    )
    assert report.text.endswith(
        " By project: “Atlas” · worked 3 h 00 min · paused 1 h 00 min · 2 sessions; "
        "“House” · worked 3 h 00 min · paused 1 h 00 min · 2 sessions; "
        "(no project) · worked 1 h 30 min · paused 30 min · 1 session."
    )


def test_projects_beyond_the_longest_are_summed_and_the_rest_stays_apart() -> None:
    sessions = of_projects(daily(12), *(f"Project {number}" for number in range(11)), "")
    words = str(message(report_of(at(180), *sessions, days=last(12)), READER).blocks)
    assert "and 3 projects more, worked 4 h 30 min" in words
    assert "(no project) · worked 1 h 30 min" in words


def test_without_any_project_the_report_says_nothing_of_them() -> None:
    report = message(report_of(at(180), *daily(2)), READER)
    assert "project" not in (report.text + str(report.blocks)).casefold()


@settings(max_examples=20, deadline=None)
@given(lines(150, 1), lines(80), st.sampled_from([1, 12, 40, 366]))
def test_a_report_of_any_texts_and_length_is_taken_by_slack(task: str, reason: str, days: int) -> None:
    for typed in ((task, reason), (MOST, MOST), ("👩‍👩‍👧" * 30, "👩‍👩‍👧" * 10)):
        projects = [f"{typed[1][:78]}{number}" for number in range(10)]
        sessions = of_projects(daily(days, *typed), *projects, "")
        report = message(report_of(at(180), *sessions, days=last(days)), READER)
        check_message({"text": report.text, "blocks": report.blocks}, text_limit=4_000)


def test_a_range_over_the_turn_of_the_year_fits_the_title() -> None:
    days = DayRange(date(2024, 9, 28), date(2025, 9, 27))
    session = WorkSession("S1", ADA, "Mail", Boundary(at(0) - timedelta(days=500)))
    report = report_of(at(0), session.finish(at(0) - timedelta(days=499), Checkout()), days=days)
    assert len(charts(message(report, READER))[0]["title"]) <= 50
