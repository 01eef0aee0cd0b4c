// Elements that are typed into: text, numbers, addresses, dates and times.

import { unixToWall, wallToUnix } from "./dates.js";
import { el, uid } from "./dom.js";
import { plainText } from "./mrkdwn.js";

export function textInput(element, field) {
  const placeholder = element.placeholder && plainText(element.placeholder);
  const control = element.multiline
    ? el("textarea", { ...field.attributes, class: "input", rows: 3, dir: "auto", placeholder })
    : el("input", {
        ...field.attributes,
        class: "input",
        type: "text",
        dir: "auto",
        placeholder,
        autocomplete: "off",
      });
  keepTyped(control, field, element);
  return element.max_length ? withCounter(control, element.max_length) : control;
}

const typed = (type, inputmode) => (element, field) => {
  const placeholder = element.placeholder && plainText(element.placeholder);
  const control = el("input", {
    ...field.attributes,
    class: "input",
    type,
    inputmode,
    placeholder,
    autocomplete: "off",
  });
  keepTyped(control, field, element);
  return control;
};

// A number is typed as text: the browser's own number field would hide what the server has to refuse.
export const numberInput = (element, field) =>
  typed("text", element.is_decimal_allowed ? "decimal" : "numeric")(element, field);
export const emailInput = typed("email", "email");
export const urlInput = typed("url", "url");

/** Keeps each keystroke; tells the bot on Enter or on each change where the view asks for that. */
function keepTyped(control, field, element) {
  control.value = field.value();
  control.addEventListener("input", () => field.keep(control.value));
  if (!field.live) return;
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  let timer = 0;
  if (triggers.includes("on_character_entered"))
    control.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => field.fire(control.value, control), 350);
    });
  if (triggers.includes("on_enter_pressed"))
    control.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      field.fire(control.value, control);
    });
}

/** Slack lets people type past the limit and counts down; the refusal comes on submitting. */
function withCounter(control, limit) {
  const id = uid("counter");
  const counter = el("span", { class: "counter", id });
  const count = () => {
    const left = limit - [...control.value].length;
    counter.textContent = left < 0 ? `${-left} too many` : `${left} left`;
    counter.classList.toggle("is-over", left < 0);
  };
  const described = control.getAttribute("aria-describedby");
  control.setAttribute("aria-describedby", [described, id].filter(Boolean).join(" "));
  control.addEventListener("input", count);
  count();
  return el("div", { class: "counted" }, control, counter);
}

export const datePicker = (element, field) =>
  picker(
    "date",
    field,
    (value) => value,
    (text) => text,
  );
export const timePicker = (element, field) =>
  picker(
    "time",
    field,
    (value) => value,
    (text) => text,
  );
export const dateTimePicker = (element, field) =>
  picker(
    "datetime-local",
    field,
    (unix) => unixToWall(unix),
    (wall) => Math.floor(wallToUnix(wall)),
  );

/** Typing a date passes through many valid ones on its way, so a typed one counts on Enter or on leaving. */
function picker(type, field, show, read) {
  const control = el("input", { ...field.attributes, class: "input picker", type });
  const kept = field.value();
  control.value = kept === null || kept === "" ? "" : show(kept);
  let typing = false;
  let told = control.value;
  const take = () => {
    if (control.value === told) return;
    told = control.value;
    field.take(control.value ? read(control.value) : null, control);
  };
  control.addEventListener("keydown", (event) => {
    typing = true;
    if (event.key === "Enter" && !field.inInput) take();
  });
  control.addEventListener("pointerdown", () => (typing = false));
  control.addEventListener("change", () => (typing && field.live ? null : take()));
  control.addEventListener("blur", take);
  return control;
}
