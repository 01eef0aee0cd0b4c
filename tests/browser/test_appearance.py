"""How it looks: narrow windows, long and foreign words, dark and light, still for those who want it still."""

import pytest
from playwright.async_api import expect

from tests.browser.looking import brightness, longest_movement, sticking_out
from tests.browser.person import Person, reads
from tests.browser.visits import Visits

pytestmark = pytest.mark.asyncio(loop_scope="session")

PHONE = {"width": 360, "height": 740}
TASKS = {
    "one word of 150 characters": "Donaudampfschiff" * 9 + "fahrt!",
    "150 characters in words": ("A rather long name of a task with many words in it " * 3)[:150],
    "right to left": "כתיבת הדוח הרבעוני עם נספחים ותרשימים " * 3,
    "emoji": "👩🏽‍🚀" * 20,
}


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS.keys())
async def test_nothing_sticks_out_on_a_phone(visits: Visits, task: str) -> None:
    ada = await visits.begin(viewport=PHONE)
    task = task.strip()
    await ada.type(f'/work start "{task}" for 2h')
    await reads(ada.latest, task, "Working since 09:15")
    assert await sticking_out(ada.page) == []

    await ada.type("/work pause")
    await reads(ada.latest, task, "Paused since 09:15")
    await ada.type("/work done")
    await reads(ada.dialog, task)
    assert await sticking_out(ada.page) == []
    await ada.dialog.get_by_role("button", name="Finish").click()
    await expect(ada.dialog).to_be_hidden()

    await ada.page.get_by_role("button", name="Conversations").click()
    await ada.open("workbot")
    await reads(ada.latest, task, "paused 0 s in 1 break")
    assert await sticking_out(ada.page) == []
    await ada.page.get_by_role("tab", name="Home").click()
    await reads(ada.home, task)
    assert await sticking_out(ada.page) == []


async def test_the_theme_is_the_systems_until_the_person_chooses_one(visits: Visits) -> None:
    ada = await visits.begin(color_scheme="dark")
    assert await brightness(ada.page) < 0.2
    await ada.page.get_by_role("button", name="Light theme").click()
    assert await brightness(ada.page) > 0.9
    await ada.page.reload()
    await expect(ada.page.get_by_role("button", name="Dark theme")).to_be_visible()
    assert await brightness(ada.page) > 0.9
    await ada.page.get_by_role("button", name="Dark theme").click()
    assert await brightness(ada.page) < 0.2


async def test_the_theme_follows_a_system_that_changes(ada: Person) -> None:
    assert await brightness(ada.page) > 0.9
    await ada.page.emulate_media(color_scheme="dark")
    await expect(ada.page.get_by_role("button", name="Light theme")).to_be_visible()
    assert await brightness(ada.page) < 0.2


async def test_nothing_moves_for_those_who_want_it_still(visits: Visits) -> None:
    for preference, at_least, at_most in (("no-preference", 50, 1000), ("reduce", 0, 1)):
        ada = await visits.begin(viewport=PHONE, reduced_motion=preference)
        await ada.type("/work start")
        await expect(ada.dialog).to_be_visible()
        assert at_least <= await longest_movement(ada.page) <= at_most
        await ada.dialog.get_by_role("button", name="Cancel").click()
        await expect(ada.dialog).to_be_hidden()
