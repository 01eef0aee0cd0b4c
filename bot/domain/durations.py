"""Lengths of time in words: "45m", "1h30", "1:30", "half an hour".

The same grammar serves commands, modals and settings; only the unit of a bare number differs.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.phrase_errors import DurationOutOfRange, NotADuration
from bot.domain.session import PLANNED_LEAST, PLANNED_MOST
from bot.domain.text import clean_line

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DurationRange:
    """What a duration may be, both ends included."""

    least: timedelta
    most: timedelta

    def check(self, given: timedelta) -> timedelta:
        """The same duration. Raises DurationOutOfRange."""
        if not self.least <= given <= self.most:
            raise DurationOutOfRange(given, self.least, self.most)
        return given


PLANNED = DurationRange(PLANNED_LEAST, PLANNED_MOST)
ANNOUNCED_PAUSE = DurationRange(SECOND, 24 * HOUR)
AGO = DurationRange(SECOND, 48 * HOUR)

# Longer than anybody means, and timedelta bears it: what is longer is cut to it.
_LONGEST = 10_000 * HOUR

_NUMBER = r"\d+(?:[.,]\d{1,2})?|[.,]\d{1,2}"
_ONE = r"(?:an?|one)(?=\s)"  # never of seconds: nobody means "for a sec" by the clock
_AND = r"(?:(?:,|\s+and)(?=\s))?"
_HOURS = rf"(?P<hours>{_NUMBER}|{_ONE})\s*h(?:(?:ou)?rs?)?{_AND}"
_MINUTES = rf"(?P<minutes>{_NUMBER}|{_ONE})\s*m(?:in(?:ute)?s?)?{_AND}"
_SECONDS = rf"(?P<seconds>{_NUMBER})\s*s(?:ec(?:ond)?s?)?"
_FORMS = [
    re.compile(rf"(?P<minus>[-−–]?)\s*{form}")
    for form in (
        r"(?P<bare>\d+)",
        r"(?P<hours>\d+):(?P<minutes>[0-5]\d)(?:\s*h)?",
        rf"{_HOURS}\s*(?P<minutes>\d{{1,2}})",
        rf"(?!$)(?:{_HOURS})?\s*(?:{_MINUTES})?\s*(?:{_SECONDS})?",
    )
]
_FIXED = {
    "quarter of an hour": 15 * MINUTE,
    "a quarter of an hour": 15 * MINUTE,
    "half hour": 30 * MINUTE,
    "half an hour": 30 * MINUTE,
    "a half hour": 30 * MINUTE,
    "an hour and a half": 90 * MINUTE,
    "one hour and a half": 90 * MINUTE,
}


def read_duration(typed: str, bare_unit: timedelta = MINUTE) -> timedelta:
    """Whole seconds, maybe zero or negative, cut to 10,000 hours; a bare number counts `bare_unit`s.

    Raises NotADuration.
    """
    duration = find_duration(typed, bare_unit)
    if duration is None:
        raise NotADuration(typed)
    return duration


def read_planned(typed: str) -> timedelta:
    """A planned length, 5 to 480 minutes, from a modal. Raises NotADuration, DurationOutOfRange."""
    return PLANNED.check(read_duration(typed))


def find_duration(typed: str, bare_unit: timedelta = MINUTE) -> timedelta | None:
    """Like `read_duration`, but None where the text is something else."""
    words = clean_line(typed).casefold()
    if words in _FIXED:
        return _FIXED[words]
    for form in _FORMS:
        if match := form.fullmatch(words):
            return _total(match.groupdict(), bare_unit)
    return None


def _total(parts: dict[str, str | None], bare_unit: timedelta) -> timedelta:
    units = {"bare": bare_unit, "hours": HOUR, "minutes": MINUTE, "seconds": SECOND}
    seconds = sum(_number(parts.get(name)) * unit.total_seconds() for name, unit in units.items())
    length = timedelta(seconds=round(min(seconds, _LONGEST.total_seconds())))
    return -length if parts["minus"] else length


def _number(typed: str | None) -> float:
    """A float, because it takes any number of digits without an error."""
    if not typed:
        return 0
    return 1 if typed in {"a", "an", "one"} else float(typed.replace(",", "."))
