"""What people type is shown as they typed it, wherever it comes back, and never becomes part of the page."""

import pytest
from playwright.async_api import expect

from tests.browser.person import Person, reads

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEXTS = {
    "markup": '<img src=x onerror=alert(1)><script>alert("2")</script>',
    "mentions": "<!channel> <@U0BEN> &amp; @here",
    "styling": "*bold* _slanted_ ~struck~ `code` :tada:",
    "a link": "<javascript:alert(1)|press me> [press](javascript:alert(2))",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
async def test_typed_text_comes_back_as_it_was_typed(ada: Person, text: str) -> None:
    # `visits` finds any script that ran: it would have said something, or the page's policy would.
    await ada.type(f"/work start {text}")
    await reads(ada.latest, text, "Working since 09:15")
    await ada.type(f"/work pause {text}")
    await reads(ada.latest, "Paused since 09:15", text)
    await ada.type("/work done")
    await reads(ada.dialog, text)
    await ada.dialog.get_by_label("Keep").fill(text)
    await ada.dialog.get_by_role("button", name="Finish").click()
    await expect(ada.dialog).to_be_hidden()
    await ada.type("/work log")
    await reads(ada.latest, text)
    await ada.open("workbot")
    await reads(ada.latest, f"{text} · done", f"Keep {text}")
    await ada.open_home()
    await reads(ada.home, text)
    await expect(ada.page.locator("main img, main script")).to_have_count(0)
    await expect(ada.page.get_by_role("link", name="press")).to_have_count(0)


async def test_a_message_with_markup_is_shown_as_it_was_typed(ada: Person) -> None:
    await ada.type(TEXTS["markup"])
    await reads(ada.latest, TEXTS["markup"])
    await expect(ada.page.locator("main img, main script")).to_have_count(0)
