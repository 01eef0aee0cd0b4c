// A box anchored to a control: menus, option lists and small panels share its placing and its ways to close.

let current = null;

/** Opens `node` beside `anchor`, closing any other. `onClose` hears when it is gone, for whatever reason. */
export function openPopup(anchor, node, onClose, { wide = false } = {}) {
  closePopup();
  node.classList.add("popup");
  node.setAttribute("popover", "manual");
  // Inside the layer of its anchor, so that a modal's own menus are not inert.
  (anchor.closest(".layer") ?? document.body).append(node);
  node.showPopover();
  current = { anchor, node, onClose, wide };
  place();
}

function place() {
  const { anchor, node, wide } = current;
  const at = anchor.getBoundingClientRect();
  if (!wide) node.style.minWidth = `${Math.min(at.width, window.innerWidth - 16)}px`;
  node.style.maxHeight = "none";
  const { width, height } = node.getBoundingClientRect();
  const below = window.innerHeight - at.bottom - 12;
  const above = at.top - 12;
  const up = height > below && above > below;
  node.style.maxHeight = `${Math.max(120, up ? above : below)}px`;
  const shown = Math.min(height, up ? above : below);
  node.style.top = `${up ? at.top - shown - 4 : at.bottom + 4}px`;
  node.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - width - 8))}px`;
}

/** Closes whatever is open; `refocus` gives focus back to the control it belongs to. */
export function closePopup(refocus = false) {
  if (!current) return;
  const { anchor, node, onClose } = current;
  const focusInside = node.contains(document.activeElement);
  current = null;
  node.remove();
  onClose?.();
  if (refocus || focusInside) anchor.focus({ preventScroll: true });
}

export const popupOpenFor = (anchor) => current?.anchor === anchor;

/** Called after each render: a popup whose control is gone goes too. */
export function dropOrphanedPopup() {
  if (current && !current.anchor.isConnected) closePopup();
}

document.addEventListener("pointerdown", (event) => {
  if (current && !current.node.contains(event.target) && !current.anchor.contains(event.target)) closePopup();
});
document.addEventListener(
  "scroll",
  (event) => {
    if (current && !current.node.contains(event.target)) place();
  },
  true,
);
window.addEventListener("resize", () => closePopup());
