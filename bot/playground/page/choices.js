// Controls that open a list: the select (a combobox without typing) and the menu behind a button.

import { el, uid } from "./dom.js";
import { icon } from "./icons.js";
import { closePopup, openPopup, popupOpenFor } from "./popup.js";

const textOf = (option) => option.label.toLowerCase();

/**
 * A select. `choices` are `{value, label, description, group}`; `choose(value)` hears a new choice only when the
 * list closes with one, so that walking through it by keyboard acts on nothing.
 */
export function select({ choices, value, placeholder, choose, attributes = {} }) {
  const shown = el("span", { class: "select-value", dir: "auto" });
  const button = el("button", { type: "button", role: "combobox", class: "select", "aria-haspopup": "listbox", "aria-expanded": "false", ...attributes }, shown, icon("down"));
  let selected = value;
  const show = () => {
    const choice = choices.find((one) => one.value === selected);
    shown.textContent = choice ? choice.label : placeholder;
    button.classList.toggle("is-empty", !choice);
  };
  const take = (choice) => {
    closePopup(true);
    if (!choice) return;
    selected = choice.value;
    show();
    choose(choice.value, button);
  };
  button.addEventListener("click", () => (popupOpenFor(button) ? closePopup(true) : openList(button, choices, selected, take)));
  button.addEventListener("keydown", (event) => {
    if (popupOpenFor(button) || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    openList(button, choices, selected, take);
  });
  show();
  return button;
}

function openList(button, choices, selected, take) {
  const id = uid("list");
  const nodes = choices.map((choice, index) => optionNode(choice, `${id}-${index}`, choice.value === selected));
  // Focus stays on the select; a press on an option must not take it away.
  const hold = (event) => event.preventDefault();
  const list = el("div", { id, role: "listbox", onmousedown: hold, class: "list", "aria-label": button.getAttribute("aria-label") ?? "Options" }, grouped(choices, nodes));
  let active = Math.max(0, choices.findIndex((choice) => choice.value === selected));
  const mark = (index) => {
    nodes[active]?.classList.remove("is-active");
    active = Math.max(0, Math.min(nodes.length - 1, index));
    nodes[active]?.classList.add("is-active");
    nodes[active]?.scrollIntoView({ block: "nearest" });
    button.setAttribute("aria-activedescendant", nodes[active]?.id ?? "");
  };
  nodes.forEach((node, index) => {
    node.addEventListener("click", () => take(choices[index]));
    node.addEventListener("pointermove", () => mark(index));
  });
  const keys = listKeys({ choices, mark, active: () => active, take });
  button.addEventListener("keydown", keys);
  button.addEventListener("blur", onBlur);
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-controls", id);
  openPopup(button, list, () => {
    button.removeEventListener("keydown", keys);
    button.removeEventListener("blur", onBlur);
    button.setAttribute("aria-expanded", "false");
    button.removeAttribute("aria-activedescendant");
    button.removeAttribute("aria-controls");
  });
  mark(active);
}

function onBlur(event) {
  if (!event.relatedTarget?.closest(".popup")) closePopup();
}

function optionNode(choice, id, selected) {
  const description = choice.description ? el("span", { class: "choice-note" }, choice.description) : null;
  return el("div", { id, role: "option", class: "choice", dir: "auto", "aria-selected": String(selected) }, el("span", {}, choice.label, description), selected ? icon("check") : null);
}

function grouped(choices, nodes) {
  const out = [];
  let group = null;
  nodes.forEach((node, index) => {
    const name = choices[index].group;
    if (!name) return out.push(node);
    if (group?.getAttribute("aria-label") !== name) {
      group = el("div", { role: "group", "aria-label": name }, el("div", { class: "choice-group", "aria-hidden": "true" }, name));
      out.push(group);
    }
    return group.append(node);
  });
  return out.length ? out : [el("div", { class: "choice-none" }, "Nothing to choose from")];
}

/** Arrows, Home, End, Enter, Space, Tab, Escape and typing ahead. */
function listKeys({ choices, mark, active, take }) {
  let typed = "";
  let typedAt = 0;
  const moves = { ArrowDown: () => active() + 1, ArrowUp: () => active() - 1, Home: () => 0, End: () => choices.length - 1 };
  return (event) => {
    if (moves[event.key]) mark(moves[event.key]());
    else if (event.key === "Enter" || (event.key === " " && !typed)) take(choices[active()]);
    else if (event.key === "Escape") take(null);
    else if (event.key === "Tab") return void closePopup();
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      typed = event.timeStamp - typedAt > 700 ? event.key : typed + event.key;
      typedAt = event.timeStamp;
      const hit = choices.findIndex((choice) => textOf(choice).startsWith(typed.toLowerCase()));
      if (hit >= 0) mark(hit);
    } else return undefined;
    event.preventDefault();
    return event.stopPropagation();
  };
}

/** A menu behind `button`: `items` are `{label, description, run}`; focus moves through them. */
export function openMenu(button, items) {
  if (popupOpenFor(button)) return closePopup(true);
  const nodes = items.map((item) =>
    el("button", { type: "button", role: "menuitem", class: "choice", tabindex: "-1", dir: "auto", onclick: () => pick(item) },
      el("span", {}, item.label, item.description ? el("span", { class: "choice-note" }, item.description) : null)),
  );
  const pick = (item) => {
    closePopup(true);
    item.run();
  };
  const menu = el("div", { role: "menu", class: "list", "aria-label": button.getAttribute("aria-label") ?? button.textContent, onkeydown: (event) => menuKeys(event, nodes) }, nodes);
  button.setAttribute("aria-expanded", "true");
  openPopup(button, menu, () => button.setAttribute("aria-expanded", "false"));
  return nodes[0]?.focus();
}

function menuKeys(event, nodes) {
  const index = nodes.indexOf(document.activeElement);
  const moves = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: nodes.length - 1 };
  if (event.key in moves) nodes[(moves[event.key] + nodes.length) % nodes.length].focus();
  else if (event.key === "Escape" || event.key === "Tab") closePopup(true);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
