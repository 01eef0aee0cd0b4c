"""The days before and after a range: of a week the weeks beside it, of a month the months."""

from datetime import date, timedelta

from bot.domain.ranges import MONDAY, DayRange

_DAY = timedelta(days=1)
_WEEK = 7


def earlier(days: DayRange, today: date) -> DayRange:
    """As many days as these, directly before them; a week or month that is not over counts as whole."""
    end = days.first - _DAY
    if _is_month(days, today):
        return DayRange(end.replace(day=1), end)
    return DayRange(days.first - _length(days, today) * _DAY, end)


def later(days: DayRange, today: date) -> DayRange | None:
    """The same the other way, cut to days that have begun; None where none has."""
    if days.last >= today:
        return None
    first = days.last + _DAY
    last = _end_of_month(first) if _is_month(days, today) else days.last + len(days) * _DAY
    return DayRange(first, min(last, today))


def _is_month(days: DayRange, today: date) -> bool:
    """All of it, or what has come of the present one; its first day alone is a day."""
    is_whole = days.last in (_end_of_month(days.first), today)
    return days.first.day == 1 and is_whole and len(days) > 1 and days.last <= _end_of_month(days.first)


def _length(days: DayRange, today: date) -> int:
    is_this_week = days.first.weekday() == MONDAY and days.last == today and 1 < len(days) < _WEEK
    return _WEEK if is_this_week else len(days)


def _end_of_month(day: date) -> date:
    return (day.replace(day=1) + 31 * _DAY).replace(day=1) - _DAY
