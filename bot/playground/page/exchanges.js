// One exchange between Slack and the app as a row of the inspector, which opens to what was said.

import { formatDate } from "./dates.js";
import { button, el } from "./dom.js";
import { sayNotice } from "./notices.js";

const KINDS = { response_url: "response URL", upload_url: "upload", refused: "refused by Slack" };
const ABOUT_LENGTH = 120;

function kindOf({ direction, name, request }) {
  if (Object.hasOwn(KINDS, name)) return KINDS[name];
  if (direction === "out") return "Web API";
  if (name.startsWith("/")) return "command";
  return request?.type === "event_callback" ? "event" : "interaction";
}

/** Which button, which view, which words: what tells one exchange from another of the same name. */
function aboutOf({ request }) {
  const actions = request?.actions?.map((action) => action.action_id).join(", ");
  const about = actions || request?.view?.callback_id || request?.callback_id || request?.text || "";
  return about.length > ABOUT_LENGTH ? `${about.slice(0, ABOUT_LENGTH)}…` : about;
}

const wayOf = ({ direction }) => (direction === "in" ? "to the app" : "from the app");

/** What a filter looks into: everything that the row and its payloads say, in lower case. */
export const wordsOf = (exchange) =>
  [wayOf(exchange), kindOf(exchange), exchange.note || "ok", JSON.stringify(exchange)].join(" ").toLowerCase();

/** The row; its payloads are only laid out while it is open. */
export function exchangeNode(exchange) {
  const detail = el("div", { class: "exchange-detail" });
  const took = exchange.milliseconds === null ? null : `${exchange.milliseconds} ms`;
  const second = [formatDate(exchange.at, "{time_secs}"), wayOf(exchange), kindOf(exchange), took];
  const row = el(
    "details",
    { class: `exchange exchange-${exchange.direction}` },
    el(
      "summary",
      {},
      el(
        "span",
        { class: "exchange-line" },
        el("span", { class: "exchange-name" }, exchange.name),
        el("span", { class: "exchange-about", dir: "auto" }, aboutOf(exchange)),
        el("span", { class: exchange.note ? "exchange-note" : "exchange-ok" }, exchange.note || "ok"),
      ),
      el("span", { class: "exchange-facts" }, second.filter(Boolean).join(" · ")),
    ),
    detail,
  );
  row.addEventListener("toggle", () => detail.replaceChildren(...(row.open ? payloads(exchange) : [])));
  return el("li", {}, row);
}

const payloads = (exchange) => [
  ...payload("Request", exchange.request),
  ...payload("Answer", exchange.answer),
  button({ class: "button", onclick: () => copy(exchange) }, "Copy this exchange"),
];

const payload = (title, value) => [
  el("h3", {}, title),
  el("pre", { tabindex: "0", role: "region", "aria-label": title }, formatted(value)),
];

/** JSON with indents; a body that came as text is shown as the JSON it holds, if it is that. */
function formatted(value) {
  if (value === null) return "nothing";
  if (typeof value !== "string") return JSON.stringify(value, null, 2);
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}

/** Puts one exchange or a list of them into the clipboard. */
export async function copy(what) {
  try {
    await navigator.clipboard.writeText(JSON.stringify(what, null, 2));
    sayNotice({ message: "Copied as JSON." });
  } catch {
    sayNotice({ message: "The browser did not allow copying." });
  }
}
