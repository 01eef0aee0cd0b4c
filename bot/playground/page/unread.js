// Which conversations hold messages that this person has not looked at in this tab.

const STORE = "playground-seen";

const seen = read();

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(STORE)) ?? {};
  } catch {
    return {};
  }
}

const key = (person, conversation) => `${person} ${conversation.id}`;
const newest = (conversation) => Math.max(0, ...conversation.messages.map((message) => Number(message.ts)));

export function markSeen(person, conversation) {
  seen[key(person, conversation)] = newest(conversation);
  sessionStorage.setItem(STORE, JSON.stringify(seen));
}

/**
 * The count of others' messages since the last look. A playground started anew may have an earlier clock; one
 * second is no sign of that, since the clock tells whole seconds and the messages of one second are told apart.
 */
export function unreadCount(person, conversation, present) {
  const since = seen[key(person, conversation)] ?? 0;
  const from = since > present + 1 ? 0 : since;
  return conversation.messages.filter((message) => message.user !== person && Number(message.ts) > from)
    .length;
}
