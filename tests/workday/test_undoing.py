"""Undo and redo: what they leave of the record, however many steps back."""

from datetime import timedelta

from bot.domain.change import Action
from bot.domain.errors import ChangedElsewhere, NothingToRedo, NothingToUndo, Outdated
from bot.domain.outcomes import Refused, Undone
from bot.domain.session import State
from bot.workday import Target
from tests.workday.diary import NINE, Diary

HOUR = timedelta(hours=1)


async def _a_day_with_a_break(diary: Diary) -> None:
    """An hour of work, an hour of break, an hour of work; then two hours of nothing."""
    await diary.start()
    diary.later(hours=1)
    await diary.pause()
    diary.later(hours=1)
    await diary.resume()
    diary.later(hours=1)
    await diary.done()
    diary.later(hours=2)


async def test_a_pause_further_back_leaves_the_time_after_the_checkout_a_break(diary: Diary) -> None:
    await _a_day_with_a_break(diary)
    await diary.undo()
    assert await diary.worked() == 2 * HOUR
    await diary.undo()
    assert (await diary.session()).state is State.PAUSED
    await diary.undo()
    assert (
        await diary.worked() == 3 * HOUR
    )  # the break is taken back, and what came after the checkout is not
    assert (await diary.session()).account(diary.at).paused == 2 * HOUR


async def test_an_undo_that_brings_a_gap_into_sight_again_offers_to_count_it_as_work(diary: Diary) -> None:
    await _a_day_with_a_break(diary)
    outcome = await diary.undo(3)
    assert isinstance(outcome, Undone)
    assert outcome.gap_number
    await diary.it_was_work(outcome)
    assert await diary.worked() == 5 * HOUR


async def test_redo_brings_every_step_back_as_it_was(diary: Diary) -> None:
    await _a_day_with_a_break(diary)
    finished = await diary.session()
    await diary.undo(3)
    diary.later(hours=1)
    await diary.redo(2)
    assert (await diary.session()).account(diary.at).paused == 3 * HOUR
    await diary.redo()
    session = await diary.session()
    assert (session.start, session.end, session.pauses) == (finished.start, finished.end, finished.pauses)


async def test_the_time_after_a_checkout_before_a_break_that_comes_back_is_no_work(diary: Diary) -> None:
    await diary.start()
    diary.later(hours=3)
    await diary.insert_break(NINE + HOUR, NINE + 2 * HOUR)
    await diary.edit(pauses=())
    await diary.done(at=NINE + HOUR / 2)
    await diary.undo(2)
    assert [
        (pause.started_at - NINE, pause.until(diary.at) - NINE) for pause in (await diary.session()).pauses
    ] == [
        (HOUR / 2, HOUR),
        (HOUR, 2 * HOUR),
        (2 * HOUR, 3 * HOUR),
    ]


async def test_while_a_session_was_discarded_it_was_not_worked_on(diary: Diary) -> None:
    await diary.start()
    diary.later(hours=1)
    await diary.cancel()
    diary.later(hours=2)
    outcome = await diary.undo()
    assert isinstance(outcome, Undone)
    assert outcome.gap_number
    assert await diary.worked() == HOUR


async def test_while_its_start_was_taken_back_a_session_was_not_worked_on(diary: Diary) -> None:
    await diary.start()
    diary.later(hours=1)
    await diary.pause()
    await diary.resume()
    await diary.undo(3)
    diary.later(hours=2)
    await diary.redo()
    diary.later(hours=1)
    await diary.redo(2)
    assert await diary.worked() == 2 * HOUR


async def test_redo_after_midnight_brings_back_what_was_taken_back_last(diary: Diary) -> None:
    await diary.start()
    await diary.pause()
    diary.later(hours=24)
    await diary.resume()
    await diary.undo(2)
    diary.later(hours=24)
    outcome = await diary.redo()
    assert isinstance(outcome, Undone)
    assert outcome.action is Action.PAUSE
    outcome = await diary.redo()
    assert isinstance(outcome, Undone)
    assert outcome.action is Action.RESUME


async def test_what_was_done_or_undone_before_yesterday_stays(diary: Diary) -> None:
    await diary.start()
    await diary.pause()
    await diary.undo()
    diary.later(hours=48)
    undone, redone = await diary.undo(), await diary.redo()
    assert isinstance(undone, Refused)
    assert isinstance(undone.why, NothingToUndo)
    assert isinstance(redone, Refused)
    assert isinstance(redone.why, NothingToRedo)


async def test_a_change_made_on_a_clock_that_stepped_back_over_midnight_is_undone_first(diary: Diary) -> None:
    diary.later(hours=15, minutes=5)
    await diary.start()
    diary.later(minutes=-10)
    await diary.pause()
    diary.later(hours=48)
    outcome = await diary.undo()
    assert isinstance(outcome, Refused)  # it was made the day before yesterday, and the start comes before it
    assert (await diary.session()).state is State.PAUSED


async def test_a_session_that_comes_back_on_a_break_speaks_of_it_again(diary: Diary) -> None:
    await diary.start()
    await diary.pause()
    planned = await diary.planned_reminder()
    assert planned
    await diary.cancel()
    await diary.undo()
    assert await diary.planned_reminder() == planned


async def test_an_undone_break_is_named_by_its_times(diary: Diary) -> None:
    await diary.start()
    diary.later(hours=3)
    await diary.insert_break(NINE + HOUR, NINE + 2 * HOUR)
    outcome = await diary.undo()
    assert isinstance(outcome, Undone)
    assert outcome.pause
    assert (outcome.pause.started_at, outcome.pause.ended_at) == (NINE + HOUR, NINE + 2 * HOUR)


async def test_a_checkout_that_is_taken_back_again_leaves_one_break_after_the_other(diary: Diary) -> None:
    await diary.start()
    diary.later(hours=1)
    await diary.done()
    diary.later(hours=1)
    await diary.undo()
    await diary.redo()
    diary.later(hours=1)
    await diary.undo()
    assert await diary.worked() == HOUR


async def test_an_undo_from_a_card_takes_back_only_what_it_shows(diary: Diary) -> None:
    await diary.start()
    shown = await diary.session()
    await diary.pause()
    refused = await diary.undo(target=Target(shown.id, version=shown.version))
    assert isinstance(refused, Refused)
    assert isinstance(refused.why, Outdated)
    assert (await diary.session()).state is State.PAUSED


async def test_an_undo_from_a_card_leaves_the_last_change_of_another_session(diary: Diary) -> None:
    await diary.start("mail")
    await diary.done()
    first = await diary.session()
    await diary.start()
    shown = await diary.session()
    await diary.edit(first.id, task="post")
    refused = await diary.undo(target=Target(shown.id, version=shown.version))
    assert isinstance(refused, Refused)
    assert refused.why == ChangedElsewhere(Action.EDIT, "post")
