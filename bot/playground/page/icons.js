// The page's own line icons, drawn on a 20 by 20 grid.

import { svg } from "./dom.js";

const PATHS = {
  hash: "M7.5 3 6 17M14 3l-1.500 14M3.500 7.500h13M3 12.500h13",
  menu: "M3 5.500h14M3 10h14M3 14.500h14",
  more: "M4.500 10h.01M10 10h.01M15.500 10h.01",
  plus: "M10 4v12M4 10h12",
  close: "m5 5 10 10M15 5 5 15",
  down: "m5.500 7.500 4.500 5 4.500-5",
  send: "M3.500 10 16.500 4l-3.700 12-3.300-4.600zM9.500 11.400 16.500 4",
  sun: "M10 6.500a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7ZM10 2v1.500M10 16.500V18M2 10h1.500M16.500 10H18M4.300 4.300l1.100 1.100M14.600 14.600l1.100 1.100M15.700 4.300l-1.100 1.100M5.400 14.600l-1.100 1.100",
  moon: "M16.500 12A7 7 0 0 1 8 3.500a7 7 0 1 0 8.500 8.500Z",
  bolt: "M11 2.500 4.500 11.500H9.500L9 17.500 15.500 8.500H10.500Z",
  eye: "M2 10s3-5.500 8-5.500S18 10 18 10s-3 5.500-8 5.500S2 10 2 10ZM10 7.800a2.200 2.200 0 1 1 0 4.400 2.200 2.200 0 0 1 0-4.400Z",
  info: "M10 2.500a7.500 7.500 0 1 1 0 15 7.500 7.500 0 0 1 0-15ZM10 9.300v4.200M10 6.500h.01",
  clock: "M10 2.500a7.500 7.500 0 1 1 0 15 7.500 7.500 0 0 1 0-15ZM10 5.800V10l2.800 2",
  traffic: "M6.500 16.500v-13M3 7l3.500-3.500L10 7M13.500 3.500v13M10 13l3.500 3.500L17 13",
  check: "m4 10.500 4 4 8-9",
};

/** A decorative icon; the control around it carries the name. */
export const icon = (name) =>
  svg(
    "svg",
    { viewBox: "0 0 20 20", class: `icon icon-${name}`, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: PATHS[name] }),
  );

/** The bot's own face. */
export const botMark = () =>
  svg(
    "svg",
    { viewBox: "0 0 32 32", "aria-hidden": "true", focusable: "false" },
    svg("path", {
      d: "M8.500 9.200v13.600a1 1 0 0 0 1.550.84L19 17.200V22a1 1 0 0 0 1 1h2.500a1 1 0 0 0 1-1V10a1 1 0 0 0-1-1H20a1 1 0 0 0-1 1v4.800L10.050 8.360A1 1 0 0 0 8.500 9.200Z",
    }),
  );
