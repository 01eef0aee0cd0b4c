// The box to type into: messages, and slash commands with their hints.

import { post } from "./api.js";
import { el, uid } from "./dom.js";
import { commandHints } from "./hints.js";
import { icon } from "./icons.js";
import { clearNotices, sayNotice } from "./notices.js";
import { globalShortcuts } from "./shortcuts.js";
import { world } from "./world.js";

const drafts = new Map();
const history = [];

/** The composer of one conversation: `{node, focus, write(text)}`; `onSent` runs when something was sent. */
export function composer(conversation, title, onSent) {
  const hintsId = uid("hints");
  const draftKey = `${world.person} ${conversation.id}`;
  const box = typingBox(title, hintsId);
  const send = el("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send"));
  const hints = commandHints(hintsId, (command) => write(`${command.command} `));
  const refresh = () => {
    drafts.set(draftKey, box.value);
    send.classList.toggle("is-ready", box.value.trim() !== "");
    hints.show(box);
  };
  const write = (text) => {
    box.value = text;
    box.focus();
    box.setSelectionRange(text.length, text.length);
    refresh();
  };
  const submit = async () => {
    const text = box.value.trim();
    if (!text) return;
    write("");
    onSent();
    if (!(await sendText(conversation.id, text)) && !box.value) write(text);
  };
  const form = el("form", { class: "composer" }, box, globalShortcuts(), send);
  listenTo({ form, box, hints, refresh, write, submit });
  box.value = drafts.get(draftKey) ?? "";
  refresh();
  hints.hide(box);
  const node = el("div", { class: "composer-frame" }, hints.node, form);
  return { node, focus: () => box.focus({ preventScroll: true }), write };
}

function typingBox(title, hintsId) {
  return el("textarea", {
    class: "composer-box",
    rows: 1,
    dir: "auto",
    placeholder: `Message ${title}`,
    "aria-label": `Message ${title}`,
    "aria-autocomplete": "list",
    "aria-controls": hintsId,
    autocomplete: "off",
    spellcheck: "false",
  });
}

/** Enter sends, Shift+Enter begins a line, and an empty box brings back what was sent last by ArrowUp. */
function listenTo({ form, box, hints, refresh, write, submit }) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  box.addEventListener("input", refresh);
  box.addEventListener("blur", () => hints.hide(box));
  box.addEventListener("focus", () => hints.show(box));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || hints.onKey(event, box)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "ArrowUp" && !box.value && history.length) {
      event.preventDefault();
      write(history.at(-1));
    }
  });
}

/** Sends a command or a message; false when the server was not there to take it. */
async function sendText(channel, text) {
  clearNotices();
  if (history.at(-1) !== text) history.push(text);
  const action = text.startsWith("/") ? "command" : "message";
  const answer = await post(action, { person: world.person, channel, text });
  if (!answer.ok) sayNotice(answer);
  return answer.error !== "unreachable";
}
