// What fills the main part: a conversation with its composer, or the app's Home.

import { post } from "./api.js";
import { avatar } from "./avatars.js";
import { renderBlocks } from "./blocks.js";
import { composer } from "./composer.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { messageLog } from "./messages.js";
import { sayNotice } from "./notices.js";
import { go } from "./route.js";
import { makeSurface } from "./surface.js";
import { markSeen } from "./unread.js";
import { findConversation, world } from "./world.js";

/** The pane for a place: `{nodes, update(), focus()}`. */
export function makePane(place) {
  const { conversation } = place;
  if (place.tab === "home") return homePane(conversation);
  return conversationPane(conversation);
}

const titleOf = (conversation) => (conversation.kind === "im" ? conversation.name : `#${conversation.name}`);

function header(conversation, tab) {
  const title = el(
    "h1",
    { dir: "auto", tabindex: "-1" },
    conversation.kind === "im" ? avatar(world.snapshot.bot.user_id) : icon("hash"),
    conversation.name,
  );
  if (conversation.kind !== "im") return el("div", { class: "pane-head" }, title);
  const names = [
    ["home", "Home"],
    ["messages", "Messages"],
  ];
  const tabs = names.map(([key, label]) =>
    button(
      {
        role: "tab",
        id: `tab-${key}`,
        class: "tab",
        "aria-selected": String(key === tab),
        "aria-controls": "pane",
        tabindex: key === tab ? "0" : "-1",
        onclick: () => go(world.person, conversation.id, key),
      },
      label,
    ),
  );
  const list = el("div", { class: "tabs", role: "tablist", "aria-label": conversation.name }, tabs);
  list.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = names.find(([key]) => key !== tab)[0];
    go(world.person, conversation.id, other);
  });
  return el("div", { class: "pane-head" }, title, el("span", { class: "badge" }, "APP"), list);
}

function panel(conversation, tab, ...children) {
  const attributes =
    conversation.kind === "im" ? { tabindex: "-1", role: "tabpanel", "aria-labelledby": `tab-${tab}` } : {};
  return el("div", { class: `pane pane-${tab}`, id: "pane", ...attributes }, children);
}

function conversationPane(conversation) {
  const title = titleOf(conversation);
  const box = composer(conversation, title, () => log.toEnd());
  const log = messageLog(title, introduction(conversation, box));
  return {
    nodes: [header(conversation, "messages"), panel(conversation, "messages", log.node, box.node)],
    update() {
      const present = findConversation(conversation.id);
      log.node.classList.toggle("is-empty", present.messages.length === 0);
      log.update(present);
      markSeen(world.person, present);
    },
    focus: box.focus,
  };
}

/** The first lines of a conversation; while it is empty they say what to do. */
function introduction(conversation, box) {
  const command = world.snapshot.commands[0]?.command;
  const about =
    conversation.kind === "im"
      ? `This is the beginning of your messages with ${conversation.name}. Here the app answers without the slash too.`
      : "This is the beginning of the channel. What the app answers to a command is only visible to you.";
  const example = command ? `${command} start` : "";
  const hint = command
    ? el(
        "p",
        { class: "first-hint" },
        "Type ",
        button({ class: "try", onclick: () => box.write(`${example} `) }, example),
        " and press Enter.",
      )
    : null;
  return el(
    "div",
    { class: "intro" },
    conversation.kind === "im"
      ? avatar(world.snapshot.bot.user_id)
      : el("span", { class: "intro-icon" }, icon("hash")),
    el("h2", { dir: "auto" }, conversation.name),
    el("p", {}, about),
    hint,
  );
}

function homePane(conversation) {
  const blocks = el("div", { class: "home-blocks" });
  const empty = el("p", { class: "loading" }, `${conversation.name} has not published its Home yet.`);
  let surface = null;
  let viewId = null;
  post("open_home", { person: world.person }).then((answer) => (answer.ok ? null : sayNotice(answer)));
  return {
    nodes: [header(conversation, "home"), panel(conversation, "home", empty, blocks)],
    update() {
      const { view } = world.snapshot.home;
      empty.hidden = Boolean(view);
      if (view && view.id !== viewId) {
        viewId = view.id;
        surface = makeSurface("home", { view_id: viewId });
        blocks.replaceChildren();
      }
      if (view) surface.values.held = view.state?.values ?? {};
      if (view) renderBlocks(blocks, view.blocks, surface);
    },
    focus: () => document.querySelector("h1").focus({ preventScroll: true }),
  };
}
