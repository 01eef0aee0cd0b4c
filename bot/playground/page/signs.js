// The state marks ▶ and ⏸, drawn by the style sheet: fonts show one as a letter and the other as a coloured picture.

import { el } from "./dom.js";

const SIGNS = { "▶": "sign-play", "⏸": "sign-pause" };

/** The node for the mark that `text` begins with (not for its emoji form), or null. */
export const signAt = (text) =>
  SIGNS[text[0]] && text[1] !== "\uFE0F" ? el("span", { class: `sign ${SIGNS[text[0]]}` }, text[0]) : null;

/** A text with its marks as nodes. */
export const withSigns = (text) => text.split(/([▶⏸](?!\uFE0F))/).map((part) => signAt(part) ?? part);
