// The strip on top: the playground's clock and how to move it, inspector, faults, theme.

import { post } from "./api.js";
import { clockTime, duration, formatDate, weekday } from "./dates.js";
import { button, el } from "./dom.js";
import { faultsButton } from "./faults.js";
import { botMark, icon } from "./icons.js";
import { inspectorButton } from "./inspector.js";
import { sayNotice } from "./notices.js";
import { isDark, onSystemTheme, toggleTheme } from "./theme.js";
import { now, world } from "./world.js";

const STEPS = [
  ["+5 min", 300],
  ["+30 min", 1800],
  ["+8 h", 28800],
];

/** Fills the top bar; returns `update()`, to be called after each snapshot and each second. */
export function topbar(root, toggleSide) {
  const menu = button(
    {
      class: "plain menu-button",
      "aria-label": "Conversations",
      "aria-controls": "side",
      "aria-expanded": "false",
      onclick: toggleSide,
    },
    icon("menu"),
  );
  const clock = el("span", { class: "clock-now" });
  const moved = el("span", { class: "clock-moved" });
  const steps = STEPS.map(([label, seconds]) =>
    button({ class: "chip", onclick: (event) => advance(event, seconds) }, label),
  );
  const status = el("span", { class: "status", role: "status" });
  const faults = faultsButton();
  root.append(
    el(
      "div",
      { class: "bar-start" },
      menu,
      el("span", { class: "mark" }, botMark()),
      el("span", { class: "bar-title" }, "Playground"),
    ),
    el(
      "div",
      { class: "clock", role: "group", "aria-label": "Playground clock" },
      el("span", { class: "clock-text" }, icon("clock"), el("span", {}, clock, moved)),
      el("span", { class: "chips" }, steps),
    ),
    el("div", { class: "bar-end" }, status, inspectorButton(), faults.node, themeButton()),
  );
  return (online) => {
    const { offset } = world.snapshot.clock;
    write(clock, `${weekday(now())} ${clockTime(now())}`);
    clock.title = formatDate(now(), "{date_long_full} {time_secs}");
    write(moved, offset ? `moved ${offset > 0 ? "on" : "back"} by ${duration(Math.abs(offset))}` : "");
    write(status, online ? "" : "Reconnecting…");
    faults.update(world.snapshot.faults ?? []);
  };
}

function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

async function advance(event, seconds) {
  const step = event.currentTarget;
  step.setAttribute("aria-busy", "true");
  const answer = await post("clock", { advance: seconds });
  step.removeAttribute("aria-busy");
  if (!answer.ok) sayNotice(answer);
}

function themeButton() {
  const toggle = button({ class: "plain" });
  const show = () => {
    toggle.setAttribute("aria-label", isDark() ? "Light theme" : "Dark theme");
    toggle.replaceChildren(icon(isDark() ? "sun" : "moon"));
  };
  toggle.addEventListener("click", () => {
    toggleTheme();
    show();
  });
  onSystemTheme(show);
  show();
  return toggle;
}
