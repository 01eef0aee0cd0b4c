// Block Kit's layout blocks. An unknown block becomes a box that names it and shows what text it has.

import { card, image, picture, unknownBlock, video } from "./boxes.js";
import { chart } from "./charts.js";
import { buildElement } from "./elements.js";
import { el, reconcile } from "./dom.js";
import { inputField } from "./fields.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown.js";
import { plainText, textNodes } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { table } from "./tables.js";

const BLOCKS = {
  section,
  context,
  actions,
  image,
  card,
  container,
  video,
  input: inputField,
  divider: () => el("hr", {}),
  header: (block) => el("h2", { class: "header-text", dir: "auto" }, plainText(block.text)),
  rich_text: (block) => el("div", { class: "text" }, richText(block)),
  markdown: (block) => el("div", { class: "text" }, markdown(block.text)),
  table: (block) => table(block),
  data_table: (block) => table(block),
  data_visualization: (block) => chart(block),
  context_actions: (block, surface) => actions(block, surface),
  carousel: (block, surface) =>
    el(
      "div",
      { class: "carousel", tabindex: "0" },
      block.elements.map((one) => card(one, surface)),
    ),
  alert: (block) =>
    el(
      "div",
      { class: `alert alert-${block.level ?? "default"}`, role: "note" },
      icon("info"),
      el("div", { class: "text" }, textNodes(block.text)),
    ),
  task_card: (block) =>
    el(
      "div",
      { class: "box-plain" },
      el("strong", {}, block.title),
      el("span", { class: "choice-note" }, block.status),
      block.details ? richText(block.details) : null,
    ),
};

/** Brings `parent` up to date with `blocks`; what has not changed is not touched. */
export function renderBlocks(parent, blocks, surface) {
  surface.blocks = blocks;
  const seen = new Map();
  const items = blocks.map((block, index) => {
    const stem = block.block_id ?? `${index}-${block.type}`;
    const count = (seen.get(stem) ?? 0) + 1;
    seen.set(stem, count);
    return {
      key: `${stem}#${count}`,
      signature: JSON.stringify(block),
      build: (old) => {
        // A modal keeps what was typed over an update; elsewhere a changed block starts from its initial values.
        if (old && surface.kind !== "modal") surface.values.forget(block);
        return buildBlock(block, surface);
      },
    };
  });
  reconcile(parent, items);
}

function buildBlock(block, surface) {
  const content = (BLOCKS[block.type] ?? unknownBlock)(block, surface);
  const node = el("div", { class: `block block-${block.type}` }, content);
  if (block.block_id) node.dataset.block = block.block_id;
  return node;
}

function section(block, surface) {
  const text = block.text ? el("div", { class: "text", dir: "auto" }, textNodes(block.text)) : null;
  const fields = block.fields
    ? el(
        "div",
        { class: "fields" },
        block.fields.map((field) => el("div", { class: "text", dir: "auto" }, textNodes(field))),
      )
    : null;
  const { accessory } = block;
  if (!accessory) return [text, fields];
  const side =
    accessory.type === "image" ? picture(accessory, "thumb") : buildElement(accessory, block, surface);
  return el(
    "div",
    { class: "with-accessory" },
    el("div", {}, text, fields),
    el("div", { class: "accessory" }, side),
  );
}

function context(block) {
  const part = (element) =>
    element.type === "image"
      ? picture(element, "context-image")
      : el("div", { class: "text", dir: "auto" }, textNodes(element));
  return el("div", { class: "context" }, block.elements.map(part));
}

function actions(block, surface) {
  return el(
    "div",
    { class: "actions" },
    block.elements.map((element) => buildElement(element, block, surface)),
  );
}

function container(block, surface) {
  const inner = el("div", {});
  inner.append(...(block.child_blocks ?? []).map((child) => buildBlock(child, surface)));
  const title = block.title
    ? textNodes(block.title)
    : block.rich_text_title
      ? richText(block.rich_text_title)
      : "";
  if (!block.is_collapsible)
    return el("div", { class: "box-plain" }, el("div", { class: "text strong" }, title), inner);
  return el(
    "details",
    { class: "box-plain", open: !block.default_collapsed },
    el("summary", {}, title),
    inner,
  );
}
