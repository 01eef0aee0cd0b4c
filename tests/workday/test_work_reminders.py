"""What is said about work by itself: planned with every change, said once, and answered."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot import workday
from bot.domain.change import Action, Change, Source
from bot.domain.checkout import Checkout
from bot.domain.corrections import SessionDraft, draft_of
from bot.domain.errors import NoMoreReminders, Outdated
from bot.domain.outcomes import (
    BreakDueReminder,
    CardMoved,
    Edited,
    ForgottenReminder,
    LeftOpen,
    Paused,
    PauseReminder,
    PlannedCheckoutReminder,
    Refused,
    Snoozed,
    WorkReminderOver,
)
from bot.domain.pause import Boundary
from bot.domain.preferences import NO_PREFERENCES, UNLESS_TURNED_OFF, Hours, Preferences
from bot.domain.reminders import ReminderKind
from bot.domain.session import WorkSession
from bot.store import Transaction, open_store
from tests.store.examples import ADA, at
from tests.workday.reminding import Desk, UseCase

PLANNED, FORGOTTEN, OVERNIGHT, BREAK_DUE = (
    ReminderKind.PLANNED_CHECKOUT,
    ReminderKind.FORGOTTEN,
    ReminderKind.OVERNIGHT,
    ReminderKind.BREAK_DUE,
)
TWO_HOURS = timedelta(hours=2)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
WITH_BREAKS = Preferences(reminders=frozenset(ReminderKind))


@pytest.fixture
async def ada(database_url: str) -> AsyncIterator[Desk]:
    store = open_store(database_url)
    yield Desk(store)
    await store.close()


@pytest.fixture
async def planning(ada: Desk) -> Desk:
    """At work since nine, and planning to stop at eleven."""
    await ada.starts(at(9), TWO_HOURS)
    return ada


# The planned checkout


async def test_the_plan_is_spoken_of_three_times(planning: Desk) -> None:
    assert await planning.hears(at(10, 54, 59)) == []
    for now, next_at in ((at(10, 55), at(11)), (at(11), at(11, 10)), (at(11, 10), None)):
        (said,) = await planning.hears(now)
        assert isinstance(said, PlannedCheckoutReminder)
        assert (said.next_at, said.can_snooze) == (next_at, True)
    assert await planning.hears(at(12)) == []
    assert [type(shown) for shown in planning.dm.values()] == [CardMoved, CardMoved, PlannedCheckoutReminder]


async def test_an_outage_over_all_three_brings_one_message(planning: Desk) -> None:
    (said,) = await planning.hears(at(12))
    assert isinstance(said, PlannedCheckoutReminder)
    assert said.next_at is None
    assert await planning.hears(at(12, 30)) == []


async def test_an_outage_over_the_first_leaves_the_others(planning: Desk) -> None:
    (said,) = await planning.hears(at(11, 3))
    assert isinstance(said, PlannedCheckoutReminder)
    assert said.next_at == at(11, 10)
    assert len(await planning.hears(at(11, 10))) == 1


async def test_nothing_is_said_about_the_plan_in_a_pause_and_the_pause_moves_it(planning: Desk) -> None:
    await planning.hears(at(10, 55))
    await planning.pauses(at(10, 58))
    assert await planning.hears(at(11, 20)) == []
    assert [type(shown) for shown in planning.dm.values()] == [WorkReminderOver]
    await planning.resumes(at(11, 28))  # half an hour, so the plan is half past eleven
    assert (await planning.planned())[PLANNED] == at(11, 30)
    assert len(await planning.hears(at(11, 30))) == 1


async def test_an_edit_moves_what_is_planned(planning: Desk) -> None:
    await move_start(planning, at(10, 30), at(8, 30))
    assert (await planning.planned())[PLANNED] == at(10, 40)  # it is half past ten by now
    await planning.does(at(10, 31), lambda tx, who: workday.undo(tx, who, UTC))
    assert (await planning.planned())[PLANNED] == at(10, 55)


async def test_a_plan_that_an_edit_moves_into_the_past_is_spoken_of_once_and_at_once(planning: Desk) -> None:
    await move_start(planning, at(10, 30), at(8))
    (said,) = await planning.hears(at(10, 30))
    assert isinstance(said, PlannedCheckoutReminder)
    await move_start(planning, at(10, 40), at(8, 5))
    assert await planning.hears(at(10, 40)) == []


async def test_a_message_whose_plan_has_moved_away_is_over_and_comes_back_with_it(planning: Desk) -> None:
    await planning.hears(at(10, 55))
    await move_start(planning, at(10, 56), at(9, 30))
    assert await planning.hears(at(10, 56)) == []
    assert [type(shown) for shown in planning.dm.values()] == [WorkReminderOver]
    assert (await planning.planned())[PLANNED] == at(11, 25)
    assert len(await planning.hears(at(11, 25))) == 1


async def test_a_change_of_words_alone_leaves_a_snooze_as_it_is(planning: Desk) -> None:
    await planning.hears(at(10, 55))
    await snooze(planning, at(10, 56))
    session = await planning.session()
    renamed = replace(draft_of(session), task="mail")
    await edit(planning, at(10, 57), renamed)
    assert (await planning.planned())[PLANNED] == at(11, 1)


async def test_snooze_says_it_again_in_five_minutes_instead_of_what_was_to_come_until_then(
    planning: Desk,
) -> None:
    await planning.hears(at(10, 55))
    assert (await snooze(planning, at(10, 56))).until == at(11, 1)
    assert await planning.hears(at(11)) == []
    assert len(await planning.hears(at(11, 1))) == 1
    assert len(await planning.hears(at(11, 10))) == 1
    assert await planning.hears(at(12)) == []


async def test_snooze_works_twice_in_all(planning: Desk) -> None:
    await planning.hears(at(11, 10))
    await snooze(planning, at(11, 10))
    assert len(await planning.hears(at(11, 15))) == 1
    await snooze(planning, at(11, 16))
    (said,) = await planning.hears(at(11, 21))
    assert isinstance(said, PlannedCheckoutReminder)
    assert not said.can_snooze
    assert said.next_at is None
    target = await planning.target()
    refused = await planning.does(at(11, 22), lambda tx, who: workday.snooze_checkout(tx, who, target))
    assert isinstance(refused, Refused)
    assert isinstance(refused.why, NoMoreReminders)
    assert await planning.hears(at(13)) == []


async def test_a_second_click_on_the_same_snooze_is_no_second_snooze(planning: Desk) -> None:
    await planning.hears(at(11, 10))
    await snooze(planning, at(11, 10))
    assert (await snooze(planning, at(11, 11))).until == at(11, 16)
    (said,) = await planning.hears(at(11, 16))
    assert isinstance(said, PlannedCheckoutReminder)
    assert said.can_snooze


async def test_a_snooze_of_what_nobody_was_told_or_in_a_pause_is_outdated(planning: Desk) -> None:
    for now in (at(10), at(11)):
        target = await planning.target()
        refused = await planning.does(now, lambda tx, who: workday.snooze_checkout(tx, who, target))  # noqa: B023
        assert isinstance(refused, Refused)
        assert isinstance(refused.why, Outdated)
        await planning.pauses(at(10, 58))


async def test_a_snooze_ends_with_its_session_also_long_after_the_planned_end(planning: Desk) -> None:
    await planning.pauses(at(12))
    await planning.resumes(at(12, 10))  # the plan passed before, and is not spoken of any more
    await snooze(planning, at(12, 11))
    await finish(planning, at(12, 12))
    assert await planning.planned_rows() == []


async def test_what_was_due_in_quiet_hours_is_said_once_after_them(planning: Desk) -> None:
    await planning.chooses(at(9, 30), Preferences(quiet_hours=Hours(time(10, 50), time(11, 30))))
    assert (await planning.planned())[PLANNED] == at(11, 30)
    assert await planning.hears(at(11, 29)) == []
    assert len(await planning.hears(at(11, 30))) == 1
    assert PLANNED not in await planning.planned()


# Forgotten


async def test_a_forgotten_session_is_asked_about_after_four_hours_and_at_the_end_of_the_day(
    ada: Desk,
) -> None:
    await ada.starts(at(9))
    assert await ada.hears(at(12, 59)) == []
    (said,) = await ada.hears(at(13))
    assert isinstance(said, ForgottenReminder)
    assert await ada.hears(at(17, 59)) == []
    assert len(await ada.hears(at(18))) == 1
    assert await ada.hears(at(23)) == []


async def test_any_change_is_a_sign_of_life(ada: Desk) -> None:
    await ada.starts(at(9))
    await ada.hears(at(13))
    await edit(ada, at(13, 30), replace(draft_of(await ada.session()), task="mail"))
    assert await ada.hears(at(13, 30)) == []
    assert [type(shown) for shown in ada.dm.values()] == [WorkReminderOver]
    assert (await ada.planned())[FORGOTTEN] == at(17, 30)
    assert len(await ada.hears(at(17, 30))) == 1


async def test_still_working_answers_it_and_asks_again_after_as_many_hours(ada: Desk) -> None:
    await ada.starts(at(9))
    await ada.hears(at(13))
    target = await ada.target()
    await ada.does(at(13, 5), lambda tx, who: workday.still_working(tx, who, target))
    assert await ada.hears(at(13, 5)) == []
    assert [type(shown) for shown in ada.dm.values()] == [WorkReminderOver]
    assert (await ada.planned())[FORGOTTEN] == at(17, 5)
    assert len(await ada.hears(at(17, 5))) == 1
    assert [type(shown) for shown in ada.dm.values()] == [WorkReminderOver, ForgottenReminder]


async def test_an_answer_to_an_earlier_state_of_the_session_changes_nothing(ada: Desk) -> None:
    await ada.starts(at(9))
    await ada.hears(at(13))
    target = await ada.target()
    await ada.pauses(at(13, 5))
    await ada.resumes(at(13, 10))
    before = await ada.planned()
    clicks: list[UseCase] = [
        lambda tx, who: workday.still_working(tx, who, target),
        lambda tx, who: workday.snooze_checkout(tx, who, target),
        lambda tx, who: workday.pause_session(tx, who, target=target),
    ]
    for click in clicks:
        refused = await ada.does(at(13, 15), click)
        assert isinstance(refused, Refused)
        assert isinstance(refused.why, Outdated)
    assert await ada.planned() == before


async def test_a_pause_that_is_forgotten_is_none_of_its_business(ada: Desk) -> None:
    await ada.starts(at(9))
    await ada.chooses(at(9), replace(NO_PREFERENCES, reminders=UNLESS_TURNED_OFF - {ReminderKind.LONG_PAUSE}))
    await ada.pauses(at(10))
    assert await ada.hears(at(20)) == []


# Overnight


async def test_what_is_left_open_is_spoken_of_once_the_next_morning(ada: Desk) -> None:
    await ada.starts(at(16))
    await ada.hears(at(18))
    assert await ada.hears(at(8, 59) + DAY) == []
    (said,) = await ada.hears(at(9) + DAY)
    assert isinstance(said, LeftOpen)
    assert [type(shown) for shown in ada.dm.values()] == [CardMoved, LeftOpen]
    assert await ada.hears(at(9) + 3 * DAY) == []
    assert await ada.planned() == {}


async def test_a_pause_that_is_left_open_is_spoken_of_once_the_next_morning(ada: Desk) -> None:
    await ada.starts(at(9))
    await ada.chooses(at(9), Preferences(long_pause=timedelta(hours=20)))
    await ada.pauses(at(17))
    (said,) = await ada.hears(at(9) + DAY)
    assert isinstance(said, LeftOpen)
    assert await ada.hears(at(20) + DAY) == []


async def test_what_the_night_has_put_off_is_left_to_the_morning(ada: Desk) -> None:
    await ada.chooses(at(9), Preferences(quiet_hours=Hours(time(19), time(7))))
    await ada.starts(at(16), timedelta(hours=3, minutes=10))
    await ada.hears(at(18))
    await ada.hears(at(18, 30))
    target = await ada.target()
    await ada.does(at(18, 40), lambda tx, who: workday.still_working(tx, who, target))
    assert await ada.hears(at(7) + DAY) == []
    assert [type(said) for said in await ada.hears(at(9) + DAY)] == [LeftOpen]


async def test_after_a_night_without_the_bot_one_message_says_what_is_true_then(ada: Desk) -> None:
    await ada.starts(at(16), TWO_HOURS)
    assert [type(said) for said in await ada.hears(at(10) + DAY)] == [LeftOpen]
    assert await ada.hears(at(12) + DAY) == []
    assert await ada.planned() == {}


async def test_without_the_message_of_the_morning_what_was_put_off_comes(ada: Desk) -> None:
    await ada.starts(at(9))
    without = UNLESS_TURNED_OFF - {OVERNIGHT}
    await ada.chooses(at(9), Preferences(reminders=without, quiet_hours=Hours(time(19), time(7))))
    await ada.pauses(at(18, 45))
    assert [type(said) for said in await ada.hears(at(7) + DAY)] == [PauseReminder]


async def test_a_sign_of_life_answers_the_message_of_the_morning_and_plans_the_next(ada: Desk) -> None:
    await ada.starts(at(16))
    await ada.hears(at(9) + DAY)
    await ada.pauses(at(9, 30) + DAY)
    assert await ada.hears(at(9, 30) + DAY) == []
    assert [type(shown) for shown in ada.dm.values()] == [WorkReminderOver]
    assert (await ada.planned())[ReminderKind.LONG_PAUSE] == at(10) + DAY


async def tells(ada: Desk, timezone: str, now: datetime) -> None:
    """Slack tells where Ada is."""

    def remember(tx: Transaction) -> None:
        tx.remember_timezone(ADA, timezone, now)
        workday.plan_by_other_clocks(tx, ADA, now)

    await ada.store.run(remember)


async def test_a_timezone_that_is_known_later_moves_the_end_of_the_day_and_the_morning(ada: Desk) -> None:
    await ada.starts(at(14))
    assert await ada.planned() == {FORGOTTEN: at(18), OVERNIGHT: at(9) + DAY}
    await tells(ada, "Europe/Berlin", at(14))
    assert await ada.planned() == {FORGOTTEN: at(17), OVERNIGHT: at(8) + DAY}
    await ada.hears(at(17))
    await tells(ada, "America/New_York", at(22))
    assert await ada.planned() == {OVERNIGHT: at(14) + DAY}


async def test_a_timezone_that_was_told_before_a_reminder_came_does_not_bring_it_again(ada: Desk) -> None:
    await ada.starts(at(12))
    await ada.hears(at(16))
    await tells(ada, "Europe/Berlin", at(12))  # and is put down only now
    assert (await ada.planned())[FORGOTTEN] == at(17)


async def test_another_timezone_in_the_morning_is_no_sign_of_life(ada: Desk) -> None:
    await ada.starts(at(16))
    await ada.hears(at(18))
    await tells(ada, "Europe/London", at(7) + DAY)
    assert (await ada.planned())[OVERNIGHT] == at(9) + DAY


async def test_another_timezone_plans_nothing_for_a_session_that_was_brought_in(ada: Desk) -> None:
    session = WorkSession("old", ADA, "report", Boundary(at(9)))
    brought_in = Change(Action.IMPORT, Source.FILE, at(9), step_id="import old")
    await ada.store.run(lambda tx: tx.add_session(session, brought_in))
    await tells(ada, "Europe/Berlin", at(10))
    assert await ada.planned() == {}


# A break that is due


async def test_a_break_is_due_only_for_those_who_want_to_hear_of_it(ada: Desk) -> None:
    await ada.starts(at(9))
    assert await ada.hears(at(10, 30)) == []
    await ada.chooses(at(10, 40), WITH_BREAKS)
    (said,) = await ada.hears(at(10, 40))
    assert isinstance(said, BreakDueReminder)
    assert said.since == at(9)
    assert await ada.hears(at(12)) == []


async def test_each_resume_counts_the_work_anew(ada: Desk) -> None:
    await ada.chooses(at(9), WITH_BREAKS)
    await ada.starts(at(9))
    assert len(await ada.hears(at(10, 30))) == 1
    target = await ada.target()
    paused = await ada.does(at(10, 31), lambda tx, who: workday.pause_session(tx, who, target=target))
    assert isinstance(paused, Paused)
    await ada.resumes(at(10, 45))
    assert await ada.hears(at(12, 14)) == []
    assert [type(shown) for shown in ada.dm.values()] == [WorkReminderOver]
    assert len(await ada.hears(at(12, 15))) == 1


# All of them


async def test_what_falls_due_together_is_one_message(ada: Desk) -> None:
    await ada.chooses(at(9), WITH_BREAKS)
    await ada.starts(at(9), timedelta(hours=3, minutes=55))
    await ada.pauses(at(9, 1))
    await ada.resumes(at(9, 1))
    assert [type(said) for said in await ada.hears(at(13, 1))] == [ForgottenReminder]
    assert (await ada.planned())[PLANNED] == at(13, 5)


async def test_after_checkout_nothing_comes(planning: Desk) -> None:
    await planning.hears(at(10, 55))
    await finish(planning, at(10, 57))
    assert await planning.hears(at(23)) == []
    assert [type(shown) for shown in planning.dm.values()] == [WorkReminderOver]
    assert await planning.hears(at(9) + DAY) == []


async def test_mute_today_silences_all_but_the_morning(planning: Desk) -> None:
    await planning.does(at(9, 30), workday.mute_today)
    assert await planning.hears(at(23)) == []
    assert [type(said) for said in await planning.hears(at(9) + DAY)] == [LeftOpen]


@pytest.mark.parametrize("kind", [PLANNED, FORGOTTEN, OVERNIGHT, BREAK_DUE])
async def test_each_kind_can_be_turned_off_while_it_is_planned(planning: Desk, kind: ReminderKind) -> None:
    await planning.chooses(at(9, 5), WITH_BREAKS)
    assert kind in await planning.planned()
    without = frozenset(ReminderKind) - {kind}
    await planning.chooses(at(9, 10), Preferences(reminders=without))
    assert set(await planning.planned()) == without - {ReminderKind.LONG_PAUSE}


async def test_other_hours_hold_for_what_is_planned_already(planning: Desk) -> None:
    chosen = replace(
        WITH_BREAKS, break_after=timedelta(hours=1), forgotten_after=TWO_HOURS, day_start=time(8)
    )
    await planning.chooses(at(9, 30), chosen)
    planned = await planning.planned()
    assert planned == {
        PLANNED: at(10, 55),
        BREAK_DUE: at(10),
        FORGOTTEN: at(11, 30),
        OVERNIGHT: at(8) + DAY,
    }


async def test_a_session_that_was_brought_in_has_nothing_planned_until_it_changes(ada: Desk) -> None:
    session = WorkSession("old", ADA, "report", Boundary(at(9)), planned_checkout_at=at(11))
    brought_in = Change(Action.IMPORT, Source.FILE, at(9), step_id="import old")
    await ada.store.run(lambda tx: tx.add_session(session, brought_in))
    assert await ada.hears(at(23)) == []
    await ada.pauses(at(9) + DAY)
    assert set(await ada.planned()) == {ReminderKind.LONG_PAUSE, OVERNIGHT}


async def move_start(ada: Desk, now: datetime, start_at: datetime) -> None:
    await edit(ada, now, replace(draft_of(await ada.session()), start_at=start_at))


async def edit(ada: Desk, now: datetime, draft: SessionDraft) -> None:
    session = await ada.session()
    edited = await ada.does(
        now,
        lambda tx, who: workday.edit_session(tx, who, draft, session_id=session.id, version=session.version),
    )
    assert isinstance(edited, Edited)


async def snooze(ada: Desk, now: datetime) -> Snoozed:
    target = await ada.target()
    snoozed = await ada.does(now, lambda tx, who: workday.snooze_checkout(tx, who, target))
    assert isinstance(snoozed, Snoozed)
    return snoozed


async def finish(ada: Desk, now: datetime) -> None:
    session = await ada.session()
    await ada.does(
        now,
        lambda tx, who: workday.checkout_session(
            tx, who, Checkout(), session_id=session.id, version=session.version, end_at=now
        ),
    )
