"""Opening modals: which outcome is answered by which, and what is said when Slack does not open it."""

import logging

from bot import surface
from bot.domain.outcomes import (
    BackAsked,
    CheckoutAsked,
    EditAsked,
    ForgetAsked,
    JournalShown,
    Outcome,
    PauseAsked,
    SettingsAsked,
    StartAsked,
    StopAsked,
)
from bot.domain.person import Person
from bot.listeners.answers import say_beside
from bot.listeners.services import Body, Services
from bot.slack.client import FAILURES, read_failure
from bot.surface import Asked

logger = logging.getLogger(__name__)


def open_modal(services: Services, body: Body, outcome: Asked, person: Person) -> None:
    """Open the modal that an outcome asks for; if Slack does not, say so, with a way to try again."""
    services.background.start("views.open", show_modal(services, body, outcome, person))


def modal_of(outcome: Asked, person: Person) -> surface.View:
    """The modal that answers an outcome."""
    match outcome:
        case CheckoutAsked():
            return surface.checkout_modal(outcome, person)
        case EditAsked():
            return surface.edit_modal(outcome, person)
        case JournalShown():
            return surface.journal_modal(outcome, person)
        case StartAsked():
            return surface.start_modal(outcome, person)
        case SettingsAsked():
            return surface.settings_modal(outcome)
        case ForgetAsked():
            return surface.forget_modal(outcome)
        case BackAsked() | PauseAsked():
            return surface.since_modal(outcome, person)
        case StopAsked():
            return surface.stop_modal(outcome, person)


def open_notice(services: Services, body: Body, outcome: Outcome, person: Person) -> None:
    """Show something to be read over Home, which has no place for it; in the DM if Slack does not open it."""
    services.background.start("views.open", _open_notice(services, body, outcome, person))


async def _open_notice(services: Services, body: Body, outcome: Outcome, person: Person) -> None:
    try:
        await services.client.views_open(
            trigger_id=body.get("trigger_id"), view=surface.notice_modal(outcome, person)
        )
    except FAILURES as error:
        logger.warning("views.open failed: %s", read_failure(error).word)
        await say_beside(services, body, person.owner.user_id, surface.message(outcome, person))


async def show_modal(services: Services, body: Body, outcome: Asked, person: Person) -> None:
    """The same, for what runs in the background already."""
    try:
        await services.client.views_open(trigger_id=body.get("trigger_id"), view=modal_of(outcome, person))
    except FAILURES as error:
        logger.warning("views.open failed: %s", read_failure(error).word)
        await say_beside(services, body, person.owner.user_id, surface.could_not_open(outcome))
