// The "are you sure" that an element may ask for before its action goes out.

import { button, el, uid } from "./dom.js";
import { openLayer } from "./layers.js";
import { plainText, textNodes } from "./mrkdwn.js";

const said = (object, otherwise) => (object ? plainText(object) : otherwise);

/** Asks; resolves to whether the person agreed. */
export function confirmAction(confirm) {
  return new Promise((resolve) => {
    const title = uid("confirm");
    let close = null;
    const answer = (agreed) => {
      close();
      resolve(agreed);
    };
    const danger = confirm.style === "danger" ? " danger" : " primary";
    const yes = button(
      { class: `button${danger}`, onclick: () => answer(true) },
      said(confirm.confirm, "Yes"),
    );
    const no = button({ class: "button", onclick: () => answer(false) }, said(confirm.deny, "Cancel"));
    const box = el(
      "div",
      {
        class: "dialog dialog-small",
        role: "alertdialog",
        "aria-modal": "true",
        "aria-labelledby": title,
        "aria-describedby": `${title}-text`,
      },
      el(
        "div",
        { class: "dialog-head" },
        el("h2", { id: title, dir: "auto" }, said(confirm.title, "Are you sure?")),
      ),
      el("div", { class: "dialog-body text", id: `${title}-text` }, textNodes(confirm.text)),
      el("div", { class: "dialog-foot" }, no, yes),
    );
    close = openLayer(el("div", { class: "layer" }, box), { onEscape: () => answer(false) });
    no.focus();
  });
}
