// The `rich_text` block: sections, lists, quotes, preformatted text and their styled elements.

import { dateNode } from "./dates.js";
import { el, link } from "./dom.js";
import { emojiFor } from "./emoji.js";
import { channelMention, emojiNode, userMention } from "./mrkdwn.js";
import { withSigns } from "./signs.js";

const STYLE_TAGS = {
  bold: "strong",
  italic: "em",
  strike: "s",
  code: "code",
  underline: "u",
  highlight: "mark",
};

const ELEMENTS = {
  text: (element) => withSigns(element.text),
  link: (element) => link(element.url, element.text ?? element.url),
  user: (element) => userMention(element.user_id),
  usergroup: (element) => el("span", { class: "mention" }, `@${element.usergroup_id}`),
  channel: (element) => channelMention(element.channel_id),
  broadcast: (element) => el("span", { class: "mention mention-me" }, `@${element.range}`),
  emoji: (element) => {
    const character = emojiFor(element.name);
    return character ? emojiNode(element.name, character) : `:${element.name}:`;
  },
  date: (element, atStart) => {
    const node = dateNode(Number(element.timestamp), element.format ?? "", element.fallback ?? "", atStart);
    return element.url ? link(element.url, node) : node;
  },
  color: (element) => el("code", {}, element.value),
};

function piece(element, index) {
  let node = ELEMENTS[element.type]?.(element, index === 0) ?? element.text ?? "";
  for (const [name, on] of Object.entries(element.style ?? {}))
    if (on && STYLE_TAGS[name]) node = el(STYLE_TAGS[name], {}, node);
  return node;
}

const pieces = (elements = []) => elements.map(piece);

const SECTIONS = {
  rich_text_section: (part) => el("div", { class: "lines", dir: "auto" }, pieces(part.elements)),
  rich_text_quote: (part) => el("blockquote", { dir: "auto" }, pieces(part.elements)),
  rich_text_preformatted: (part) => el("pre", {}, el("code", {}, pieces(part.elements))),
  rich_text_list: (part) =>
    el(
      part.style === "ordered" ? "ol" : "ul",
      {
        class: `rich-list indent-${Math.min(part.indent ?? 0, 8)}`,
        start: part.offset ? part.offset + 1 : null,
      },
      part.elements.map((item) => el("li", { dir: "auto" }, pieces(item.elements))),
    ),
};

/** The nodes of a `rich_text` block (also of one inside a table cell). */
export const richText = (block) => (block.elements ?? []).map((part) => SECTIONS[part.type]?.(part) ?? "");
