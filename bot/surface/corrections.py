"""What was made true afterwards, each with the way back."""

from slackblocks import Block

from bot.domain.change import Action
from bot.domain.outcomes import CancelAsked, Cancelled, Edited, PauseInserted, TakenBack, Undone
from bot.domain.pause import Pause
from bot.domain.session import WorkSession
from bot.surface import card, figures, wording
from bot.surface.blocks import Screen, about, actions, button, rich
from bot.surface.differences import changed_figures, differences
from bot.surface.ids import ActionId
from bot.surface.lines import Line, dotted, joined
from bot.surface.ready import ReadyElement
from bot.surface.times import Times
from bot.surface.values import ButtonValue


def inserted(outcome: PauseInserted, times: Times) -> Screen:
    session = outcome.session
    pause = card.pause_numbered(session, outcome.pause_number)
    length = figures.duration(pause.lasted(times.now))
    on_record = wording.pause_inserted(times.span(pause.start, pause.end), length, pause.reason)
    result = wording.figures_now(session.task, *card.figures_of(session, times))
    text = joined(" ", [on_record, result])
    return Screen.of(text, *_answer([on_record], [_undo(session)]), *_as_it_is(session, times))


def edited(outcome: Edited, times: Times) -> Screen:
    session = outcome.session
    details = differences(outcome.before, session, times)
    what = changed_figures(outcome.before, session, times.now)
    said = wording.edited(session.task, what) if details else wording.nothing_different(session.task)
    text = said if what else joined(" ", [said, dotted(*details)])
    return Screen.of(text, *_answer([said, *details], [_undo(session)]), *_as_it_is(session, times))


def cancel_asked(outcome: CancelAsked, times: Times) -> Screen:
    session = outcome.session
    question = wording.cancel_question(session.task, figures.worked(session.account(times.now)))
    value = about(session.id)
    buttons = [
        button(wording.DISCARD_BUTTON, ActionId.DISCARD, value, danger=True),
        button(wording.KEEP_BUTTON, ActionId.KEEP, value),
    ]
    return Screen.of(question, *_answer([question], buttons))


def cancelled(outcome: Cancelled, times: Times) -> Screen:
    session = outcome.session
    said = wording.cancelled(session.task, figures.worked(session.account(session.cancelled_at or times.now)))
    return Screen.of(said, *_answer([said], [_undo(session)]))


def undone(outcome: Undone, times: Times) -> Screen:
    """What was taken or brought back, the way there again, and what is true now."""
    session = outcome.session
    buttons = [_undo(session) if outcome.is_redo else _redo(session)]
    lines = [_what(outcome, times)]
    if outcome.gap_number:
        gap = card.pause_numbered(session, outcome.gap_number)
        lines.append(wording.gap_counts_as_break(times.span(gap.start, gap.end)))
        value = about(session.id, gap.number)
        buttons.insert(0, button(wording.IT_WAS_WORK_BUTTON, ActionId.IT_WAS_WORK, value))
    elif session.cancelled_at:
        lines.append(wording.COUNTS_NOWHERE)
    result = [card.open_card(session, times).text] if session.is_open else []
    return Screen.of(joined(" ", [*lines, *result]), *_answer(lines, buttons), *_as_it_is(session, times))


def taken_back(outcome: TakenBack, _times: Times) -> Screen:
    session = outcome.session
    is_discarded = session.cancelled_at is not None
    said = wording.discarded(session.task) if is_discarded else wording.checkout_taken_back(session.task)
    return Screen.of(said, rich("summary", said))


def _what(outcome: Undone, times: Times) -> Line:
    """A pause, a resume and an added break are named by when they were, the others by their session."""
    session, action = outcome.session, outcome.action
    word = wording.REDONE if outcome.is_redo else wording.UNDONE
    if outcome.pause:
        return wording.undone(word, action, _when(outcome.pause, action, times), "")
    # What a switch brings back is the session that it went on with: that has no checkout.
    is_another = outcome.is_redo and action is Action.FINISH and session.is_open
    return wording.undone(word, action, (), "" if is_another else session.task)


def _when(pause: Pause, action: Action, times: Times) -> Line:
    if action is Action.INSERT_PAUSE:
        return wording.from_span(times.span(pause.start, pause.end))
    return wording.at_instant(times.boundary(pause.end or pause.start))


def _answer(lines: list[Line], buttons: list[ReadyElement]) -> tuple[Block, Block]:
    return rich("corrected", *lines), actions("corrected_actions", *buttons)


def _as_it_is(session: WorkSession, times: Times) -> tuple[Block, ...]:
    """The card of an open session, the figures of an ended one, and nothing of a discarded one."""
    if session.is_open:
        return card.open_card(session, times).blocks
    return (rich("finished", *card.finished_lines(session, times)),) if not session.cancelled_at else ()


def _undo(session: WorkSession) -> ReadyElement:
    return button(wording.UNDO_BUTTON, ActionId.UNDO, _last_change(session))


def _redo(session: WorkSession) -> ReadyElement:
    return button(wording.REDO_BUTTON, ActionId.REDO, _last_change(session))


def _last_change(session: WorkSession) -> str:
    return ButtonValue(session.id, version=session.version).encode()
