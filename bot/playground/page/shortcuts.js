// The app's shortcuts: those of a message in a menu beside it, the global ones in a menu beside the composer.

import { post } from "./api.js";
import { button } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { sayNotice } from "./notices.js";
import { world } from "./world.js";

/** The menu of a message, or null: Slack has none for what only one person sees. */
export const messageShortcuts = (channel, message) =>
  message.ephemeral
    ? null
    : opener("message", { class: "plain message-more", "aria-label": "More message actions" }, "more", {
        channel,
        ts: message.ts,
      });

export const globalShortcuts = () =>
  opener("global", { class: "plain composer-more", "aria-label": "Shortcuts" }, "plus", {});

/** A button that opens the menu of one type of shortcuts, or null where the app has none. */
function opener(type, attributes, sign, place) {
  const shortcuts = world.snapshot.shortcuts.filter((one) => one.type === type);
  if (!shortcuts.length) return null;
  const items = shortcuts.map((shortcut) => ({
    label: shortcut.name,
    description: shortcut.description,
    run: () => use(shortcut, place),
  }));
  const onclick = (event) => openMenu(event.currentTarget, items);
  return button(
    { ...attributes, type: "button", "aria-haspopup": "menu", "aria-expanded": "false", onclick },
    icon(sign),
  );
}

async function use(shortcut, place) {
  const answer = await post("shortcut", {
    person: world.person,
    callback_id: shortcut.callback_id,
    ...place,
  });
  if (!answer.ok) sayNotice(answer);
}
