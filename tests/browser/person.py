"""A person at the page, who finds things only by role, label and text."""

import re

from playwright.async_api import Locator, Page, expect


class Person:
    """One tab with somebody in front of it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def composer(self) -> Locator:
        return self.page.get_by_role("textbox", name=re.compile("^Message "))

    @property
    def log(self) -> Locator:
        """The messages of the conversation that is open."""
        return self.page.get_by_role("log")

    @property
    def latest(self) -> Locator:
        """The newest message of the conversation that is open."""
        return self.log.get_by_role("article").last

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def home(self) -> Locator:
        return self.page.get_by_role("tabpanel", name="Home")

    def link(self, conversation: str) -> Locator:
        return self.page.get_by_role("navigation").get_by_role("link", name=conversation)

    def clock(self, step: str) -> Locator:
        """A button that moves the playground's clock, such as `+30 min`."""
        return self.page.get_by_role("group", name="Playground clock").get_by_role("button", name=step)

    async def type(self, line: str) -> None:
        """Write a line into the box below the messages and send it."""
        await self.composer.fill(line)
        await self.composer.press("Enter")

    async def press(self, label: str) -> None:
        """Press a button of the newest message."""
        await self.latest.get_by_role("button", name=label, exact=True).click()

    async def open(self, conversation: str) -> None:
        await self.link(conversation).click()

    async def open_home(self) -> None:
        await self.open("workbot")
        await self.page.get_by_role("tab", name="Home").click()
        await expect(self.home).to_be_visible()

    async def advance(self, *steps: str) -> None:
        for step in steps:
            await self.clock(step).click()

    async def become(self, name: str) -> None:
        await self.page.get_by_role("group", name="You are").get_by_role("button", name=name).click()
        await expect(self.page.get_by_text(f"You are {name}")).to_be_visible()


async def reads(place: Locator, *texts: str) -> None:
    """Wait until all these texts stand in one place."""
    for text in texts:
        await expect(place).to_contain_text(text)
