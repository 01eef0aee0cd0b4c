// Building the page's DOM. Data only ever enters as text nodes and attributes, never as markup.

let counter = 0;

/** A document-wide unique id, for labels and descriptions. */
export const uid = (stem) => `${stem}-${(counter += 1)}`;

/** An element with attributes (`null`, `false` are left out), `on…` listeners and children (nodes or text). */
export function el(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** A button that submits nothing. */
export const button = (attributes, ...children) =>
  el("button", { type: "button", ...attributes }, ...children);

/** An element of SVG. */
export function svg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function dress(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

/** The address if it is one that a person may be sent to, else null (`javascript:` and the like). */
export function safeUrl(url) {
  try {
    return ["http:", "https:", "mailto:", "tel:", "slack:"].includes(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
}

/** A link that leaves the page, or its bare text where the address is not a safe one. */
export function link(url, ...children) {
  if (safeUrl(url) === null) return el("span", {}, ...children);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/**
 * Makes `parent` hold the items `{key, signature, build}` in order. A child whose key and signature stay the
 * same is left untouched, so a new snapshot cannot disturb what a person reads, selects or types there.
 */
export function reconcile(parent, items) {
  const old = new Map([...parent.children].map((node) => [node.reconcileKey, node]));
  const focus = rememberFocus(parent);
  const wanted = items.map((item) => {
    const node = old.get(item.key);
    if (node && node.reconcileSignature === item.signature) return node;
    const fresh = item.build(node ?? null);
    fresh.reconcileKey = item.key;
    fresh.reconcileSignature = item.signature;
    if (node) node.replaceWith(fresh);
    return fresh;
  });
  const keep = new Set(wanted);
  for (const node of [...parent.children]) if (!keep.has(node)) node.remove();
  let cursor = parent.firstElementChild;
  for (const node of wanted) {
    if (node === cursor) cursor = cursor.nextElementSibling;
    else parent.insertBefore(node, cursor);
  }
  focus?.();
}

/** A function that brings focus and selection back to where they were, if the rebuild took them away. */
function rememberFocus(parent) {
  const active = document.activeElement;
  if (!active || active === parent || !parent.contains(active)) return null;
  const child = [...parent.children].find((node) => node.contains(active));
  const position = [...parent.children].indexOf(child);
  const { selectionStart = null, selectionEnd = null } = active;
  return () => {
    if (active.isConnected) return;
    const home =
      [...parent.children].find((node) => node.reconcileKey === child.reconcileKey) ??
      parent.children[position];
    const same =
      active.dataset.focus && home?.querySelector(`[data-focus="${CSS.escape(active.dataset.focus)}"]`);
    // Not another button in its place: a second key press would do something that nobody meant.
    const target = same || (home ?? parent).closest("a, button, [tabindex]");
    target?.focus({ preventScroll: true });
    if (same && selectionStart !== null && same.setSelectionRange)
      same.setSelectionRange(selectionStart, selectionEnd);
  };
}
