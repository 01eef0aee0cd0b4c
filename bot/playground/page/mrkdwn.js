// Slack's own text markup (mrkdwn) as DOM nodes. Whatever is not markup becomes a text node.

import { dateNode } from "./dates.js";
import { el, link, safeUrl } from "./dom.js";
import { emojiFor, withEmoji } from "./emoji.js";
import { signAt, withSigns } from "./signs.js";
import { displayName, findConversation, world } from "./world.js";

const STYLES = { "*": "strong", _: "em", "~": "s" };
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

const unescape = (text) => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);

/** A whole text: fenced blocks, quotes, and lines in between. */
export function mrkdwn(text) {
  const nodes = [];
  for (const [index, part] of text.split(/```([\s\S]+?)```/).entries()) {
    if (index % 2) nodes.push(el("pre", {}, el("code", {}, unescape(part.replace(/^\n|\n$/g, "")))));
    else if (part) nodes.push(...lines(part));
  }
  return nodes;
}

/** Slack keeps a typed `>` as `&gt;`, so both begin a quote at the start of a line. */
function lines(text) {
  const nodes = [];
  let run = [];
  let quoting = false;
  const flush = () => {
    if (!run.length) return;
    const inside = inline(run.join("\n"));
    nodes.push(quoting ? el("blockquote", {}, inside) : el("span", { dir: "auto", class: "lines" }, inside));
    run = [];
  };
  for (const line of text.split("\n")) {
    const quoted = /^(?:>|&gt;) ?(.*)$/s.exec(line);
    if (Boolean(quoted) !== quoting) {
      flush();
      quoting = Boolean(quoted);
    }
    run.push(quoted ? quoted[1] : line);
  }
  flush();
  return nodes;
}

/** The nodes of a text without block structure. */
function inline(text) {
  const nodes = [];
  let plain = "";
  const push = (node) => {
    if (plain) nodes.push(plain);
    plain = "";
    nodes.push(node);
  };
  let at = 0;
  while (at < text.length) {
    const found = spanAt(text, at);
    if (found) {
      push(found.node);
      at = found.end;
    } else {
      const [piece] = /^&(?:amp|lt|gt);/.exec(text.slice(at, at + 5)) ?? [text[at]];
      plain += ENTITIES[piece] ?? piece;
      at += piece.length;
    }
  }
  if (plain) nodes.push(plain);
  return nodes;
}

/** The marked-up span that begins at `at`, as `{node, end}`, or null. */
function spanAt(text, at) {
  const rest = text.slice(at);
  if (rest[0] === "`") {
    const code = /^`([^`\n]+)`/.exec(rest);
    return code && { node: el("code", {}, unescape(code[1])), end: at + code[0].length };
  }
  if (rest[0] === "<") {
    const angle = /^<([^<>\n]+)>/.exec(rest);
    const node = angle && special(angle[1], at === 0);
    return node ? { node, end: at + angle[0].length } : null;
  }
  if (rest[0] === ":") {
    const name = /^:([a-z0-9_+-]+):/.exec(rest);
    const character = name && emojiFor(name[1]);
    return character ? { node: emojiNode(name[1], character), end: at + name[0].length } : null;
  }
  const sign = signAt(rest);
  if (sign) return { node: sign, end: at + 1 };
  return STYLES[rest[0]] ? styled(text, at) : null;
}

export const emojiNode = (name, character) =>
  el(
    "span",
    { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` },
    character,
  );

const isWord = (character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

function styled(text, at) {
  const mark = text[at];
  if (isWord(text[at - 1]) || !text[at + 1] || /\s/.test(text[at + 1]) || text[at + 1] === mark) return null;
  for (let end = at + 1; end < text.length && text[end] !== "\n"; end += 1) {
    const skip = /^(?:`[^`\n]+`|<[^<>\n]+>)/.exec(text.slice(end));
    if (skip) end += skip[0].length - 1;
    else if (text[end] === mark && !/\s/.test(text[end - 1]) && !isWord(text[end + 1]))
      return { node: el(STYLES[mark], {}, inline(text.slice(at + 1, end))), end: end + 1 };
  }
  return null;
}

/** What stands between angle brackets: a mention, a date, a link. */
function special(content, atStart) {
  const bar = content.indexOf("|");
  const target = bar < 0 ? content : content.slice(0, bar);
  const label = bar < 0 ? null : unescape(content.slice(bar + 1));
  if (target.startsWith("@")) return userMention(target.slice(1));
  if (target.startsWith("#")) return channelMention(target.slice(1), label);
  if (target.startsWith("!date^")) return date(target, label, atStart);
  if (target.startsWith("!")) return broadcast(target.slice(1), label);
  const url = unescape(target);
  return safeUrl(url) ? link(url, label ?? url) : null;
}

export function userMention(id) {
  const me = id === world.person ? " mention-me" : "";
  return el("span", { class: `mention${me}` }, `@${displayName(id)}`);
}

export function channelMention(id, label = null) {
  const name = `#${findConversation(id)?.name ?? label ?? id}`;
  return findConversation(id)
    ? el("a", { class: "mention", href: `#person=${world.person}&at=${id}` }, name)
    : el("span", { class: "mention" }, name);
}

const broadcast = (target, label) => {
  const [name] = target.split("^");
  return el("span", { class: "mention mention-me" }, label ?? `@${name}`);
};

function date(target, label, atStart) {
  const [, unix, template = "", url] = target.split("^");
  const node = dateNode(Number(unix), unescape(template), label ?? "", atStart);
  return url ? link(url, node) : node;
}

/** A text object: `plain_text` word for word (emoji apart), `mrkdwn` with its markup. */
export function textNodes(object) {
  if (!object) return [];
  if (typeof object === "string") return [object];
  return object.type === "mrkdwn" ? mrkdwn(object.text) : withSigns(plainText(object));
}

export const plainText = (object) => (object.emoji === false ? object.text : withEmoji(object.text));
