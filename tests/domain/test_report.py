"""Looking back: the figures of a report, and that they sum to the whole."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.accounting import Account, Span, total
from bot.domain.checkout import Checkout
from bot.domain.corrections import cancel
from bot.domain.plans import Verdict, planned_length
from bot.domain.ranges import DayRange
from bot.domain.report import ReasonForPauses, Report, report_on
from bot.domain.session import WorkSession
from bot.domain.stretches import stretches
from tests.domain.examples import HOUR, MINUTE, SECOND, at, started
from tests.domain.records import records

BERLIN = ZoneInfo("Europe/Berlin")  # an hour ahead of the instants below
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
BOTH = DayRange(MONDAY, TUESDAY)
NOON_OF_TUESDAY = at(12) + 24 * HOUR
ZONES = tuple(
    ZoneInfo(name)
    for name in ("UTC", "Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "Africa/Casablanca")
)


def worked(task: str, start: datetime, end: datetime, planned: timedelta | None = None) -> WorkSession:
    session = replace(started(start, planned), id=f"{task} {start}", task=task)
    return session.finish(end, Checkout())


def with_break(session: WorkSession, start: datetime, end: datetime, reason: str = "") -> WorkSession:
    return session.pause(start, reason).resume(end)


def report(*sessions: WorkSession, days: DayRange = BOTH, now: datetime = NOON_OF_TUESDAY) -> Report:
    return report_on(sessions, days, BERLIN, now)


def test_a_session_over_midnight_is_split_at_the_persons_own_midnight() -> None:
    session = with_break(started(at(22)), at(22, 30), at(23, 10, 1), "tea").finish(at(23, 40, 3), Checkout())
    monday, tuesday = report(session).by_day
    assert monday.figures.account == Account(HOUR, 30 * MINUTE)
    assert tuesday.figures.account == Account(40 * MINUTE + 3 * SECOND, 10 * MINUTE + SECOND)
    assert (monday.figures.sessions, tuesday.figures.sessions) == (1, 1)
    assert report(session).total.sessions == 1
    assert report(session).total.account == session.account(NOON_OF_TUESDAY)


def test_only_what_lies_within_the_days_counts() -> None:
    over_midnight, later = worked("report", at(22), at(23, 30)), worked("mail", at(23, 45), at(23, 50))
    of_monday = report(over_midnight, later, days=DayRange(MONDAY, MONDAY))
    assert of_monday.total.account == Account(HOUR)
    assert [task.name for task in of_monday.tasks] == ["report"]


def test_a_day_without_sessions_is_there_with_nothing_in_it() -> None:
    monday, tuesday = report(worked("report", at(9), at(10))).by_day
    assert tuesday.day == TUESDAY
    assert (tuesday.figures.account, tuesday.figures.sessions) == (Account(), 0)
    assert tuesday.figures.longest == timedelta()
    assert monday.figures.sessions == 1


def test_an_open_session_counts_to_the_present_instant() -> None:
    assert report(started(at(9)), now=at(10, 0, 1)).total.account == Account(HOUR + SECOND)
    paused = started(at(9)).pause(at(9, 30), "lunch")
    assert report(paused, now=at(10)).pauses == (ReasonForPauses("lunch", 1, 30 * MINUTE),)


def test_a_discarded_session_counts_nowhere() -> None:
    discarded = cancel(started(at(9), HOUR).pause(at(9, 30), "lunch"), at(10))
    assert report(discarded) == report()


def test_a_session_without_length_is_counted_on_its_day() -> None:
    empty = worked("report", at(23), at(23))  # midnight in Berlin
    assert [day.figures.sessions for day in report(empty).by_day] == [0, 1]


def test_tasks_are_one_whatever_their_case_and_the_longest_comes_first() -> None:
    tasks = report(
        worked("mail", at(9), at(10)),
        worked("REPORT", at(10), at(11)),
        worked("Report", at(12), at(12, 30)),
    ).tasks
    assert [(task.name, task.figures.account.worked, task.figures.sessions) for task in tasks] == [
        ("Report", 90 * MINUTE, 2),
        ("mail", HOUR, 1),
    ]


def test_projects_are_one_whatever_their_case_and_the_rest_has_no_name() -> None:
    projects = report(
        replace(worked("mail", at(9), at(10)), project="Atlas"),
        worked("report", at(10), at(10, 20)),
        replace(worked("report", at(11), at(11, 30, 1)), project="ATLAS"),
        replace(worked("report", at(12), at(12, 30)), project="House"),
    ).projects
    assert [(project.name, project.figures.account.worked) for project in projects] == [
        ("ATLAS", 90 * MINUTE + SECOND),
        ("House", 30 * MINUTE),
        ("", 20 * MINUTE),
    ]


def test_without_any_project_there_are_no_projects() -> None:
    assert report(worked("report", at(9), at(10))).projects == ()
    assert report(cancel(replace(started(at(9)), project="Atlas"), at(10))).projects == ()


def test_reasons_are_one_whatever_their_case_with_count_total_and_average() -> None:
    session = started(at(9))
    session = with_break(session, at(10), at(10, 30), "lunch")
    session = with_break(session, at(11), at(11, 10, 1), "LUNCH")
    session = with_break(session, at(12), at(12, 5))
    lunch, unnamed = report(session).pauses
    assert lunch == ReasonForPauses("LUNCH", 2, 40 * MINUTE + SECOND)
    assert lunch.average == 20 * MINUTE
    assert unnamed == ReasonForPauses("", 1, 5 * MINUTE)


def test_a_stretch_of_work_ends_at_a_pause_and_not_at_a_switch_of_task() -> None:
    session = with_break(started(at(9)), at(10), at(10, 15)).finish(at(11), Checkout())
    figures = report(session, worked("mail", at(11), at(11, 45))).total
    assert figures.longest == 90 * MINUTE


def test_a_pause_without_length_does_not_end_a_stretch() -> None:
    session = with_break(started(at(9)), at(10), at(10)).finish(at(11), Checkout())
    assert report(session).total.longest == 2 * HOUR


def test_a_session_without_length_does_not_end_a_stretch() -> None:
    sessions = worked("report", at(9), at(10)), worked("mail", at(10), at(10)), worked("x", at(10), at(11))
    assert report(*reversed(sessions)).total.longest == 2 * HOUR


def test_the_longest_stretch_reaches_over_midnight_in_total_and_not_in_a_day() -> None:
    result = report(worked("report", at(22), at(23, 59)))
    assert [day.figures.longest for day in result.by_day] == [HOUR, 59 * MINUTE]
    assert result.total.longest == 119 * MINUTE


@pytest.mark.parametrize(
    ("end", "verdict"),
    [
        (at(9, 54, 59), Verdict.UNDER),
        (at(9, 55), Verdict.ON_PLAN),
        (at(10, 5), Verdict.ON_PLAN),
        (at(10, 5, 1), Verdict.OVER),
    ],
)
def test_work_within_five_minutes_of_the_plan_is_on_plan(end: datetime, verdict: Verdict) -> None:
    (planned,) = report(worked("report", at(9), end, HOUR)).planned
    assert (planned.planned, planned.worked) == (HOUR, end - at(9))
    assert planned.verdict is verdict


def test_pauses_are_not_part_of_the_plan() -> None:
    session = with_break(started(at(9), HOUR), at(9, 30), at(10))
    assert planned_length(session) == HOUR
    assert planned_length(session.pause(at(10, 10))) == HOUR
    (planned,) = report(session.finish(at(10, 30), Checkout())).planned
    assert (planned.worked, planned.verdict) == (HOUR, Verdict.ON_PLAN)


def test_a_plan_is_never_less_than_nothing() -> None:
    session = with_break(started(at(9), HOUR), at(9, 30), at(11)).finish(at(12), Checkout())
    assert planned_length(replace(session, planned_checkout_at=at(10))) == timedelta()


def test_a_plan_is_judged_in_the_report_of_the_day_when_its_session_ended() -> None:
    session = worked("report", at(22), at(23, 30), HOUR)
    assert report(session, days=DayRange(MONDAY, MONDAY)).planned == ()
    (planned,) = report(session, days=DayRange(TUESDAY, TUESDAY)).planned
    assert planned.worked == 90 * MINUTE


def test_an_open_session_is_not_held_against_its_plan_yet() -> None:
    assert report(started(at(9), HOUR)).planned == ()
    assert report(worked("report", at(9), at(10))).planned == ()


def _days_around(sessions: Sequence[WorkSession], before: int, length: int) -> DayRange:
    first = sessions[0].started_at.date() - timedelta(days=before) if sessions else MONDAY
    return DayRange(first, first + timedelta(days=length))


@st.composite
def reports(draw: st.DrawFn) -> tuple[tuple[WorkSession, ...], Report, ZoneInfo]:
    sessions = draw(records())
    zone = draw(st.sampled_from(ZONES))
    latest = max((session.latest_instant for session in sessions), default=at(9))
    now = latest + timedelta(seconds=draw(st.integers(0, 90_000)))
    days = _days_around(sessions, draw(st.integers(-3, 2)), draw(st.integers(0, 20)))
    return sessions, report_on(draw(st.permutations(sessions)), days, zone, now), zone


@given(reports())
def test_the_parts_sum_to_what_the_sessions_account_for(
    drawn: tuple[tuple[WorkSession, ...], Report, ZoneInfo],
) -> None:
    sessions, result, zone = drawn
    window = result.days.span(zone)
    whole = total(session.account(result.now, window) for session in sessions if not session.cancelled_at)
    assert result.total.account == whole
    assert total(day.figures.account for day in result.by_day) == whole
    assert total(task.figures.account for task in result.tasks) == whole
    if result.projects:
        assert total(project.figures.account for project in result.projects) == whole
    assert sum((pause.total for pause in result.pauses), timedelta()) == whole.paused
    assert sum(task.figures.sessions for task in result.tasks) == result.total.sessions


def _seconds_by_day(session: WorkSession, now: datetime, zone: ZoneInfo) -> Counter[tuple[date, bool]]:
    """(local day, whether paused) to seconds: each part between two boundaries, cut in half where it holds
    more than one day until it does not."""
    end = session.ended_at or max(now, session.latest_instant)
    seconds = Counter[tuple[date, bool]]()
    start, parts = session.started_at, []
    for pause in session.pauses:
        parts += [(Span(start, pause.started_at), False), (Span(pause.started_at, pause.until(end)), True)]
        start = pause.until(end)
    parts.append((Span(start, end), False))
    while parts:
        part, is_pause = parts.pop()
        length = (part.end - part.start) // SECOND
        first, last = (instant.astimezone(zone).date() for instant in (part.start, part.end - SECOND))
        if length > 1 and (first != last or length > 3600):
            middle = part.start + length // 2 * SECOND
            parts += [(Span(part.start, middle), is_pause), (Span(middle, part.end), is_pause)]
        elif length:
            seconds[first, is_pause] += length
    return seconds


@given(reports())
def test_every_day_has_the_seconds_that_a_clock_on_the_wall_would_give_it(
    drawn: tuple[tuple[WorkSession, ...], Report, ZoneInfo],
) -> None:
    sessions, result, zone = drawn
    expected = Counter[tuple[date, bool]]()
    for session in sessions:
        expected += Counter() if session.cancelled_at else _seconds_by_day(session, result.now, zone)
    for day in result.by_day:
        account = day.figures.account
        assert (account.worked // SECOND, account.paused // SECOND) == (
            expected[day.day, False],
            expected[day.day, True],
        )


@given(records())
def test_stretches_are_all_the_work_there_is_and_never_meet(sessions: tuple[WorkSession, ...]) -> None:
    now = max((session.latest_instant for session in sessions), default=at(9)) + HOUR
    found = list(stretches(sessions, now))
    assert sum((span.end - span.start for span in found), timedelta()) == sum(
        (session.account(now).worked for session in sessions), timedelta()
    )
    assert all(before.end < after.start for before, after in pairwise(found))
