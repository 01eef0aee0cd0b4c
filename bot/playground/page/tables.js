// The `table` and `data_table` blocks.

import { el } from "./dom.js";
import { richText } from "./richtext.js";

function cellContent(cell) {
  if (cell.type === "rich_text") return richText(cell);
  return String(cell.text ?? cell.value ?? "");
}

/** A scrollable table; its first row is the heading, as Slack shows it. */
export function table(block) {
  const columns = block.column_settings ?? [];
  const shape = (index, cell) => {
    const align = columns[index]?.align ?? (cell.type === "raw_number" ? "right" : "left");
    return `align-${align}${columns[index]?.is_wrapped ? " wrapped" : ""}`;
  };
  const [head, ...rows] = block.rows ?? [];
  const headRow = (head ?? []).map((cell, index) =>
    el("th", { scope: "col", class: shape(index, cell) }, cellContent(cell)),
  );
  const bodyRows = rows.map((row) =>
    el(
      "tr",
      {},
      row.map((cell, index) => el("td", { class: shape(index, cell), dir: "auto" }, cellContent(cell))),
    ),
  );
  return el(
    "div",
    { class: "table-scroll", tabindex: "0", role: "region", "aria-label": block.caption ?? "Table" },
    el(
      "table",
      {},
      block.caption ? el("caption", {}, block.caption) : null,
      el("thead", {}, el("tr", {}, headRow)),
      el("tbody", {}, bodyRows),
    ),
  );
}
