"""Fingers that press twice, or too long, where one press was meant: it counts once."""

import asyncio

import pytest
from playwright.async_api import Locator, Route, expect

from tests.browser.person import Person, reads
from tests.browser.workplace import Workplace

BETWEEN = [0, 60, 120, 250]  # milliseconds between the two clicks of a finger

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def double_click(button: Locator, between: int) -> None:
    """Two clicks of one finger, wherever the second one falls by then."""
    box = await button.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await button.page.mouse.click(x, y, click_count=2, delay=between / 2)


async def hold(person: Person, key: str) -> None:
    """Press a key and leave it down, as long as it takes to be repeated."""
    for _ in range(5):
        await person.page.keyboard.down(key)


@pytest.mark.parametrize("between", BETWEEN)
async def test_a_double_click_on_pause_or_resume_changes_the_state_once(ada: Person, between: int) -> None:
    await ada.type("/work start Report")
    await double_click(ada.latest.get_by_role("button", name="Pause"), between)
    await reads(ada.latest, "Paused since 09:15")
    await ada.advance("+5 min")
    await double_click(ada.latest.get_by_role("button", name="Resume"), between)
    await reads(ada.latest, "Working since 09:15", "paused 5 min in 1 break")
    await ada.type("/work")
    await reads(ada.latest, "worked 0 s · paused 5 min in 1 break")


@pytest.mark.parametrize("between", BETWEEN)
async def test_a_double_click_on_home_changes_the_state_once(ada: Person, between: int) -> None:
    await ada.type("/work start Report")
    await ada.open_home()
    await double_click(ada.home.get_by_role("button", name="Pause"), between)
    await reads(ada.home, "Paused since 09:15")
    await ada.advance("+5 min")
    await double_click(ada.home.get_by_role("button", name="Resume"), between)
    await reads(ada.home, "Working since 09:15", "paused 5 min in 1 break")


@pytest.mark.parametrize("between", BETWEEN)
async def test_a_double_click_on_done_opens_one_modal_and_presses_nothing_in_it(
    ada: Person, between: int
) -> None:
    await ada.type("/work start Report")
    await double_click(ada.latest.get_by_role("button", name="Done"), between)
    await expect(ada.dialog).to_be_visible()
    await ada.dialog.get_by_role("button", name="Keep working").click()
    await expect(ada.dialog).to_be_hidden()
    await ada.type("/work")
    await reads(ada.latest, "Working since 09:15")


@pytest.mark.parametrize("between", BETWEEN)
async def test_a_double_click_on_finish_submits_once(ada: Person, between: int) -> None:
    submitted: list[str] = []
    ada.page.on("request", lambda one: submitted.append(one.url) if "/submit" in one.url else None)
    await ada.type("/work start Report")
    await ada.type("/work done")
    await double_click(ada.dialog.get_by_role("button", name="Finish"), between)
    await expect(ada.dialog).to_be_hidden()
    await ada.open("workbot")
    await reads(ada.latest, "Report · done")
    assert len(submitted) == 1


async def test_a_modal_that_is_being_submitted_takes_no_second_submission(ada: Person) -> None:
    submitted: list[str] = []
    answered = asyncio.Event()

    async def slowly(route: Route) -> None:
        submitted.append(route.request.url)
        await answered.wait()
        await route.continue_()

    await ada.page.route("**/playground/submit", slowly)
    await ada.type("/work start Report")
    await ada.type("/work done")
    finish = ada.dialog.get_by_role("button", name="Finish")
    await finish.click()
    await expect(ada.dialog).to_have_attribute("aria-busy", "true")
    await finish.click()
    await ada.dialog.get_by_label("Keep").press("Control+Enter")
    answered.set()
    await expect(ada.dialog).to_be_hidden()
    assert len(submitted) == 1


async def test_a_button_looks_busy_until_its_click_is_answered(ada: Person) -> None:
    answered = asyncio.Event()

    async def slowly(route: Route) -> None:
        await answered.wait()
        await route.continue_()

    await ada.page.route("**/playground/click", slowly)
    await ada.type("/work start Report")
    pause = ada.latest.get_by_role("button", name="Pause")
    await pause.click()
    await expect(pause).to_have_attribute("aria-busy", "true")
    answered.set()
    await reads(ada.latest, "Paused since 09:15")
    await expect(ada.latest.locator("[aria-busy]")).to_have_count(0)


async def test_two_single_clicks_right_after_each_other_both_count(ada: Person) -> None:
    await ada.type("/work start Report")
    await ada.press("Pause")
    await ada.press("Resume")
    await reads(ada.latest, "Working since 09:15")
    await expect(ada.latest.get_by_role("button", name="Pause")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 900, 720, 390])
async def test_the_buttons_of_the_clock_stay_under_the_finger_as_it_moves(ada: Person, width: int) -> None:
    await ada.page.set_viewport_size({"width": width, "height": 800})
    places = [await ada.clock(step).bounding_box() for step in ("+5 min", "+30 min", "+8 h")]
    await ada.clock("+5 min").click()
    await expect(ada.page.get_by_text("moved on by 5 min")).to_be_visible()
    assert [await ada.clock(step).bounding_box() for step in ("+5 min", "+30 min", "+8 h")] == places


async def test_one_button_takes_as_many_quick_clicks_as_it_gets(ada: Person) -> None:
    await ada.clock("+5 min").click(click_count=3)
    await expect(ada.page.get_by_text("moved on by 15 min")).to_be_visible()


async def test_enter_that_is_held_does_not_press_the_button_that_takes_its_place(ada: Person) -> None:
    await ada.type("/work start Report")
    await ada.open_home()
    await ada.home.get_by_role("button", name="Pause").focus()
    await hold(ada, "Enter")
    resume = ada.home.get_by_role("button", name="Resume")
    await expect(resume).to_be_visible()
    await resume.focus()
    await hold(ada, "Enter")
    await ada.page.keyboard.up("Enter")
    await ada.open("general")
    await ada.type("/work")
    await reads(ada.latest, "Paused since 09:15")


async def test_space_that_is_held_does_not_press_the_button_that_takes_its_place(
    ada: Person, workplace: Workplace
) -> None:
    await ada.type("/work start Report")
    await ada.open_home()
    await ada.home.get_by_role("button", name="Pause").focus()
    await hold(ada, " ")
    await workplace.server.actions.command("U0ADA", "C0GENERAL", "/work pause")  # on her phone
    resume = ada.home.get_by_role("button", name="Resume")
    await resume.focus()
    await hold(ada, " ")
    await ada.page.keyboard.up(" ")
    await ada.open("general")
    await ada.type("/work")
    await reads(ada.latest, "Paused since 09:15")


async def test_enter_held_in_the_composer_does_not_submit_the_modal_it_opened(ada: Person) -> None:
    await ada.composer.fill("/work start")
    await ada.page.keyboard.down("Enter")
    await expect(ada.dialog.get_by_role("textbox", name="Task")).to_be_focused()
    await ada.page.keyboard.type("R")
    await ada.page.keyboard.down("Enter")
    await ada.page.keyboard.up("Enter")
    await expect(ada.dialog).to_be_visible()
    await ada.page.keyboard.press("Enter")
    await expect(ada.dialog).to_be_hidden()
