"""What distinguishes two values of a session: one line for each fact that changed."""

from datetime import datetime

from bot.domain.pause import Pause
from bot.domain.session import WorkSession
from bot.surface import figures, wording
from bot.surface.lines import Line, Typed, dotted, shortened
from bot.surface.times import Times

Fact = tuple[str, int]  # a label, and the number of a break
TYPED_SHOWN = 80
LINES_SHOWN = 10


def differences(before: WorkSession | None, after: WorkSession, times: Times) -> list[Line]:
    """Before → after, where they differ; all there is where nothing was before."""
    old = _facts(before, times) if before else {}
    new = _facts(after, times)
    changed = [fact for fact in {**old, **new} if old.get(fact) != new.get(fact)]
    lines = [wording.difference(fact[0], old.get(fact, ()), new.get(fact, ())) for fact in changed]
    hidden = len(lines) - LINES_SHOWN
    return lines if hidden <= 0 else [*lines[:LINES_SHOWN], wording.more_differences(hidden)]


def changed_figures(before: WorkSession, after: WorkSession, now: datetime) -> Line:
    """`worked 3 h 10 min → 2 h 25 min · paused 0 s → 45 min`; nothing where they read the same."""
    old, new = before.account(now), after.account(now)
    pairs = (
        (wording.WORKED, figures.duration(old.worked), figures.duration(new.worked)),
        (wording.PAUSED_FOR, figures.duration(old.paused), figures.duration(new.paused)),
    )
    return dotted(*(wording.became(name, was, now_is) for name, was, now_is in pairs if was != now_is))


def _facts(session: WorkSession, times: Times) -> dict[Fact, Line]:
    facts: dict[Fact, Line] = {
        (wording.TASK, 0): _typed(session.task),
        (wording.PROJECT, 0): _typed(session.project),
        (wording.START, 0): times.boundary(session.start),
        (wording.END, 0): times.boundary(session.end) if session.end else (),
    }
    facts |= {(wording.BREAK, pause.number): _break(pause, times) for pause in session.pauses}
    if session.checkout:
        reflection, remaining = session.checkout.reflection, session.checkout.remaining
        facts |= {
            (wording.KEEP, 0): _typed(reflection.keep),
            (wording.PROBLEM, 0): _typed(reflection.problem),
            (wording.TRY, 0): _typed(reflection.try_),
            (wording.STILL_TO_DO, 0): (figures.duration(remaining),) if remaining else (),
        }
    return {fact: line for fact, line in facts.items() if line}


def _break(pause: Pause, times: Times) -> Line:
    start = times.boundary(pause.start)
    when = times.span(pause.start, pause.end) if pause.end else wording.since(start)
    return wording.break_fact(when, _short(pause.reason))


def _typed(text: str) -> Line:
    return (Typed(_short(text)),) if text else ()


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), TYPED_SHOWN)
