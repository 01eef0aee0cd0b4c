"""What the buttons Earlier and Later carry: which page of the log they lead to."""

import re
from datetime import date

from bot.domain.looking_back import Page
from bot.domain.ranges import MOST_DAYS, DayRange
from bot.surface.values import MalformedValue

_DAY = r"[12]\d{3}-\d\d-\d\d"
_PAGE = re.compile(
    rf"(?P<first>{_DAY})\.\.(?P<last>{_DAY})(?: (?P<side>before|from) (?P<edge>\d{{1,7}}))?", re.ASCII
)


def encode(page: Page) -> str:
    """`2026-11-16..2026-11-20 before 40`"""
    days = f"{page.days.first}..{page.days.last}"
    if page.edge is None:
        return days
    return f"{days} {'from' if page.is_forward else 'before'} {page.edge}"


def decode(raw: object) -> Page:
    """Raises MalformedValue."""
    match = _PAGE.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        raise MalformedValue
    try:
        days = DayRange(date.fromisoformat(match["first"]), date.fromisoformat(match["last"]))
    except ValueError as error:
        raise MalformedValue from error
    if len(days) > MOST_DAYS:
        raise MalformedValue
    edge = int(match["edge"]) if match["edge"] else None
    return Page(days, edge, is_forward=match["side"] == "from")
