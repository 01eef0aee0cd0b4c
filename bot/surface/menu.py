"""The menu ⋯ of a session: what is wanted now and then, and need not be a button."""

from bot.domain.pause import Provenance
from bot.domain.session import WorkSession
from bot.surface import wording
from bot.surface.blocks import about, button
from bot.surface.ids import ActionId
from bot.surface.ready import Menu, ReadyElement
from bot.surface.values import ButtonValue

CHOICES = {
    ActionId.EDIT: wording.EDIT_BUTTON,
    ActionId.UNDO: wording.UNDO_BUTTON,
    ActionId.CANCEL: wording.CANCEL_CHOICE,
    ActionId.SHOW_JOURNAL: wording.EDITED_BUTTON,
    ActionId.BACK_SINCE: wording.BACK_SINCE_CHOICE,
    ActionId.FINISHED_AT_PAUSE: wording.FINISHED_AT_PAUSE_CHOICE,
    ActionId.MUTE_TODAY: wording.MUTE_TODAY_CHOICE,
}


def of_open(session: WorkSession) -> Menu:
    """Beside the buttons of the card."""
    return _menu(session, ActionId.EDIT, ActionId.UNDO, ActionId.CANCEL, *_journal(session))


def of_ended(session: WorkSession) -> ReadyElement:
    """Beside one line: a button, and a menu only where there is more than one thing to choose."""
    if not is_marked(session):
        return edit_button(session)
    return _menu(session, ActionId.EDIT, *_journal(session))


def of_pause(session: WorkSession, pause_number: int) -> Menu:
    """Beside the buttons of a reminder about a long pause."""
    choices = ActionId.BACK_SINCE, ActionId.FINISHED_AT_PAUSE, ActionId.MUTE_TODAY
    return _menu(session, *choices, pause_number=pause_number)


def of_work_reminder(session: WorkSession) -> Menu:
    """Beside the buttons of a reminder about work."""
    return _menu(session, ActionId.MUTE_TODAY)


def edit_button(session: WorkSession) -> ReadyElement:
    edit = wording.EDIT_BUTTON
    return button(edit, ActionId.EDIT, about(session.id), spoken=f"{edit}: {session.task}")


def journal_button(session: WorkSession) -> ReadyElement:
    return button(
        wording.EDITED_BUTTON,
        ActionId.SHOW_JOURNAL,
        about(session.id),
        spoken=f"{wording.JOURNAL_TITLE}: {session.task}",
    )


def is_marked(session: WorkSession) -> bool:
    """Whether the record differs from what was taken live: an instant, a break or a text was changed.

    What happens live makes one version for each instant, so more versions than that are from changes.
    """
    starts_and_ends = [session.start, session.end]
    for pause in session.pauses:
        starts_and_ends += [pause.start, pause.end]
    instants = [boundary for boundary in starts_and_ends if boundary]
    return session.version > len(instants) or any(
        instant.provenance is not Provenance.LIVE for instant in instants
    )


def _journal(session: WorkSession) -> list[ActionId]:
    return [ActionId.SHOW_JOURNAL] if is_marked(session) else []


def _menu(session: WorkSession, *choices: ActionId, pause_number: int = 0) -> Menu:
    options = [(CHOICES[choice], _value(session, choice, pause_number).encode()) for choice in choices]
    return Menu(ActionId.MENU, options)


def _value(session: WorkSession, choice: ActionId, pause_number: int) -> ButtonValue:
    """Undo is about the last change that the card shows: where another came since, it takes nothing back."""
    version = session.version if choice is ActionId.UNDO else 0
    return ButtonValue(session.id, pause_number, choice=choice, version=version)
