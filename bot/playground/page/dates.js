// Slack's date tokens, in the reader's own timezone and by the playground's clock.

import { el } from "./dom.js";
import { now, timezone } from "./world.js";

const DAY = 86400;

const formatters = new Map();

/** Intl formatters are slow to build and asked for every second, so they are kept. */
function formatter(options, tz) {
  const key = JSON.stringify([options, tz]);
  if (!formatters.has(key))
    formatters.set(key, new Intl.DateTimeFormat("en-GB", { ...options, timeZone: tz }));
  return formatters.get(key);
}

const show = (unix, options, tz) => formatter(options, tz).format(unix * 1000);

export const clockTime = (unix, tz = timezone()) =>
  show(unix, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, tz);
export const weekday = (unix, tz = timezone()) => show(unix, { weekday: "short" }, tz);
const clockSeconds = (unix, tz) =>
  show(unix, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }, tz);

/** The local calendar day as `YYYY-MM-DD`. */
export function localDay(unix, tz = timezone()) {
  const [day, month, year] = show(unix, { day: "2-digit", month: "2-digit", year: "numeric" }, tz).split("/");
  return `${year}-${month}-${day}`;
}

function ordinal(day) {
  const ending =
    day % 100 >= 11 && day % 100 <= 13 ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[day % 10] ?? "th");
  return `${day}${ending}`;
}

function dayNumber(unix, tz) {
  return Date.parse(`${localDay(unix, tz)}T00:00:00Z`) / 1000 / DAY;
}

/** "yesterday", "today", "tomorrow" or null. */
function nearDay(unix, tz = timezone()) {
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[dayNumber(unix, tz) - dayNumber(now(), tz)] ?? null;
}

function written(unix, tz, { month, ordinals, withWeekday, year }) {
  const day = Number(localDay(unix, tz).slice(8));
  const monthName = show(unix, { month }, tz);
  const weekdayName = withWeekday ? `${show(unix, { weekday: "long" }, tz)}, ` : "";
  const yearPart = year ? `, ${localDay(unix, tz).slice(0, 4)}` : "";
  return `${weekdayName}${monthName} ${ordinals ? ordinal(day) : day}${yearPart}`;
}

/** Slack leaves the year out within about half a year. */
const needsYear = (unix) => Math.abs(unix - now()) > 182 * DAY;

const LONG = { month: "long", ordinals: true, withWeekday: true };
const PLAIN = { month: "long", ordinals: true, withWeekday: false };
const SHORT = { month: "short", ordinals: false, withWeekday: false };

const dated = (style) => (unix, tz) => written(unix, tz, { ...style, year: needsYear(unix) });
const pretty = (style) => (unix, tz) => nearDay(unix, tz) ?? dated(style)(unix, tz);

function dayDivider(unix, tz) {
  const otherYear = localDay(unix, tz).slice(0, 4) !== localDay(now(), tz).slice(0, 4);
  return nearDay(unix, tz) ?? written(unix, tz, { ...LONG, year: otherYear });
}

/** "3 minutes ago", "in 2 hours", "just now". */
function ago(unix) {
  const seconds = Math.round(now() - unix);
  const size = Math.abs(seconds);
  if (size < 60) return seconds < -5 ? "in a moment" : "just now";
  const [count, unit] =
    size < 3600 ? [size / 60, "minute"] : size < DAY ? [size / 3600, "hour"] : [size / DAY, "day"];
  const phrase = `${Math.floor(count)} ${unit}${Math.floor(count) === 1 ? "" : "s"}`;
  return seconds < 0 ? `in ${phrase}` : `${phrase} ago`;
}

const TOKENS = {
  date_num: localDay,
  date_slash: (unix, tz) => localDay(unix, tz).split("-").reverse().join("/"),
  date: dated(PLAIN),
  date_short: dated(SHORT),
  date_long: dated(LONG),
  date_long_full: (unix, tz) => written(unix, tz, { ...PLAIN, ordinals: false, year: true }),
  date_pretty: pretty(PLAIN),
  date_short_pretty: pretty(SHORT),
  date_long_pretty: pretty(LONG),
  day_divider_pretty: dayDivider,
  time: clockTime,
  time_secs: clockSeconds,
  ago: (unix) => ago(unix),
};

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Fills a template such as `{date_short_pretty} {time}`; null where the instant or a token is not one. */
export function formatDate(unix, template, tz = timezone(), atStart = false) {
  if (!Number.isFinite(unix) || Math.abs(unix) > 8e12) return null;
  let known = true;
  const text = template.replace(/\{(\w+)\}/g, (whole, name) => {
    if (!Object.hasOwn(TOKENS, name)) known = false;
    return known ? TOKENS[name](unix, tz) : whole;
  });
  if (!known) return null;
  return atStart ? capital(text) : text;
}

/** A `<time>` that `refreshDates` keeps true while the clock moves on. */
export function dateNode(unix, template, fallback, atStart) {
  const text = formatDate(unix, template, timezone(), atStart);
  if (text === null) return el("span", {}, fallback);
  const title = formatDate(unix, "{date_long_full} {time_secs}");
  const node = el("time", { datetime: new Date(unix * 1000).toISOString(), title }, text);
  Object.assign(node.dataset, { unix, template, start: atStart ? "1" : "" });
  return node;
}

/** Writes the dates on the page anew; touches only those whose text has changed. */
export function refreshDates(root = document) {
  for (const node of root.querySelectorAll("time[data-template]")) {
    const { unix, template, start } = node.dataset;
    const text = formatDate(Number(unix), template, timezone(), start === "1");
    if (text !== node.textContent) node.textContent = text;
  }
}

/** The unix seconds of a wall-clock time (`YYYY-MM-DDTHH:MM`) in the reader's timezone. */
export function wallToUnix(wall, tz = timezone()) {
  const naive = Date.parse(`${wall}:00Z`) / 1000;
  const shift = (unix) => Date.parse(`${unixToWall(unix, tz)}:00Z`) / 1000 - unix;
  return naive - shift(naive - shift(naive));
}

/** The inverse, as an `<input type="datetime-local">` wants it. */
export const unixToWall = (unix, tz = timezone()) => `${localDay(unix, tz)}T${clockTime(unix, tz)}`;

/** "45 min", "8 h", "8 h 45 min", "2 d 3 h". */
export function duration(seconds) {
  const minutes = Math.floor(seconds / 60);
  const parts = [
    [Math.floor(minutes / 1440), "d"],
    [Math.floor(minutes / 60) % 24, "h"],
    [minutes % 60, "min"],
  ];
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, unit]) => `${count} ${unit}`)
      .join(" ") || `${Math.floor(seconds)} s`
  );
}
