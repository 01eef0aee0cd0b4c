// The `input` block: an element with its label, hint and error bound to it.

import { buildElement } from "./elements.js";
import { el, uid } from "./dom.js";
import { plainText } from "./mrkdwn.js";

const GROUPS = ["radio_buttons", "checkboxes"];

/** The nodes of an `input` block. */
export function inputField(block, surface) {
  const id = uid("field");
  const label = { control: id, name: `${id}-label`, hint: block.hint ? `${id}-hint` : null };
  const optional = block.optional ? el("span", { class: "optional" }, " (optional)") : null;
  const isGroup = GROUPS.includes(block.element.type) || block.element.type.startsWith("multi_");
  const caption = el(
    isGroup ? "div" : "label",
    { class: "label", id: label.name, for: isGroup ? null : id, dir: "auto" },
    plainText(block.label),
    optional,
  );
  const hint = block.hint
    ? el("div", { class: "hint", id: label.hint, dir: "auto" }, plainText(block.hint))
    : null;
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
  const others = (control.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .filter((id) => id && id !== slot.id);
  const described = message === null ? others : [slot.id, ...others];
  if (described.length) control.setAttribute("aria-describedby", described.join(" "));
  else control.removeAttribute("aria-describedby");
  if (message === null) control.removeAttribute("aria-invalid");
  else control.setAttribute("aria-invalid", "true");
}
