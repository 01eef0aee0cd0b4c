"""Outcomes about a record that was put right, for the gallery."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.accounting import Span
from bot.domain.change import Action, Source
from bot.domain.checkout import Checkout
from bot.domain.corrections import cancel, draft_of, insert_pause, revise, with_gaps, without_pause
from bot.domain.history import Recorded
from bot.domain.outcomes import (
    CancelAsked,
    Cancelled,
    CheckoutAsked,
    EditAsked,
    Edited,
    Finished,
    JournalShown,
    Outcome,
    Paused,
    PauseInserted,
    Present,
    Resumed,
    Started,
    Summary,
    TakenBack,
    Undone,
)
from bot.domain.reflection import Reflection
from bot.domain.session import WorkSession

Instant = Callable[[float], datetime]


@dataclass(frozen=True)
class Sessions:
    """The sessions that the gallery knows, and its clock."""

    at: Instant
    working: WorkSession
    on_break: WorkSession
    done: WorkSession
    reason: str


def repairs(gallery: Sessions) -> dict[str, Outcome]:
    """Every outcome that is about a correction."""
    return {**_inserted(gallery), **_undone(gallery), **_backdated(gallery), **_edited(gallery)}


def edited_session(gallery: Sessions) -> WorkSession:
    """Started 15 minutes earlier, its coffee taken out, with another Keep."""
    draft = draft_of(gallery.done)
    task = gallery.reason or "x"
    checkout = Checkout(reflection=Reflection(keep=gallery.reason, try_="x"))
    changed = replace(
        draft,
        start_at=gallery.at(-15),
        pauses=draft.pauses[1:],
        checkout=checkout,
        task=task,
    )
    return revise(gallery.done, changed, gallery.at(180))


def journal_of(gallery: Sessions) -> tuple[Recorded, ...]:
    """A session that was started, paused, finished, edited, and whose edit was undone."""
    at, working, on_break, done = gallery.at, gallery.working, gallery.on_break, gallery.done
    edited = edited_session(gallery)
    started = replace(working, pauses=(), pauses_made=0, version=1)
    return (
        Recorded("1", Action.START, Source.COMMAND, at(0), None, started),
        Recorded("2", Action.PAUSE, Source.BUTTON, at(55), started, on_break),
        Recorded("3", Action.FINISH, Source.MODAL, at(170), on_break, done),
        Recorded("4", Action.EDIT, Source.MODAL, at(180), done, edited),
        Recorded("5", Action.UNDO, Source.MESSAGE, at(181), edited, done, undoes="4"),
        Recorded("6", Action.UNDO, Source.REMINDER, at(182), done, on_break, undoes="0"),
    )


def _inserted(gallery: Sessions) -> dict[str, Outcome]:
    at = gallery.at
    while_working = _put_in(gallery)
    while_done = insert_pause(gallery.done, at(20), at(40), "", at(180))
    return {
        "inserted": PauseInserted(now=at(82), session=while_working, pause_number=2),
        "inserted_without_a_reason": PauseInserted(now=at(180), session=while_done, pause_number=3),
    }


def _put_in(gallery: Sessions) -> WorkSession:
    return insert_pause(gallery.working, gallery.at(20), gallery.at(40), gallery.reason, gallery.at(82))


def _undone(gallery: Sessions) -> dict[str, Outcome]:
    at, working, on_break, done = gallery.at, gallery.working, gallery.on_break, gallery.done
    again = with_gaps(working, [Span(at(100), at(180))])
    cancelled = cancel(working, at(82))
    resumed = _corrected_resume(gallery)
    begun, ended, put_in = on_break.pauses[-1], resumed.pauses[-1], _put_in(gallery).pauses[0]
    return {
        "undone_start": Undone(now=at(82), action=Action.START, session=cancelled),
        "undone_pause": Undone(now=at(130), action=Action.PAUSE, session=working, pause=begun),
        "undone_resume": Undone(now=at(190), action=Action.RESUME, session=on_break, pause=ended),
        "undone_checkout": Undone(
            now=at(180), action=Action.FINISH, session=again, gap_number=again.highest_pause_number
        ),
        "undone_checkout_on_a_break": Undone(now=at(180), action=Action.FINISH, session=on_break),
        "undone_edit": Undone(now=at(180), action=Action.EDIT, session=done),
        "undone_inserted": Undone(now=at(82), action=Action.INSERT_PAUSE, session=working, pause=put_in),
        "undone_cancel": Undone(now=at(82), action=Action.CANCEL, session=working),
        "redone_pause": Undone(now=at(130), action=Action.PAUSE, session=on_break, pause=begun, is_redo=True),
        "redone_resume": Undone(
            now=at(190), action=Action.RESUME, session=resumed, pause=ended, is_redo=True
        ),
        "redone_checkout": Undone(now=at(180), action=Action.FINISH, session=done, is_redo=True),
        "redone_switch": Undone(now=at(180), action=Action.FINISH, session=working, is_redo=True),
        "taken_back": TakenBack(now=at(180), session=again),
        "taken_back_discarded": TakenBack(now=at(180), session=cancelled),
        "cancel_asked": CancelAsked(now=at(82), session=working),
        "cancelled": Cancelled(now=at(90), session=cancelled),
    }


def _corrected_resume(gallery: Sessions) -> WorkSession:
    return gallery.on_break.resume(gallery.at(172), at=gallery.at(150))


def _backdated(gallery: Sessions) -> dict[str, Outcome]:
    at, working = gallery.at, gallery.working
    early = revise(working, replace(draft_of(working), start_at=at(-15)), at(82))
    pausing = working.pause(at(125), gallery.reason, at=at(100))
    finished = working.finish(at(180), Checkout(), at=at(170))
    asked = CheckoutAsked(now=at(180), session=working, end_at=at(170), is_corrected=True)
    return {
        "started_earlier": Started(now=at(82), session=early),
        "started_earlier_after_another": Started(now=at(82), session=early, finished=gallery.done),
        "present_corrected": Present(now=at(82), session=early, last=None),
        "paused_earlier": Paused(now=at(125), session=pausing),
        "resumed_earlier": Resumed(now=at(172), session=_corrected_resume(gallery)),
        "finished_earlier": Finished(now=at(180), session=finished),
        "summary_corrected": Summary(now=at(180), session=finished),
        "checkout_asked_earlier": asked,
    }


def _edited(gallery: Sessions) -> dict[str, Outcome]:
    at, done = gallery.at, gallery.done
    only_words = replace(done, checkout=Checkout(), version=done.version + 1)
    again = with_gaps(gallery.working, [Span(at(100), at(180))])
    was_work = without_pause(again, again.highest_pause_number)
    return {
        "edit_asked": EditAsked(now=at(82), session=gallery.working),
        "edited": Edited(now=at(180), before=done, session=edited_session(gallery)),
        "edited_words_only": Edited(now=at(180), before=done, session=only_words),
        "edited_nothing": Edited(now=at(180), before=done, session=replace(done, version=done.version + 1)),
        "edited_project_only": Edited(
            now=at(180), before=done, session=replace(done, project="Atlas", version=done.version + 1)
        ),
        "it_was_work": Edited(now=at(180), before=again, session=was_work),
        "journal": JournalShown(now=at(190), session=done, records=journal_of(gallery)),
    }
