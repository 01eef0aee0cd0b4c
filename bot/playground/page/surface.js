// Where blocks live (a message, Home, a modal): the values typed there and the way of a click to the server.

import { post } from "./api.js";
import { sayNotice } from "./notices.js";
import { Values } from "./values.js";
import { world } from "./world.js";

/**
 * `address` says to the server where the blocks are: `{channel, ts}` or `{view_id}`. A click in a view carries
 * what stands in the other fields (`surface.blocks`, set whenever they are rendered). `held` is what the
 * playground knows to be chosen there.
 */
export function makeSurface(kind, address, held = {}) {
  const surface = { kind, values: new Values(), blocks: [] };
  surface.values.held = held;
  surface.act = async (blockId, actionId, selected, node) => {
    const done = showPending(node);
    const values = kind === "message" ? undefined : surface.values.collect(surface.blocks);
    const answer = await post("click", {
      person: world.person,
      ...address,
      block_id: blockId,
      action_id: actionId,
      selected,
      values,
    });
    done();
    if (!answer.ok) sayNotice(answer);
  };
  return surface;
}

/** Pending is only shown: Slack lets a second click on the same button through, and so does this page. */
function showPending(node) {
  const count = Number(node.dataset.pending ?? 0) + 1;
  node.dataset.pending = count;
  node.setAttribute("aria-busy", "true");
  return () => {
    const left = Number(node.dataset.pending) - 1;
    node.dataset.pending = left;
    if (left > 0) return;
    delete node.dataset.pending;
    node.removeAttribute("aria-busy");
  };
}
