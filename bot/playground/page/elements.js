// Block Kit's interactive elements. Each builder gets a field (its value and what to do with a new one).

import { confirmAction } from "./confirm.js";
import { openMenu } from "./menu.js";
import { select } from "./select.js";
import { el, safeUrl } from "./dom.js";
import { icon } from "./icons.js";
import { checkboxes, multiSelect, radioButtons } from "./groups.js";
import {
  datePicker,
  dateTimePicker,
  emailInput,
  numberInput,
  textInput,
  timePicker,
  urlInput,
} from "./inputs.js";
import { plainText } from "./mrkdwn.js";
import { hasValue } from "./values.js";
import { world } from "./world.js";

const BUILDERS = {
  button,
  workflow_button: button,
  overflow,
  static_select: (element, field) => singleSelect(element, field, optionChoices(element)),
  external_select: (element, field) => singleSelect(element, field, optionChoices(element)),
  users_select: (element, field) => singleSelect(element, field, people()),
  conversations_select: (element, field) => singleSelect(element, field, conversations()),
  channels_select: (element, field) => singleSelect(element, field, conversations("channel")),
  multi_static_select: (element, field) => multiSelect(element, field, optionChoices(element)),
  multi_external_select: (element, field) => multiSelect(element, field, optionChoices(element)),
  multi_users_select: (element, field) => multiSelect(element, field, people()),
  multi_conversations_select: (element, field) => multiSelect(element, field, conversations()),
  multi_channels_select: (element, field) => multiSelect(element, field, conversations("channel")),
  radio_buttons: radioButtons,
  checkboxes,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
  plain_text_input: textInput,
  number_input: numberInput,
  email_text_input: emailInput,
  url_text_input: urlInput,
  feedback_buttons: feedbackButtons,
  icon_button: iconButton,
};

/**
 * One element of `block` on `surface` (`{kind, values, act}`). `label` holds the ids that name and describe it
 * in an input block; elsewhere an element names itself.
 */
export function buildElement(element, block, surface, label = null) {
  const builder = BUILDERS[element.type];
  if (!builder) return el("span", { class: "unknown" }, `${element.type} is not shown in the playground`);
  return builder(element, makeField(element, block, surface, label));
}

function makeField(element, block, surface, label) {
  const inInput = block.type === "input";
  const live = !inInput || block.dispatch_action === true;
  const fire = async (selected, node) => {
    if (element.confirm && !(await confirmAction(element.confirm))) return false;
    surface.act(block.block_id, element.action_id, selected, node);
    return true;
  };
  return {
    live,
    inInput,
    focusKey: `${block.block_id}/${element.action_id}`,
    attributes: naming(element, block, label),
    value: () => surface.values.get(block, element),
    keep: (value) => surface.values.set(block, element, value),
    fire,
    /** A new choice: kept, and told to the bot where Slack would; a refused confirmation brings the old one back. */
    async take(value, node) {
      const before = surface.values.get(block, element);
      surface.values.set(block, element, value);
      if (!live || (await fire(value, node))) return;
      surface.values.set(block, element, before);
      node.replaceWith(buildElement(element, block, surface, label));
    },
  };
}

function naming(element, block, label) {
  const common = { "data-focus": `${block.block_id}/${element.action_id}`, "data-control": true };
  if (label)
    return { ...common, id: label.control, "aria-labelledby": label.name, "aria-describedby": label.hint };
  const name = element.accessibility_label ?? (element.placeholder ? plainText(element.placeholder) : null);
  return {
    ...common,
    "aria-label": hasValue(element) ? (name ?? "Choose") : (element.accessibility_label ?? null),
  };
}

function button(element, field) {
  const style = { primary: " primary", danger: " danger" }[element.style] ?? "";
  const node = el(
    "button",
    { type: "button", class: `button${style}`, dir: "auto", ...field.attributes },
    plainText(element.text),
  );
  node.addEventListener("click", () => {
    if (element.url && safeUrl(element.url)) window.open(element.url, "_blank", "noopener");
    field.fire(element.value ?? undefined, node);
  });
  return node;
}

function iconButton(element, field) {
  const node = el(
    "button",
    { type: "button", class: "button quiet", ...field.attributes },
    plainText(element.text),
  );
  node.addEventListener("click", () => field.fire(element.value, node));
  return node;
}

function feedbackButtons(element, field) {
  const choices = [element.positive_button, element.negative_button].filter(Boolean);
  return el(
    "span",
    { class: "pair" },
    choices.map((choice) => {
      const node = el(
        "button",
        { type: "button", class: "button quiet", "aria-label": choice.accessibility_label },
        plainText(choice.text),
      );
      node.addEventListener("click", () => field.fire(choice.value, node));
      return node;
    }),
  );
}

function overflow(element, field) {
  const node = el(
    "button",
    {
      type: "button",
      class: "button square",
      ...field.attributes,
      "aria-label": element.accessibility_label ?? "More actions",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    },
    icon("more"),
  );
  const items = element.options.map((option) => ({
    label: plainText(option.text),
    description: option.description && plainText(option.description),
    run: () => {
      if (option.url && safeUrl(option.url)) window.open(option.url, "_blank", "noopener");
      field.fire(option.value, node);
    },
  }));
  node.addEventListener("click", () => openMenu(node, items));
  return node;
}

function singleSelect(element, field, choices) {
  return select({
    choices,
    value: field.value(),
    placeholder: element.placeholder ? plainText(element.placeholder) : "Choose one",
    choose: (value, node) => field.take(value, node),
    attributes: field.attributes,
  });
}

function optionChoices(element) {
  const groups = element.option_groups?.map((group) => [plainText(group.label), group.options]);
  const listed = groups ?? [
    [null, element.options ?? [element.initial_option, ...(element.initial_options ?? [])].filter(Boolean)],
  ];
  return listed.flatMap(([group, options]) =>
    options.map((option) => ({
      value: option.value,
      label: plainText(option.text),
      description: option.description && plainText(option.description),
      group,
    })),
  );
}

const people = () =>
  world.snapshot.people.map((person) => ({ value: person.id, label: person.real_name || person.name }));

const conversations = (kind = null) =>
  world.snapshot.conversations
    .filter((one) => !kind || one.kind === kind)
    .map((one) => ({ value: one.id, label: one.kind === "im" ? one.name : `#${one.name}` }));
