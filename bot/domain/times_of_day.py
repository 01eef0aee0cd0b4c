"""Times of day in words, "15:00", "3pm", "noon", and the next instant at which a person's clock shows one.

Two rules where the clocks change. A time that they skip lies as far behind the gap as it was meant behind
the gap's start: 2:30, where 2:00 becomes 3:00, is 3:30. A time that comes twice is the first of the two that
still lies ahead.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.domain.phrase_errors import NotATimeOfDay, TimezoneUnknown, UntilTooFar

_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})"
    r"(?P<exact>[:.](?P<minute>\d{2})|\s?h(?:\s?(?P<minute_after_h>\d{2}))?)?"
    r"\s?(?:(?P<half>[ap])\.?m\.?)?"
)


def time_until(typed: str, now: datetime, timezone: tzinfo | None, most: timedelta) -> timedelta | None:
    """From `now` to the next such time of day, strictly later; None where the text is something else.

    Raises NotATimeOfDay, TimezoneUnknown, and UntilTooFar where that is more than `most` away.
    """
    times = times_in(typed)
    if not times:
        return None
    if timezone is None:
        raise TimezoneUnknown(typed)
    next_at = next_instant(times, now, timezone)
    if next_at - now > most:
        raise UntilTooFar(typed, next_at, most)
    return next_at - now


def times_in(typed: str) -> tuple[time, ...]:
    """The times of day that may be meant; none where the text is something else.

    Hours count to 24, as in "15:00", "9:15", "15h"; 24:00 is midnight. Only a bare hour from 1 to 12 is
    read as on a dial and may be either of two: "until 3" is the next 3 o'clock. Raises NotATimeOfDay.
    """
    words = typed.casefold()
    if words in _NAMED:
        return (_NAMED[words],)
    match = _CLOCK.fullmatch(words)
    if match is None:
        return ()
    hour, minute = int(match["hour"]), int(match["minute"] or match["minute_after_h"] or 0)
    on_dial = 1 <= hour <= 12
    if match["half"]:
        hours = [hour % 12 + (12 if match["half"] == "p" else 0)] if on_dial else []
    elif on_dial and not match["exact"]:
        hours = [hour % 12, hour % 12 + 12]
    else:
        hours = [0 if (hour, minute) == (24, 0) else hour]
    if not hours or hours[0] > 23 or minute > 59:
        raise NotATimeOfDay(typed)
    return tuple(time(hour, minute) for hour in hours)


def next_instant(times: tuple[time, ...], now: datetime, timezone: tzinfo) -> datetime:
    """When clocks in `timezone` next show one of `times`, strictly after `now`; in UTC."""
    today = now.astimezone(timezone).date()
    # Yesterday too: clocks that go back over midnight show its last hour again.
    days = [today + timedelta(days=offset) for offset in (-1, 0, 1)]
    ahead = (at for day in days for wanted in times for at in _instants(day, wanted, timezone))
    return min(at for at in ahead if at > now)


def _instants(day: date, wanted: time, timezone: tzinfo) -> Iterator[datetime]:
    first, second = (
        datetime.combine(day, wanted.replace(fold=fold), timezone).astimezone(UTC) for fold in (0, 1)
    )
    yield first
    if second > first:  # in a gap it is the other way round, and only the first is meant
        yield second
