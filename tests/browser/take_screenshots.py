"""Takes the pictures of README.md from the running program: python -m tests.browser.take_screenshots."""

import asyncio
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from math import ceil, floor
from pathlib import Path

from playwright.async_api import Browser, Locator, expect

from tests.browser.person import Person, reads
from tests.browser.workplace import Workplace, chromium, find_chromium

IMAGES = Path(__file__).parents[2] / "docs" / "images"
MONDAY = datetime(2026, 3, 2, 8, 15, tzinfo=UTC)  # 09:15 in Berlin, where Ada is
AIR = 24  # pixels below the last thing shown
MINUTE = timedelta(minutes=1)


class Photographer:
    """Goes through some days at work and takes a picture at each place worth seeing."""

    def __init__(self, ada: Person, workplace: Workplace, folder: Path) -> None:
        self._ada = ada
        self._workplace = workplace
        self._folder = folder

    async def go(self) -> None:
        await self._day("Collect the figures", 70 * MINUTE, 15 * MINUTE)
        await self._day("Read the contracts", 130 * MINUTE, 25 * MINUTE)
        await self._day("Answer the auditors", 95 * MINUTE, 10 * MINUTE)
        await self._morning()
        await self._lunch()
        await self._evening()
        await self._looking_back()
        await self._next_morning()

    async def _day(self, task: str, working: timedelta, pausing: timedelta) -> None:
        """One session; then it is the same time of the next day."""
        await self._say(f"/work start {task}", "Working since")
        await self._later(working)
        await self._say("/work pause tea", "Paused since")
        await self._later(pausing)
        await self._finish()
        await self._later(timedelta(days=1) - working - pausing)

    async def _morning(self) -> None:
        await self._say("/work start Write the quarterly report until 13:00", "Working since 09:15")
        await self._later(55 * MINUTE)
        await self._say("/work pause coffee", "Paused since 10:10")
        await self._later(8 * MINUTE)
        await self._say("/work resume", "paused 8 min in 1 break")
        await self._later(72 * MINUTE)
        await self._say("/work", "as of 11:30")
        await self._take("card-working", self._ada.latest)

    async def _lunch(self) -> None:
        await self._later(35 * MINUTE)
        await self._say("/work pause lunch", "Paused since 12:05")
        await self._take("card-paused", self._ada.latest)
        await self._later(45 * MINUTE)
        await self._ada.open("workbot")
        await reads(self._ada.latest, "Your break has lasted 45 min")
        await self._take("reminder", self._ada.latest)
        await self._ada.press("Resume")
        await reads(self._ada.latest, "Break of 45 min ended at 12:50.")

    async def _evening(self) -> None:
        await self._later(70 * MINUTE)
        await self._ada.open("general")
        await self._ada.type("/work done")
        await reads(self._ada.dialog, "worked 3 h 52 min")
        await self._ada.dialog.get_by_label("Keep").fill("Wrote the hard part before opening mail")
        await self._ada.dialog.get_by_label("Problem").fill("The figures for March came late")
        await self._ada.dialog.get_by_label("Try:").fill("Ask for them a day ahead")
        await self._take("checkout", self._ada.dialog)
        await self._ada.dialog.get_by_role("button", name="Finish").click()
        await expect(self._ada.dialog).to_be_hidden()
        await self._later(10 * MINUTE)
        await self._say("/work start Plan the next quarter for 1h30", "Working since 14:10")
        await self._later(40 * MINUTE)
        await self._ada.open_home()
        await reads(self._ada.home, "worked 40 min", "Answer the auditors")
        last_line = self._ada.home.get_by_role("button").last
        await self._take("home", self._ada.home, down_to=last_line)

    async def _looking_back(self) -> None:
        await self._ada.open("general")
        await self._ada.type("/work edit")
        added = self._ada.dialog.get_by_label("Add a break")
        await added.fill("14:20-14:30 a call")
        await added.press("Enter")
        await reads(self._ada.dialog, "worked 40 min → 30 min")
        await self._take("edit", self._ada.dialog)
        await self._ada.dialog.get_by_role("button", name="Leave as it is").click()
        await expect(self._ada.dialog).to_be_hidden()
        await self._say("/work report week", "Your report is in your messages")
        await self._ada.open("workbot")
        await reads(self._ada.latest, "Breaks by reason")
        await self._take("report", self._ada.latest)

    async def _next_morning(self) -> None:
        """The session that goes on at the end of the evening was left open."""
        await self._later(200 * MINUTE)
        await self._ada.page.get_by_role("tab", name="Messages").click()
        await reads(self._ada.latest, "Are you still working on it?")
        await self._later(15 * 60 * MINUTE)
        await reads(self._ada.latest, "is still running since yesterday 14:10.")
        await self._ada.press("Finish it…")
        await reads(self._ada.dialog, "14:10 to 15:40")
        await self._ada.dialog.get_by_label("When did you stop?").fill("2026-03-05T17:30")
        await self._ada.dialog.get_by_label("Add a break").fill("15:30-15:45 coffee")
        await self._ada.dialog.get_by_label("Add a break").press("Enter")
        await reads(self._ada.dialog, "worked 3 h 05 min")
        await self._take("morning", self._ada.dialog)

    async def _say(self, line: str, answer: str) -> None:
        await self._ada.type(line)
        await reads(self._ada.latest, answer)

    async def _finish(self) -> None:
        await self._ada.type("/work done")
        await self._ada.dialog.get_by_role("button", name="Finish").click()
        await expect(self._ada.dialog).to_be_hidden()

    async def _later(self, span: timedelta) -> None:
        self._workplace.clock.advance(span)

    async def _take(self, name: str, place: Locator, *, down_to: Locator | None = None) -> None:
        """A place from edge to edge; one that reaches to the window's end, as far as it is filled."""
        await self._ada.page.mouse.move(0, 0)
        box, last = await place.bounding_box(), await (down_to or place).bounding_box()
        assert box
        assert last
        box["y"] = ceil(box["y"])
        box["height"] = floor(last["y"] + last["height"]) - box["y"] + (AIR if down_to else 0)
        path = self._folder / f"{name}.png"
        await self._ada.page.screenshot(path=path, clip=box, animations="disabled")


async def take_screenshots(browser: Browser, workplace: Workplace, folder: Path) -> None:
    # A narrow window, so that the pictures can be read at half their size.
    window = await browser.new_context(
        viewport={"width": 820, "height": 1300}, device_scale_factor=2, color_scheme="light"
    )
    ada = Person(await window.new_page())
    await ada.page.goto(workplace.url)
    await Photographer(ada, workplace, folder).go()
    await window.close()


async def main() -> None:
    program = find_chromium()
    if program is None:
        sys.exit("No Chromium: install it, or set CHROMIUM to where it is.")
    with tempfile.TemporaryDirectory() as folder:
        workplace = Workplace(f"sqlite:///{folder}/workbot.db", MONDAY)
        await workplace.switch_on()
        async with chromium(program) as browser:
            await take_screenshots(browser, workplace, IMAGES)
        await workplace.switch_off()


if __name__ == "__main__":
    asyncio.run(main())
