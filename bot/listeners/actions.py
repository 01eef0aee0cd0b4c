"""Clicks on buttons and choices, in messages, on Home and in modals."""

import re

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from bot.domain.change import Source
from bot.domain.errors import SomeoneElses
from bot.domain.looking_back import LogShown
from bot.domain.outcomes import HelpAsked, Outcome, Present, Refused
from bot.listeners.answers import answer_click, mark_place, read_place, refuse_beside, show_present
from bot.listeners.clicks import Action, click
from bot.listeners.editing import preview
from bot.listeners.modals import open_modal, open_notice
from bot.listeners.services import Body, Services
from bot.store import Transaction
from bot.surface import Asked
from bot.workday import Call


def register(app: AsyncApp, services: Services) -> None:
    async def clicked(ack: AsyncAck, body: Body, action: Action) -> BoltResponse:
        if (body.get("view") or {}).get("type") == "modal":
            preview(services, body)
            return await ack()
        call = services.call(body, Source.BUTTON)
        person = await services.people.person(call.owner)
        place = read_place(body)

        def act(tx: Transaction, call: Call) -> tuple[Outcome, Present | None]:
            outcome = click(tx, call, action, person)
            if isinstance(outcome, Asked | LogShown) or _is_someone_elses(outcome):
                return outcome, None
            return outcome, mark_place(tx, call, place)

        outcome, unknown_place = await services.act(call, act)
        if unknown_place:
            show_present(services, place, unknown_place, person)
        if isinstance(outcome, Asked):
            open_modal(services, body, outcome, person)
        elif _is_someone_elses(outcome):
            refuse_beside(services, body, outcome, person)
        elif place.is_home and isinstance(outcome, HelpAsked | LogShown):
            open_notice(services, body, outcome, person)
        else:
            answer_click(services, place, outcome, person)
        return await ack()

    # One listener for every action: those that are not ours any more answer with the present state.
    app.action(re.compile(".*"))(clicked)


def _is_someone_elses(outcome: Outcome) -> bool:
    return isinstance(outcome, Refused) and isinstance(outcome.why, SomeoneElses)
