"""Times of day in words, "15:00", "3pm", "noon", and the instants at which a person's clock shows them.

Looking ahead, `until 15:00` is the next such time. Looking back, `at 9:15` is on the person's present day or
on the one before, whichever is nearer to now: it may still lie ahead, and that is for others to refuse. Of
the two times that a bare hour may mean, `at 9`, it is the last that is over. `yesterday 9:15` is on the local
day before, the last that there was; `2026-11-20 9:15` is on the day that it names.

Two rules where the clocks change. A time that they skip lies as far behind the gap as it was meant behind
the gap's start: 2:30, where 2:00 becomes 3:00, is 3:30. Of a time that comes twice, looking ahead, the first
is meant that still lies ahead; looking back, the last that is over. `2:30 UTC+1` tells which.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from datetime import timezone as fixed_offset

from bot.domain.phrase_errors import NotATimeOfDay, TimezoneUnknown, UntilTooFar

_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})"
    r"(?P<exact>[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?|\s?h(?:\s?(?P<minute_after_h>\d{2}))?)?"
    r"\s?(?:(?P<half>[ap])\.?m\.?)?"
)


def _without_names(pattern: str) -> str:
    """To stand more than once in another pattern."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


_TIME_OF_DAY = (
    r"(?:(?P<before>yesterday)\s(?:(?:at|from)\s)?|(?P<day>20\d\d-\d\d-\d\d)\s)?"
    rf"(?P<clock>{_without_names(_CLOCK.pattern)}|{'|'.join(_NAMED)})"
    r"(?:\sUTC(?P<offset>[-+−]\d{1,2}(?::[0-5]\d)?))?(?P<after>\syesterday)?"
)
TIME_OF_DAY = _without_names(_TIME_OF_DAY)


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day as typed: the times that may be meant, and the day and the offset if they were named."""

    typed: str
    times: tuple[time, ...]
    day: date | None = None
    is_yesterday: bool = False
    offset: tzinfo | None = None

    @property
    def is_on_dial(self) -> bool:
        """A bare hour, of either half of the day."""
        return len(self.times) > 1


def read_time_of_day(typed: str) -> TimeOfDay:
    """Raises NotATimeOfDay."""
    found = find_time_of_day(typed)
    if found is None:
        raise NotATimeOfDay(typed)
    return found


def find_time_of_day(typed: str) -> TimeOfDay | None:
    """None where the text is something else. Raises NotATimeOfDay for what only looks like one."""
    match = re.fullmatch(_TIME_OF_DAY, typed, re.IGNORECASE)
    if match is None:
        return None
    times = times_in(match["clock"])
    try:
        day = date.fromisoformat(match["day"]) if match["day"] else None
        offset = _offset(match["offset"]) if match["offset"] else None
    except ValueError:
        raise NotATimeOfDay(typed) from None
    return TimeOfDay(typed, times, day, bool(match["before"] or match["after"]), offset)


def times_in(typed: str) -> tuple[time, ...]:
    """The times of day that may be meant; none where the text is something else.

    Hours count to 24, as in "15:00", "9:15:30", "15h"; 24:00 is midnight. Only a bare hour from 1 to 12 is
    read as on a dial and may be either of two: "until 3" is the next 3 o'clock. Raises NotATimeOfDay.
    """
    words = typed.casefold()
    if words in _NAMED:
        return (_NAMED[words],)
    match = _CLOCK.fullmatch(words)
    if match is None:
        return ()
    hour, second = int(match["hour"]), int(match["second"] or 0)
    minute = int(match["minute"] or match["minute_after_h"] or 0)
    on_dial = 1 <= hour <= 12
    if match["half"]:
        hours = [hour % 12 + (12 if match["half"] == "p" else 0)] if on_dial else []
    elif on_dial and not match["exact"]:
        hours = [hour % 12, hour % 12 + 12]
    else:
        hours = [0 if (hour, minute, second) == (24, 0, 0) else hour]
    if not hours or hours[0] > 23 or minute > 59 or second > 59:
        raise NotATimeOfDay(typed)
    return tuple(time(hour, minute, second) for hour in hours)


def time_until(wanted: TimeOfDay, now: datetime, timezone: tzinfo | None, most: timedelta) -> timedelta:
    """From `now` to the next such time of day, strictly later.

    Raises TimezoneUnknown, and UntilTooFar where that is more than `most` away.
    """
    if timezone is None:
        raise TimezoneUnknown(wanted.typed)
    next_at = next_instant(wanted.times, now, timezone)
    if next_at - now > most:
        raise UntilTooFar(wanted.typed, next_at, most)
    return next_at - now


def next_instant(times: Sequence[time], now: datetime, timezone: tzinfo) -> datetime:
    """When clocks in `timezone` next show one of `times`, strictly after `now`; in UTC."""
    today = now.astimezone(timezone).date()
    # Yesterday too: clocks that go back over midnight show its last hour again.
    days = [today + timedelta(days=offset) for offset in (-1, 0, 1)]
    ahead = (at for day in days for wanted in times for at in instants(day, wanted, timezone))
    return min(at for at in ahead if at > now)


def past_instant(wanted: TimeOfDay, now: datetime, timezone: tzinfo | None) -> datetime:
    """When the clock showed that time, looking back from `now`; in UTC. Raises TimezoneUnknown."""
    if timezone is None:
        raise TimezoneUnknown(wanted.typed)
    return nearest(past_instants(wanted, now, timezone), now, is_on_dial=wanted.is_on_dial)


def past_instants(wanted: TimeOfDay, now: datetime, timezone: tzinfo) -> list[datetime]:
    """One for each day and each time that may be meant."""
    zone = wanted.offset or timezone
    return [
        _looking_back(day, each, now, zone) for day in _days(wanted, now, timezone) for each in wanted.times
    ]


def nearest(meant: Sequence[datetime], now: datetime, *, is_on_dial: bool) -> datetime:
    """The one nearest to now, or, of bare hours, the last that is over."""
    over = [at for at in meant if at <= now]
    if is_on_dial and over:
        return max(over)
    return min(meant, key=lambda at: abs(at - now))


def instants(day: date, wanted: time, timezone: tzinfo) -> Iterator[datetime]:
    """When clocks in `timezone` show that time on that day, once or twice, the earlier first; in UTC."""
    first, second = (
        datetime.combine(day, wanted.replace(fold=fold), timezone).astimezone(UTC) for fold in (0, 1)
    )
    yield first
    if second > first:  # in a gap it is the other way round, and only the first is meant
        yield second


def _looking_back(day: date, wanted: time, now: datetime, timezone: tzinfo) -> datetime:
    first, *again = instants(day, wanted, timezone)
    return next((at for at in again if at <= now), first)


def _days(wanted: TimeOfDay, now: datetime, timezone: tzinfo) -> tuple[date, ...]:
    if wanted.day:
        return (wanted.day,)
    today = now.astimezone(timezone).date()
    midnight = datetime.combine(today, time(), timezone).astimezone(UTC)
    # Not the date less one: Apia had no 30 December 2011.
    yesterday = (midnight - timedelta(seconds=1)).astimezone(timezone).date()
    return (yesterday,) if wanted.is_yesterday else (yesterday, today)


def _offset(typed: str) -> tzinfo:
    """Raises ValueError for a day or more."""
    hours, _, minutes = typed[1:].partition(":")
    length = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return fixed_offset(length if typed[0] == "+" else -length)
