"""Hands on the keyboard, none on the mouse, and eyes that watch where focus is."""

from playwright.async_api import Locator, Page

STEPS = 80  # more than there are stops on any page of the playground
ROUND = 25  # more than there are stops in any modal

HAS_FOCUS = "document.hasFocus() && document.activeElement !== document.body"
IS_FOCUSED = "element => element === document.activeElement"
HOLDS_FOCUS = "element => element.contains(document.activeElement)"
NAME = """() => {
  const focused = document.activeElement;
  return focused.getAttribute("aria-label") ?? focused.textContent;
}"""


class Keyboard:
    def __init__(self, page: Page) -> None:
        self._page = page

    async def press(self, *keys: str) -> None:
        """Press keys; whatever they do, something has focus afterwards."""
        for key in keys:
            await self._page.keyboard.press(key)
            assert await self.has_focus(), f"{key} lost the focus"

    async def write(self, text: str, *keys: str) -> None:
        """Type where focus is."""
        assert await self.has_focus()
        await self._page.keyboard.type(text)
        await self.press(*keys)

    async def walk_to(self, target: Locator, *, backwards: bool = False) -> None:
        """Press Tab until the target has focus, also past the end of the page and round again."""
        assert await self.has_focus(), "focus was lost before"
        for _ in range(STEPS):
            if await target.evaluate(IS_FOCUSED):
                return
            await self._page.keyboard.press("Shift+Tab" if backwards else "Tab")
        raise AssertionError(f"Tab never comes to {target}")

    async def use(self, button: Locator, *, backwards: bool = False) -> None:
        await self.walk_to(button, backwards=backwards)
        await self.press("Enter")

    async def round(self, dialog: Locator) -> set[str]:
        """The names of what Tab comes to, forwards and backwards, all of it inside the dialog."""
        names = set()
        for key in ["Tab"] * ROUND + ["Shift+Tab"] * ROUND:
            await self.press(key)
            assert await dialog.evaluate(HOLDS_FOCUS), f"{key} led out of the dialog"
            names.add(str(await self._page.evaluate(NAME)))
        return names

    async def has_focus(self) -> bool:
        return bool(await self._page.evaluate(HAS_FOCUS))
