"""What was filled in: from the state of a submitted modal to values of the domain.

What a person can put right becomes FieldErrors, which Slack shows under the fields. What no modal of ours can
send is a MalformedValue.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.checkout import Checkout, Decision
from bot.domain.durations import PLANNED, DurationRange, read_duration
from bot.domain.errors import TooLong
from bot.domain.outcomes import NextTask
from bot.domain.phrase_errors import DurationOutOfRange
from bot.domain.reflection import NO_REFLECTION, Reflection
from bot.domain.reminders import SNOOZES
from bot.domain.text import clean_line, clean_paragraph, read_project, read_reason, read_task
from bot.surface import wording
from bot.surface.blocks import View
from bot.surface.fields import FieldErrors as FieldErrors
from bot.surface.fields import Reader, mapping
from bot.surface.ids import ActionId, Field
from bot.surface.menu import CHOICES
from bot.surface.start import NO_PROJECT, NOT_PLANNED
from bot.surface.values import ButtonValue, CheckoutMemory, MalformedValue, StartMemory

REMAINING = DurationRange(timedelta(minutes=1), timedelta(hours=200))


@dataclass(frozen=True, slots=True)
class CheckoutForm:
    memory: CheckoutMemory
    checkout: Checkout


@dataclass(frozen=True, slots=True)
class StartForm:
    what: NextTask
    at: datetime | None = None


def read_checkout(view: View) -> CheckoutForm:
    """The submitted checkout. Raises FieldErrors, MalformedValue."""
    memory = CheckoutMemory.decode(view.get("private_metadata"))
    fields = Reader(view)
    decision = Decision.SWITCH if memory.next_task else _decision(fields)
    reflection = read_reflection(fields)
    if decision is Decision.CONTINUE and not reflection and not fields.wrong:
        fields.refuse(Field.KEEP, wording.REFLECTION_NEEDED)
    checkout = Checkout(
        decision=decision,
        reflection=reflection,
        remaining=fields.check(Field.REMAINING, _remaining, None),
        continue_reason=fields.check(Field.CONTINUE_REASON, read_reason, ""),
    )
    fields.finish()
    return CheckoutForm(memory, checkout)


def read_reflection(fields: Reader) -> Reflection:
    """Keep, Problem and Try; what is too long is noted under its field."""
    try:
        return Reflection(
            keep=clean_paragraph(fields.text(Field.KEEP)),
            problem=clean_paragraph(fields.text(Field.PROBLEM)),
            try_=clean_paragraph(fields.text(Field.TRY)),
        )
    except TooLong as why:
        fields.refuse(Field(why.field), wording.too_long(why.field, why.length, why.limit))
        return NO_REFLECTION


def _decision(fields: Reader) -> Decision:
    try:
        return Decision(fields.choice(Field.DECISION) or Decision.COMPLETE)
    except ValueError as error:
        raise MalformedValue from error


def _remaining(typed: str) -> timedelta | None:
    return REMAINING.check(read_duration(typed)) if clean_line(typed) else None


def read_start(view: View) -> StartForm:
    """The submitted start. Raises FieldErrors, MalformedValue."""
    memory = StartMemory.decode(view.get("private_metadata") or "{}")
    fields = Reader(view)
    typed = fields.check(Field.TASK, read_task, "")
    picked = _picked(fields.choice(Field.RECENT) or "", read_task)
    project = _project(fields)
    if typed and picked:
        fields.refuse(Field.RECENT, wording.TASK_OR_RECENT)
    elif not (typed or picked or fields.wrong):
        fields.refuse(Field.TASK, wording.TASK_NEEDED)
    fields.finish()
    planned = _planned(fields.choice(Field.PLANNED))
    what = NextTask(task=typed or picked, planned=planned, project=project, source_url=memory.source_url)
    return StartForm(what, memory.at)


def _project(fields: Reader) -> str:
    """What was typed, else what was picked: one is picked from the beginning, to be overruled."""
    picked = (fields.choice(Field.KNOWN_PROJECT) or NO_PROJECT).removeprefix(NO_PROJECT)
    return fields.check(Field.PROJECT, read_project, "") or _picked(picked, read_project)


def _picked(chosen: str, read: Callable[[str], str]) -> str:
    try:
        kept = read(chosen)
    except TooLong as error:
        raise MalformedValue from error
    if kept != chosen:
        raise MalformedValue
    return kept


def _planned(chosen: str | None) -> timedelta | None:
    if chosen is None or chosen == NOT_PLANNED:
        return None
    try:
        return PLANNED.check(timedelta(minutes=int(chosen)))
    except (ValueError, OverflowError, DurationOutOfRange) as error:
        raise MalformedValue from error


def read_button(action: dict[str, Any]) -> ButtonValue:
    """What a clicked button, or the chosen option of a menu or select, is about. Raises MalformedValue."""
    chosen = mapping(action.get("selected_option"))
    return ButtonValue.decode(chosen.get("value") if chosen else action.get("value"))


def read_choice(action: dict[str, Any]) -> ActionId:
    """The action that was chosen from a menu. Raises MalformedValue."""
    choice = read_button(action).choice
    if choice not in CHOICES:
        raise MalformedValue
    return ActionId(choice)


def read_snooze(action: dict[str, Any]) -> timedelta:
    """The length that was chosen. Raises MalformedValue."""
    length = read_button(action).snooze
    if length not in SNOOZES:
        raise MalformedValue
    return length
