"""The KPT modal: its errors, what it keeps, and what it does when the world moves on under it."""

import re

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from tests.browser.person import Person, reads
from tests.browser.workplace import Workplace

ADA = "U0ADA"

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def checkout(ada: Person) -> Locator:
    """The modal of somebody who worked for half an hour."""
    await ada.type("/work start Report")
    await reads(ada.latest, "Working since 09:15")
    await ada.advance("+30 min")
    await ada.type("/work done")
    await expect(ada.dialog).to_be_visible()
    return ada.dialog


async def test_continue_without_kpt_is_an_error_at_keep_that_is_told(ada: Person, checkout: Locator) -> None:
    keep = checkout.get_by_label("Keep")
    await checkout.get_by_label("Still to do").fill("1h30")
    await checkout.get_by_label("Continue right away").check()
    await checkout.get_by_role("button", name="Finish").click()

    await expect(keep).to_have_attribute("aria-invalid", "true")
    await expect(keep).to_have_accessible_description(re.compile("write at least one line"))
    await expect(keep).to_be_focused()
    await expect(checkout.get_by_label("Still to do")).to_have_value("1h30")
    await expect(checkout.get_by_label("Continue right away")).to_be_checked()

    await ada.page.keyboard.type("Almost there")
    await expect(keep).not_to_have_attribute("aria-invalid", "true")
    await checkout.get_by_role("button", name="Finish").click()
    await expect(checkout).to_be_hidden()
    await ada.type("/work")
    await reads(ada.latest, "Report", "Working since 09:45")


async def test_what_is_too_long_or_not_a_length_of_time_is_told_at_its_field(checkout: Locator) -> None:
    await checkout.get_by_label("Problem").fill("x" * 501)
    await expect(checkout.get_by_text("1 too many")).to_be_visible()
    await checkout.get_by_role("button", name="Finish").click()
    await expect(checkout.get_by_label("Problem")).to_have_attribute("aria-invalid", "true")

    await checkout.get_by_label("Problem").fill("Mail")
    await checkout.get_by_label("Still to do").fill("a while")
    await checkout.get_by_role("button", name="Finish").click()
    await expect(checkout.get_by_label("Still to do")).to_have_accessible_description(re.compile("45m"))
    await expect(checkout.get_by_label("Problem")).to_have_value("Mail")


async def test_a_session_that_changed_meanwhile_is_shown_afresh_and_what_was_typed_stays(
    checkout: Locator, workplace: Workplace
) -> None:
    await checkout.get_by_label("Keep").fill("Short notes")
    await workplace.server.actions.command(ADA, "C0GENERAL", "/work pause")  # on her phone

    await checkout.get_by_role("button", name="Finish").click()
    await reads(checkout, "This session changed in the meantime.")
    await expect(checkout.get_by_label("Keep")).to_have_value("Short notes")
    await checkout.get_by_role("button", name="Finish").click()
    await expect(checkout).to_be_hidden()


async def test_a_modal_is_still_there_after_a_reload(ada: Person, checkout: Locator) -> None:
    await ada.page.reload()
    await expect(checkout).to_be_visible()
    await expect(checkout.get_by_label("Keep")).to_be_focused()
    await checkout.get_by_label("Keep").fill("Short notes")
    await checkout.get_by_role("button", name="Finish").click()
    await expect(checkout).to_be_hidden()
    await ada.open("workbot")
    await reads(ada.latest, "09:15 to 09:45 · worked 30 min", "Keep Short notes")


async def test_closing_the_modal_leaves_the_session_as_it_was(ada: Person, checkout: Locator) -> None:
    await checkout.get_by_role("button", name="Keep working").click()
    await expect(checkout).to_be_hidden()
    await ada.advance("+5 min")
    await ada.type("/work")
    await reads(ada.latest, "Working since 09:15 · worked 35 min")
