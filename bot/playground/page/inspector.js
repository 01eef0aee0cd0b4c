// The inspector: a drawer with the raw traffic between Slack and the app, live while it is open.

import { clearTraffic, listenToTraffic } from "./api.js";
import { button, el, reconcile } from "./dom.js";
import { copy, exchangeNode, wordsOf } from "./exchanges.js";
import { icon } from "./icons.js";
import { sayNotice } from "./notices.js";
import { world } from "./world.js";

/** Where the drawer stands in the page's place (see inspector.css), it makes room for whatever is gone to. */
const replacesPage = window.matchMedia("(max-width: 1180px)");

/** The button that opens and closes the drawer. */
export function inspectorButton() {
  const drawer = document.getElementById("inspector");
  const toggle = button(
    { class: "chip", "aria-controls": "inspector", "aria-expanded": "false" },
    icon("traffic"),
    el("span", { class: "chip-text" }, "Inspector"),
  );
  let close = null;
  const shut = () => {
    close();
    close = null;
    drawer.hidden = true;
    drawer.replaceChildren();
    toggle.setAttribute("aria-expanded", "false");
    toggle.focus();
  };
  toggle.addEventListener("click", () => {
    if (close) return shut();
    drawer.hidden = false;
    toggle.setAttribute("aria-expanded", "true");
    close = fill(drawer, shut);
    return drawer.querySelector("input").focus();
  });
  window.addEventListener("hashchange", () => close && replacesPage.matches && shut());
  drawer.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    shut();
  });
  return toggle;
}

/** Builds the drawer and follows the traffic until the returned function is called. */
function fill(drawer, shut) {
  let exchanges = [];
  const filter = el("input", {
    class: "input",
    type: "search",
    placeholder: "Filter",
    "aria-label": "Filter the traffic",
    autocomplete: "off",
    spellcheck: "false",
  });
  const found = el("p", { class: "inspector-found faint", role: "status" });
  const list = el("ol", { class: "exchanges", reversed: true, "aria-label": "Exchanges, newest first" });
  const empty = el("p", { class: "inspector-empty" });
  const shown = () => exchanges.filter(({ words }) => words.includes(filter.value.trim().toLowerCase()));
  const show = () => {
    const rows = shown();
    const sought = filter.value.trim();
    found.textContent = sought ? `${rows.length} of ${exchanges.length}` : "";
    empty.replaceChildren(...(rows.length ? [] : sought ? [`Nothing here says “${sought}”.`] : teaching()));
    reconcile(
      list,
      rows.map(({ exchange }) => ({
        key: exchange.id,
        signature: "",
        build: () => exchangeNode(exchange),
      })),
    );
  };
  filter.addEventListener("input", show);
  drawer.append(
    head(shut),
    tools(filter, () => copy(shown().map(({ exchange }) => exchange))),
    found,
    el("div", { class: "inspector-body" }, empty, list),
  );
  show();
  return listenToTraffic(
    ({ oldest, traffic }) => {
      const fresh = traffic.map((exchange) => ({ exchange, words: wordsOf(exchange) })).reverse();
      exchanges = [...fresh, ...exchanges.filter(({ exchange }) => exchange.id >= oldest)];
      show();
    },
    (up) => {
      if (up) exchanges = [];
    },
  );
}

const head = (shut) =>
  el(
    "div",
    { class: "inspector-head" },
    el("h2", { id: "inspector-title" }, "Inspector"),
    button({ class: "plain", "aria-label": "Close the inspector", onclick: shut }, icon("close")),
  );

const tools = (filter, copyShown) =>
  el(
    "div",
    { class: "inspector-tools" },
    filter,
    button({ class: "button", onclick: copyShown }, "Copy"),
    button({ class: "button", onclick: clear }, "Clear"),
  );

async function clear() {
  const answer = await clearTraffic();
  if (!answer.ok) sayNotice(answer);
}

/** What to expect here, while nothing is. */
function teaching() {
  const command = world.snapshot?.commands[0]?.command ?? "/";
  return [
    "Nothing yet. Type ",
    el("code", {}, `${command} start`),
    " into a conversation: the command, the app's answer and each call that it makes to Slack appear here, ",
    "the newest first. Open one to read it.",
  ];
}
