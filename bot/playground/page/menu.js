// The menu behind a button: focus moves through its items.

import { button, el } from "./dom.js";
import { closePopup, openPopup, popupOpenFor } from "./popup.js";

/** Opens (or closes) the menu of `opener`; `items` are `{label, description, run}`. */
export function openMenu(opener, items) {
  if (popupOpenFor(opener)) return closePopup(true);
  const nodes = items.map(itemNode);
  const name = opener.getAttribute("aria-label") ?? opener.textContent;
  const onkeydown = (event) => menuKeys(event, nodes);
  const menu = el("div", { role: "menu", class: "list", "aria-label": name, onkeydown }, nodes);
  opener.setAttribute("aria-expanded", "true");
  openPopup(opener, menu, () => opener.setAttribute("aria-expanded", "false"));
  return nodes[0]?.focus();
}

function itemNode(item) {
  const note = item.description ? el("span", { class: "choice-note" }, item.description) : null;
  const onclick = () => {
    closePopup(true);
    item.run();
  };
  const attributes = { role: "menuitem", class: "choice", tabindex: "-1", dir: "auto", onclick };
  return button(attributes, el("span", {}, item.label, note));
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
