"""What each button does: for every action, the use case that it asks for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from typing import Any

from bot import workday
from bot.domain.errors import Outdated
from bot.domain.outcomes import HelpAsked, NextTask, Outcome
from bot.domain.person import Person
from bot.store import Transaction
from bot.surface import pages
from bot.surface.forms import read_button, read_choice, read_snooze
from bot.surface.ids import ActionId
from bot.surface.values import MalformedValue, StartMemory, read_try_again
from bot.workday import Call, Target

Action = dict[str, Any]
Click = Callable[[Transaction, Call, Action, Person], Outcome]


def click(tx: Transaction, call: Call, action: Action, person: Person) -> Outcome:
    """Let the use case act. What is no button of ours, or not any more, changes nothing."""
    try:
        return CLICKS[ActionId(str(action.get("action_id")))](tx, call, action, person)
    except (MalformedValue, ValueError):
        return workday.refuse(tx, call, Outdated())


def _target(action: Action) -> Target:
    value = read_button(action)
    if value.session_id is None:
        raise MalformedValue
    return Target(value.session_id, value.pause_number, value.version)


def _pause(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.pause_session(tx, call, target=_target(action))


def _resume(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.resume_session(tx, call, _target(action))


def _done(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.ask_checkout(tx, call, _target(action))


def _switch(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    value = read_button(action)
    next_task = NextTask(task=value.task, planned=value.planned) if value.task else None
    return workday.ask_checkout(tx, call, _target(action), next_task, at=value.at)


def _start(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.start_session(tx, call, "")


def _start_again(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.start_again(tx, call, _target(action).session_id)


def _keep(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.present(tx, call)


def _snooze(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.snooze_reminder(tx, call, _target(action), read_snooze(action))


def _snooze_checkout(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.snooze_checkout(tx, call, _target(action))


def _still_working(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.still_working(tx, call, _target(action))


def _try_again(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    memory = read_try_again(action.get("value"))
    if isinstance(memory, StartMemory):
        return replace(workday.ask_start(tx, call, memory.task, memory.source_url), at=memory.at)
    return workday.ask_checkout_again(
        tx,
        call,
        session_id=memory.session_id,
        version=memory.version,
        end_at=memory.end_at,
        is_corrected=memory.is_corrected,
        next_task=memory.next_task,
    )


def _show_help(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return HelpAsked(now=call.now)


def _show_log(tx: Transaction, call: Call, action: Action, person: Person) -> Outcome:
    return workday.show_log(tx, call, "", person.timezone or UTC)


def _turn_page(tx: Transaction, call: Call, action: Action, person: Person) -> Outcome:
    return workday.show_page(tx, call, pages.decode(action.get("value")), person.timezone or UTC)


def _settings(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.ask_settings(tx, call)


def _forget(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.ask_forget(tx, call)


def _edit(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.ask_edit(tx, call, _target(action).session_id)


def _show_journal(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.show_journal(tx, call, _target(action).session_id)


def _undo(tx: Transaction, call: Call, action: Action, person: Person) -> Outcome:
    return workday.undo(tx, call, person.timezone or UTC, _target(action))


def _redo(tx: Transaction, call: Call, action: Action, person: Person) -> Outcome:
    return workday.redo(tx, call, person.timezone or UTC, _target(action))


def _cancel(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.ask_cancel(tx, call, _target(action))


def _discard(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.discard_session(tx, call, _target(action))


def _it_was_work(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.count_as_work(tx, call, _target(action))


def _back_since(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.ask_back(tx, call, _target(action))


def _finished_at_pause(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.ask_checkout_at_pause(tx, call, _target(action))


def _mute_today(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.mute_today(tx, call)


def _stopped_at(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.ask_stop(tx, call, _target(action))


def _paused_since(tx: Transaction, call: Call, action: Action, _: Person) -> Outcome:
    return workday.ask_pause(tx, call, _target(action))


def _menu(tx: Transaction, call: Call, action: Action, person: Person) -> Outcome:
    return CLICKS[read_choice(action)](tx, call, action, person)


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
    ActionId.SETTINGS: _settings,
    ActionId.FORGET: _forget,
    ActionId.MENU: _menu,
    ActionId.EDIT: _edit,
    ActionId.SHOW_JOURNAL: _show_journal,
    ActionId.UNDO: _undo,
    ActionId.REDO: _redo,
    ActionId.CANCEL: _cancel,
    ActionId.DISCARD: _discard,
    ActionId.IT_WAS_WORK: _it_was_work,
    ActionId.LOG_EARLIER: _turn_page,
    ActionId.LOG_LATER: _turn_page,
    ActionId.BACK_SINCE: _back_since,
    ActionId.FINISHED_AT_PAUSE: _finished_at_pause,
    ActionId.MUTE_TODAY: _mute_today,
    ActionId.STOPPED_AT: _stopped_at,
    ActionId.PAUSED_SINCE: _paused_since,
    ActionId.STILL_WORKING: _still_working,
    ActionId.SNOOZE_CHECKOUT: _snooze_checkout,
}
