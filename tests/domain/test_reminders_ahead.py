"""What is planned to be said about a session, and when."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.checkout import Checkout
from bot.domain.corrections import cancel, insert_pause
from bot.domain.pause import Boundary
from bot.domain.preferences import NO_PREFERENCES, Preferences
from bot.domain.reminders import Reminder, ReminderKind
from bot.domain.reminders_ahead import Day, first_reminders, following_at_work, is_near_plan, stretch
from bot.domain.session import WorkSession
from tests.domain.examples import ADA, HOUR, MINUTE

BERLIN = ZoneInfo("Europe/Berlin")
LIMIT = 30 * MINUTE
MONDAY, TUESDAY, FRIDAY, SATURDAY, NEXT_MONDAY = 2, 3, 6, 7, 9  # days of March 2026


def berlin(day: int, hour: int, minute: int = 0, *, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def started(at: datetime, planned: timedelta | None = None) -> WorkSession:
    return WorkSession(
        "S1", ADA, "report", Boundary(at), planned_checkout_at=at + planned if planned else None
    )


NINE = berlin(MONDAY, 9)
WITH_PLAN = started(NINE, 2 * HOUR)  # until 11:00


def ahead(
    session: WorkSession, now: datetime, preferences: Preferences = NO_PREFERENCES
) -> dict[ReminderKind, Reminder]:
    reminders = first_reminders(session, preferences, BERLIN, now, LIMIT)
    assert len({reminder.kind for reminder in reminders}) == len(reminders)
    return {reminder.kind: reminder for reminder in reminders}


def test_while_working_the_work_is_spoken_of_and_the_night() -> None:
    assert set(ahead(WITH_PLAN, NINE)) == set(ReminderKind) - {ReminderKind.LONG_PAUSE}


def test_while_paused_only_the_pause_is_spoken_of_and_the_night() -> None:
    paused = WITH_PLAN.pause(berlin(MONDAY, 10))
    planned = ahead(paused, berlin(MONDAY, 10))
    assert set(planned) == {ReminderKind.LONG_PAUSE, ReminderKind.OVERNIGHT}
    assert planned[ReminderKind.LONG_PAUSE].due_at == berlin(MONDAY, 10, 30)


def test_the_limit_that_the_person_chose_goes_before_that_of_the_host() -> None:
    paused = WITH_PLAN.pause(berlin(MONDAY, 10))
    planned = ahead(paused, berlin(MONDAY, 10), Preferences(long_pause=20 * MINUTE))
    assert planned[ReminderKind.LONG_PAUSE].due_at == berlin(MONDAY, 10, 20)


def test_of_an_ended_or_discarded_session_nothing_is_said() -> None:
    at = berlin(MONDAY, 10)
    assert ahead(WITH_PLAN.finish(at, Checkout()), at) == {}
    assert ahead(cancel(WITH_PLAN, at), at) == {}


def test_every_stretch_of_work_is_spoken_of_anew() -> None:
    paused = WITH_PLAN.pause(berlin(MONDAY, 10))
    resumed = paused.resume(berlin(MONDAY, 10, 15))
    about_work = ahead(resumed, berlin(MONDAY, 10, 15)).values()
    assert (stretch(WITH_PLAN), stretch(resumed)) == (1, 2)
    assert {reminder.pause_number for reminder in about_work} == {2}


# The planned checkout


@pytest.mark.parametrize(
    ("now", "due_at"),
    [
        (NINE, berlin(MONDAY, 10, 55)),
        (berlin(MONDAY, 10, 54), berlin(MONDAY, 10, 55)),
        (berlin(MONDAY, 10, 55), berlin(MONDAY, 11)),
        (berlin(MONDAY, 11), berlin(MONDAY, 11, 10)),
        (berlin(MONDAY, 11, 9), berlin(MONDAY, 11, 10)),
    ],
)
def test_the_plan_is_spoken_of_five_minutes_before_at_the_time_and_ten_minutes_over(
    now: datetime, due_at: datetime
) -> None:
    reminder = ahead(WITH_PLAN, now)[ReminderKind.PLANNED_CHECKOUT]
    assert (reminder.due_at, reminder.sequence, reminder.is_said_once) == (due_at, 1, False)


def test_each_message_about_the_plan_follows_the_one_before() -> None:
    reminder = ahead(WITH_PLAN, NINE)[ReminderKind.PLANNED_CHECKOUT]
    due = [reminder.due_at]
    while following := follow(reminder, WITH_PLAN, reminder.due_at):
        assert following.sequence == reminder.sequence + 1
        reminder = following
        due.append(reminder.due_at)
    assert due == [berlin(MONDAY, 10, 55), berlin(MONDAY, 11), berlin(MONDAY, 11, 10)]


def test_after_an_outage_what_was_missed_is_not_made_up_for() -> None:
    reminder = ahead(WITH_PLAN, NINE)[ReminderKind.PLANNED_CHECKOUT]
    late = follow(reminder, WITH_PLAN, berlin(MONDAY, 11, 3))
    assert late
    assert late.due_at == berlin(MONDAY, 11, 10)
    assert follow(reminder, WITH_PLAN, berlin(MONDAY, 12)) is None


def test_a_pause_moves_the_plan_and_what_is_said_about_it() -> None:
    paused = WITH_PLAN.pause(berlin(MONDAY, 10))
    resumed = paused.resume(berlin(MONDAY, 10, 45))
    reminder = ahead(resumed, berlin(MONDAY, 10, 45))[ReminderKind.PLANNED_CHECKOUT]
    assert reminder.due_at == berlin(MONDAY, 11, 40)


def test_a_break_that_is_put_in_moves_the_plan() -> None:
    at = berlin(MONDAY, 10, 50)
    with_break = insert_pause(WITH_PLAN, berlin(MONDAY, 10), berlin(MONDAY, 10, 30), "", at)
    assert ahead(with_break, at)[ReminderKind.PLANNED_CHECKOUT].due_at == berlin(MONDAY, 11, 25)


def test_what_was_due_before_a_pause_is_not_said_after_it() -> None:
    late = WITH_PLAN.pause(berlin(MONDAY, 11, 30)).resume(berlin(MONDAY, 12))
    assert ReminderKind.PLANNED_CHECKOUT not in ahead(late, berlin(MONDAY, 12))
    just_over = WITH_PLAN.pause(berlin(MONDAY, 11, 3)).resume(berlin(MONDAY, 12))
    reminder = ahead(just_over, berlin(MONDAY, 12))[ReminderKind.PLANNED_CHECKOUT]
    assert reminder.due_at == berlin(MONDAY, 12, 7)


def test_a_plan_that_has_passed_when_it_is_made_is_spoken_of_once_and_now() -> None:
    now = berlin(MONDAY, 12)
    reminder = ahead(WITH_PLAN, now)[ReminderKind.PLANNED_CHECKOUT]
    assert (reminder.due_at, reminder.is_said_once) == (now, True)
    assert follow(reminder, WITH_PLAN, now) is None


def test_a_plan_of_five_minutes_is_not_spoken_of_at_the_start() -> None:
    short = started(NINE, 5 * MINUTE)
    assert ahead(short, NINE)[ReminderKind.PLANNED_CHECKOUT].due_at == NINE + 5 * MINUTE


def test_without_a_plan_none_is_spoken_of() -> None:
    assert ReminderKind.PLANNED_CHECKOUT not in ahead(started(NINE), NINE)
    assert not is_near_plan(started(NINE), NINE)


def test_the_plan_is_near_five_minutes_before_it() -> None:
    assert not is_near_plan(WITH_PLAN, berlin(MONDAY, 10, 54))
    assert is_near_plan(WITH_PLAN, berlin(MONDAY, 10, 55))
    assert is_near_plan(WITH_PLAN, berlin(MONDAY, 23))


# A session that may be forgotten


@pytest.mark.parametrize(
    ("now", "due_at"),
    [
        (berlin(MONDAY, 9), berlin(MONDAY, 13)),
        (berlin(MONDAY, 13, 59), berlin(MONDAY, 17, 59)),
        (berlin(MONDAY, 15), berlin(MONDAY, 18)),  # the end of the day comes first
        (berlin(MONDAY, 18), berlin(MONDAY, 22)),  # it is over
        (berlin(MONDAY, 22), berlin(TUESDAY, 2)),
        (berlin(SATURDAY, 15), berlin(SATURDAY, 19)),  # no working day has no end
    ],
)
def test_a_session_may_be_forgotten_after_some_hours_or_at_the_end_of_the_day(
    now: datetime, due_at: datetime
) -> None:
    assert ahead(started(now), now)[ReminderKind.FORGOTTEN].due_at == due_at


def test_the_hours_without_a_sign_of_life_are_a_choice() -> None:
    chosen = Preferences(forgotten_after=HOUR, day_end=time(9, 30))
    assert ahead(started(NINE), NINE, chosen)[ReminderKind.FORGOTTEN].due_at == berlin(MONDAY, 9, 30)
    assert ahead(started(NINE), berlin(MONDAY, 10), chosen)[ReminderKind.FORGOTTEN].due_at == berlin(
        MONDAY, 11
    )


def test_without_an_answer_it_is_said_once_more_at_the_end_of_the_day() -> None:
    session = started(NINE)
    first = ahead(session, NINE)[ReminderKind.FORGOTTEN]
    second = follow(first, session, berlin(MONDAY, 13))
    assert second
    assert (second.sequence, second.due_at) == (2, berlin(MONDAY, 18))
    assert follow(second, session, berlin(MONDAY, 18)) is None


def test_a_working_day_over_midnight_ends_on_the_next_day() -> None:
    night = Preferences(day_start=time(22), day_end=time(6), forgotten_after=12 * HOUR)
    now = berlin(MONDAY, 22, 30)
    assert ahead(started(now), now, night)[ReminderKind.FORGOTTEN].due_at == berlin(TUESDAY, 6)


# Overnight


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        (berlin(MONDAY, 9), berlin(TUESDAY, 9)),
        (berlin(MONDAY, 23, 59), berlin(TUESDAY, 9)),
        (berlin(TUESDAY, 0), berlin(TUESDAY + 1, 9)),
        (berlin(FRIDAY, 17), berlin(NEXT_MONDAY, 9)),
        (berlin(SATURDAY, 17), berlin(NEXT_MONDAY, 9)),
        (berlin(27, 17), berlin(30, 9)),  # over the weekend when the clocks go forward
    ],
)
def test_what_is_left_open_is_spoken_of_at_the_usual_start_of_the_next_working_day(
    now: datetime, morning: datetime
) -> None:
    assert ahead(started(now), now)[ReminderKind.OVERNIGHT].due_at == morning
    paused = started(now).pause(now)
    assert ahead(paused, now)[ReminderKind.OVERNIGHT].due_at == morning


def test_who_has_no_working_days_is_asked_the_next_day() -> None:
    day = Day(Preferences(working_days=frozenset()), BERLIN)
    assert day.next_morning(berlin(FRIDAY, 17)) == berlin(SATURDAY, 9)
    assert day.end_ahead(berlin(FRIDAY, 17)) is None


def test_a_usual_start_that_the_clocks_skip_lies_as_far_behind_the_gap() -> None:
    day = Day(Preferences(day_start=time(2, 30), working_days=frozenset(range(7))), BERLIN)
    assert day.next_morning(berlin(28, 12)) == berlin(29, 3, 30)


def test_a_usual_start_that_comes_twice_is_the_first() -> None:
    day = Day(Preferences(day_start=time(2, 30), working_days=frozenset(range(7))), BERLIN)
    assert day.next_morning(berlin(24, 12, month=10)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_overnight_is_said_once() -> None:
    session = started(NINE)
    reminder = ahead(session, NINE)[ReminderKind.OVERNIGHT]
    assert follow(reminder, session, reminder.due_at) is None


# A break that is due


def test_a_break_is_due_after_so_much_work_since_the_last_one() -> None:
    assert ahead(WITH_PLAN, NINE)[ReminderKind.BREAK_DUE].due_at == berlin(MONDAY, 10, 30)
    resumed = WITH_PLAN.pause(berlin(MONDAY, 10)).resume(berlin(MONDAY, 10, 15))
    chosen = Preferences(break_after=HOUR)
    reminder = ahead(resumed, berlin(MONDAY, 10, 15), chosen)[ReminderKind.BREAK_DUE]
    assert reminder.due_at == berlin(MONDAY, 11, 15)


def test_a_break_that_is_overdue_is_due_now_and_spoken_of_once() -> None:
    now = berlin(MONDAY, 12)
    reminder = ahead(WITH_PLAN, now)[ReminderKind.BREAK_DUE]
    assert (reminder.due_at, reminder.is_last) == (now, True)
    assert follow(reminder, WITH_PLAN, now) is None


def test_after_a_break_that_was_put_in_only_the_time_since_counts() -> None:
    now = berlin(MONDAY, 11)
    with_break = insert_pause(WITH_PLAN, berlin(MONDAY, 10), berlin(MONDAY, 10, 30), "", now)
    assert ahead(with_break, now)[ReminderKind.BREAK_DUE].due_at == berlin(MONDAY, 12)


def follow(sent: Reminder, session: WorkSession, now: datetime) -> Reminder | None:
    due = replace(sent, due_at=max(sent.due_at, now))
    return following_at_work(due, session, NO_PREFERENCES, BERLIN, now)
