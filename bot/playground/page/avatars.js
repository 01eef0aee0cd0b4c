// Faces: initials in a colour of the person's own, and the mark of the bot.

import { el } from "./dom.js";
import { botMark, icon } from "./icons.js";
import { displayName, isBot } from "./world.js";

const initials = (name) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0].toUpperCase())
    .join("");

const tone = (id) => [...id].reduce((sum, character) => (sum * 31 + character.codePointAt(0)) % 7, 0);

/** A decorative face; the name stands beside it. */
export function avatar(id) {
  if (isBot(id)) return el("span", { class: "avatar avatar-bot", "aria-hidden": "true" }, botMark());
  if (id === "USLACKBOT")
    return el("span", { class: "avatar avatar-slackbot", "aria-hidden": "true" }, icon("info"));
  return el("span", { class: `avatar face-${tone(id)}`, "aria-hidden": "true" }, initials(displayName(id)));
}
