"""The DMs about work: one sentence, then what can be done about it in one click."""

from slackblocks import Element

from bot.domain.accounting import MINUTE
from bot.domain.outcomes import (
    BreakDueReminder,
    ForgottenReminder,
    PlannedCheckoutReminder,
    WorkReminderOver,
)
from bot.domain.session import State, WorkSession
from bot.surface import figures, menu, wording
from bot.surface.blocks import Screen, actions, button, dim, rich
from bot.surface.ids import ActionId
from bot.surface.lines import Line
from bot.surface.times import Times
from bot.surface.values import ButtonValue


def planned_checkout(outcome: PlannedCheckoutReminder, times: Times) -> Screen:
    """Where the person is by the plan; the last message says that it is."""
    session, next_at = outcome.session, outcome.next_at
    value = _about(session)
    answers: list[Element] = [button(wording.DONE_BUTTON, ActionId.DONE, value, primary=True)]
    if outcome.can_snooze:
        answers.append(button(wording.SNOOZE_CHECKOUT_BUTTON, ActionId.SNOOZE_CHECKOUT, value))
    following = wording.next_reminder(times.clock(next_at)) if next_at else wording.LAST_ABOUT_PLAN
    return _reminder(_by_the_plan(outcome, times), session, *answers, dimmed=following)


def forgotten(outcome: ForgottenReminder, times: Times) -> Screen:
    session = outcome.session
    worked = figures.worked(session.account(times.now))
    sentence = wording.forgotten_question(session.task, times.boundary(session.start), worked)
    value = _about(session)
    still = button(wording.STILL_WORKING_BUTTON, ActionId.STILL_WORKING, value, primary=True)
    stopped = button(wording.STOPPED_AT_BUTTON, ActionId.STOPPED_AT, value)
    paused = button(wording.PAUSED_SINCE_BUTTON, ActionId.PAUSED_SINCE, value)
    return _reminder(sentence, session, still, stopped, paused)


def break_due(outcome: BreakDueReminder, times: Times) -> Screen:
    session = outcome.session
    sentence = wording.break_due(session.task, figures.duration(times.now - outcome.since))
    pause = button(wording.PAUSE_BUTTON, ActionId.PAUSE, _about(session), primary=True)
    return _reminder(sentence, session, pause)


def over(outcome: WorkReminderOver, times: Times) -> Screen:
    """One line without buttons."""
    sentence = _what_became(outcome.session, outcome.stretch, times)
    return Screen.of(sentence, rich("reminder", sentence))


def _reminder(sentence: Line, session: WorkSession, *answers: Element, dimmed: Line = ()) -> Screen:
    return Screen.of(
        sentence,
        rich("reminder", sentence),
        *([dim("reminder_next", dimmed)] if dimmed else []),
        actions("reminder_actions", *answers, menu.of_work_reminder(session)),
    )


def _about(session: WorkSession) -> str:
    """What the buttons act on: the session as it is now, and no later state of it."""
    return ButtonValue(session.id, version=session.version).encode()


def _by_the_plan(outcome: PlannedCheckoutReminder, times: Times) -> Line:
    task, at = outcome.session.task, times.clock(outcome.planned_at)
    ahead = outcome.planned_at - times.now
    if abs(ahead) < MINUTE:
        return wording.plan_reached(task, at)
    if ahead > MINUTE:
        return wording.plan_ahead(task, at, figures.duration(ahead))
    return wording.plan_passed(task, at, figures.duration(-ahead))


def _what_became(session: WorkSession, stretch: int, times: Times) -> Line:
    if session.state is State.CANCELLED:
        return wording.discarded(session.task)
    if session.open_pause:
        return wording.work_paused(session.task, times.boundary(session.open_pause.start))
    if session.end:
        return wording.session_ended(session.task, times.boundary(session.end))
    if stretch <= session.highest_pause_number:
        return wording.changed_since(session.task)
    planned = session.planned_checkout_at
    return wording.still_working(session.task, wording.planned_until(times.clock(planned)) if planned else ())
