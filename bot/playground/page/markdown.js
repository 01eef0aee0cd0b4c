// The `markdown` block: the common part of standard Markdown, which is not Slack's mrkdwn.

import { el, link } from "./dom.js";
import { withEmoji } from "./emoji.js";

const INLINE = [
  [/^`([^`]+)`/, (match) => el("code", {}, match[1])],
  [/^\*\*(?=\S)([\s\S]*?\S)\*\*/, (match) => el("strong", {}, spans(match[1]))],
  [/^~~(?=\S)([\s\S]*?\S)~~/, (match) => el("s", {}, spans(match[1]))],
  [/^\*(?=\S)([^*]*?\S)\*/, (match) => el("em", {}, spans(match[1]))],
  [/^_(?=\S)([^_]*?\S)_(?![\p{L}\p{N}])/u, (match) => el("em", {}, spans(match[1]))],
  [/^!?\[([^\]]*)\]\(([^()\s]+)\)/, (match) => link(match[2], match[1])],
];

const LINES = [
  [/^(#{1,6}) +(.*)$/, (match) => el("p", { class: `md-h md-h${match[1].length}` }, spans(match[2]))],
  [/^(?:-{3,}|\*{3,}|_{3,})$/, () => el("hr")],
];

/** The nodes of a whole Markdown text. */
export function markdown(text) {
  const nodes = [];
  for (const [index, part] of text.split(/```(?:[\w-]*\n)?([\s\S]+?)```/).entries()) {
    if (index % 2) nodes.push(el("pre", {}, el("code", {}, part.replace(/\n$/, ""))));
    else
      for (const paragraph of part.split(/\n{2,}/))
        if (paragraph.trim()) nodes.push(...groups(paragraph.trim()));
  }
  return nodes;
}

const KINDS = [
  ["ul", /^\s*[-*+] +(.*)$/],
  ["ol", /^\s*\d+[.)] +(.*)$/],
  ["blockquote", /^> ?(.*)$/],
];

/** Consecutive lines of one kind (list, quote, text) become one element. */
function groups(paragraph) {
  const nodes = [];
  let kind = null;
  let bucket = [];
  const flush = () => {
    if (bucket.length) nodes.push(group(kind, bucket));
    bucket = [];
  };
  for (const line of paragraph.split("\n")) {
    const single = LINES.find(([pattern]) => pattern.test(line.trim()));
    const [next, pattern] = single
      ? [null, null]
      : (KINDS.find(([, test]) => test.test(line)) ?? ["p", /^(.*)$/]);
    if (next !== kind) flush();
    kind = next;
    if (single) nodes.push(single[1](single[0].exec(line.trim())));
    else bucket.push(pattern.exec(line)[1]);
  }
  flush();
  return nodes;
}

function group(kind, texts) {
  if (kind === "ul" || kind === "ol")
    return el(
      kind,
      {},
      texts.map((text) => el("li", { dir: "auto" }, spans(text))),
    );
  return el(kind, { dir: "auto", class: "lines" }, spans(texts.join("\n")));
}

function spans(text) {
  const nodes = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const [pattern, build] = INLINE.find(([test]) => test.test(rest)) ?? [];
    if (pattern) {
      const match = pattern.exec(rest);
      nodes.push(withEmoji(plain), build(match));
      plain = "";
      at += match[0].length;
    } else {
      const escaped = /^\\[\\`*_~[\]#>-]/.test(rest);
      plain += rest[escaped ? 1 : 0];
      at += escaped ? 2 : 1;
    }
  }
  return [...nodes, withEmoji(plain)];
}
