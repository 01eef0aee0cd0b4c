// Layers above the page (modals, confirmations): whatever lies below is inert and Tab stays inside the top one.

const stack = [];
const FOCUSABLE = 'button, a[href], input, textarea, select, [tabindex="0"]';

const focusables = (root) =>
  [...root.querySelectorAll(FOCUSABLE)].filter((node) => !node.disabled && node.getClientRects().length > 0);

function updateInert() {
  const top = stack.at(-1);
  document.getElementById("app").inert = stack.length > 0;
  for (const layer of stack) layer.node.inert = layer !== top;
}

/** Shows `node` on top of everything. Returns the function that takes it away and gives focus back. */
export function openLayer(node, { onEscape, fallbackFocus }) {
  const layer = { node, onEscape, before: document.activeElement };
  document.getElementById("layers").append(node);
  stack.push(layer);
  updateInert();
  return () => {
    const index = stack.indexOf(layer);
    if (index < 0) return;
    stack.splice(index, 1);
    node.remove();
    updateInert();
    if (layer.before?.isConnected && layer.before !== document.body)
      layer.before.focus({ preventScroll: true });
    else fallbackFocus?.();
  };
}

/** Tab wraps within the top layer (the notices, which are never inert, are part of the round). */
function wrapTab(event, layer) {
  const round = [...focusables(layer.node), ...focusables(document.getElementById("toasts"))];
  if (!round.length) return;
  const index = round.indexOf(document.activeElement);
  const leaving = event.shiftKey ? index <= 0 : index === round.length - 1;
  if (!leaving && index >= 0) return;
  event.preventDefault();
  round[event.shiftKey ? (index <= 0 ? round.length - 1 : index - 1) : 0].focus();
}

document.addEventListener("keydown", (event) => {
  const layer = stack.at(-1);
  if (!layer || event.defaultPrevented) return;
  if (event.key === "Tab") wrapTab(event, layer);
  if (event.key === "Escape") {
    event.preventDefault();
    layer.onEscape();
  }
});
