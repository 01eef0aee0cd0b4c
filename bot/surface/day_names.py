"""Ranges of days by name, as one reader calls them."""

from datetime import date

from bot.domain.ranges import DayRange
from bot.surface import wording
from bot.surface.times import Times


def range_name(days: DayRange, times: Times) -> str:
    """`Today, Friday 20 November`, `16 to 20 November`, `30 November to 6 December`, `1 to 31 May 2025`."""
    this_year = times.now.astimezone(times.timezone).year
    year = "" if days.first.year == days.last.year == this_year else f" {days.last.year}"
    if len(days) == 1:
        return times.day_name(days.first) + year
    last = f"{_day(days.last)}{year}"
    if days.first.year != days.last.year:
        return wording.range_of_days(f"{_day(days.first)} {days.first.year}", last)
    is_same_month = days.first.month == days.last.month
    return wording.range_of_days(str(days.first.day) if is_same_month else _day(days.first), last)


def short_day(day: date) -> str:
    """`Fri 20`, for the axis of a chart."""
    return f"{day:%a} {day.day}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"


def month_name(day: date) -> str:
    """`Nov 2026`, likewise."""
    return f"{day:%b %Y}"
