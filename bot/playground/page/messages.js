// The messages of one conversation: a log that follows its end, with days between.

import { avatar } from "./avatars.js";
import { renderBlocks } from "./blocks.js";
import { dateNode, localDay } from "./dates.js";
import { button, el, reconcile, uid } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { messageShortcuts } from "./shortcuts.js";
import { makeSurface } from "./surface.js";
import { displayName, isBot } from "./world.js";

const SAME_BREATH = 300;

/** The message pane of a conversation: `{node, update(conversation), toEnd()}`. */
export function messageLog(title, intro) {
  const list = el("div", { class: "log-list" });
  const more = button(
    { class: "more-below", hidden: true, onclick: () => toEnd() },
    "New messages",
    icon("down"),
  );
  const log = el(
    "div",
    { class: "log", role: "log", "aria-live": "polite", "aria-label": `Messages in ${title}`, tabindex: "0" },
    intro,
    list,
  );
  let atEnd = true;
  const toEnd = () => {
    log.scrollTop = log.scrollHeight;
    more.hidden = true;
  };
  log.addEventListener(
    "scroll",
    () => {
      atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 48;
      if (atEnd) more.hidden = true;
    },
    { passive: true },
  );
  const keepEnd = new ResizeObserver(() => atEnd && toEnd());
  keepEnd.observe(list);
  keepEnd.observe(log);
  const update = (conversation) => {
    const before = list.lastElementChild;
    reconcile(list, rows(conversation));
    if (atEnd) toEnd();
    else if (before && list.lastElementChild !== before) more.hidden = false;
  };
  return { node: el("div", { class: "log-frame" }, log, more), update, toEnd };
}

/** The rows of the log: a divider wherever a new local day begins, then the message. */
function rows(conversation) {
  const items = [];
  let previous = null;
  for (const message of conversation.messages) {
    const day = localDay(Number(message.ts));
    if (!previous || localDay(Number(previous.ts)) !== day) {
      items.push({ key: `day ${day}`, signature: day, build: () => dayDivider(Number(message.ts)) });
      previous = null;
    }
    const compact = follows(message, previous);
    items.push({
      key: `${message.ts}${message.ephemeral ? " ephemeral" : ""}`,
      signature: JSON.stringify([message, compact]),
      build: (old) => messageNode(conversation, message, compact, old !== null),
    });
    previous = message;
  }
  return items;
}

const follows = (message, previous) =>
  Boolean(previous) &&
  previous.user === message.user &&
  !previous.ephemeral &&
  !message.ephemeral &&
  Number(message.ts) - Number(previous.ts) < SAME_BREATH;

function dayDivider(unix) {
  return el(
    "div",
    { class: "day" },
    el("span", { class: "day-label" }, dateNode(unix, "{day_divider_pretty}", "", true)),
  );
}

function messageNode(conversation, message, compact, again) {
  const name = uid("author");
  const unix = Number(message.ts);
  const time = dateNode(unix, "{time}", "");
  time.classList.add("message-time");
  const head = el(
    "div",
    { class: "message-head" },
    el("span", { class: "author", id: name, dir: "auto" }, displayName(message.user)),
    isBot(message.user) ? el("span", { class: "badge" }, "APP") : null,
    time,
  );
  const only = message.ephemeral
    ? el("div", { class: "only-you" }, icon("eye"), "Only visible to you")
    : null;
  const thread =
    message.thread_ts && message.thread_ts !== message.ts
      ? el("div", { class: "only-you" }, "Replied in a thread")
      : null;
  const classes = [
    "message",
    compact && "compact",
    message.ephemeral && "ephemeral",
    again && "changed",
  ].filter(Boolean);
  return el(
    "article",
    { class: classes.join(" "), "aria-labelledby": name, tabindex: "-1", "data-ts": message.ts },
    el("div", { class: "gutter" }, avatar(message.user)),
    el("div", { class: "message-main" }, only, thread, head, body(conversation, message)),
    messageShortcuts(conversation.id, message),
  );
}

function body(conversation, message) {
  const content = el("div", { class: "message-body" });
  const surface = makeSurface("message", { channel: conversation.id, ts: message.ts }, message.state);
  if (message.blocks?.length) renderBlocks(content, message.blocks, surface);
  else content.append(el("div", { class: "block text", dir: "auto" }, mrkdwn(message.text ?? "")));
  if (message.edited) editedMark(content);
  for (const file of message.files ?? []) content.append(fileLink(file));
  return content;
}

/** A file of the app, to be saved. */
const fileLink = (file) =>
  el(
    "a",
    { class: "file", href: `/playground/files/${encodeURIComponent(file.id)}`, download: file.name },
    icon("down"),
    el("span", { class: "file-title", dir: "auto" }, file.title),
    el("span", { class: "file-size" }, `${Math.max(1, Math.round(file.size / 1024))} kB`),
  );

/** "(edited)" stands at the end of the last text, as in Slack. */
function editedMark(content) {
  const mark = el("span", { class: "edited" }, " (edited)");
  const texts = content.querySelectorAll(".text");
  const last = texts[texts.length - 1];
  if (last) (last.lastElementChild?.matches(".lines") ? last.lastElementChild : last).append(mark);
  else content.append(mark);
}
