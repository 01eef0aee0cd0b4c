"""What eyes notice: what sticks out of the window, text that hardly stands out, things that move."""

from base64 import b64encode
from typing import Any

from playwright.async_api import Locator, Page

READABLE = 4.5  # WCAG's least contrast for text of ordinary size
AROUND = 6  # pixels beyond an element's box, where a ring may be drawn

STICKING_OUT = """() => {
  const places = ["header", "main", "aside", "[role=dialog]"];
  return [...document.querySelectorAll(places.map((place) => `${place}, ${place} *`).join())]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }))
    .filter((node) => {
      const { left, right } = node.getBoundingClientRect();
      return right > innerWidth + 0.5 || left < -0.5;
    })
    .map((node) => `${node.tagName} ${node.className} ${node.textContent.slice(0, 40)}`);
}"""

FAINT_TEXTS = """(least) => {
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
  const behind = (node) => {
    if (!node) return [255, 255, 255];
    const own = rgba(getComputedStyle(node).backgroundColor);
    return own[3] === 1 ? own : over(own, behind(node.parentElement));
  };
  const light = (colour) => {
    const [red, green, blue] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (node) => {
    const ground = behind(node);
    const ink = over(rgba(getComputedStyle(node).color), ground);
    const [low, high] = [light(ink), light(ground)].sort((one, other) => one - other);
    return (high + 0.05) / (low + 0.05);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const node = text.parentElement;
    if (!text.data.trim() || !node.checkVisibility() || node.closest("[aria-hidden=true], [inert]")) continue;
    if (contrast(node) < least) faint.push(`${text.data.trim()}: ${contrast(node).toFixed(2)}`);
  }
  return faint;
}"""

DIFFERENCE = """async (pictures) => {
  const pixels = async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const brush = new OffscreenCanvas(image.width, image.height).getContext("2d");
    brush.drawImage(image, 0, 0);
    return brush.getImageData(0, 0, image.width, image.height).data;
  };
  const [one, other] = await Promise.all(pictures.map(pixels));
  return one.reduce((most, value, at) => Math.max(most, Math.abs(value - other[at])), 0);
}"""

MOVEMENTS = """() => [...document.querySelectorAll("*")].flatMap((node) => {
  const { animationName, animationDuration, transitionDuration } = getComputedStyle(node);
  const moves = animationName === "none" ? transitionDuration : `${animationDuration}, ${transitionDuration}`;
  return moves.split(",").map((length) => parseFloat(length) * 1000);
})"""

GROUND = """() => {
  const ground = getComputedStyle(document.querySelector("main")).backgroundColor;
  const [red, green, blue] = ground.match(/[0-9]+/g);
  return (Number(red) + Number(green) + Number(blue)) / 3 / 255;
}"""


async def sticking_out(page: Page) -> list[Any]:
    """What reaches beyond the left or right edge of the window."""
    found: list[Any] = await page.evaluate(STICKING_OUT)
    return found


async def faint_texts(page: Page) -> list[Any]:
    """Texts that are too close in colour to what they stand on, with their contrast."""
    found: list[Any] = await page.evaluate(FAINT_TEXTS, READABLE)
    return found


async def picture_around(place: Locator) -> str:
    """An element and what is drawn close around it, for `difference`."""
    box = await place.bounding_box()
    assert box
    picture = await place.page.screenshot(
        animations="disabled",
        clip={
            "x": box["x"] - AROUND,
            "y": box["y"] - AROUND,
            "width": box["width"] + 2 * AROUND,
            "height": box["height"] + 2 * AROUND,
        },
    )
    return b64encode(picture).decode()


async def difference(page: Page, one: str, other: str) -> int:
    """How much the pixel that changed most changed in one of its colours, from 0 to 255."""
    return int(await page.evaluate(DIFFERENCE, [one, other]))


async def longest_movement(page: Page) -> float:
    """The longest animation or transition of anything on the page, in milliseconds."""
    return float(max(await page.evaluate(MOVEMENTS)))


async def brightness(page: Page) -> float:
    """Of the ground that messages stand on: 0 is black, 1 is white."""
    return float(await page.evaluate(GROUND))
