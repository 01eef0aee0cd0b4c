// Modals: the top of the person's stack of views as a dialog, with what was typed kept over every redraw.

import { post } from "./api.js";
import { avatar } from "./avatars.js";
import { renderBlocks } from "./blocks.js";
import { button, el } from "./dom.js";
import { setFieldError } from "./fields.js";
import { icon } from "./icons.js";
import { openLayer } from "./layers.js";
import { plainText } from "./mrkdwn.js";
import { sayNotice } from "./notices.js";
import { makeSurface } from "./surface.js";
import { world } from "./world.js";

const records = new Map();
let dialog = null;

/** Shows the top of the stack, or nothing. `fallbackFocus` finds a place for focus when its old one is gone. */
export function renderModals(views, fallbackFocus) {
  for (const id of records.keys()) if (!views.some((view) => view.id === id)) records.delete(id);
  const top = views.at(-1);
  if (!top) {
    dialog?.closeLayer();
    dialog = null;
    return;
  }
  if (!records.has(top.id))
    records.set(top.id, {
      surface: makeSurface("modal", { view_id: top.id }),
      errors: {},
      told: "{}",
      problem: null,
    });
  records.get(top.id).surface.values.held = top.state?.values ?? {};
  takeErrors(records.get(top.id), top.errors ?? {});
  if (!dialog) dialog = openDialog(fallbackFocus);
  const fresh = dialog.view?.id !== top.id;
  if (fresh) dialog.body.replaceChildren();
  dialog.view = top;
  fill(top);
  if (fresh) focusFirst();
}

function openDialog(fallbackFocus) {
  const parts = {
    head: el("div", { class: "dialog-head" }),
    problem: el("div", { class: "alert alert-error", role: "alert", hidden: true }),
    body: el("div", { class: "dialog-body" }),
    foot: el("div", { class: "dialog-foot" }),
  };
  const form = el(
    "form",
    {
      class: "dialog",
      role: "dialog",
      "aria-modal": "true",
      "aria-labelledby": "modal-title",
      novalidate: true,
      tabindex: "-1",
    },
    parts.head,
    parts.problem,
    parts.body,
    parts.foot,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit();
  });
  form.addEventListener("input", forgetError);
  const closeLayer = openLayer(el("div", { class: "layer" }, form), { onEscape: closeTop, fallbackFocus });
  return { ...parts, form, closeLayer, view: null };
}

/** Errors that another tab or a script brought about; those that a person is just mending do not come back. */
function takeErrors(record, errors) {
  const told = JSON.stringify(errors);
  if (told !== record.told) record.errors = { ...errors };
  record.told = told;
}

function fill(view) {
  const said = (text, otherwise) => (text ? plainText(text) : otherwise);
  const closes = view.close || view.submit ? said(view.close, "Cancel") : null;
  renderOnce(dialog.head, [view.id, view.title, closes], () => [
    avatar(world.snapshot.bot.user_id),
    el("h2", { id: "modal-title", dir: "auto" }, plainText(view.title)),
    // Where a button below says the same, the cross is only there for the mouse.
    button(
      {
        class: "plain",
        "aria-label": "Close",
        "aria-hidden": closes === "Close" ? "true" : null,
        tabindex: closes === "Close" ? "-1" : null,
        onclick: closeTop,
      },
      icon("close"),
    ),
  ]);
  renderBlocks(dialog.body, view.blocks, records.get(view.id).surface);
  renderOnce(dialog.foot, [view.id, view.submit, closes], () =>
    [
      closes ? button({ class: "button", onclick: closeTop }, closes) : null,
      view.submit ? el("button", { type: "submit", class: "button primary" }, said(view.submit)) : null,
    ].filter(Boolean),
  );
  showErrors();
}

/** Builds the children anew only when what they depend on has changed: focus may be on one of them. */
function renderOnce(parent, dependencies, build) {
  const signature = JSON.stringify(dependencies);
  if (parent.dataset.signature === signature) return;
  parent.dataset.signature = signature;
  parent.replaceChildren(...build());
}

function focusFirst() {
  const first = dialog.body.querySelector("[data-control]:not([role]), [role=combobox], input, textarea");
  (
    first ??
    dialog.form.querySelector("[type=submit]") ??
    dialog.head.querySelector("[aria-label=Close]")
  ).focus({ preventScroll: true });
  dialog.body.scrollTop = 0;
}

async function submit() {
  const { view, form } = dialog;
  const record = records.get(view.id);
  if (!view.submit || form.hasAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  const values = record.surface.values.collect(view.blocks);
  const answer = await post("submit", { person: world.person, view_id: view.id, values });
  form.removeAttribute("aria-busy");
  record.errors = answer.errors ?? {};
  record.problem = answer.ok || answer.errors ? null : answer.message;
  if (dialog?.view.id !== view.id) {
    if (record.problem) sayNotice(answer);
    return;
  }
  showErrors();
  dialog.body.querySelector("[aria-invalid=true]")?.focus();
}

function showErrors() {
  const { errors, problem } = records.get(dialog.view.id);
  const homeless = new Set(Object.keys(errors));
  for (const block of dialog.body.querySelectorAll(".block-input")) {
    setFieldError(block, errors[block.dataset.block] ?? null);
    homeless.delete(block.dataset.block);
  }
  const general = [problem, ...[...homeless].map((id) => errors[id])].filter(Boolean).join(" ");
  dialog.problem.hidden = !general;
  if (dialog.problem.textContent !== general) dialog.problem.textContent = general;
}

/** An error goes as soon as its field is changed. */
function forgetError(event) {
  const block = event.target.closest(".block-input");
  const record = records.get(dialog?.view.id);
  if (!block || !record?.errors[block.dataset.block]) return;
  delete record.errors[block.dataset.block];
  setFieldError(block, null);
}

async function closeTop() {
  const answer = await post("close", { person: world.person, view_id: dialog.view.id });
  if (!answer.ok) sayNotice(answer);
}
