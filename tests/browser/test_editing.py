"""The edit modal at the page: what would follow is seen before saving, an error stands at its field."""

import re

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from tests.browser.person import Person, reads

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def edit(ada: Person) -> Locator:
    """The modal of somebody who works since 09:15, with coffee from 09:45 to 09:50; it is 10:20."""
    await ada.type("/work start Report")
    await reads(ada.latest, "Working since 09:15")
    await ada.advance("+30 min")
    await ada.type("/work pause coffee")
    await reads(ada.latest, "Paused since 09:45")
    await ada.advance("+5 min")
    await ada.type("/work resume")
    await reads(ada.latest, "paused 5 min in 1 break")
    await ada.advance("+30 min")
    await ada.type("/work edit")
    await reads(ada.dialog, "Edit session", "worked 1 h 00 min")
    return ada.dialog


async def test_a_moved_start_is_previewed_saved_and_marked(ada: Person, edit: Locator) -> None:
    start = edit.get_by_label("Start")
    await expect(start).to_have_value("2026-03-04T09:15")
    await start.fill("2026-03-04T09:00")
    await start.press("Tab")
    await reads(edit, "worked 1 h 00 min → 1 h 15 min")
    await edit.get_by_role("button", name="Save").click()
    await reads(ada.dialog, "worked 1 h 00 min → 1 h 15 min")
    await ada.dialog.get_by_role("button", name="Close").last.click()
    await expect(ada.dialog).to_be_hidden()
    await ada.type("/work")
    await reads(ada.latest, "Working since 09:00 ✎", "worked 1 h 15 min")
    await ada.press("More actions")
    await ada.page.get_by_role("menuitem", name="✎ Edited").click()
    await reads(ada.dialog, "edited", "Start: 09:15 → 09:00 ✎")


async def test_a_break_is_added_and_another_removed(ada: Person, edit: Locator) -> None:
    await expect(edit.get_by_label("Break 1")).to_have_value("9:45-9:50 coffee")
    await edit.get_by_label("Break 1").fill("")
    await edit.get_by_label("Add a break").fill("10:00-10:10 mail <b>")
    await edit.get_by_label("Add a break").press("Enter")
    await reads(edit, "worked 1 h 00 min → 55 min")
    await edit.get_by_role("button", name="Save").click()
    await reads(ada.dialog, "mail <b>")
    await ada.dialog.get_by_role("button", name="Close").last.click()
    await expect(ada.dialog).to_be_hidden()
    await ada.type("/work")
    await reads(ada.latest, "worked 55 min · paused 10 min in 1 break")


async def test_an_error_stands_at_its_field_and_loses_nothing(edit: Locator) -> None:
    await edit.get_by_label("Task").fill("Quarterly report")
    added = edit.get_by_label("Add a break")
    await added.fill("brunch")
    await edit.get_by_role("button", name="Save").click()
    await expect(added).to_have_attribute("aria-invalid", "true")
    await expect(added).to_be_focused()
    await expect(added).to_have_accessible_description(re.compile("12:00-12:45"))
    await expect(edit.get_by_label("Task")).to_have_value("Quarterly report")
    await expect(edit.get_by_label("Break 1")).not_to_have_attribute("aria-invalid", "true")
