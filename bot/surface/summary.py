"""The summary of a session, which stays in the DM as the journal."""

from bot.domain.outcomes import Summary
from bot.domain.reflection import Reflection
from bot.domain.session import WorkSession
from bot.surface import card, figures, menu, wording
from bot.surface.blocks import Screen, actions, rich
from bot.surface.lines import Line, Strong, Typed, dotted
from bot.surface.times import Times


def screen(outcome: Summary, times: Times) -> Screen:
    """The journal entry of a finished session."""
    session = outcome.session
    head, facts = card.finished_lines(session, times)
    written = _reflection(session)
    buttons = [menu.edit_button(session)]
    if menu.is_marked(session):
        buttons.append(menu.journal_button(session))
    return Screen.of(
        card.finished_sentence(session, times),
        rich("summary", head, dotted(facts, card.source(session))),
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
