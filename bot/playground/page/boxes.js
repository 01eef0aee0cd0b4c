// Images, cards, videos, and the box for a block that the page does not know.

import { buildElement } from "./elements.js";
import { el, link, safeUrl } from "./dom.js";
import { plainText, textNodes } from "./mrkdwn.js";

/** An image; where it cannot be had, its alternative text in a box. */
export function picture(source, className) {
  const url = safeUrl(source.image_url) ?? safeUrl(source.slack_file?.url);
  const instead = () => el("span", { class: "no-image" }, source.alt_text ?? "image");
  if (!url) return instead();
  const node = el("img", {
    src: url,
    alt: source.alt_text ?? "",
    class: className,
    loading: "lazy",
    referrerpolicy: "no-referrer",
  });
  node.addEventListener("error", () => node.replaceWith(instead()));
  return node;
}

export function image(block) {
  const title = block.title ? el("figcaption", {}, plainText(block.title)) : null;
  return el("figure", { class: "image" }, title, picture(block, "picture"));
}

export function card(block, surface) {
  const line = (text, className) =>
    text ? el("div", { class: `text ${className}`, dir: "auto" }, textNodes(text)) : null;
  const buttons = block.actions?.length
    ? el(
        "div",
        { class: "actions" },
        block.actions.map((element) => buildElement(element, block, surface)),
      )
    : null;
  const hero = block.hero_image ? picture(block.hero_image, "picture") : null;
  return el(
    "div",
    { class: "box-plain" },
    hero,
    line(block.title, "strong"),
    line(block.subtitle, "faint"),
    line(block.body, ""),
    line(block.subtext, "faint"),
    buttons,
  );
}

export function video(block) {
  const title = block.title_url ? link(block.title_url, plainText(block.title)) : plainText(block.title);
  return el(
    "div",
    { class: "box-plain" },
    el("div", { class: "text strong" }, title),
    block.description ? plainText(block.description) : null,
    el("div", { class: "faint" }, block.alt_text),
  );
}

export function unknownBlock(block) {
  const text =
    typeof block.text === "string"
      ? block.text
      : (block.text?.text ?? block.title?.text ?? block.title ?? "");
  return el(
    "div",
    { class: "box-plain" },
    el("span", { class: "faint" }, block.type),
    text ? el("div", { class: "text", dir: "auto" }, String(text)) : null,
  );
}
