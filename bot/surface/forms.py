"""What was filled in: from the state of a submitted modal to values of the domain.

What a person can put right becomes FieldErrors, which Slack shows under the fields. What no modal of ours can
send is a MalformedValue.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from bot.domain.durations import DurationRange, read_duration
from bot.domain.errors import TooLong
from bot.domain.phrase_errors import DurationOutOfRange, NotADuration
from bot.domain.reflection import NO_REFLECTION, Reflection
from bot.domain.reminders import SNOOZES
from bot.domain.session import Checkout, Decision
from bot.domain.text import clean_line, clean_paragraph, read_reason, read_task
from bot.surface import wording
from bot.surface.blocks import View
from bot.surface.ids import ActionId, Field
from bot.surface.lines import Line, plain, shortened
from bot.surface.menu import CHOICES
from bot.surface.start import NOT_PLANNED, PRESETS, preset_value
from bot.surface.values import ButtonValue, CheckoutMemory, MalformedValue

TYPED_SHOWN = 40
REMAINING = DurationRange(timedelta(minutes=1), timedelta(hours=200))
Read = TypeVar("Read")


class FieldErrors(Exception):
    """What Slack shows under the fields: a sentence for each `block_id`."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(errors)
        self.errors = errors


@dataclass(frozen=True, slots=True)
class CheckoutForm:
    memory: CheckoutMemory
    checkout: Checkout


@dataclass(frozen=True, slots=True)
class StartForm:
    task: str
    planned: timedelta | None


class _Reader:
    """Reads the fields of one view, and collects what is to be put right."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.errors: dict[str, str] = {}

    def text(self, field: Field) -> str:
        """As typed; "" where nothing was, or where the modal has no such field."""
        return _string(self._state(field).get("value"))

    def choice(self, field: Field) -> str | None:
        """The value of the chosen option."""
        chosen = self._state(field).get("selected_option")
        return _string(_mapping(chosen).get("value")) if chosen else None

    def check(self, field: Field, read: Callable[[str], Read], otherwise: Read) -> Read:
        """What `read` makes of the text; a refusal is noted under the field."""
        try:
            return read(self.text(field))
        except TooLong as why:
            self.refuse(field, wording.too_long(why.field, why.length, why.limit))
        except NotADuration as why:
            self.refuse(field, wording.not_a_duration(shortened(clean_line(why.typed), TYPED_SHOWN)))
        except DurationOutOfRange as why:
            self.refuse(field, wording.duration_out_of_range(why.given, why.least, why.most))
        return otherwise

    def refuse(self, field: Field, why: Line) -> None:
        self.errors[field] = plain(why)

    def finish(self) -> None:
        """Raises FieldErrors if there are any."""
        if self.errors:
            raise FieldErrors(self.errors)

    def _state(self, field: Field) -> dict[str, Any]:
        values = _mapping(_mapping(self._view.get("state")).get("values"))
        return _mapping(_mapping(values.get(field)).get(field))


def read_checkout(view: View) -> CheckoutForm:
    """The submitted checkout. Raises FieldErrors, MalformedValue."""
    memory = CheckoutMemory.decode(view.get("private_metadata"))
    fields = _Reader(view)
    decision = Decision.SWITCH if memory.next_task else _decision(fields)
    reflection = _reflection(fields)
    if decision is Decision.CONTINUE and not reflection and not fields.errors:
        fields.refuse(Field.KEEP, wording.REFLECTION_NEEDED)
    checkout = Checkout(
        decision=decision,
        reflection=reflection,
        remaining=fields.check(Field.REMAINING, _remaining, None),
        continue_reason=fields.check(Field.CONTINUE_REASON, read_reason, ""),
    )
    fields.finish()
    return CheckoutForm(memory, checkout)


def _reflection(fields: _Reader) -> Reflection:
    try:
        return Reflection(
            keep=clean_paragraph(fields.text(Field.KEEP)),
            problem=clean_paragraph(fields.text(Field.PROBLEM)),
            try_=clean_paragraph(fields.text(Field.TRY)),
        )
    except TooLong as why:
        fields.refuse(Field(why.field), wording.too_long(why.field, why.length, why.limit))
        return NO_REFLECTION


def _decision(fields: _Reader) -> Decision:
    try:
        return Decision(fields.choice(Field.DECISION) or Decision.COMPLETE)
    except ValueError as error:
        raise MalformedValue from error


def _remaining(typed: str) -> timedelta | None:
    return REMAINING.check(read_duration(typed)) if clean_line(typed) else None


def read_start(view: View) -> StartForm:
    """The submitted start. Raises FieldErrors, MalformedValue."""
    fields = _Reader(view)
    task = fields.check(Field.TASK, read_task, "")
    if not task and not fields.errors:
        fields.refuse(Field.TASK, wording.TASK_NEEDED)
    fields.finish()
    return StartForm(task, _planned(fields.choice(Field.PLANNED)))


def _planned(chosen: str | None) -> timedelta | None:
    if chosen in (None, NOT_PLANNED):
        return None
    for preset in PRESETS:
        if chosen == preset_value(preset):
            return preset
    raise MalformedValue


def read_button(action: dict[str, Any]) -> ButtonValue:
    """What a clicked button, or the chosen option of a menu or select, is about. Raises MalformedValue."""
    chosen = _mapping(action.get("selected_option"))
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


def _mapping(value: object) -> dict[str, Any]:
    """Slack leaves out or sets to null what is empty. Raises MalformedValue for anything else."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise MalformedValue
    return value


def _string(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise MalformedValue
    return value
