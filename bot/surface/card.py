"""The card: the present state of a session, with the buttons that make sense now."""

from datetime import timedelta

from bot.domain.outcomes import CardMoved, Finished, Paused, Present, Resumed, Snoozed, Started
from bot.domain.pause import Pause
from bot.domain.session import WorkSession
from bot.surface import figures, menu, wording
from bot.surface.blocks import Screen, about, actions, button, dim, rich
from bot.surface.ids import ActionId
from bot.surface.lines import Line, Link, Task, Typed, dotted, joined
from bot.surface.ready import ReadyElement
from bot.surface.times import Times


def present(outcome: Present, times: Times) -> Screen:
    """The open session, else the last one, else how to begin."""
    if outcome.session:
        return open_card(outcome.session, times)
    if outcome.last:
        return _last_card(outcome.last, outcome.open_try, times)
    sentence = joined(" ", [wording.NOTHING_RUNNING, wording.HOW_TO_START])
    return Screen.of(sentence, rich("card", sentence), actions("card_actions", start_button(primary=True)))


def open_card(session: WorkSession, times: Times) -> Screen:
    """A session that is working or paused."""
    pause = session.open_pause
    return _paused_card(session, pause, times) if pause else _working_card(session, times)


def open_sentence(session: WorkSession, times: Times) -> Line:
    """That a session is running, or paused, and since when."""
    if session.open_pause:
        return wording.already_on_a_break(session.task, times.boundary(session.open_pause.start))
    return wording.already_working(session.task, times.boundary(session.start))


def _working_card(session: WorkSession, times: Times) -> Screen:
    facts = _working_facts(session, times)
    value = about(session.id)
    return Screen.of(
        wording.working_on(session.task, times.boundary(session.start), *figures_of(session, times)),
        rich("card", (wording.WORKING, Task(session.task)), facts),
        actions(
            "card_actions",
            button(wording.PAUSE_BUTTON, ActionId.PAUSE, value),
            button(wording.DONE_BUTTON, ActionId.DONE, value),
            menu.of_open(session),
        ),
    )


def _paused_card(session: WorkSession, pause: Pause, times: Times) -> Screen:
    facts = _break_facts(pause, times)
    worked = figures.worked(session.account(times.now))
    value = about(session.id, pause.number)
    return Screen.of(
        wording.on_a_break(session.task, times.boundary(pause.start), worked),
        rich("card", (wording.PAUSED, Task(session.task))),
        dim("card_break", dotted(facts, wording.in_project(session.project), source(session))),
        dim("card_frozen", wording.not_counting_this_break(worked)),
        actions(
            "card_actions",
            button(wording.RESUME_BUTTON, ActionId.RESUME, value, primary=True),
            button(wording.DONE_BUTTON, ActionId.DONE, value),
            menu.of_open(session),
        ),
    )


def _last_card(last: WorkSession, open_try: str, times: Times) -> Screen:
    worked = figures.worked(last.account(times.now))
    sentence = wording.last_session(last.task, last.project, times.day(last.ended_at or times.now), worked)
    again = wording.START_AGAIN_BUTTON
    wanted = wording.from_last_time(open_try) if open_try else ()
    return Screen.of(
        joined(" ", [sentence, wanted]),
        rich("card", sentence, *([wanted] if wanted else [])),
        actions(
            "card_actions",
            button(again, ActionId.START_AGAIN, about(last.id), spoken=f"{again}: {last.task}"),
            start_button(wording.START_OTHER_BUTTON),
        ),
    )


def start_button(label: str = wording.START_BUTTON, *, primary: bool = False) -> ReadyElement:
    return button(label, ActionId.START, about(), primary=primary)


def _working_facts(session: WorkSession, times: Times) -> Line:
    planned = session.planned_checkout_at
    has_begun = session.account(times.now).elapsed > timedelta()
    return dotted(
        wording.working_since(times.boundary(session.start)),
        _measured(session, times) if has_begun else (),
        wording.planned_until(times.clock(planned)) if planned else (),
        wording.in_project(session.project),
        source(session),
        wording.as_of(times.clock(times.now)) if has_begun else (),
    )


def _break_facts(pause: Pause, times: Times) -> Line:
    expected = pause.expected_end_at
    return dotted(
        wording.paused_since(times.boundary(pause.start)),
        (Typed(pause.reason),) if pause.reason else (),
        wording.back_by(times.clock(expected)) if expected else (),
    )


def source(session: WorkSession) -> Line:
    """The way back to the message that the task was taken from, if there is one."""
    return (Link(wording.FROM_A_MESSAGE, session.source_url),) if session.source_url else ()


def figures_of(session: WorkSession, times: Times) -> tuple[str, str]:
    """Worked and paused by now, in words."""
    account = session.account(times.now)
    return figures.worked(account), figures.paused(account, len(session.pauses))


def _measured(session: WorkSession, times: Times) -> Line:
    worked, paused = figures_of(session, times)
    return dotted((worked,), (paused,))


def finished_lines(session: WorkSession, times: Times) -> tuple[Line, Line]:
    """What was finished and how, and its figures."""
    decision = session.checkout and wording.WHAT_HAPPENED[session.checkout.decision]
    return (
        dotted((wording.DONE, Task(session.task)), (decision,) if decision else ()),
        dotted(
            times.span(session.start, session.end),
            _measured(session, times),
            wording.in_project(session.project),
        ),
    )


def pause_numbered(session: WorkSession, number: int) -> Pause:
    return next(pause for pause in session.pauses if pause.number == number)


def started(outcome: Started, times: Times) -> Screen:
    card = open_card(outcome.session, times)
    begun = wording.started(outcome.session.task, times.corrected(outcome.session.start))
    if outcome.finished is None:
        return Screen.of(begun, *card.blocks)
    worked = figures.worked(outcome.finished.account(times.now))
    ended = wording.finished_before(outcome.finished.task, worked)
    text = joined(" ", [ended, begun])
    return Screen.of(text, rich("finished", (wording.DONE, *ended)), *card.blocks)


def paused(outcome: Paused, times: Times) -> Screen:
    worked = figures.worked(outcome.session.account(times.now))
    pause = outcome.session.open_pause
    at = times.corrected(pause.start) if pause else ()
    text = wording.paused(outcome.session.task, at, worked)
    return Screen.of(text, *open_card(outcome.session, times).blocks)


def resumed(outcome: Resumed, times: Times) -> Screen:
    card = open_card(outcome.session, times)
    if not outcome.session.pauses:
        return card
    pause = outcome.session.pauses[-1]
    at = times.corrected(pause.end)
    text = wording.back_after(figures.duration(pause.lasted(times.now)), at, outcome.session.task)
    # The card of a working session shows no pause: an end that was set is said above it.
    return Screen.of(text, *([rich("resumed", text)] if at else []), *card.blocks)


def finished_sentence(session: WorkSession, times: Times) -> Line:
    return wording.finished(session.task, times.corrected(session.end), *figures_of(session, times))


def finished(outcome: Finished, times: Times) -> Screen:
    text = finished_sentence(outcome.session, times)
    shown = rich("finished", *finished_lines(outcome.session, times))
    if not outcome.offer_start:
        return Screen.of(text, shown)
    return Screen.of(
        joined(" ", [text, wording.WHAT_NEXT]),
        shown,
        rich("next", wording.WHAT_NEXT),
        actions("next_actions", start_button(primary=True)),
    )


def snoozed(outcome: Snoozed, times: Times) -> Screen:
    text = wording.next_reminder(times.clock(outcome.until))
    return Screen.of(text, rich("snoozed", text), *open_card(outcome.session, times).blocks)


def moved(outcome: CardMoved, _times: Times) -> Screen:
    text = wording.card_moved(outcome.session.task)
    return Screen.of(text, rich("moved", text))
