"""Several tabs, several people, the back button, and a server that goes away."""

import pytest
from playwright.async_api import expect

from tests.browser.person import Person, reads
from tests.browser.visits import Visits
from tests.browser.workplace import Workplace

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_two_tabs_show_the_same_live(ada: Person, visits: Visits) -> None:
    other = await visits.another_tab(ada)
    await ada.type("/work start Report")
    await reads(other.latest, "Report", "Working since 09:15")
    await other.press("Pause")
    await reads(ada.latest, "Paused since 09:15")
    await ada.type("/work done")
    await expect(other.dialog).to_be_visible()
    await other.dialog.get_by_role("button", name="Keep working").click()
    await expect(ada.dialog).to_be_hidden()


async def test_two_people_work_side_by_side_and_see_only_their_own(ada: Person, visits: Visits) -> None:
    ben = await visits.begin()
    await ben.become("Ben Okafor")
    await ada.type("/work start Report")
    await reads(ada.latest, "Report")
    await ben.type("/work start Mail")
    await reads(ben.latest, "Mail", "Working since 03:15")
    await expect(ben.log).not_to_contain_text("Report")
    await expect(ada.log).not_to_contain_text("Mail")

    await ada.press("Pause")
    await reads(ada.latest, "Paused since 09:15")
    await ben.type("/work")
    await expect(ben.latest.get_by_role("button", name="Pause")).to_be_visible()


async def test_one_tab_becomes_another_person_and_back(ada: Person) -> None:
    await ada.type("/work start Report")
    await reads(ada.latest, "Report")
    await ada.become("Ben Okafor")
    await expect(ada.log.get_by_role("article")).to_have_count(0)
    await ada.become("Ada Ito")
    await reads(ada.latest, "Report")


async def test_what_was_seen_is_not_counted_as_unread(ada: Person, workplace: Workplace) -> None:
    await ada.type("/work start Report")
    await reads(ada.latest, "Report")
    for number in range(100):  # all within one second of the playground's clock
        await workplace.server.actions.message("U0ADA", "C0GENERAL", f"message {number}")
    await reads(ada.latest, "message 99")
    await ada.open_home()
    await reads(ada.home, "Report")
    await expect(ada.link("general")).to_have_accessible_name("general")


async def test_back_leads_through_the_places_that_were_open(ada: Person) -> None:
    await ada.composer.fill("half a thought")
    await ada.open_home()
    await ada.page.go_back()
    await expect(ada.page.get_by_role("tab", name="Messages", selected=True)).to_be_visible()
    await ada.page.go_back()
    await expect(ada.page.get_by_role("heading", level=1, name="general")).to_be_visible()
    await expect(ada.composer).to_have_value("half a thought")
    await ada.page.go_forward()
    await expect(ada.page.get_by_role("heading", level=1, name="workbot")).to_be_visible()


async def test_the_page_says_when_the_server_is_away_and_recovers_with_the_record(
    ada: Person, workplace: Workplace
) -> None:
    await ada.type("/work start Report")
    await reads(ada.latest, "Report")
    await workplace.switch_off()
    await expect(ada.page.get_by_text("Reconnecting…")).to_be_visible()
    await ada.type("/work pause")
    await expect(ada.composer).to_have_value("/work pause")

    await workplace.switch_on()
    await expect(ada.page.get_by_text("Reconnecting…")).to_be_hidden()
    await ada.composer.press("Enter")
    await reads(ada.latest, "Report", "Paused since 09:15")
