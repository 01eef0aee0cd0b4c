"""Starting by the app's shortcuts, from the composer and from a message."""

import pytest
from playwright.async_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.person import Person, reads

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_shortcut_beside_the_composer_opens_the_start_modal(ada: Person) -> None:
    keyboard = Keyboard(ada.page)
    await keyboard.use(ada.page.get_by_role("button", name="Shortcuts", exact=True))
    await expect(ada.page.get_by_role("menuitem", name="Start work")).to_be_focused()
    await keyboard.press("Enter")
    await expect(ada.dialog.get_by_role("textbox", name="Task")).to_be_focused()
    await keyboard.write("Report", "Enter")
    await expect(ada.dialog).to_be_hidden()
    await ada.open("workbot")
    await reads(ada.latest, "Report", "Working since 09:15")


async def test_a_message_becomes_a_task_and_the_card_leads_back_to_it(ada: Person) -> None:
    await ada.type("Answer the mail of Ben")
    await reads(ada.latest, "Answer the mail of Ben")
    await ada.latest.hover()
    await ada.press("More message actions")
    await ada.page.get_by_role("menuitem", name="Track work on this").click()
    await expect(ada.dialog.get_by_role("textbox", name="Task")).to_have_value("Answer the mail of Ben")
    await ada.dialog.get_by_role("button", name="Start", exact=True).click()
    await expect(ada.dialog).to_be_hidden()
    await ada.open("workbot")
    await reads(ada.latest, "Answer the mail of Ben", "From a message")
    await expect(ada.latest.get_by_role("link", name="From a message")).to_be_visible()
