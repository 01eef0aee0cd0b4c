"""Clicks on buttons and choices, in messages and on Home."""

import re
from collections.abc import Callable
from datetime import UTC
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from bot import workday
from bot.domain.change import Source
from bot.domain.errors import Outdated, SomeoneElses
from bot.domain.outcomes import CheckoutAsked, HelpAsked, NextTask, Outcome, Refused, StartAsked
from bot.domain.person import Person
from bot.listeners.answers import answer_click, mark_place, open_modal, read_place, refuse_beside
from bot.listeners.services import Body, Services
from bot.store import Transaction
from bot.surface.forms import read_button, read_snooze
from bot.surface.ids import ActionId
from bot.surface.values import MalformedValue, read_try_again
from bot.workday import Call, Target

Action = dict[str, Any]
Click = Callable[[Transaction, Call, Action, Person], Outcome]


def register(app: AsyncApp, services: Services) -> None:
    for action_id, click in CLICKS.items():
        app.action(action_id)(_listener(services, click))
    # An action that is not ours any more, such as a button of an older version: show the present state.
    app.action(re.compile(".*"))(_listener(services, _outdated))


def _listener(services: Services, click: Click) -> Callable[..., Any]:
    async def clicked(ack: AsyncAck, body: Body, action: Action) -> BoltResponse:
        call = services.call(body, Source.BUTTON)
        person = await services.people.person(call.owner)
        place = read_place(body)

        def act(tx: Transaction) -> Outcome:
            try:
                outcome = click(tx, call, action, person)
            except MalformedValue:
                outcome = _outdated(tx, call, action, person)
            if not (isinstance(outcome, CheckoutAsked | StartAsked) or _is_someone_elses(outcome)):
                mark_place(tx, call, place)
            return outcome

        outcome = await services.act(act)
        if isinstance(outcome, CheckoutAsked | StartAsked):
            open_modal(services, body, outcome, person)
        elif _is_someone_elses(outcome):
            refuse_beside(services, body, outcome, person)
        else:
            answer_click(services, place, outcome, person)
        return await ack()

    return clicked


def _is_someone_elses(outcome: Outcome) -> bool:
    return isinstance(outcome, Refused) and isinstance(outcome.why, SomeoneElses)


def _target(action: Action) -> Target:
    value = read_button(action)
    if value.session_id is None:
        raise MalformedValue
    return Target(value.session_id, value.pause_number)


def _pause(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.pause_session(tx, call, target=_target(action))


def _resume(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.resume_session(tx, call, _target(action))


def _done(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.ask_checkout(tx, call, _target(action))


def _switch(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    value = read_button(action)
    next_task = NextTask(task=value.task, planned=value.planned) if value.task else None
    return workday.ask_checkout(tx, call, _target(action), next_task)


def _start(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.start_session(tx, call, "")


def _start_again(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.start_again(tx, call, _target(action).session_id)


def _keep(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.present(tx, call)


def _snooze(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.snooze_reminder(tx, call, _target(action), read_snooze(action))


def _try_again(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    memory = read_try_again(action.get("value"))
    if memory is None:
        return workday.start_session(tx, call, "")
    return workday.ask_checkout_again(
        tx,
        call,
        session_id=memory.session_id,
        version=memory.version,
        end_at=memory.end_at,
        next_task=memory.next_task,
    )


def _show_help(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return HelpAsked(now=call.now)


def _show_log(tx: Transaction, call: Call, action: Action, person: Person) -> Outcome:
    return workday.day_log(tx, call, person.timezone or UTC)


def _outdated(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.refuse(tx, call, Outdated())


CLICKS: dict[ActionId, Click] = {
    ActionId.PAUSE: _pause,
    ActionId.RESUME: _resume,
    ActionId.DONE: _done,
    ActionId.START: _start,
    ActionId.START_AGAIN: _start_again,
    ActionId.SWITCH: _switch,
    ActionId.KEEP: _keep,
    ActionId.SNOOZE: _snooze,
    ActionId.TRY_AGAIN: _try_again,
    ActionId.SHOW_LOG: _show_log,
    ActionId.SHOW_HELP: _show_help,
}
