"""Corrections that other sessions, or a clock that stepped back, get in the way of."""

from datetime import timedelta

from bot.domain.errors import OverlapsSession
from bot.domain.outcomes import Edited, Outcome, PauseInserted, Refused
from tests.workday.diary import NINE, Diary

HOUR = timedelta(hours=1)


def overlap(outcome: Outcome) -> OverlapsSession:
    assert isinstance(outcome, Refused)
    assert isinstance(outcome.why, OverlapsSession)
    return outcome.why


async def _two_hours_of_mail_and_two_of_a_report(diary: Diary) -> None:
    await diary.start("mail")
    diary.later(hours=2)
    await diary.done()
    diary.later(hours=1)
    await diary.start("report")
    diary.later(hours=2)
    await diary.done()
    diary.later(hours=1)


async def test_a_start_within_another_session_is_told_the_earliest_that_works(diary: Diary) -> None:
    await _two_hours_of_mail_and_two_of_a_report(diary)
    for minutes in (-30, 30, 150, 200):
        why = overlap(await diary.start(at=NINE + timedelta(minutes=minutes)))
        assert why.earliest == NINE + 5 * HOUR


async def test_a_start_moved_into_the_session_before_is_told_the_earliest_that_works(diary: Diary) -> None:
    await _two_hours_of_mail_and_two_of_a_report(diary)
    report = await diary.session()
    why = overlap(await diary.edit(report.id, start_at=NINE + HOUR))
    assert (why.earliest, why.latest) == (NINE + 2 * HOUR, None)


async def test_an_end_moved_into_the_next_session_is_told_the_latest_that_works(diary: Diary) -> None:
    await diary.start("mail")
    diary.later(hours=2)
    await diary.done()
    mail = await diary.session()
    diary.later(hours=1)
    await diary.start("report")
    diary.later(hours=2)
    why = overlap(await diary.edit(mail.id, end_at=NINE + 4 * HOUR))
    assert (why.earliest, why.latest) == (None, NINE + 3 * HOUR)


async def test_where_no_end_of_a_session_is_free_none_is_named(diary: Diary) -> None:
    await _two_hours_of_mail_and_two_of_a_report(diary)
    report = await diary.session()
    why = overlap(await diary.edit(report.id, start_at=NINE, end_at=NINE + HOUR))
    assert (why.earliest, why.latest) == (None, None)


async def test_right_after_the_clock_stepped_back_the_record_can_be_put_right(diary: Diary) -> None:
    await diary.start()
    diary.later(hours=2)
    await diary.done()
    diary.later(hours=-1)
    assert isinstance(await diary.edit(task="mail"), Edited)
    assert isinstance(await diary.insert_break(NINE + HOUR / 2, NINE + 1.5 * HOUR), PauseInserted)
