// The playground's HTTP interface as the page uses it (docs/playground.md describes it).

/** Posts an action. Never throws: an unreachable server is an answer with `ok: false` too. */
export function post(path, body) {
  return call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Ends every injected fault. */
export const clearFaults = () => call("faults", { method: "DELETE" });

/** One snapshot; `{ok: false, error: "user_not_found"}` for a stranger. */
export const fetchState = (person) => call(`state?person=${encodeURIComponent(person)}`, {});

async function call(path, options) {
  try {
    const response = await fetch(`/playground/${path}`, options);
    return await response.json();
  } catch {
    return {
      ok: false,
      error: "unreachable",
      message: "The playground does not answer. Is it still running?",
    };
  }
}

/** Forgets the traffic so far, for every page and script. */
export const clearTraffic = () => call("traffic", { method: "DELETE" });

/** Follows one person's snapshots until the returned function is called. */
export const listen = (person, onSnapshot, onStatus) =>
  follow(`events?person=${encodeURIComponent(person)}`, onSnapshot, onStatus);

/** Follows the traffic; with each new connection (`onStatus(true)`) it begins with all that is kept. */
export const listenToTraffic = (onTraffic, onStatus) => follow("traffic/events", onTraffic, onStatus);

/**
 * Follows a stream until the returned function is called. `onStatus` hears `true` when the stream is up and
 * `false` when it is not; EventSource gives up after an HTTP error, so it is opened anew.
 */
function follow(path, onData, onStatus) {
  let source = null;
  let timer = 0;
  const open = () => {
    source = new EventSource(`/playground/${path}`);
    source.onopen = () => onStatus(true);
    source.onmessage = (event) => onData(JSON.parse(event.data));
    source.onerror = () => {
      onStatus(false);
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, 1500);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
