"""The names of timezones: those of the IANA time zone database, as Slack tells them and people type them."""

from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.preference_errors import NoSuchTimezone
from bot.domain.text import clean_line


def find_timezone(name: object) -> ZoneInfo | None:
    """None for what is no name, or one that this machine does not know."""
    return _find(name) if isinstance(name, str) and name else None


@lru_cache(maxsize=1024)
def _find(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def read_timezone(typed: str) -> str | None:
    """The name as it is written in the database, however its letters were typed; None where nothing was.

    Raises NoSuchTimezone.
    """
    words = clean_line(typed)
    if not words:
        return None
    name = _names().get(words.replace(" ", "_").casefold())
    if name is None or find_timezone(name) is None:
        raise NoSuchTimezone(typed)
    return name


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}
