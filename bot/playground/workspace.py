"""The workspace as everybody in it sees it: people, conversations, messages, notices. In memory only."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from bot.clock import Clock
from bot.playground.blocks import with_ids
from bot.playground.state import State, initial_state
from bot.playground.wire import Json

TEAM_ID = "T0PLAYGRND"
TEAM_DOMAIN = "playground"
APP_ID = "A0WORKBOT"
BOT_ID = "B0WORKBOT"
BOT_USER_ID = "U0WORKBOT"
NOTICES_KEPT = 20


@dataclass
class Person:
    """A member of the workspace."""

    id: str
    name: str
    real_name: str
    tz: str
    locale: str = "en-US"


@dataclass
class Message:
    """A message, ephemeral when it is `only_for` somebody."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] | None = None
    only_for: str | None = None
    thread_ts: str | None = None
    metadata: Json | None = None
    edited_ts: str | None = None
    states: dict[str, State] = field(default_factory=dict)
    files: list[Json] = field(default_factory=list)

    def state(self, person: str) -> State:
        """What `person` has chosen in this message's elements."""
        return self.states.setdefault(person, initial_state(self.blocks or []))


@dataclass
class Conversation:
    """A channel, or a person's direct messages with the app (kind `im`)."""

    id: str
    name: str
    kind: str
    members: set[str]
    messages: list[Message] = field(default_factory=list)


@dataclass(frozen=True)
class Notice:
    """What Slack itself says to a person, such as that a command failed."""

    id: int
    text: str


class Workspace:
    """The model behind the Web API and the page. Every change raises `version` and tells the subscribers."""

    def __init__(self, clock: Clock, bot_name: str) -> None:
        self.version = 0
        self.bot_name = bot_name
        self.people: dict[str, Person] = {}
        self.conversations: dict[str, Conversation] = {}
        self.notices: dict[str, list[Notice]] = {}
        self._clock = clock
        self._last_ts = 0
        self._numbers = count(1)
        self._subscribers: list[Callable[[], None]] = []
        self._settle_in()

    def _settle_in(self) -> None:
        self.conversations["C0GENERAL"] = Conversation("C0GENERAL", "general", "channel", set())
        reports = Conversation("C0REPORTS", "team-reports", "channel", {BOT_USER_ID})
        self.conversations["C0REPORTS"] = reports
        self.add_person("U0ADA", "ada", "Ada Ito", "Europe/Berlin")
        self.add_person("U0BEN", "ben", "Ben Okafor", "America/New_York")

    def add_person(self, user: str, name: str, real_name: str, tz: str) -> Person:
        """A new member of every channel, with direct messages with the app. `user` begins with U."""
        person = Person(user, name, real_name, tz)
        self.people[user] = person
        self.notices[user] = []
        for conversation in self.conversations.values():
            if conversation.kind == "channel":
                conversation.members.add(user)
        direct = Conversation("D" + user[1:], self.bot_name, "im", {user, BOT_USER_ID})
        self.conversations[direct.id] = direct
        self.changed()
        return person

    def direct_messages(self, user: str) -> Conversation:
        """The person's direct messages with the app."""
        return self.conversations["D" + user[1:]]

    def owner(self, direct: Conversation) -> str:
        """The person at the other end of direct messages with the app."""
        return next(member for member in direct.members if member != BOT_USER_ID)

    def conversation_named(self, name: str) -> Conversation | None:
        """The conversation with this id, or the channel called so (with or without #)."""
        if name in self.conversations:
            return self.conversations[name]
        channels = (found for found in self.conversations.values() if found.kind == "channel")
        return next((channel for channel in channels if channel.name == name.removeprefix("#")), None)

    def visible(self, conversation: Conversation, user: str) -> list[Message]:
        """The messages of a conversation as `user` sees them, oldest first."""
        return [message for message in conversation.messages if message.only_for in (None, user)]

    def message(self, channel: str, ts: str) -> Message | None:
        conversation = self.conversations.get(channel)
        messages = conversation.messages if conversation else []
        return next((message for message in messages if message.ts == ts), None)

    def post(self, message: Message) -> Message:
        """Adds a message; blocks and elements without an id get one, as in Slack."""
        if message.blocks is not None:
            message.blocks = with_ids(message.blocks)
        self.conversations[message.channel].messages.append(message)
        self.changed()
        return message

    def edit(self, message: Message, text: str, blocks: list[Json] | None) -> None:
        """Changes what a message says; choices made in elements that stay are kept."""
        message.text = text
        message.blocks = with_ids(blocks) if blocks else None
        message.edited_ts = self.next_ts()
        message.states = {
            user: initial_state(message.blocks or [], before) for user, before in message.states.items()
        }
        self.changed()

    def delete(self, message: Message) -> None:
        self.conversations[message.channel].messages.remove(message)
        self.changed()

    def notify(self, user: str, text: str) -> None:
        """Slack's own words to a person; only the latest are kept."""
        notices = self.notices[user]
        notices.append(Notice(next(self._numbers), text))
        del notices[:-NOTICES_KEPT]
        self.changed()

    def next_ts(self) -> str:
        """A message's timestamp by the movable clock: unique and growing, also when the clock steps back."""
        self._last_ts = max(int(self._clock.now().timestamp()) * 1_000_000, self._last_ts) + 100
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06}"

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls `callback` after each change; what is returned ends the subscription."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def changed(self) -> None:
        self.version += 1
        for callback in list(self._subscribers):
            callback()
