// The select: a button that opens a list of options, a combobox without typing in the words of ARIA.

import { el, uid } from "./dom.js";
import { icon } from "./icons.js";
import { closePopup, openPopup, popupOpenFor } from "./popup.js";

const FORGET_TYPED_MS = 700;

/**
 * A select. `choices` are `{value, label, description, group}`; `choose(value)` hears a new choice only when the
 * list closes with one, so that walking through it by keyboard acts on nothing.
 */
export function select({ choices, value, placeholder, choose, attributes = {} }) {
  const shown = el("span", { class: "select-value", dir: "auto" });
  const button = el(
    "button",
    {
      type: "button",
      role: "combobox",
      class: "select",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      ...attributes,
    },
    shown,
    icon("down"),
  );
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
  button.addEventListener("click", () =>
    popupOpenFor(button) ? closePopup(true) : openList(button, choices, selected, take),
  );
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
  const chosen = choices.findIndex((choice) => choice.value === selected);
  const nodes = choices.map((choice, index) => optionNode(choice, `${id}-${index}`, index === chosen));
  // Focus stays on the select; a press on an option must not take it away.
  const hold = (event) => event.preventDefault();
  const name = button.getAttribute("aria-label") ?? "Options";
  const list = el(
    "div",
    { id, role: "listbox", class: "list", "aria-label": name, onmousedown: hold },
    grouped(choices, nodes),
  );
  const { mark, active } = marking(button, nodes);
  nodes.forEach((node, index) => {
    node.addEventListener("click", () => take(choices[index]));
    node.addEventListener("pointermove", () => mark(index));
  });
  const keys = listKeys({ choices, mark, active, take });
  openPopup(button, list, listen(button, id, keys));
  mark(Math.max(0, chosen));
}

/** The option that the keyboard is on: `mark(index)` moves it, `active()` tells it. */
function marking(button, nodes) {
  let active = 0;
  const mark = (index) => {
    nodes[active]?.classList.remove("is-active");
    active = Math.max(0, Math.min(nodes.length - 1, index));
    nodes[active]?.classList.add("is-active");
    nodes[active]?.scrollIntoView({ block: "nearest" });
    button.setAttribute("aria-activedescendant", nodes[active]?.id ?? "");
  };
  return { mark, active: () => active };
}

/** Makes the select the open one; the function returned undoes that. */
function listen(button, listId, keys) {
  button.addEventListener("keydown", keys);
  button.addEventListener("blur", onBlur);
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-controls", listId);
  return () => {
    button.removeEventListener("keydown", keys);
    button.removeEventListener("blur", onBlur);
    button.setAttribute("aria-expanded", "false");
    button.removeAttribute("aria-activedescendant");
    button.removeAttribute("aria-controls");
  };
}

function onBlur(event) {
  if (!event.relatedTarget?.closest(".popup")) closePopup();
}

function optionNode(choice, id, selected) {
  const description = choice.description ? el("span", { class: "choice-note" }, choice.description) : null;
  return el(
    "div",
    { id, role: "option", class: "choice", dir: "auto", "aria-selected": String(selected) },
    el("span", {}, choice.label, description),
    selected ? icon("check") : null,
  );
}

function grouped(choices, nodes) {
  const out = [];
  let group = null;
  nodes.forEach((node, index) => {
    const name = choices[index].group;
    if (!name) return out.push(node);
    if (group?.getAttribute("aria-label") !== name) {
      group = el(
        "div",
        { role: "group", "aria-label": name },
        el("div", { class: "choice-group", "aria-hidden": "true" }, name),
      );
      out.push(group);
    }
    return group.append(node);
  });
  return out.length ? out : [el("div", { class: "choice-none" }, "Nothing to choose from")];
}

/** Arrows, Home, End, Enter, Space, Tab, Escape and typing ahead. */
function listKeys({ choices, mark, active, take }) {
  const moves = {
    ArrowDown: () => active() + 1,
    ArrowUp: () => active() - 1,
    Home: () => 0,
    End: () => choices.length - 1,
  };
  const typeAhead = typingAhead(choices);
  return (event) => {
    if (moves[event.key]) mark(moves[event.key]());
    else if (event.key === "Enter" || (event.key === " " && !typeAhead.isTyping(event)))
      take(choices[active()]);
    else if (event.key === "Escape") take(null);
    else if (event.key === "Tab") return void closePopup();
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey)
      mark(typeAhead.find(event) ?? active());
    else return undefined;
    event.preventDefault();
    return event.stopPropagation();
  };
}

/** Letters typed in quick succession look for the option that begins so. */
function typingAhead(choices) {
  let typed = "";
  let typedAt = 0;
  const isTyping = (event) => typed !== "" && event.timeStamp - typedAt < FORGET_TYPED_MS;
  const find = (event) => {
    typed = isTyping(event) ? typed + event.key : event.key;
    typedAt = event.timeStamp;
    const hit = choices.findIndex((choice) => choice.label.toLowerCase().startsWith(typed.toLowerCase()));
    return hit < 0 ? null : hit;
  };
  return { isTyping, find };
}
