// Elements made of several boxes: radio buttons, checkboxes, and the multi-selects, shown as a list of checkboxes.

import { el, uid } from "./dom.js";
import { plainText, textNodes } from "./mrkdwn.js";

/** One radio button or checkbox with its label and description. */
function box(type, option, { name, checked, focusKey }, onchange) {
  const id = uid("box");
  const note = option.description
    ? el("span", { class: "choice-note", id: `${id}-note` }, textNodes(option.description))
    : null;
  const input = el("input", {
    type,
    id,
    name,
    value: option.value,
    "data-focus": `${focusKey}/${option.value}`,
    "aria-describedby": note ? note.id : null,
    onchange,
  });
  input.checked = checked;
  return el(
    "div",
    { class: "box" },
    input,
    el("div", {}, el("label", { for: id, dir: "auto" }, textNodes(option.text)), note),
  );
}

/** The name and description of the group; an element of its own (outside an input block) is called "Options". */
function groupAttributes({ attributes }, role) {
  const { "data-focus": _focus, ...rest } = attributes;
  return { ...rest, role, class: "boxes", tabindex: "-1" };
}

export function radioButtons(element, field) {
  const name = uid("radio");
  const group = el("div", groupAttributes(field, "radiogroup"));
  group.append(
    ...element.options.map((option) =>
      box("radio", option, { name, checked: option.value === field.value(), focusKey: field.focusKey }, () =>
        field.take(option.value, group),
      ),
    ),
  );
  return group;
}

export function checkboxes(element, field) {
  const group = el("div", groupAttributes(field, "group"));
  const boxes = element.options.map((option) =>
    box("checkbox", option, { checked: field.value().includes(option.value), focusKey: field.focusKey }, () =>
      field.take(ticked(group), group),
    ),
  );
  group.append(...boxes);
  return group;
}

const ticked = (group) => [...group.querySelectorAll("input:checked")].map((input) => input.value);

export function multiSelect(element, field, choices) {
  const group = el("div", groupAttributes(field, "group"));
  group.classList.add("boxes-framed");
  if (element.placeholder)
    group.append(el("div", { class: "boxes-title", "aria-hidden": "true" }, plainText(element.placeholder)));
  group.append(
    ...choices.map((choice) => {
      const option = { value: choice.value, text: choice.label, description: choice.description };
      return box(
        "checkbox",
        option,
        { checked: field.value().includes(choice.value), focusKey: field.focusKey },
        () => field.take(ticked(group), group),
      );
    }),
  );
  return group;
}
