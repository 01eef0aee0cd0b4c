"""An instant that is over, in a field of its own: `13:05`, `10m ago`, `yesterday 17:40`."""

from datetime import datetime, tzinfo

from bot.domain.phrase_errors import NotATimeOfDay
from bot.domain.text import clean_line
from bot.domain.time_phrases import split_phrases


def read_past_instant(typed: str, now: datetime, timezone: tzinfo | None) -> datetime:
    """Raises NotATimeOfDay, DurationOutOfRange, TimezoneUnknown."""
    said = split_phrases(f"at {clean_line(typed)}")
    at = said.at(now, timezone)
    if at is None or said.text not in ("", "at") or said.length is not None:
        raise NotATimeOfDay(typed)
    return at
