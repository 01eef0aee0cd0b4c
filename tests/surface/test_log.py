"""The log in pages: every session of the range can be reached, and none stands on two pages."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.checkout import Checkout
from bot.domain.looking_back import Page
from bot.domain.pause import Boundary
from bot.domain.ranges import DayRange
from bot.domain.session import WorkSession
from bot.surface import Message, message, pages
from bot.surface.values import MalformedValue
from tests.surface.gallery import ADA, ONE_DAY, READER, TODAY, WEEK, at, log_of


def short(number: int, task: str = "Mail") -> WorkSession:
    """One of many, a minute long, 10 minutes apart, going back from now."""
    start = at(-10 * number)
    return WorkSession(f"S{number}", ADA, task, Boundary(start)).finish(
        start + timedelta(minutes=1), Checkout()
    )


MANY = [short(number, "Answer the mail of the last three weeks " * 3) for number in range(500, 0, -1)]


def shown(log: Message) -> list[str]:
    """The entries on a page, by their ids."""
    return [block["block_id"] for block in log.blocks if block["block_id"].startswith("log_S")]


def way(log: Message, label: str) -> Page | None:
    """Where a button leads."""
    elements: list[dict[str, Any]] = log.blocks[-1]["elements"]
    values = [element["value"] for element in elements if element["text"]["text"] == label]
    return pages.decode(values[0]) if values else None


def test_five_hundred_sessions_are_reached_backwards_page_by_page() -> None:
    log = message(log_of(at(0), *MANY, days=WEEK), READER)
    found = shown(log)
    while (page := way(log, "Earlier")) and page.days == WEEK:
        log = message(log_of(at(0), *MANY, days=WEEK, page=page), READER)
        found = shown(log) + found
    assert len(found) == len(set(found))
    assert {entry.split("_")[1] for entry in found} == {session.id for session in MANY}


def test_later_leads_forwards_over_the_same_sessions() -> None:
    page: Page | None = Page(WEEK, 0, is_forward=True)
    found: list[str] = []
    while page:
        log = message(log_of(at(0), *MANY, days=WEEK, page=page), READER)
        found += shown(log)
        page = way(log, "Later")
    assert {entry.split("_")[1] for entry in found} == {session.id for session in MANY}
    assert len(found) == len(set(found))


def test_a_page_that_is_not_all_says_which_part_it_is() -> None:
    log = message(log_of(at(0), *MANY[-100:], days=ONE_DAY), READER)
    first = 1 + 55 - len(shown(log))
    assert f"Shown here: {first} to 55 of 55. The totals count all." in str(log.blocks)
    assert "55 sessions" in log.text


def test_at_the_edges_the_buttons_lead_to_the_days_beside() -> None:
    yesterday = DayRange(TODAY - timedelta(days=1), TODAY - timedelta(days=1))
    log = message(log_of(at(0), short(1)), READER)
    assert way(log, "Earlier") == Page(yesterday)
    assert way(log, "Later") is None
    log = message(log_of(at(0), days=yesterday), READER)
    assert way(log, "Later") == Page(ONE_DAY, 0, is_forward=True)


def test_a_week_names_its_days_with_their_figures() -> None:
    log = message(log_of(at(0), short(200), short(1), days=WEEK), READER)
    words = str(log.blocks)
    assert "Wednesday 18 November" in words
    assert "Today, Friday 20 November" in words
    assert log.text.startswith("16 to 20 November: worked 2 min · paused 0 s · 2 sessions")


@pytest.mark.parametrize("page", [Page(WEEK), Page(WEEK, 40), Page(ONE_DAY, 7, is_forward=True)])
def test_a_page_comes_back_from_its_button(page: Page) -> None:
    assert pages.decode(pages.encode(page)) == page


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "{}",
        "2026-11-20",
        "2026-11-20..2026-11-16",
        "2026-02-30..2026-03-01",
        "1000-01-01..2999-01-01",
        "2026-11-16..2026-11-20 before -1",
        "2026-11-16..2026-11-20 beside 1",
    ],
)
def test_what_no_button_carries_is_no_page(value: object) -> None:
    with pytest.raises(MalformedValue):
        pages.decode(value)
