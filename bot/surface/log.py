"""The log of a day and the summary of a session: what the record says, in a readable length."""

from collections.abc import Sequence

from slackblocks import RichTextBlock

from bot.domain.accounting import Account, Span, local_day
from bot.domain.outcomes import DayLog, Summary
from bot.domain.reflection import Reflection
from bot.domain.session import Pause, State, WorkSession
from bot.surface import card, figures, menu, wording
from bot.surface.blocks import Screen, actions, rich
from bot.surface.fitting import latest
from bot.surface.lines import Line, Strong, Task, Typed, dotted
from bot.surface.times import Times

# Slack takes 50 blocks and about 13,200 characters of them in a message.
SESSIONS_SHOWN = 40
CHARACTERS_SHOWN = 11_000
PAUSES_SHOWN = 6
PAUSES_IN_FULL = 20
MARKS = {State.WORKING: wording.WORKING, State.PAUSED: wording.PAUSED, State.DONE: wording.DONE}


def day(outcome: DayLog, times: Times) -> Screen:
    """The sessions in their order; where they are too many, the later ones."""
    name = times.day_name(outcome.day)
    if not outcome.entries:
        return Screen.of(wording.no_sessions(name), rich("log", wording.no_sessions(name)))
    window = local_day(outcome.day, times.timezone)
    shown = outcome.entries[-SESSIONS_SHOWN:]
    entries = latest([_entry(*entry, window, times) for entry in shown], CHARACTERS_SHOWN)
    left_out = len(outcome.entries) - len(entries)
    totals = total(outcome)
    return Screen.of(
        wording.log_sentence(name, totals),
        rich("log", (Strong(name),), totals),
        *([rich("log_more", wording.more_sessions(left_out))] if left_out else []),
        *entries,
    )


def total(outcome: DayLog) -> Line:
    """The sum of a day: worked, paused, sessions."""
    account = outcome.total
    return dotted(
        (figures.worked(account),),
        (f"paused {figures.duration(account.paused)}",),
        (figures.counted(len(outcome.entries), "session"),),
    )


def pause_lines(pauses: Sequence[Pause], times: Times, limit: int = PAUSES_IN_FULL) -> list[Line]:
    """One line for each pause; of more than `limit`, the later ones."""
    hidden = len(pauses) - limit if len(pauses) > limit else 0
    lines = [_pause_line(pause, times) for pause in pauses[hidden:]]
    return [wording.more_pauses(hidden), *lines] if hidden else lines


def _pause_line(pause: Pause, times: Times) -> Line:
    when = times.boundary(pause.start)
    return wording.pause_entry(when, figures.duration(pause.lasted(times.now)), pause.reason)


def _entry(session: WorkSession, share: Account, window: Span, times: Times) -> RichTextBlock:
    pauses = [
        pause
        for pause in session.pauses
        if pause.started_at < window.end and pause.until(times.now) >= window.start
    ]
    is_part = share != session.account(times.now)
    facts = dotted(
        times.span(session.start, session.end),
        (figures.worked(share),),
        (figures.paused(share, len(pauses)),),
        wording.THIS_DAYS_PART if is_part else (),
    )
    head: Line = (MARKS[session.state], Task(session.task))
    return rich(f"log_{session.id}", head, facts, *pause_lines(pauses, times, PAUSES_SHOWN))


def summary(outcome: Summary, times: Times) -> Screen:
    """The journal entry of a finished session."""
    session = outcome.session
    head, facts = card.finished_lines(session, times)
    written = _reflection(session)
    buttons = [menu.edit_button(session)]
    if menu.is_marked(session):
        buttons.append(menu.journal_button(session))
    return Screen.of(
        card.finished_sentence(session, times),
        rich("summary", head, facts),
        *([rich("reflection", *written)] if written else []),
        actions("summary_actions", *buttons),
    )


def _reflection(session: WorkSession) -> list[Line]:
    checkout = session.checkout
    if checkout is None:
        return []
    texts = _labelled(checkout.reflection)
    if checkout.continue_reason:
        texts.append(wording.continued_because(checkout.continue_reason))
    if checkout.remaining:
        texts.append(wording.still_to_do(figures.duration(checkout.remaining)))
    return texts


def _labelled(reflection: Reflection) -> list[Line]:
    texts = (
        (wording.KEEP, reflection.keep),
        (wording.PROBLEM, reflection.problem),
        (wording.TRY, reflection.try_),
    )
    return [(Strong(label), " ", Typed(text)) for label, text in texts if text]
