// The page: follows one person's snapshots and shows the place that the address names.

import { fetchState, listen } from "./api.js";
import { refreshDates } from "./dates.js";
import { el } from "./dom.js";
import { renderModals } from "./modal.js";
import { renderNotices } from "./notices.js";
import { makePane } from "./panes.js";
import { dropOrphanedPopup } from "./popup.js";
import "./pressing.js";
import { readRoute, resolvePlace, settle } from "./route.js";
import { side } from "./side.js";
import { topbar } from "./topbar.js";
import { unreadCount } from "./unread.js";
import { findPerson, now, takeSnapshot, world } from "./world.js";

const main = document.getElementById("main");
const sideRoot = document.getElementById("side");
const updateSide = side(sideRoot);
const updateTopbar = topbar(document.getElementById("topbar"), () =>
  showSide(!sideRoot.classList.contains("is-open")),
);

const FIRST_PERSON = "U0ADA";

let stop = null;
let following = null;
let online = true;
let pane = null;

/** Begins to follow `person`; what is on the page stays until the first snapshot for them is here. */
function follow(person) {
  stop?.();
  following = person;
  stop = listen(
    person,
    (snapshot) => {
      world.person = person;
      takeSnapshot(snapshot);
      render();
    },
    (up) => {
      online = up;
      if (world.snapshot) updateTopbar(online);
    },
  );
}

function render() {
  const { snapshot, person } = world;
  const route = readRoute();
  if (route.person !== person && route.person === following) return;
  const place = resolvePlace(route, snapshot.conversations);
  if (place.conversation.id !== route.conversation) settle(person, place.conversation.id, place.tab);
  showPane(place);
  updateSide(place);
  updateTopbar(online);
  renderModals(snapshot.modals, () => pane.focus());
  renderNotices(person, snapshot.notices);
  dropOrphanedPopup();
  refreshDates();
  showTitle(place);
}

function showPane(place) {
  const key = [world.person, place.conversation.id, place.tab].join(" ");
  const fresh = pane?.key !== key;
  const byKeyboard = document.activeElement?.matches("[role=tab]:focus-visible");
  if (fresh) {
    pane = { key, ...makePane(place) };
    main.replaceChildren(...pane.nodes);
    showSide(false);
  }
  pane.update();
  if (fresh && byKeyboard) main.querySelector("[role=tab][aria-selected=true]")?.focus();
  else if (fresh && !document.activeElement?.closest(".layer, .rail")) pane.focus();
}

function showTitle(place) {
  const waiting = world.snapshot.conversations
    .filter((one) => one.id !== place.conversation.id || place.tab === "home")
    .reduce((sum, one) => sum + unreadCount(world.person, one, now()), 0);
  const where = place.conversation.kind === "im" ? place.conversation.name : `#${place.conversation.name}`;
  document.title = `${waiting ? `(${waiting}) ` : ""}${where} · playground`;
}

/** The sidebar of a narrow window slides over the page. */
function showSide(open) {
  sideRoot.classList.toggle("is-open", open);
  document.querySelector(".menu-button").setAttribute("aria-expanded", String(open));
  document.querySelector(".scrim")?.remove();
  if (!open) return;
  sideRoot.before(el("div", { class: "scrim", onclick: () => showSide(false) }));
  sideRoot.querySelector("[aria-current], button")?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !sideRoot.classList.contains("is-open")) return;
  showSide(false);
  document.querySelector(".menu-button").focus();
});
sideRoot.addEventListener("click", (event) => {
  if (event.target.closest("a")) showSide(false);
});

window.addEventListener("hashchange", () => {
  const { person } = readRoute();
  if (findPerson(person) && person !== following) follow(person);
  else if (world.snapshot) render();
});

setInterval(() => {
  if (!world.snapshot) return;
  updateTopbar(online);
  refreshDates();
}, 1000);

/** An address that names nobody, or somebody who is not there, means the first member of every playground. */
async function begin() {
  const { person, conversation, tab } = readRoute();
  const known = person && (await fetchState(person)).error !== "user_not_found";
  if (!known) settle(FIRST_PERSON, conversation, tab);
  follow(known ? person : FIRST_PERSON);
}

begin();
