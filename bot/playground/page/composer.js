// The box to type into: messages, and slash commands with their hints.

import { post } from "./api.js";
import { el, uid } from "./dom.js";
import { icon } from "./icons.js";
import { clearNotices, sayNotice } from "./notices.js";
import { world } from "./world.js";

const drafts = new Map();
const history = [];

/** The composer of one conversation: `{node, focus, write(text)}`; `onSent` runs when something was sent. */
export function composer(conversation, title, onSent) {
  const hints = uid("hints");
  const draftKey = `${world.person} ${conversation.id}`;
  const box = el("textarea", {
    class: "composer-box", rows: 1, dir: "auto", placeholder: `Message ${title}`, "aria-label": `Message ${title}`,
    "aria-autocomplete": "list", "aria-controls": hints, autocomplete: "off", spellcheck: "false",
  });
  const send = el("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send"));
  const list = commandHints(hints, (command) => write(`${command.command} `));
  const refresh = () => {
    drafts.set(draftKey, box.value);
    send.classList.toggle("is-ready", box.value.trim() !== "");
    list.show(box);
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
  const form = el("form", { class: "composer" }, box, send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  box.addEventListener("input", refresh);
  box.addEventListener("blur", () => list.hide(box));
  box.addEventListener("focus", () => list.show(box));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || list.onKey(event, box)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "ArrowUp" && !box.value && history.length) {
      event.preventDefault();
      write(history.at(-1));
    }
  });
  box.value = drafts.get(draftKey) ?? "";
  refresh();
  list.hide(box);
  return { node: el("div", { class: "composer-frame" }, list.node, form), focus: () => box.focus({ preventScroll: true }), write };
}

/** Sends a command or a message; false when it did not get through and should be typed no second time. */
async function sendText(channel, text) {
  clearNotices();
  if (history.at(-1) !== text) history.push(text);
  const answer = await post(text.startsWith("/") ? "command" : "message", { person: world.person, channel, text });
  if (!answer.ok) sayNotice(answer);
  return answer.error !== "unreachable";
}

/** The list of commands that fit what is typed, and below it the usage of the one that is. */
function commandHints(id, choose) {
  const node = el("div", { class: "hints", id, role: "listbox", "aria-label": "Commands", hidden: true });
  let fitting = [];
  let active = 0;
  const mark = (box, index) => {
    active = (index + fitting.length) % fitting.length;
    [...node.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    box.setAttribute("aria-activedescendant", node.children[active].id);
  };
  const hide = (box) => {
    fitting = [];
    node.hidden = true;
    box.removeAttribute("aria-activedescendant");
  };
  const show = (box) => {
    const typed = box.value;
    const [word] = typed.split(/\s/);
    const complete = /^\/\S+\s/.test(typed);
    const commands = typed.startsWith("/") && !typed.includes("\n") ? world.snapshot.commands : [];
    fitting = commands.filter((one) => (complete ? one.command === word : one.command.startsWith(word)));
    if (!fitting.length) return hide(box);
    node.replaceChildren(...fitting.map((command, index) => hintNode(command, `${id}-${index}`, () => choose(command))));
    node.hidden = false;
    if (complete) {
      // The command is chosen already: its usage is only there to be read.
      fitting = [];
      return box.removeAttribute("aria-activedescendant");
    }
    return mark(box, 0);
  };
  const onKey = (event, box) => {
    if (event.key === "Escape" && !node.hidden) return done(event, () => hide(box));
    if (!fitting.length) return false;
    if (event.key === "ArrowDown") return done(event, () => mark(box, active + 1));
    if (event.key === "ArrowUp") return done(event, () => mark(box, active - 1));
    const command = fitting[active];
    const sends = event.key === "Enter" && box.value.trim() === command.command;
    return (event.key === "Enter" && !sends) || event.key === "Tab" ? done(event, () => choose(command)) : false;
  };
  return { node, show, hide, onKey };
}

function done(event, run) {
  event.preventDefault();
  event.stopPropagation();
  run();
  return true;
}

function hintNode(command, id, choose) {
  return el(
    "div",
    { id, role: "option", class: "hint-row", "aria-selected": "false", onpointerdown: (event) => { event.preventDefault(); choose(); } },
    el("div", { class: "hint-line" }, el("strong", {}, command.command), " ", el("span", { class: "usage" }, command.usage_hint ?? "")),
    el("div", { class: "faint" }, command.description ?? ""),
  );
}
