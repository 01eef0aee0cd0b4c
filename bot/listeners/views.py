"""Submissions of modals."""

import re

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from bot import surface, workday
from bot.domain.change import Source
from bot.domain.errors import Outdated
from bot.domain.outcomes import CheckoutAsked, Finished, Outcome, Refused, StartAsked
from bot.domain.person import Person
from bot.listeners.answers import modal_of
from bot.listeners.services import Body, Services
from bot.surface.forms import FieldErrors, read_checkout, read_start
from bot.surface.ids import CallbackId


def register(app: AsyncApp, services: Services) -> None:
    async def checkout(ack: AsyncAck, body: Body) -> BoltResponse:
        call = services.call(body, Source.MODAL)
        person = await services.people.person(call.owner)
        try:
            form = read_checkout(body["view"])
        except FieldErrors as refused:
            return await ack(response_action="errors", errors=refused.errors)
        memory = form.memory
        outcome = await services.act(
            lambda tx: workday.checkout_session(
                tx,
                call,
                form.checkout,
                session_id=memory.session_id,
                version=memory.version,
                end_at=memory.end_at,
                next_task=memory.next_task,
            )
        )
        return await _answer(ack, outcome, person)

    async def start(ack: AsyncAck, body: Body) -> BoltResponse:
        call = services.call(body, Source.MODAL)
        person = await services.people.person(call.owner)
        try:
            form = read_start(body["view"])
        except FieldErrors as refused:
            return await ack(response_action="errors", errors=refused.errors)
        outcome = await services.act(lambda tx: workday.start_session(tx, call, form.task, form.planned))
        return await _answer(ack, outcome, person)

    async def unknown(ack: AsyncAck, body: Body) -> BoltResponse:
        call = services.call(body, Source.MODAL)
        person = await services.people.person(call.owner)
        outcome = await services.act(lambda tx: workday.refuse(tx, call, Outdated()))
        return await _answer(ack, outcome, person)

    app.view(CallbackId.CHECKOUT)(checkout)
    app.view(CallbackId.START)(start)
    app.view(re.compile(".*"))(unknown)


async def _answer(ack: AsyncAck, outcome: Outcome, person: Person) -> BoltResponse:
    """Close the modal, or put the next one in its place."""
    match outcome:
        case Finished(offer_start=True):
            view = modal_of(StartAsked(now=outcome.now), person)
        case CheckoutAsked() | StartAsked():
            view = modal_of(outcome, person)
        case Refused():
            view = surface.notice_modal(outcome, person)
        case _:
            return await ack()
    return await ack(response_action="update", view=view)
