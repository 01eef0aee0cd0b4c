"""Dates and times of day as pickers write them."""

from datetime import date, time
from typing import Any
from zoneinfo import available_timezones

from bot.playground.rules.check import Place


def is_date(value: Any) -> bool:
    """YYYY-MM-DD."""
    try:
        return isinstance(value, str) and len(value) == len("2026-01-31") and bool(date.fromisoformat(value))
    except ValueError:
        return False


def is_time(value: Any) -> bool:
    """HH:mm on the 24-hour clock."""
    try:
        return isinstance(value, str) and len(value) == len("23:59") and time.fromisoformat(value) is not None
    except ValueError:
        return False


def calendar_date(value: Any, place: Place) -> None:
    if not is_date(value):
        place.complain("must provide a date formatted as YYYY-MM-DD")


def clock_time(value: Any, place: Place) -> None:
    if not is_time(value):
        place.complain("must provide a time formatted as HH:mm")


def timezone(value: Any, place: Place) -> None:
    if value not in available_timezones():
        place.complain("must provide a valid timezone")
