"""The main job at the page: start, pause, the reminder, resume, done, KPT, summary; every figure right."""

import pytest
from playwright.async_api import expect

from tests.browser.person import Person, reads
from tests.browser.visits import Visits
from tests.browser.workplace import Workplace

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_a_day_at_work_shows_every_figure_right(ada: Person) -> None:
    await ada.type("/work start Write the quarterly report for 2h")
    await reads(ada.latest, "Write the quarterly report", "Working since 09:15 · planned until 11:15")

    await ada.advance("+30 min", "+5 min")
    await ada.press("Pause")
    await reads(ada.latest, "Paused since 09:50", "worked 35 min, not counting this break")

    await ada.advance("+30 min")
    await ada.page.get_by_role("link", name="workbot 1 unread").click()
    await reads(ada.latest, "Your break has lasted 30 min (since 09:50).", "Next reminder at 11:20.")

    await ada.advance("+5 min", "+5 min", "+5 min")
    await ada.press("Resume")
    await reads(ada.latest, "Break of 45 min ended at 10:35.")
    await expect(ada.latest.get_by_role("button")).to_have_count(1)  # only the page's own, on every message
    await expect(ada.latest.get_by_role("button", name="More message actions")).to_have_count(1)

    await ada.open("general")
    await ada.type("/work")
    await reads(ada.latest, "worked 35 min · paused 45 min in 1 break · planned until 12:00 · as of 10:35")

    await ada.advance("+30 min")
    await ada.type("/work done")
    await reads(ada.dialog, "09:15 to 11:05 · worked 1 h 05 min · paused 45 min in 1 break")
    await reads(ada.dialog, "09:50 (no reason), 45 min")
    await ada.dialog.get_by_label("Keep").fill("The hard part came first")
    await ada.dialog.get_by_label("Problem").fill("Mail at ten")
    await ada.dialog.get_by_label("Try:").fill("Mail only at eleven")
    await ada.dialog.get_by_role("button", name="Finish").click()
    await expect(ada.dialog).to_be_hidden()

    await ada.open("workbot")
    await reads(
        ada.latest,
        "Write the quarterly report · done",
        "09:15 to 11:05 · worked 1 h 05 min · paused 45 min in 1 break",
        "Keep The hard part came first",
        "Problem Mail at ten",
        "Try Mail only at eleven",
    )


async def test_one_jump_of_the_clock_brings_one_reminder_for_what_is_true_now(
    ada: Person, workplace: Workplace
) -> None:
    await ada.type("/work start Report")
    await ada.type("/work pause lunch")
    await reads(ada.latest, "Paused since 09:15")
    await ada.advance("+8 h")
    await ada.open("workbot")
    await reads(ada.latest, "Your break has lasted 8 h 00 min (lunch, since 09:15). Report is waiting.")
    await workplace.server.settled()
    await expect(ada.log.get_by_role("article")).to_have_count(1)


async def test_home_follows_live_what_happens_elsewhere(ada: Person, visits: Visits) -> None:
    at_home = await visits.another_tab(ada)
    await at_home.open_home()
    await reads(at_home.home, "Nothing running", "A work session in three steps")

    await ada.type("/work start Report")
    await reads(at_home.home, "Report", "Working since 09:15")
    await ada.advance("+30 min")
    await ada.type("/work pause coffee")
    await reads(at_home.home, "Paused since 09:45", "coffee", "worked 30 min, not counting this break")

    await at_home.home.get_by_role("button", name="Resume").click()
    await expect(at_home.home.get_by_role("button", name="Pause")).to_be_visible()
    await ada.type("/work")
    await expect(ada.latest.get_by_role("button", name="Pause")).to_be_visible()


async def test_snoozing_says_when_the_next_reminder_comes(ada: Person) -> None:
    await ada.type("/work start Report")
    await ada.type("/work pause")
    await reads(ada.latest, "Paused since 09:15")
    await ada.advance("+30 min")
    await ada.open("workbot")
    await reads(ada.latest, "Next reminder at 10:45.")
    await ada.latest.get_by_label("Snooze").click()
    await ada.page.get_by_role("option", name="15 min").click()
    await reads(ada.latest, "Next reminder at 10:00.")
