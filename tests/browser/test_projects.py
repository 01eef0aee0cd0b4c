"""Projects: named at a start, picked at the next one, changed in the edit modal, and seen in the report."""

import pytest
from playwright.async_api import expect

from tests.browser.person import Person, reads

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def start(ada: Person, task: str) -> None:
    """Open the start modal and name the task; the rest of it is left to the test."""
    await ada.type("/work start")
    await expect(ada.dialog).to_be_visible()
    await ada.dialog.get_by_role("textbox", name="Task").fill(task)


async def submit(ada: Person, label: str) -> None:
    await ada.dialog.get_by_role("button", name=label, exact=True).click()
    await expect(ada.dialog).to_be_hidden()


async def finish(ada: Person) -> None:
    await ada.advance("+30 min")
    await ada.type("/work done")
    await expect(ada.dialog).to_be_visible()
    await submit(ada, "Finish")


async def test_a_project_is_named_picked_changed_and_summed(ada: Person) -> None:
    await start(ada, "Report")
    await ada.dialog.get_by_role("textbox", name="Project").fill("Atlas *2*")
    await submit(ada, "Start")
    await ada.type("/work")
    await reads(ada.latest, "Report", "in Atlas *2*")
    await finish(ada)

    await start(ada, "Mail")
    project = ada.dialog.get_by_role("combobox", name="Project")
    await expect(project).to_have_text("No project")
    await project.click()
    await ada.page.get_by_role("option", name="Atlas *2*").click()
    await submit(ada, "Start")
    await ada.type("/work")
    await reads(ada.latest, "Mail", "in Atlas *2*")

    await ada.type("/work edit")
    field = ada.dialog.get_by_role("textbox", name="Project")
    await expect(field).to_have_value("Atlas *2*")
    await field.fill("House")
    await ada.dialog.get_by_role("button", name="Save", exact=True).click()
    await reads(ada.dialog, "Project: Atlas *2* → House")
    await ada.page.keyboard.press("Escape")
    await expect(ada.dialog).to_be_hidden()
    await finish(ada)

    await ada.type("/work report")
    await ada.open("workbot")
    await reads(
        ada.log,
        "By project",
        "Atlas *2* · worked 30 min · paused 0 s · 1 session",
        "House · worked 30 min · paused 0 s · 1 session",
    )
    await ada.open_home()
    await reads(ada.home, "House")
