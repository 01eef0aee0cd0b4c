// The hints of the composer: the commands that fit what is typed, then the usage of the one that is.

import { el } from "./dom.js";
import { world } from "./world.js";

/** The list for one box: `{node, show, hide, onKey}`; `choose(command)` hears what was picked. */
export function commandHints(id, choose) {
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
    const { commands, complete } = fittingCommands(box.value);
    if (!commands.length) return hide(box);
    const nodes = commands.map((command, index) =>
      hintNode(command, `${id}-${index}`, () => choose(command)),
    );
    node.replaceChildren(...nodes);
    node.hidden = false;
    // Once a command is complete, its usage is only there to be read.
    fitting = complete ? [] : commands;
    return complete ? box.removeAttribute("aria-activedescendant") : mark(box, 0);
  };
  const onKey = (event, box) => {
    if (event.key === "Escape" && !node.hidden) return done(event, () => hide(box));
    if (!fitting.length) return false;
    if (event.key === "ArrowDown") return done(event, () => mark(box, active + 1));
    if (event.key === "ArrowUp") return done(event, () => mark(box, active - 1));
    const command = fitting[active];
    const sends = event.key === "Enter" && box.value.trim() === command.command;
    return (event.key === "Enter" && !sends) || event.key === "Tab"
      ? done(event, () => choose(command))
      : false;
  };
  return { node, show, hide, onKey };
}

/** The commands that fit what is typed; `complete` when one is typed whole and its text has begun. */
function fittingCommands(typed) {
  if (!typed.startsWith("/") || typed.includes("\n")) return { commands: [], complete: false };
  const [word] = typed.split(/\s/);
  const complete = typed.length > word.length;
  const fits = (one) => (complete ? one.command === word : one.command.startsWith(word));
  return { commands: world.snapshot.commands.filter(fits), complete };
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
    {
      id,
      role: "option",
      class: "hint-row",
      "aria-selected": "false",
      onpointerdown: (event) => done(event, choose),
    },
    el(
      "div",
      { class: "hint-line" },
      el("strong", {}, command.command),
      " ",
      el("span", { class: "usage" }, command.usage_hint ?? ""),
    ),
    el("div", { class: "faint" }, command.description ?? ""),
  );
}
