"""The fields of a view as they come back from Slack, and what is to be put right in them."""

import re
from collections.abc import Callable, Collection
from datetime import datetime, time
from typing import Any, TypeVar

from bot.domain.errors import TooLong
from bot.domain.phrase_errors import DurationOutOfRange, NotADuration
from bot.domain.text import clean_line
from bot.surface import wording
from bot.surface.blocks import View
from bot.surface.lines import Line, plain, shortened
from bot.surface.values import MalformedValue, read_instant

TYPED_SHOWN = 40
# As Slack's pickers send it. `time.fromisoformat` takes much more, "09:00\0" too.
_TIME = re.compile(r"(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])")
Read = TypeVar("Read")


class FieldErrors(Exception):
    """What Slack shows under the fields: a sentence for each `block_id`."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(errors)
        self.errors = errors


class Reader:
    """Reads the fields of one view, and collects what is to be put right, by field."""

    def __init__(self, view: View, block_id: Callable[[str], str] = str) -> None:
        """`block_id` is that of a field's block, where it is not the field's own name."""
        self._view = view
        self._block_id = block_id
        self.wrong: dict[str, Line] = {}

    def text(self, field: str) -> str:
        """As typed; "" where nothing was, or where the modal has no such field."""
        return string(self._state(field).get("value"))

    def choice(self, field: str) -> str | None:
        """The value of the chosen option."""
        chosen = self._state(field).get("selected_option")
        return string(mapping(chosen).get("value")) if chosen else None

    def choices(self, field: str, allowed: Collection[str]) -> frozenset[str]:
        """The values of the ticked options. Raises MalformedValue for one that is not `allowed`."""
        ticked = self._state(field).get("selected_options") or []
        if not isinstance(ticked, list):
            raise MalformedValue
        chosen = frozenset(string(mapping(option).get("value")) for option in ticked)
        if not chosen <= set(allowed):
            raise MalformedValue
        return chosen

    def time_of_day(self, field: str) -> time | None:
        """The picked time, to the minute."""
        picked = string(self._state(field).get("selected_time"))
        if not picked:
            return None
        match = _TIME.fullmatch(picked)
        if match is None:
            raise MalformedValue
        return time(int(match["hour"]), int(match["minute"]))

    def instant(self, field: str) -> datetime | None:
        """The picked instant, to the minute."""
        picked = self._state(field).get("selected_date_time")
        return None if picked is None else read_instant(picked)

    def check(self, field: str, read: Callable[[str], Read], otherwise: Read) -> Read:
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

    def refuse(self, field: str, why: Line) -> None:
        self.wrong[field] = why

    def finish(self) -> None:
        """Raises FieldErrors if there are any."""
        if self.wrong:
            raise FieldErrors({self._block_id(field): plain(why) for field, why in self.wrong.items()})

    def _state(self, field: str) -> dict[str, Any]:
        values = mapping(mapping(self._view.get("state")).get("values"))
        return mapping(mapping(values.get(self._block_id(field))).get(field))


def mapping(value: object) -> dict[str, Any]:
    """Slack leaves out or sets to null what is empty. Raises MalformedValue for anything else."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise MalformedValue
    return value


def string(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise MalformedValue
    return value
