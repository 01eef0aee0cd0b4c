"""The DM about a long pause: one sentence, then the ways to make the record true."""

from slackblocks import Element

from bot.domain.outcomes import PauseOver, PauseReminder
from bot.domain.pause import Pause
from bot.domain.reminders import SNOOZES
from bot.domain.session import WorkSession
from bot.surface import figures, menu, wording
from bot.surface.blocks import Screen, about, actions, button, dim, rich
from bot.surface.card import pause_numbered
from bot.surface.ids import ActionId
from bot.surface.lines import Line, Typed, joined
from bot.surface.ready import Select
from bot.surface.times import Times
from bot.surface.values import ButtonValue


def reminder(outcome: PauseReminder, times: Times) -> Screen:
    """The pause as it is by now; without a next message there is nothing to snooze."""
    session, number, next_at = outcome.session, outcome.pause_number, outcome.next_at
    pause = pause_numbered(session, number)
    length = figures.duration(pause.lasted(times.now))
    sentence = wording.long_pause(length, _facts(pause, times), session.task)
    following = wording.next_reminder(times.clock(next_at)) if next_at else wording.LAST_REMINDER
    value = about(session.id, number)
    answers: list[Element] = [
        button(wording.RESUME_BUTTON, ActionId.RESUME, value, primary=True),
        button(wording.DONE_BUTTON, ActionId.DONE, value),
    ]
    if next_at:
        answers.append(_snooze_menu(session.id, number))
    answers.append(menu.of_pause(session, number))
    return Screen.of(
        sentence,
        rich("reminder", sentence),
        dim("reminder_next", following),
        actions("reminder_actions", *answers),
    )


def over(outcome: PauseOver, times: Times) -> Screen:
    """One line without buttons."""
    sentence = _how_it_ended(outcome.session, outcome.pause_number, times)
    return Screen.of(sentence, rich("reminder", sentence))


def _how_it_ended(session: WorkSession, pause_number: int, times: Times) -> Line:
    """An open pause is not over; it is measured by now."""
    pause = next((each for each in session.pauses if each.number == pause_number), None)
    if pause is None:
        return wording.pause_gone(session.task)
    length = figures.duration(pause.lasted(times.now))
    ended = times.boundary(pause.end) if pause.end else (times.clock(times.now),)
    if session.end and session.ended_at == pause.ended_at:
        return wording.pause_over_with_session(length, ended, session.task)
    return wording.pause_over(length, ended)


def _facts(pause: Pause, times: Times) -> Line:
    expected = pause.expected_end_at
    facts = [
        (Typed(pause.reason),) if pause.reason else (),
        wording.since(times.boundary(pause.start)),
        wording.back_by(times.clock(expected)) if expected else (),
    ]
    return joined(", ", facts)


def _snooze_menu(session_id: str, pause_number: int) -> Select:
    options = [
        (wording.minutes(length), ButtonValue(session_id, pause_number, snooze=length).encode())
        for length in SNOOZES
    ]
    return Select(ActionId.SNOOZE, wording.SNOOZE_MENU, options)
