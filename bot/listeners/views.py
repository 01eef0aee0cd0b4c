"""Submissions of modals."""

import re
from collections.abc import Callable
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from bot import surface, workday
from bot.domain.change import Source
from bot.domain.errors import AlreadyWorking, InTheFuture, Outdated, OverlapsSession, SomeoneElses, TooEarly
from bot.domain.outcomes import (
    CheckoutAsked,
    EditAsked,
    Edited,
    Finished,
    ForgetConfirmed,
    Outcome,
    Refused,
    SettingsSaved,
    StartAsked,
    StopAsked,
)
from bot.domain.person import Person
from bot.listeners.forgetting import export_and_forget
from bot.listeners.modals import modal_of
from bot.listeners.services import Body, Services
from bot.store import Transaction
from bot.surface import View
from bot.surface.edit_form import read_edit, refuse_edit
from bot.surface.forget import check_confirmation
from bot.surface.forms import FieldErrors, read_checkout, read_start
from bot.surface.ids import CallbackId
from bot.surface.settings_form import read_settings
from bot.surface.since import read_since, refused
from bot.surface.stop_form import read_stop
from bot.surface.values import EditMemory, MalformedValue
from bot.workday import Call, Target

UseCase = Callable[[Transaction, Call], Outcome]


def register(app: AsyncApp, services: Services) -> None:
    app.view(CallbackId.CHECKOUT)(_listener(services, _checkout))
    app.view(CallbackId.START)(_listener(services, _start))
    app.view(CallbackId.EDIT)(_listener(services, _edit))
    app.view(CallbackId.SETTINGS)(_listener(services, _settings))
    app.view(CallbackId.BACK)(_listener(services, _back))
    app.view(CallbackId.PAUSED)(_listener(services, _paused))
    app.view(CallbackId.STOP)(_listener(services, _stopped))
    app.view(CallbackId.FORGET)(_listener(services, _forget))
    app.view(re.compile(".*"))(_listener(services, _unknown))


def _listener(services: Services, read: Callable[[View, Person], UseCase]) -> Callable[..., Any]:
    async def submitted(ack: AsyncAck, body: Body) -> BoltResponse:
        call = services.call(body, Source.MODAL)
        person = await services.people.person(call.owner)
        try:
            act = read(body["view"], person)
            outcome = await services.act(call, act)
        except FieldErrors as refused:
            return await ack(response_action="errors", errors=refused.errors)
        except (MalformedValue, Outdated, SomeoneElses):
            outcome = await services.act(call, _outdated)
        if isinstance(outcome, SettingsSaved):
            services.people.forget(call.owner)
        if isinstance(outcome, Finished) and outcome.offer_start:
            outcome = await services.act(call, lambda tx, call: workday.start_session(tx, call, ""))
        if isinstance(outcome, ForgetConfirmed):
            services.background.start("forget me", export_and_forget(services, call, person))
        return await _answer(ack, outcome, person)

    return submitted


def _checkout(view: View, _: Person) -> UseCase:
    form = read_checkout(view)
    memory = form.memory
    return lambda tx, call: workday.checkout_session(
        tx,
        call,
        form.checkout,
        session_id=memory.session_id,
        version=memory.version,
        end_at=memory.end_at,
        is_corrected=memory.is_corrected,
        next_task=memory.next_task,
    )


def _start(view: View, _: Person) -> UseCase:
    form = read_start(view)

    def start(tx: Transaction, call: Call) -> Outcome:
        outcome = workday.start_session(
            tx,
            call,
            form.what.task,
            form.what.planned,
            form.at,
            has_open_end=True,
            source_url=form.what.source_url,
            project=form.what.project,
        )
        if isinstance(outcome, Refused) and isinstance(outcome.why, AlreadyWorking):
            # Started elsewhere meanwhile: the modal turns into the switch, and what was typed is not lost.
            return workday.ask_checkout(tx, call, next_task=form.what, at=form.at)
        return outcome

    return start


def _edit(view: View, person: Person) -> UseCase:
    memory = EditMemory.decode(view.get("private_metadata"))

    def edit(tx: Transaction, call: Call) -> Outcome:
        session = workday.own_session(tx, call, memory.session_id)
        if session.version != memory.version:
            return EditAsked(now=call.now, session=session, changed=True)
        draft = read_edit(view, session, person, call.now)
        outcome = workday.edit_session(tx, call, draft, session_id=session.id, version=session.version)
        if isinstance(outcome, Refused) and isinstance(outcome.why, OverlapsSession):
            refuse_edit(view, session, outcome.why, person, call.now)
        return outcome

    return edit


def _settings(view: View, _: Person) -> UseCase:
    chosen = read_settings(view)
    return lambda tx, call: workday.save_settings(tx, call, chosen)


def _back(view: View, person: Person) -> UseCase:
    def resume(tx: Transaction, call: Call) -> Outcome:
        form = read_since(view, person, call.now)
        target = Target(form.session_id, form.pause_number)
        return _at_the_field(workday.resume_session(tx, call, target, form.at), person)

    return resume


def _paused(view: View, person: Person) -> UseCase:
    def pause(tx: Transaction, call: Call) -> Outcome:
        form = read_since(view, person, call.now)
        target = Target(form.session_id, version=form.version)
        return _at_the_field(workday.pause_session(tx, call, target=target, at=form.at), person)

    return pause


def _at_the_field(outcome: Outcome, person: Person) -> Outcome:
    """Raises FieldErrors for an instant that cannot be."""
    if isinstance(outcome, Refused) and isinstance(outcome.why, InTheFuture | TooEarly):
        raise refused(outcome.why, person, outcome.now)
    return outcome


def _stopped(view: View, person: Person) -> UseCase:
    memory = EditMemory.decode(view.get("private_metadata"))

    def stop(tx: Transaction, call: Call) -> Outcome:
        return workday.stop_session(
            tx,
            call,
            lambda session: read_stop(view, session, person, call.now),
            session_id=memory.session_id,
            version=memory.version,
        )

    return stop


def _forget(view: View, _: Person) -> UseCase:
    check_confirmation(view)
    return workday.confirm_forget


def _unknown(_view: View, _: Person) -> UseCase:
    return _outdated


def _outdated(tx: Transaction, call: Call) -> Outcome:
    return workday.refuse(tx, call, Outdated())


async def _answer(ack: AsyncAck, outcome: Outcome, person: Person) -> BoltResponse:
    """Close the modal, or put the next one in its place."""
    match outcome:
        case CheckoutAsked() | EditAsked() | StartAsked() | StopAsked():
            view = modal_of(outcome, person)
        case Refused() | Edited() | ForgetConfirmed():
            view = surface.notice_modal(outcome, person)
        case _:
            return await ack()
    return await ack(response_action="update", view=view)
