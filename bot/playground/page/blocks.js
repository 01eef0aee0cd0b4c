// Block Kit's layout blocks. An unknown block becomes a box that names it and shows what text it has.

import { chart } from "./charts.js";
import { buildElement } from "./elements.js";
import { el, link, reconcile, safeUrl, uid } from "./dom.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown.js";
import { plainText, textNodes } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { table } from "./tables.js";

const BLOCKS = {
  section, context, actions, image, input, card, container, video,
  divider: () => el("hr", {}),
  header: (block) => el("h3", { class: "header-text", dir: "auto" }, plainText(block.text)),
  rich_text: (block) => el("div", { class: "text" }, richText(block)),
  markdown: (block) => el("div", { class: "text" }, markdown(block.text)),
  table: (block) => table(block),
  data_table: (block) => table(block),
  data_visualization: (block) => chart(block),
  context_actions: (block, surface) => actions(block, surface),
  carousel: (block, surface) => el("div", { class: "carousel", tabindex: "0" }, block.elements.map((one) => card(one, surface))),
  alert: (block) => el("div", { class: `alert alert-${block.level ?? "default"}`, role: "note" }, icon("info"), el("div", { class: "text" }, textNodes(block.text))),
  task_card: (block) => el("div", { class: "box-plain" }, el("strong", {}, block.title), el("span", { class: "choice-note" }, block.status), block.details ? richText(block.details) : null),
};

/** Brings `parent` up to date with `blocks`; what has not changed is not touched. */
export function renderBlocks(parent, blocks, surface) {
  surface.blocks = blocks;
  const seen = new Map();
  const items = blocks.map((block, index) => {
    const stem = block.block_id ?? `${index}-${block.type}`;
    const count = (seen.get(stem) ?? 0) + 1;
    seen.set(stem, count);
    return { key: `${stem}#${count}`, signature: JSON.stringify(block), build: (old) => {
      // A modal keeps what was typed over an update; elsewhere a changed block starts from its initial values.
      if (old && surface.kind !== "modal") surface.values.forget(block);
      return buildBlock(block, surface);
    } };
  });
  reconcile(parent, items);
}

function buildBlock(block, surface) {
  const content = (BLOCKS[block.type] ?? fallback)(block, surface);
  const node = el("div", { class: `block block-${block.type}` }, content);
  if (block.block_id) node.dataset.block = block.block_id;
  return node;
}

function section(block, surface) {
  const text = block.text ? el("div", { class: "text", dir: "auto" }, textNodes(block.text)) : null;
  const fields = block.fields ? el("div", { class: "fields" }, block.fields.map((field) => el("div", { class: "text", dir: "auto" }, textNodes(field)))) : null;
  const { accessory } = block;
  if (!accessory) return [text, fields];
  const side = accessory.type === "image" ? picture(accessory, "thumb") : buildElement(accessory, block, surface);
  return el("div", { class: "with-accessory" }, el("div", {}, text, fields), el("div", { class: "accessory" }, side));
}

function context(block) {
  const part = (element) => (element.type === "image" ? picture(element, "context-image") : el("div", { class: "text", dir: "auto" }, textNodes(element)));
  return el("div", { class: "context" }, block.elements.map(part));
}

function actions(block, surface) {
  return el("div", { class: "actions" }, block.elements.map((element) => buildElement(element, block, surface)));
}

/** An image; where it cannot be had, its alternative text in a box. */
function picture(image, className) {
  const url = safeUrl(image.image_url) ?? safeUrl(image.slack_file?.url);
  const instead = () => el("span", { class: "no-image" }, image.alt_text ?? "image");
  if (!url) return instead();
  const node = el("img", { src: url, alt: image.alt_text ?? "", class: className, loading: "lazy", referrerpolicy: "no-referrer" });
  node.addEventListener("error", () => node.replaceWith(instead()));
  return node;
}

function image(block) {
  const title = block.title ? el("figcaption", {}, plainText(block.title)) : null;
  return el("figure", { class: "image" }, title, picture(block, "picture"));
}

const GROUPS = ["radio_buttons", "checkboxes"];

function input(block, surface) {
  const id = uid("field");
  const label = { control: id, name: `${id}-label`, hint: block.hint ? `${id}-hint` : null };
  const optional = block.optional ? el("span", { class: "optional" }, " (optional)") : null;
  const isGroup = GROUPS.includes(block.element.type) || block.element.type.startsWith("multi_");
  const caption = el(isGroup ? "div" : "label", { class: "label", id: label.name, for: isGroup ? null : id, dir: "auto" }, plainText(block.label), optional);
  const hint = block.hint ? el("div", { class: "hint", id: label.hint, dir: "auto" }, plainText(block.hint)) : null;
  const error = el("div", { class: "field-error", id: `${id}-error`, hidden: true });
  return [caption, buildElement(block.element, block, surface, label), error, hint];
}

/** Shows `message` at the field of an input block, or takes it away (null). */
export function setFieldError(blockNode, message) {
  const slot = blockNode.querySelector(".field-error");
  const control = blockNode.querySelector("[data-control]");
  if (!slot || !control) return;
  slot.hidden = message === null;
  slot.textContent = message ?? "";
  blockNode.classList.toggle("has-error", message !== null);
  const others = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== slot.id);
  const described = message === null ? others : [slot.id, ...others];
  if (described.length) control.setAttribute("aria-describedby", described.join(" "));
  else control.removeAttribute("aria-describedby");
  if (message === null) control.removeAttribute("aria-invalid");
  else control.setAttribute("aria-invalid", "true");
}

function card(block, surface) {
  const line = (text, className) => (text ? el("div", { class: `text ${className}`, dir: "auto" }, textNodes(text)) : null);
  const buttons = block.actions?.length ? el("div", { class: "actions" }, block.actions.map((element) => buildElement(element, block, surface))) : null;
  const hero = block.hero_image ? picture(block.hero_image, "picture") : null;
  return el("div", { class: "box-plain" }, hero, line(block.title, "strong"), line(block.subtitle, "faint"), line(block.body, ""), line(block.subtext, "faint"), buttons);
}

function container(block, surface) {
  const inner = el("div", {});
  inner.append(...(block.child_blocks ?? []).map((child) => buildBlock(child, surface)));
  const title = block.title ? textNodes(block.title) : block.rich_text_title ? richText(block.rich_text_title) : "";
  if (!block.is_collapsible) return el("div", { class: "box-plain" }, el("div", { class: "text strong" }, title), inner);
  return el("details", { class: "box-plain", open: !block.default_collapsed }, el("summary", {}, title), inner);
}

function video(block) {
  const title = block.title_url ? link(block.title_url, plainText(block.title)) : plainText(block.title);
  return el("div", { class: "box-plain" }, el("div", { class: "text strong" }, title), block.description ? plainText(block.description) : null, el("div", { class: "faint" }, block.alt_text));
}

function fallback(block) {
  const text = typeof block.text === "string" ? block.text : (block.text?.text ?? block.title?.text ?? block.title ?? "");
  return el("div", { class: "box-plain" }, el("span", { class: "faint" }, block.type), text ? el("div", { class: "text", dir: "auto" }, String(text)) : null);
}
