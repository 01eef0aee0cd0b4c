"""Everything can be done by keyboard alone: focus is seen, never lost, and stays in an open modal."""

import pytest
from playwright.async_api import Locator, expect

from tests.browser.keyboard import Keyboard
from tests.browser.looking import difference, picture_around
from tests.browser.person import Person, reads

CLEARLY = 30  # of 255

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def keyboard(ada: Person) -> Keyboard:
    return Keyboard(ada.page)


async def test_a_whole_day_by_keyboard_alone(ada: Person, keyboard: Keyboard) -> None:
    await keyboard.write("/work start Report", "Enter")
    await reads(ada.latest, "Working since 09:15")
    await keyboard.use(ada.latest.get_by_role("button", name="Pause"), backwards=True)
    await reads(ada.latest, "Paused since 09:15")

    await keyboard.use(ada.clock("+30 min"), backwards=True)
    await expect(ada.link("workbot 1 unread")).to_be_visible()
    await keyboard.use(ada.link("workbot"))
    await reads(ada.latest, "Your break has lasted 30 min")

    await keyboard.use(ada.latest.get_by_label("Snooze"), backwards=True)
    await keyboard.press("ArrowDown", "Enter")
    await reads(ada.latest, "Next reminder at 10:00.")
    await keyboard.use(ada.latest.get_by_role("button", name="Resume"), backwards=True)
    await reads(ada.latest, "Break of 30 min ended at 09:45.")

    await keyboard.use(ada.clock("+5 min"), backwards=True)
    await keyboard.walk_to(ada.composer)
    await keyboard.write("/work done", "Enter")
    await expect(ada.dialog).to_be_visible()
    await keyboard.write("The hard part came first")
    await keyboard.use(ada.dialog.get_by_role("button", name="Finish"))
    await expect(ada.dialog).to_be_hidden()
    await expect(ada.composer).to_be_focused()
    await reads(ada.latest, "worked 5 min", "paused 30 min in 1 break", "Keep The hard part came first")


async def test_home_and_its_tabs_by_keyboard(ada: Person, keyboard: Keyboard) -> None:
    await keyboard.use(ada.link("workbot"), backwards=True)
    await expect(ada.composer).to_be_focused()
    await keyboard.walk_to(ada.page.get_by_role("tab", name="Messages"), backwards=True)
    await keyboard.press("ArrowLeft")
    await expect(ada.page.get_by_role("tab", name="Home")).to_be_focused()
    await keyboard.use(ada.home.get_by_role("button", name="Start a session"))
    await expect(ada.dialog.get_by_label("Task")).to_be_focused()
    await keyboard.write("Report", "Enter")
    await reads(ada.home, "Report", "Working since 09:15")
    assert await keyboard.has_focus()


async def test_hints_are_chosen_with_arrow_keys_and_taken_with_tab_or_enter(
    ada: Person, keyboard: Keyboard
) -> None:
    hints = ada.page.get_by_role("listbox", name="Commands")
    for key in ("Tab", "Enter"):
        await keyboard.write("/w")
        await expect(hints.get_by_role("option", name="/work")).to_have_attribute("aria-selected", "true")
        await keyboard.press("ArrowDown", "ArrowUp", key)
        await expect(ada.composer).to_have_value("/work ")
        await expect(ada.composer).to_be_focused()
        await expect(hints).to_contain_text("pause [reason]")
        await keyboard.press("Control+a", "Delete")
        await expect(hints).to_be_hidden()


async def test_escape_puts_the_hints_away_and_keeps_what_was_typed(ada: Person, keyboard: Keyboard) -> None:
    await keyboard.write("/wo")
    await expect(ada.page.get_by_role("listbox", name="Commands")).to_be_visible()
    await keyboard.press("Escape")
    await expect(ada.page.get_by_role("listbox", name="Commands")).to_be_hidden()
    await expect(ada.composer).to_have_value("/wo")


async def test_tab_stays_in_the_modal_and_escape_leaves_the_session_as_it_was(
    ada: Person, keyboard: Keyboard
) -> None:
    await keyboard.write("/work start Report", "Enter")
    await keyboard.write("/work done", "Enter")
    await expect(ada.dialog.get_by_label("Keep")).to_be_focused()
    stops = await keyboard.round(ada.dialog)
    assert {"Keep working", "Finish", "Close"} <= stops
    await keyboard.press("Escape")
    await expect(ada.dialog).to_be_hidden()
    await expect(ada.composer).to_be_focused()
    await keyboard.write("/work", "Enter")
    await expect(ada.latest.get_by_role("button", name="Pause")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_what_has_focus_looks_different(ada: Person, keyboard: Keyboard, scheme: str) -> None:
    await ada.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    await keyboard.write("/work start Report", "Enter")
    await expect(ada.latest.get_by_role("button", name="Done")).to_be_visible()
    places: list[Locator] = [
        ada.latest.get_by_role("button", name="Pause"),
        ada.page.get_by_role("button", name="Faults"),
        ada.clock("+5 min"),
        ada.link("workbot"),
        ada.composer,
    ]
    for place in places:
        await ada.page.get_by_role("heading", level=1).focus()
        without = await picture_around(place)
        await keyboard.walk_to(place)
        assert await difference(ada.page, without, await picture_around(place)) > CLEARLY, place
