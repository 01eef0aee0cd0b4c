"""Report and export at the page: the same figures as picture, as text and in the file that is saved."""

import csv
import json
import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.browser.looking import sticking_out
from tests.browser.person import Person, reads
from tests.browser.visits import Visits

PHONE = {"width": 390, "height": 844}
LONG_WORD = "Donaudampfschiff" * 9 + "fahrt!"

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def work(ada: Person, task: str) -> None:
    """Half an hour of work with a break of five minutes for coffee, from the present on."""
    await ada.type(f"/work start {task}")
    await reads(ada.latest, task, "Working since")
    await ada.advance("+30 min")
    await ada.type("/work pause coffee")
    await reads(ada.latest, "Paused since")
    await ada.advance("+5 min")
    await ada.type("/work done")
    await ada.dialog.get_by_role("button", name="Finish").click()
    await expect(ada.dialog).to_be_hidden()


async def save(file: Locator, folder: Path) -> Path:
    async with file.page.expect_download() as coming:
        await file.click()
    path = folder / (await coming.value).suggested_filename
    await (await coming.value).save_as(path)
    return path


async def test_the_report_has_a_chart_and_the_figures_in_words(ada: Person) -> None:
    await work(ada, "Write the report")
    await work(ada, "Mail")
    await ada.type("/work report week")
    await reads(ada.latest, "Your report is in your messages with me.")
    await ada.open("workbot")
    await reads(
        ada.latest,
        "worked 1 h 00 min · paused 10 min · 2 sessions",
        "Write the report",
        "Mail",
        "coffee",
    )
    chart = ada.latest.get_by_role("figure", name="Hours by day")
    await expect(chart).to_be_visible()
    wednesday = chart.get_by_role("row", name=re.compile("Wed"))
    assert await wednesday.get_by_role("cell").all_inner_texts() == ["1", "0.17"]
    assert len(await chart.locator("svg rect").all()) == 2 * len(await chart.get_by_role("rowheader").all())


async def test_the_report_fits_on_a_phone(visits: Visits) -> None:
    ada = await visits.begin(viewport=PHONE)
    await work(ada, LONG_WORD)
    await ada.type("/work report week")
    await reads(ada.latest, "in your messages")
    await ada.page.get_by_role("button", name="Conversations").click()
    await ada.open("workbot")
    await reads(ada.latest, "worked 30 min")
    assert await sticking_out(ada.page) == []


async def test_an_export_is_saved_as_a_table(ada: Person, tmp_path: Path) -> None:
    await work(ada, "=Write the report")
    await ada.type("/work export csv")
    await reads(ada.latest, "1 session")
    await ada.open("workbot")
    await reads(ada.latest, "Your export: 1 session")
    path = await save(ada.latest.get_by_role("link", name=re.compile("kB")), tmp_path)
    assert path.suffix == ".csv"
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert rows[0]["task"] == "'=Write the report"
    sums = [sum(int(row[column] or 0) for row in rows) for column in ("worked_seconds", "paused_seconds")]
    assert sums == [1800, 300]


async def test_an_export_is_saved_as_a_document(ada: Person, tmp_path: Path) -> None:
    await work(ada, "Write the report")
    await ada.type("/work export json today")
    await ada.open("workbot")
    await reads(ada.latest, "Your export: 1 session")
    path = await save(ada.latest.get_by_role("link", name=re.compile("kB")), tmp_path)
    assert path.suffix == ".json"
    document = json.loads(path.read_text("utf-8"))
    assert [session["task"] for session in document["sessions"]] == ["Write the report"]
    assert (document["total"]["worked_seconds"], document["total"]["paused_seconds"]) == (1800, 300)
