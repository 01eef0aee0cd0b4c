"""When and how long, at the end of a typed line: `report at 9:15 for 45m`, in either order.

at TIME | since TIME | yesterday TIME | DURATION ago
for DURATION | until TIME
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from bot.domain.durations import AGO, DurationRange, find_duration
from bot.domain.times_of_day import TimeOfDay, find_time_of_day, past_instant, time_until, times_in

TRAILING = " .,;!"
_LONGEST = 12  # words; none has more: "since yesterday at ...", "1 hour and 30 minutes and 10 seconds ago"

_AGO = re.compile(r"(?P<length>.+)\sago", re.IGNORECASE)
_AT = re.compile(r"(?:(?:at|since)\s|(?=yesterday\s))(?P<time>.+)", re.IGNORECASE)
_LASTING = re.compile(r"(?P<keyword>for|until|till?)\s(?P<time>.+)", re.IGNORECASE)
_MORE_THAN_MINUTES = re.compile(r"[-−–]?\s*\d{4,}")


@dataclass(frozen=True, slots=True)
class Phrases:
    """A line taken apart. In `when` a duration counts back from now; in `length` a time of day is its end."""

    text: str
    when: timedelta | TimeOfDay | None = None
    length: timedelta | TimeOfDay | None = None

    def at(self, now: datetime, timezone: tzinfo | None) -> datetime | None:
        """Raises DurationOutOfRange, TimezoneUnknown."""
        match self.when:
            case timedelta() as ago:
                return now - AGO.check(ago)
            case TimeOfDay() as wanted:
                return past_instant(wanted, now, timezone)
            case None:
                return None

    def lasting(self, start: datetime, timezone: tzinfo | None, allowed: DurationRange) -> timedelta | None:
        """The length, counted from `start`. Raises DurationOutOfRange, UntilTooFar, TimezoneUnknown."""
        match self.length:
            case timedelta() as length:
                return allowed.check(length)
            case TimeOfDay() as end:
                return allowed.check(time_until(end, start, timezone, allowed.most))
            case None:
                return None


def split_phrases(line: str) -> Phrases:
    """Takes at most one of each kind off the end of a cleaned line. Raises NotATimeOfDay."""
    phrases = Phrases(line)
    while shorter := _without_last(phrases):
        phrases = shorter
    return phrases


def find_length(typed: str) -> timedelta | None:
    """None where the text is something else, such as a year."""
    return None if _MORE_THAN_MINUTES.fullmatch(typed) else find_duration(typed)


def _without_last(phrases: Phrases) -> Phrases | None:
    """The longest phrase first: the rest of an hour is no phrase in "1 h 30 min ago"."""
    words = phrases.text.rstrip(TRAILING).split(" ")
    for first in range(max(0, len(words) - _LONGEST), len(words)):
        phrase, text = " ".join(words[first:]), " ".join(words[:first])
        if phrases.length is None and (length := _find_lasting(phrase)) is not None:
            return replace(phrases, text=text, length=length)
        if phrases.when is None and (when := _find_when(phrase)) is not None:
            return replace(phrases, text=text, when=when)
    return None


def _find_when(phrase: str) -> timedelta | TimeOfDay | None:
    if match := _AGO.fullmatch(phrase):
        return find_length(match["length"])
    match = _AT.fullmatch(phrase)
    return find_time_of_day(match["time"]) if match else None


def _find_lasting(phrase: str) -> timedelta | TimeOfDay | None:
    match = _LASTING.fullmatch(phrase)
    if match is None:
        return None
    typed = match["time"]
    if match["keyword"].casefold() == "for":
        return find_length(typed)
    times = times_in(typed)
    return TimeOfDay(typed, times) if times else None
