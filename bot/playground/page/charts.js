// The `data_visualization` block: a drawing for the eye, and the same numbers as a table for a screen reader.

import { el, svg } from "./dom.js";

const HEIGHT = 230;
const BOX = { left: 46, right: 8, top: 12, bottom: 30 };

/** Drawn for the room that a message has, so that the captions keep their size in a narrow window. */
const roomyWidth = () => Math.max(250, Math.min(560, window.innerWidth - 120));

/** The figure of one `data_visualization` block. */
export function chart(block) {
  const { chart: data, title } = block;
  const rows = data.type === "pie" ? data.segments : null;
  const names = rows ? rows.map((row) => row.label) : data.series.map((series) => series.name);
  const drawing = rows ? pie(rows) : axes(data);
  const legend =
    names.length > 1 || rows
      ? el("ul", { class: "legend", "aria-hidden": "true" }, names.map(legendItem))
      : null;
  return el(
    "figure",
    { class: `chart chart-${data.type}` },
    el("figcaption", {}, title),
    drawing,
    legend,
    table(data),
  );
}

const legendItem = (name, index) => el("li", { class: `tone-${index % 6}` }, name);

function table(data) {
  const series = data.type === "pie" ? [{ name: "Value", data: data.segments }] : data.series;
  const labels = series[0].data.map((point) => point.label);
  const value = (one, label) => String(one.data.find((point) => point.label === label)?.value ?? "");
  const head = el(
    "tr",
    {},
    el("td"),
    series.map((one) => el("th", { scope: "col" }, one.name)),
  );
  const body = labels.map((label) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, label),
      series.map((one) => el("td", {}, value(one, label))),
    ),
  );
  return el("table", { class: "visually-hidden" }, head, body);
}

function pie(segments) {
  const total = segments.reduce((sum, segment) => sum + segment.value, 0);
  let turn = -Math.PI / 2;
  const slices = segments.map((segment, index) => {
    const share = total ? segment.value / total : 0;
    const from = turn;
    turn += share * 2 * Math.PI;
    const shape =
      share > 0.9999 ? svg("circle", { cx: 0, cy: 0, r: 100 }) : svg("path", { d: slice(from, turn) });
    shape.setAttribute("class", `fill tone-${index % 6}`);
    return shape;
  });
  return svg("svg", { viewBox: "-104 -104 208 208", class: "pie", "aria-hidden": "true" }, slices);
}

function slice(from, to) {
  const point = (angle) => `${(100 * Math.cos(angle)).toFixed(2)} ${(100 * Math.sin(angle)).toFixed(2)}`;
  return `M0 0L${point(from)}A100 100 0 ${to - from > Math.PI ? 1 : 0} 1 ${point(to)}Z`;
}

/** A round step that divides the axis into about four. */
function niceStep(highest) {
  const rough = Math.max(highest, 1e-9) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999);
}

function axes(data) {
  const full = roomyWidth();
  const labels = data.axis_config?.categories ?? data.series[0].data.map((point) => point.label);
  const highest = Math.max(0, ...data.series.flatMap((series) => series.data.map((point) => point.value)));
  const step = niceStep(highest);
  const top = Math.max(step, Math.ceil(highest / step - 1e-9) * step);
  const plot = { width: full - BOX.left - BOX.right, height: HEIGHT - BOX.top - BOX.bottom };
  const slot = plot.width / labels.length;
  const x = (index) => BOX.left + slot * (index + 0.5);
  const y = (value) => BOX.top + plot.height * (1 - value / top);
  const draw = data.type === "bar" ? bars : curves;
  const nodes = [grid(step, top, y, full), captions(labels, x, slot), draw(data, labels, { x, y, slot })];
  const titles = [data.axis_config?.y_label, data.axis_config?.x_label].filter(Boolean).join(" by ");
  return el(
    "div",
    {},
    titles ? el("p", { class: "axis-title" }, titles) : null,
    svg("svg", { viewBox: `0 0 ${full} ${HEIGHT}`, "aria-hidden": "true" }, nodes),
  );
}

function grid(step, top, y, full) {
  const lines = [];
  for (let value = 0; value <= top + step / 2; value += step) {
    lines.push(
      svg("line", { x1: BOX.left, x2: full - BOX.right, y1: y(value), y2: y(value), class: "grid" }),
    );
    lines.push(
      svg(
        "text",
        { x: BOX.left - 8, y: y(value) + 4, "text-anchor": "end" },
        String(Number(value.toPrecision(6))),
      ),
    );
  }
  return lines;
}

function captions(labels, x, slot) {
  const room = Math.max(3, Math.floor(slot / 7));
  const short = (label) => (label.length > room ? `${label.slice(0, room - 1)}…` : label);
  return labels.map((label, index) =>
    svg("text", { x: x(index), y: HEIGHT - 9, "text-anchor": "middle" }, short(label)),
  );
}

const valueOf = (series, label) => series.data.find((point) => point.label === label)?.value ?? 0;

function bars(data, labels, { x, y, slot }) {
  const width = Math.min(44, (slot * 0.7) / data.series.length);
  return data.series.map((series, number) =>
    labels.map((label, index) => {
      const top = y(valueOf(series, label));
      const left = x(index) + (number - data.series.length / 2) * width;
      const shape = {
        x: left + 1,
        y: top,
        width: Math.max(1, width - 2),
        height: Math.max(0, y(0) - top),
        rx: 3,
      };
      return svg("rect", { ...shape, class: `fill tone-${number % 6}` });
    }),
  );
}

function curves(data, labels, { x, y }) {
  return data.series.map((series, number) => {
    const points = labels.map(
      (label, index) => `${x(index).toFixed(1)} ${y(valueOf(series, label)).toFixed(1)}`,
    );
    const line = svg("path", { d: `M${points.join("L")}`, class: `stroke tone-${number % 6}` });
    const floor = `L${x(labels.length - 1)} ${y(0)}L${x(0)} ${y(0)}Z`;
    const area =
      data.type === "area"
        ? svg("path", { d: `M${points.join("L")}${floor}`, class: `area tone-${number % 6}` })
        : [];
    const dots = points.map((point) =>
      svg("circle", {
        cx: point.split(" ")[0],
        cy: point.split(" ")[1],
        r: 3.5,
        class: `fill tone-${number % 6}`,
      }),
    );
    return [area, line, dots];
  });
}
