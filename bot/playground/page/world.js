// What the page knows: the last snapshot, who the person is, and the playground's clock.

export const world = { snapshot: null, person: null, receivedAt: 0 };

export function takeSnapshot(snapshot) {
  world.snapshot = snapshot;
  world.receivedAt = performance.now();
}

/** The playground's present, in unix seconds: the snapshot's clock plus the time since it came. */
export function now() {
  if (!world.snapshot) return Date.now() / 1000;
  return world.snapshot.clock.now + (performance.now() - world.receivedAt) / 1000;
}

export const findPerson = (id) => world.snapshot?.people.find((person) => person.id === id) ?? null;
export const findConversation = (id) => world.snapshot?.conversations.find((one) => one.id === id) ?? null;
export const isBot = (id) => id === world.snapshot?.bot.user_id;

/** The timezone of the person whose eyes these are. */
export const timezone = () => findPerson(world.person)?.tz ?? "UTC";

/** The name to show for a user id. */
export function displayName(id) {
  if (isBot(id)) return world.snapshot.bot.name;
  if (id === "USLACKBOT") return "Slackbot";
  const person = findPerson(id);
  return person ? person.real_name || person.name : id;
}
