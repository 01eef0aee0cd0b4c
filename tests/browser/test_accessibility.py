"""What a screen reader meets, and what weak eyes can read."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.looking import faint_texts
from tests.browser.person import Person, reads
from tests.browser.visits import Visits

pytestmark = pytest.mark.asyncio(loop_scope="session")

NAMELESS = re.compile(
    r"^ *- (?:button|link|textbox|combobox|radio|tab|dialog|heading|listbox)(?![^\n]*\")[^\n]*$", re.MULTILINE
)


async def nameless(page: Page) -> list[str]:
    """The controls that a screen reader could only call "button" or the like."""
    return NAMELESS.findall(await page.locator("body").aria_snapshot())


async def test_every_control_of_every_place_has_a_name(ada: Person) -> None:
    await ada.type("/work start Report")
    await ada.press("Pause")
    await reads(ada.latest, "Paused since 09:15")
    assert await nameless(ada.page) == []
    await ada.advance("+30 min")
    await ada.open("workbot")
    await reads(ada.latest, "Your break has lasted 30 min")
    assert await nameless(ada.page) == []
    await ada.open_home()
    await reads(ada.home, "Report")
    assert await nameless(ada.page) == []
    await ada.home.get_by_role("button", name="Done").click()
    await expect(ada.dialog).to_be_visible()
    assert await nameless(ada.page) == []


async def test_landmarks_and_headings_lead_through_the_page(ada: Person) -> None:
    for landmark in ("banner", "navigation", "main"):
        await expect(ada.page.get_by_role(landmark)).to_have_count(1)
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("general")
    await expect(ada.page.locator("html")).to_have_attribute("lang", "en")
    await expect(ada.page).to_have_title(re.compile("general"))


async def test_new_messages_and_notices_are_announced_politely(ada: Person) -> None:
    await expect(ada.log).to_have_attribute("aria-live", "polite")
    await ada.type("/nonsense")
    notices = ada.page.get_by_role("status", name="Notices")
    await expect(notices).to_have_attribute("aria-live", "polite")
    await reads(notices, "/nonsense")
    await notices.get_by_role("button", name="Dismiss notice").click()
    await expect(notices).to_be_empty()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_all_text_can_be_read_in_both_themes(visits: Visits, scheme: str) -> None:
    ada = await visits.begin(color_scheme=scheme)
    await ada.type("/work start Report for 2h")
    await reads(ada.latest, "Report")
    await ada.type("/work help")
    await reads(ada.latest, "Four steps")
    await ada.type("/work pause lunch")
    await reads(ada.latest, "Paused since 09:15")
    assert await faint_texts(ada.page) == []
    await ada.open_home()
    await reads(ada.home, "Report")
    assert await faint_texts(ada.page) == []
    await ada.home.get_by_role("button", name="Done").click()
    await ada.dialog.get_by_label("Continue right away").check()
    await ada.dialog.get_by_role("button", name="Finish").click()
    await reads(ada.dialog, "write at least one line")
    assert await faint_texts(ada.page) == []
