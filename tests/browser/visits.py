"""Browser windows on the workplace, and what went wrong inside them."""

from typing import Any

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Dialog, WebError, expect

from tests.browser.person import Person
from tests.browser.workplace import Workplace

UNREACHABLE = "Failed to load resource"  # the browser's words when the server is off


class Visits:
    """Each visit has a window of its own, with nothing remembered from another."""

    def __init__(self, browser: Browser, workplace: Workplace) -> None:
        self.troubles: list[str] = []
        self._browser = browser
        self._workplace = workplace
        self._windows: list[BrowserContext] = []

    async def begin(self, **preferences: Any) -> Person:
        """Opens a window; `preferences` are those of a browser, such as `color_scheme="dark"`."""
        window = await self._browser.new_context(**preferences)
        self._windows.append(window)
        window.on("weberror", self._failed)
        window.on("console", self._said)
        window.on("dialog", self._asked)
        return await self.tab_in(window)

    async def another_tab(self, person: Person) -> Person:
        return await self.tab_in(person.page.context)

    async def tab_in(self, window: BrowserContext) -> Person:
        person = Person(await window.new_page())
        await person.page.goto(self._workplace.url)
        await expect(person.composer).to_be_focused()
        return person

    async def end(self) -> None:
        for window in self._windows:
            await window.close()

    def _failed(self, error: WebError) -> None:
        self.troubles.append(str(error.error))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and UNREACHABLE not in message.text:
            self.troubles.append(message.text)

    async def _asked(self, dialog: Dialog) -> None:
        self.troubles.append(f"a script said: {dialog.message}")
        await dialog.dismiss()
