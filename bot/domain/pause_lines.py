"""A break in one line, `12:00-12:45 lunch`: as it is typed behind a verb, and as a form shows and reads it.

[from] TIME - TIME [reason]          the hyphen may be a dash or "to", the reason may come first
since TIME [reason]
TIME - [reason]                      these two only in a form: a break that is still open
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from itertools import product

from bot.domain.accounting import Span
from bot.domain.errors import Refusal
from bot.domain.phrase_errors import NotASpan, TimezoneUnknown
from bot.domain.text import clean_line, read_reason
from bot.domain.times_of_day import (
    TIME_OF_DAY,
    TimeOfDay,
    instants,
    nearest,
    next_instant,
    past_instant,
    past_instants,
    read_time_of_day,
)

DAY = timedelta(days=1)

_DASH = r"\s?[-–—−]"
_CLOSED = (
    rf"(?:(?P<intro>from|at|since)\s)?(?P<start>{TIME_OF_DAY})"
    rf"(?:{_DASH}\s?|\s(?:to|until|till?)\s)(?P<end>{TIME_OF_DAY})[.,;:!]*"
)
_OPEN = rf"(?:since\s(?P<since>{TIME_OF_DAY})|(?P<start>{TIME_OF_DAY}){_DASH})[.,;:!]*"
_REASON_LAST = r"(?:\s(?P<reason>.*))?"
_CLOSED_FIRST = re.compile(_CLOSED + _REASON_LAST, re.IGNORECASE)
_OPEN_FIRST = re.compile(_OPEN + _REASON_LAST, re.IGNORECASE)
_CLOSED_LAST = re.compile(rf"(?P<reason>.*?)\s{_CLOSED}", re.IGNORECASE)


def find_past_pause(
    line: str, now: datetime, timezone: tzinfo | None
) -> tuple[datetime, datetime, str] | None:
    """Start, end and reason of a break in a cleaned line; None where the line is something else.

    Of the breaks that may be meant it is the one that ended nearest to now, as in `past_instant`, and where
    a bare hour leaves a choice, the shortest: 12-12:45 has 45 minutes. Two bare hours alone are no break:
    "5-10 people" is a reason. Raises NotATimeOfDay, TimezoneUnknown.
    """
    match = _CLOSED_FIRST.fullmatch(line) or _CLOSED_LAST.fullmatch(line)
    if match is None or (not match["intro"] and match["start"].isdecimal() and match["end"].isdecimal()):
        return None
    start, end = _ends(match)
    if timezone is None:
        raise TimezoneUnknown(start.typed)
    return *_past_span(start, end, now, timezone), match["reason"] or ""


def read_pause_line(typed: str, within: Span, timezone: tzinfo) -> tuple[datetime, datetime | None, str]:
    """Start, end (None: still open) and reason of a break in a session that lasted `within`.

    Times of day are the first within the session, the end the first from the start on; where it does not
    show them, the nearest to it. Quotes are characters like others; a comma may part the times from the
    reason. Raises NotASpan, NotATimeOfDay, TooLong.
    """
    line = clean_line(typed)
    if match := _CLOSED_FIRST.fullmatch(line):
        start, end = _ends(match)
    elif match := _OPEN_FIRST.fullmatch(line):
        start, end = read_time_of_day(match["since"] or match["start"]), None
    elif match := _CLOSED_LAST.fullmatch(line):
        start, end = _ends(match)
    else:
        raise NotASpan(typed)
    if start.is_yesterday:
        raise NotASpan(typed)
    start_at = _first_within(within, start, within.start, timezone)
    end_at = _first_within(within, end, start_at, timezone) if end else None
    return start_at, end_at, read_reason(match["reason"] or "")


def write_pause_line(
    start: datetime, end: datetime | None, reason: str, within: Span, timezone: tzinfo
) -> str:
    """The shortest line that `read_pause_line` reads back exactly; the reason must be cleaned.

    Seconds are written where they are not zero, a day or an offset only where the time would mean another.
    """
    starts, ends = _forms(start, timezone), _forms(end, timezone) if end else [""]
    *shorter, exact = (
        f"{start_form}-{end_form}{comma} {reason}".rstrip()
        for start_form, end_form, comma in product(starts, ends, ("", ","))
    )
    wanted = start, end, reason
    return next((line for line in shorter if _reads_as(wanted, line, within, timezone)), exact)


def _ends(match: re.Match[str]) -> tuple[TimeOfDay, TimeOfDay]:
    start, end = read_time_of_day(match["start"]), read_time_of_day(match["end"])
    return replace(start, is_yesterday=start.is_yesterday or end.is_yesterday), end


def _past_span(
    start: TimeOfDay, end: TimeOfDay, now: datetime, timezone: tzinfo
) -> tuple[datetime, datetime]:
    spans: dict[datetime, datetime] = {}
    for start_at in sorted(past_instants(start, now, timezone)):
        spans[_end_after(start_at, end, now, timezone)] = start_at
    end_at = nearest(list(spans), now, is_on_dial=end.is_on_dial)
    return spans[end_at], end_at


def _end_after(start_at: datetime, end: TimeOfDay, now: datetime, timezone: tzinfo) -> datetime:
    if end.day:
        return past_instant(end, now, timezone)
    return next_instant(end.times, start_at, end.offset or timezone)


def _first_within(within: Span, wanted: TimeOfDay, floor: datetime, timezone: tzinfo) -> datetime:
    first, last = (at.astimezone(timezone).date() for at in (within.start - DAY, within.end + DAY))
    days = [wanted.day] if wanted.day else [first + DAY * number for number in range((last - first).days + 1)]
    zone = wanted.offset or timezone
    shown = (at for day in days for each in wanted.times for at in instants(day, each, zone))
    return min(shown, key=lambda at: (_outside(within, at), at < floor, at))


def _outside(within: Span, at: datetime) -> timedelta:
    return max(within.start - at, at - within.end, timedelta())


def _forms(at: datetime, timezone: tzinfo) -> list[str]:
    """From the shortest to one that means the same anywhere."""
    local = at.astimezone(timezone)
    clock = f"{local.hour}:{local:%M:%S}".removesuffix(":00")
    dated = f"{local:%Y-%m-%d} {clock}"
    return [clock, dated, f"{dated} UTC{local.isoformat()[-6:]}"]


def _reads_as(
    wanted: tuple[datetime, datetime | None, str], line: str, within: Span, timezone: tzinfo
) -> bool:
    try:
        return read_pause_line(line, within, timezone) == wanted
    except Refusal:
        return False
