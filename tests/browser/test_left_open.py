"""A session that was left open overnight, repaired in the morning at the page; every figure to the second."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from tests.browser.person import Person, reads
from tests.browser.workplace import Workplace

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_next_morning_one_modal_makes_the_record_true(ada: Person, workplace: Workplace) -> None:
    workplace.clock.advance(timedelta(seconds=1))  # so that every minute from the start on is floored
    await ada.type("/work start Write the report")
    await reads(ada.latest, "Working since 09:15")
    await ada.advance("+8 h")
    await ada.open("workbot")
    await reads(ada.latest, "Are you still working on it?")
    await ada.advance("+8 h", "+8 h")
    await reads(
        ada.latest,
        "Write the report is still running since yesterday 09:15.",
        "Likely until yesterday 18:00: worked 8 h 44 min, no breaks.",
    )

    await ada.press("Finish it…")
    await reads(ada.dialog, "09:15 to 18:00 ✎ · worked 8 h 44 min · no breaks")
    stopped, missing = (ada.dialog.get_by_label(label) for label in ("When did you stop?", "Add a break"))
    await expect(stopped).to_have_value("2026-03-04T18:00")
    await missing.fill("12:00-12:40 lunch")
    await missing.press("Enter")
    await reads(ada.dialog, "09:15 to 18:00 ✎ · worked 8 h 04 min · paused 40 min in 1 break")
    await stopped.fill("2026-03-04T17:30")
    await stopped.blur()
    await reads(ada.dialog, "09:15 to 17:30 ✎ · worked 7 h 34 min · paused 40 min in 1 break")
    await ada.dialog.get_by_label("Keep").fill("The hard part came first")
    await ada.dialog.get_by_role("button", name="Finish").click()
    await expect(ada.dialog).to_be_hidden()

    await reads(
        ada.latest,
        "09:15 to 17:30 ✎ · worked 7 h 34 min · paused 40 min in 1 break",
        "Keep The hard part came first",
    )
    start, end = (ada.latest.get_by_text(clock) for clock in ("yesterday 09:15", "17:30"))
    await expect(start).to_have_attribute("title", "March 4, 2026 09:15:01")
    await expect(end).to_have_attribute("title", "March 4, 2026 17:30:00")
    await expect(ada.log.get_by_text("Write the report ended yesterday 17:30 ✎.")).not_to_have_count(0)
    await expect(ada.log.get_by_role("button", name="Finish it…")).to_have_count(0)
    await expect(ada.log.get_by_role("button", name="Still working")).to_have_count(0)


async def test_an_end_that_cannot_be_is_told_at_its_field_and_what_was_typed_stays(ada: Person) -> None:
    await ada.type("/work start Write the report")
    await reads(ada.latest, "Working since 09:15")
    await ada.advance("+8 h")
    await ada.open("workbot")
    await ada.press("Stopped at…")
    stopped = ada.dialog.get_by_label("When did you stop?")
    await ada.dialog.get_by_label("Keep").fill("Short notes")
    await stopped.fill("2026-03-04T08:00")
    await ada.dialog.get_by_role("button", name="Finish").click()
    await expect(stopped).to_have_attribute("aria-invalid", "true")
    await reads(ada.dialog, "The earliest that works is 9:15 CET.")
    await expect(ada.dialog.get_by_label("Keep")).to_have_value("Short notes")
    await stopped.fill("2026-03-04T16:00")
    await ada.dialog.get_by_role("button", name="Finish").click()
    await expect(ada.dialog).to_be_hidden()
    await reads(ada.latest, "09:15 to 16:00 ✎ · worked 6 h 45 min · no breaks")


async def test_paused_since_leaves_one_line_and_a_paused_session(ada: Person) -> None:
    await ada.type("/work start Write the report")
    await reads(ada.latest, "Working since 09:15")
    await ada.advance("+8 h")
    await ada.open("workbot")
    await ada.press("Paused since…")
    await ada.dialog.get_by_label("Since when are you on a break?").fill("12:05")
    await ada.dialog.get_by_role("button", name="Pause").click()
    await expect(ada.dialog).to_be_hidden()
    await reads(ada.latest, "Paused since 12:05", "worked 2 h 50 min, not counting this break")
    await expect(ada.log.get_by_role("button", name="Still working")).to_have_count(0)
