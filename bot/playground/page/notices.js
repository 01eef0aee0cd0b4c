// What Slack itself says to a person ("/work failed with the error …"), and what the page has to say.

import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { withEmoji } from "./emoji.js";

const seen = new Map();
const AT_MOST = 3;

/** Shows the notices that are new for this person since the page first looked. */
export function renderNotices(person, notices) {
  const newest = Math.max(0, ...notices.map((notice) => notice.id));
  if (seen.has(person))
    for (const notice of notices) if (notice.id > seen.get(person)) sayNotice({ message: notice.text });
  seen.set(person, newest);
}

/** One line from "Slackbot", until it is dismissed or the person goes on. */
export function sayNotice({ message, error }) {
  const text = withEmoji(message ?? error ?? "That did not work.");
  const region = document.getElementById("toasts");
  // A refused action is told twice, as its answer and as Slack's notice; the longer of the two stays.
  for (const toast of [...region.children]) {
    if (toast.dataset.text.startsWith(text)) return;
    if (text.startsWith(toast.dataset.text)) toast.remove();
  }
  const dismiss = button(
    { class: "plain", "aria-label": "Dismiss notice", onclick: () => toast.remove() },
    icon("close"),
  );
  const toast = el(
    "div",
    { class: "toast" },
    el(
      "div",
      {},
      el(
        "div",
        { class: "toast-head" },
        el("strong", {}, "Slackbot"),
        el("span", { class: "only-you" }, icon("eye"), "Only visible to you"),
      ),
      el("div", { dir: "auto" }, text),
    ),
    dismiss,
  );
  toast.dataset.text = text;
  region.append(toast);
  while (region.children.length > AT_MOST) region.firstElementChild.remove();
}

export const clearNotices = () => document.getElementById("toasts").replaceChildren();
