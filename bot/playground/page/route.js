// Who looks at what, kept in the address (`#person=U1&at=D1:home`), so that Back works and tabs differ.

export function readRoute() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const [conversation = "", tab = "messages"] = (parameters.get("at") ?? "").split(":");
  return { person: parameters.get("person"), conversation, tab };
}

export const address = (person, conversation, tab = "messages") =>
  `#person=${encodeURIComponent(person)}&at=${encodeURIComponent(conversation)}${tab === "home" ? ":home" : ""}`;

export function go(person, conversation, tab) {
  location.hash = address(person, conversation, tab);
}

/** Puts the address right without a step in the history. */
export function settle(person, conversation, tab) {
  history.replaceState(null, "", address(person, conversation, tab));
}

/**
 * The place that is really there for this person. Everybody's DM with the app has an id of its own, so an
 * unknown place that began in a DM leads to the present person's.
 */
export function resolvePlace(route, conversations) {
  const found = conversations.find((one) => one.id === route.conversation);
  if (found) return { conversation: found, tab: found.kind === "im" ? route.tab : "messages" };
  const dm = conversations.find((one) => one.kind === "im");
  if (route.conversation.startsWith("D") && dm) return { conversation: dm, tab: route.tab };
  return { conversation: conversations[0], tab: "messages" };
}
