// The menu of faults: what the playground's Slack should do wrong next.

import { clearFaults, post } from "./api.js";
import { button, el, uid } from "./dom.js";
import { icon } from "./icons.js";
import { sayNotice } from "./notices.js";
import { closePopup, openPopup, popupOpenFor } from "./popup.js";

const FAULTS = [
  ["rate_limited", "429, rate limited"],
  ["server_error", "500, server error"],
  ["drop", "Connection dropped"],
  ["drop_after", "Connection dropped after the work was done"],
  ["delay", "Delay"],
  ["malformed", "Malformed answer"],
  ["error", "Slack error code"],
];

const METHODS = [
  "*",
  "chat.postMessage",
  "chat.update",
  "views.open",
  "views.update",
  "views.publish",
  "conversations.open",
  "users.info",
  "response_url",
];

/** The field that a fault needs besides method and times: its name, label and first value. */
const EXTRAS = {
  rate_limited: ["retry_after", "Retry after (seconds)", "2"],
  delay: ["seconds", "Seconds", "5"],
  error: ["error", "Error code", "channel_not_found"],
};

/** The button with its panel: `{node, update(faults)}`. */
export function faultsButton() {
  const count = el("span", { class: "count", hidden: true });
  const opener = button(
    { class: "chip", "aria-haspopup": "dialog", "aria-expanded": "false" },
    icon("bolt"),
    el("span", { class: "chip-text" }, "Faults"),
    count,
  );
  const active = el("ul", { class: "fault-list" });
  let shown = "";
  opener.addEventListener("click", () =>
    popupOpenFor(opener) ? closePopup(true) : openPanel(opener, active),
  );
  const update = (faults) => {
    const signature = JSON.stringify(faults);
    if (signature === shown) return;
    shown = signature;
    count.textContent = String(faults.length);
    count.hidden = faults.length === 0;
    active.replaceChildren(
      ...(faults.length ? faults.map(faultNode) : [el("li", { class: "faint" }, "Nothing goes wrong now.")]),
    );
  };
  update([]);
  return { node: opener, update };
}

function faultNode(fault) {
  const name = FAULTS.find(([kind]) => kind === fault.fault)?.[1] ?? fault.fault;
  const left = fault.times ?? fault.left;
  return el(
    "li",
    {},
    el("strong", {}, name),
    ` on ${fault.method === "*" ? "every method" : fault.method}`,
    left ? `, ${left} more` : "",
  );
}

function openPanel(opener, active) {
  const heading = uid("faults");
  const panel = el(
    "div",
    { class: "panel", role: "dialog", "aria-labelledby": heading },
    el("h2", { id: heading }, "Faults"),
    el("p", { class: "faint" }, "Let this Slack misbehave on the bot's next calls."),
    faultForm(),
    el("h3", {}, "Active"),
    active,
    el(
      "div",
      { class: "actions" },
      button({ class: "button", onclick: async () => report(await clearFaults()) }, "Clear all"),
      button(
        { class: "button", onclick: async () => report(await post("clock", { reset: true })) },
        "Set the clock back to real time",
      ),
    ),
  );
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    closePopup(true);
  });
  opener.setAttribute("aria-expanded", "true");
  openPopup(opener, panel, () => opener.setAttribute("aria-expanded", "false"), { wide: true });
  panel.querySelector("select").focus();
}

const report = (answer) => (answer.ok ? null : sayNotice(answer));

function labelled(text, control) {
  const id = uid("fault");
  control.id = id;
  return el("div", { class: "panel-field" }, el("label", { for: id }, text), control);
}

function faultForm() {
  const options = (entries) => entries.map(([value, label]) => el("option", { value }, label));
  const fault = el("select", { class: "input" }, options(FAULTS));
  const method = el(
    "select",
    { class: "input" },
    options(METHODS.map((name) => [name, name === "*" ? "every method" : name])),
  );
  const times = el("input", { class: "input", type: "number", min: 1, max: 99, value: 1 });
  const extra = el("div", {});
  const showExtra = () => {
    const [name, label, value] = EXTRAS[fault.value] ?? [];
    extra.replaceChildren(...(name ? [labelled(label, el("input", { class: "input", name, value }))] : []));
  };
  fault.addEventListener("change", showExtra);
  showExtra();
  const form = el(
    "form",
    {},
    labelled("Fault", fault),
    labelled("Method", method),
    labelled("Times", times),
    extra,
    el("button", { type: "submit", class: "button primary" }, "Inject"),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const field = extra.querySelector("input");
    const more = field ? { [field.name]: field.name === "error" ? field.value : Number(field.value) } : {};
    report(
      await post("faults", { method: method.value, fault: fault.value, times: Number(times.value), ...more }),
    );
  });
  return form;
}
