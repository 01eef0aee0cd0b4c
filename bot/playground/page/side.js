// The rail of people and the sidebar of conversations.

import { avatar } from "./avatars.js";
import { clockTime } from "./dates.js";
import { button, el, reconcile } from "./dom.js";
import { icon } from "./icons.js";
import { address, go } from "./route.js";
import { unreadCount } from "./unread.js";
import { displayName, now, timezone, world } from "./world.js";

/** Fills the navigation; returns `update(place, online)`. */
export function side(root) {
  const rail = el("div", { class: "rail", role: "group", "aria-label": "You are" });
  const head = el("div", { class: "side-head" });
  const channels = el("ul", {});
  const apps = el("ul", {});
  const foot = el("div", { class: "side-foot" });
  root.append(
    rail,
    el(
      "div",
      { class: "sidebar" },
      head,
      el("h2", {}, "Channels"),
      channels,
      el("h2", {}, "Apps"),
      apps,
      foot,
    ),
  );
  return (place) => {
    reconcile(
      rail,
      world.snapshot.people.map((person) => railItem(person, place)),
    );
    reconcile(head, [headItem()]);
    const entries = (kind) =>
      world.snapshot.conversations
        .filter((one) => one.kind === kind)
        .map((one) => conversationItem(one, place));
    reconcile(channels, entries("channel"));
    reconcile(apps, entries("im"));
    for (const one of world.snapshot.conversations) {
      showUnread(root.querySelector(`[data-focus="${CSS.escape(one.id)}"]`), unreadIn(one, place));
    }
    reconcile(foot, [footItem()]);
  };
}

function railItem(person, place) {
  const pressed = person.id === world.person;
  const name = displayName(person.id);
  return {
    key: person.id,
    signature: JSON.stringify([person, pressed, place.conversation.id, place.tab]),
    build: () =>
      button(
        {
          class: "rail-person",
          "data-focus": person.id,
          "aria-pressed": String(pressed),
          "aria-label": name,
          title: `Be ${name} (${person.tz})`,
          onclick: () => go(person.id, place.conversation.id, place.tab),
        },
        avatar(person.id),
      ),
  };
}

function headItem() {
  const signature = JSON.stringify([world.person, timezone(), clockTime(now())]);
  return {
    key: "head",
    signature,
    build: () =>
      el(
        "div",
        {},
        el("div", { class: "workspace" }, "Local workspace"),
        el("div", { class: "you", dir: "auto" }, `You are ${displayName(world.person)}`),
        el(
          "div",
          { class: "you" },
          `${clockTime(now())} in ${timezone().replaceAll("_", " ").split("/").pop()}`,
        ),
      ),
  };
}

function conversationItem(conversation, place) {
  const here = place.conversation.id === conversation.id;
  const tab = conversation.kind === "im" && here ? place.tab : "messages";
  return {
    key: conversation.id,
    signature: JSON.stringify([conversation.name, here, tab, world.person]),
    build: () =>
      el(
        "li",
        {},
        el(
          "a",
          {
            class: "conversation",
            href: address(world.person, conversation.id, tab),
            "data-focus": conversation.id,
            "aria-current": here ? "page" : null,
          },
          conversation.kind === "im" ? avatar(world.snapshot.bot.user_id) : icon("hash"),
          el("span", { class: "conversation-name" }, conversation.name),
        ),
      ),
  };
}

function unreadIn(conversation, place) {
  const isSeen = place.conversation.id === conversation.id && place.tab === "messages";
  return isSeen ? 0 : unreadCount(world.person, conversation, now());
}

/** Changes the count within the link: a link that is built anew under the pointer would lose the click. */
function showUnread(link, unread) {
  const shown = link.querySelector(".count");
  if ((shown?.firstChild.data ?? "0") === String(unread)) {
    return;
  }
  shown?.remove();
  if (unread) {
    link.append(
      el(
        "span",
        { class: "count" },
        String(unread),
        el("span", { class: "visually-hidden" }, " unread"),
      ),
    );
  }
}

function footItem() {
  const { connected, mode, name } = world.snapshot.bot;
  const text = connected
    ? `${name} is connected (${mode === "http" ? "HTTP" : "Socket Mode"})`
    : `${name} is not connected`;
  return {
    key: "foot",
    signature: text,
    build: () => el("div", { class: `bot-status${connected ? "" : " is-off"}` }, text),
  };
}
