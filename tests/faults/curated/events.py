"""Events: messages that are nobody's words, events that nobody asked for, and some without what they need.

The messages say "pause", so that whoever obeyed one would leave a trace.
"""

from collections.abc import Callable

from tests.faults.curated.cases import EVENT, NOT_UNDERSTOOD, Input, Make, Scene, inputs, with_, without
from tests.faults.people import Json, event, home_opened, words_in_dm

NUL, LONG = "\x00", "漢字" * 1500


def _said(change: Callable[[Json], Json]) -> Make:
    return lambda scene: change(words_in_dm(scene.person, "pause"))


def _message(**fields: object) -> Make:
    """A message in the DM with these fields in its event."""
    return _said(lambda payload: payload | {"event": payload["event"] | fields})


def _envelope(**fields: object) -> Make:
    """A message in the DM with these fields beside its event."""
    return _said(lambda payload: payload | fields)


def _cut(*path: str) -> Make:
    return _said(lambda payload: without(payload, *path))


def _opened(**fields: object) -> Make:
    def make(scene: Scene) -> Json:
        payload = home_opened(scene.person)
        return payload | {"event": payload["event"] | fields}

    return make


def _other(kind: object, **fields: object) -> Make:
    return lambda scene: event(f"Ev{scene.person.id}", **{"type": kind, "user": scene.person.id} | fields)


EDITED = {"type": "message", "user": "U0OTHER", "text": "pause", "ts": "1.0"}

NOBODYS_WORDS: dict[str, Make] = {
    "of a bot, by its id": _message(bot_id="B0OTHER"),
    "of a bot, by its subtype": _message(subtype="bot_message"),
    "of this bot": _message(user="U0BOT"),
    "of this bot, by its bot id": _message(bot_id="B0BOT", user="U0BOT"),
    "edited": _message(subtype="message_changed", message=EDITED, previous_message=EDITED),
    "edited, with nothing before": _message(subtype="message_changed", message=EDITED),
    "edited, with nothing at all": _message(subtype="message_changed"),
    "deleted": _message(subtype="message_deleted", deleted_ts="1.0", previous_message=EDITED),
    "deleted, nobody knows which": _message(subtype="message_deleted"),
    "replied to": _message(subtype="message_replied", message=EDITED),
    "a thread reply that was broadcast": _message(subtype="thread_broadcast", thread_ts="1.0"),
    "a file": _message(subtype="file_share", files=[{"id": "F1"}]),
    "a /me message": _message(subtype="me_message"),
    "somebody joined": _message(subtype="channel_join"),
    "somebody left": _message(subtype="channel_leave"),
    "a topic": _message(subtype="channel_topic", topic="pause"),
    "a tombstone": _message(subtype="tombstone", hidden=True),
    "a reminder of Slack's": _message(subtype="reminder_add"),
    "a subtype that nobody knows": _message(subtype="from_the_future"),
    "an EKM notice": _message(subtype="ekm_access_denied", user="UREVOKEDU"),
    "in a public channel": _message(channel_type="channel", channel="C0GENERAL"),
    "in a private channel": _message(channel_type="group", channel="G0PRIVATE"),
    "in a group DM": _message(channel_type="mpim", channel="G0MANY"),
    "in the app's home of old": _message(channel_type="app_home"),
    "in a channel of a type that nobody knows": _message(channel_type="telepathy"),
    "in no type of channel": _cut("event", "channel_type"),
    "in a channel type that is null": _message(channel_type=None),
}
NOT_OF_SLACKS_SHAPE: dict[str, Make] = {
    "a text that is a number": _message(text=42),
    "a text that is a list": _message(text=["pause"]),
    "a text with a lone surrogate": _message(text="pause \ud800"),
    "a subtype that is a list": _message(subtype=[]),
    "a person that is an object": _message(user={"id": "U0OTHER"}),
    "a person with a NUL": _message(user="U\x00"),
    "a person of 3,000 letters": _message(user=LONG),
    "a bot id that is true": _message(bot_id=True),
    "a channel that is a number": _message(channel=0),
    "a channel type that is an object": _message(channel_type={"im": True}),
    "a message inside that is a text": _message(message="pause"),
    "a message before that is a list": _message(previous_message=[]),
    "a view inside without a type": _message(view={}),
    "a type that is null": _message(type=None),
    "a type that is a number": _message(type=1),
    "a type that is a list": _message(type=["message"]),
    "no type": _cut("event", "type"),
    "an event id that is a number": _envelope(event_id=1),
    "an event id with a NUL": _envelope(event_id="Ev\x00"),
    "an event id of 3,000 letters": _envelope(event_id=LONG),
    "a workspace that is an object": _envelope(team_id={}),
    "authorizations that are an object": _envelope(authorizations={"team_id": "T0OTHER"}),
    "authorizations of numbers": _envelope(authorizations=[1]),
    "an authorization with a NUL": _envelope(authorizations=[{"enterprise_id": "E\x00"}]),
    "an event that is a text": _envelope(event="message"),
    "an event that is a list": _envelope(event=[{"type": "message"}]),
    "an event that is a number": _envelope(event=1e308),
    "an event that is empty": _envelope(event={}),
    "an outer type that is a list": _envelope(type=["event_callback"]),
}
INCOMPLETE: dict[str, Make] = {
    "no person": _cut("event", "user"),
    "a person that is null": _message(user=None),
    "no workspace": _cut("team_id"),
    "neither": _said(lambda payload: without(without(payload, "team_id"), "event", "user")),
    "authorizations that are empty, and no workspace": _said(
        lambda payload: without(payload, "team_id") | {"authorizations": []}
    ),
}
OF_SOMEBODY_ELSE: dict[str, Make] = {
    "a workspace that is another": _envelope(team_id="T0OTHER"),
    "an enterprise by its authorization": _envelope(authorizations=[{"enterprise_id": "E0OTHER"}]),
    "an enterprise by its context": _envelope(context_enterprise_id="E0OTHER"),
    "a person with an empty id": _message(user=""),
    "a person of Slack's own": _message(user="USLACKBOT"),
}
OUTER: dict[str, Make] = {
    "no event": _cut("event"),
    "an event that is null": _envelope(event=None),
    "an outer type that nobody knows": _envelope(type="from_the_future"),
    "no event and a type that nobody knows": lambda _: {"type": "from_the_future"},
    "app_rate_limited": lambda _: {
        "type": "app_rate_limited",
        "team_id": "T0FAULTS",
        "minute_rate_limited": 1518467820,
        "api_app_id": "A0FAULTS",
    },
    "app_rate_limited in no minute": lambda _: {"type": "app_rate_limited"},
    "nothing at all": lambda _: {},
    "only a type that is empty": lambda _: {"type": ""},
}
OTHER_EVENTS: dict[str, Make] = {
    "app_mention": _other("app_mention", text="<@U0BOT> pause", channel="C1", ts="1.0"),
    "app_uninstalled": _other("app_uninstalled"),
    "tokens_revoked": _other("tokens_revoked", tokens={"oauth": ["U0OTHER"], "bot": ["U0BOT"]}),
    "tokens_revoked of nothing": _other("tokens_revoked", tokens=None),
    "reaction_added": _other("reaction_added", reaction="pause", item={"type": "message"}),
    "reaction_removed without an item": _other("reaction_removed"),
    "team_join with a person object": lambda _: event("Ev1", type="team_join", id="U0NEW"),
    "user_change": _other("user_change", cache_ts=1),
    "channel_deleted": _other("channel_deleted", channel="C0GENERAL"),
    "im_open": _other("im_open", channel="D1"),
    "link_shared": _other("link_shared", links=[{"url": "javascript:alert(1)"}]),
    "file_shared": _other("file_shared", file_id="F1"),
    "function_executed": _other("function_executed", inputs={"verb": "pause"}),
    "assistant_thread_started": _other("assistant_thread_started"),
    "an event type with capitals": _other("Message", channel_type="im", text="pause"),
    "an event type with a dot": _other("message.im", channel_type="im", text="pause"),
    "an event type that is empty": _other(""),
    "an event type with a NUL": _other("message\x00", channel_type="im", text="pause"),
    "an event type of 5,000 letters": _other("m" * 5000),
    "an event type that nobody knows": _other("from_the_future"),
    "Home on another tab": _opened(tab="messages"),
    "Home on a tab that nobody knows": _opened(tab="from_the_future"),
    "Home on a tab that is empty": _opened(tab=""),
    "Home with a view that is another app's": _opened(view={"type": "home", "id": "V1", "callback_id": "x"}),
    "Home without a tab": lambda scene: without(home_opened(scene.person), "event", "tab"),
    "Home without an event id": lambda scene: without(home_opened(scene.person), "event_id"),
    "Home of nobody": lambda scene: without(home_opened(scene.person), "event", "user"),
    "Home on a tab that is a list": _opened(tab=["home"]),
    "Home with a view that is a text": _opened(view="home"),
    "Home of a person with a NUL": _opened(user="U\x00"),
}
NONSENSE_IN_DM = {
    "no words": "",
    "words that nobody knows": "good morning, how are you?",
    "a NUL": NUL,
    "what cannot be seen": "\u200b\u2060",
    "40,000 letters": "x" * 40_000,
    "a mention of everybody": "<!channel>",
    "a pause until no clock shows it": "pause until 25:00",
    "a pause for no time": "pause for 0m",
    "done before it began": "done at 9:15",
    "a start while working": "start another",
    "a log of a day that is none": "log 2026-02-30",
    "an export to a format that is none": "export xml",
    "SQL": "'; DROP TABLE work_session; --",
    "format strings": "%s%n{}",
}
# Said by the person, with something odd about it that says nothing about the words.
STILL_SAID: dict[str, Make] = {
    "in a thread": _message(thread_ts="1.0"),
    "in a thread under a message that is gone": _message(thread_ts="0.0", parent_user_id="UGONE"),
    "without a ts": _cut("event", "ts"),
    "without a channel": _cut("event", "channel"),
    "without an event id": _cut("event_id"),
    "with an event time in the year 5000": _envelope(event_time=95617584000),
    "with an event time that is a text": _envelope(event_time="soon"),
    "with blocks that are nonsense": _message(blocks={"a": [None]}),
    "with attachments that are nonsense": _message(attachments="pause"),
    "with files and no subtype": _message(files=[{}]),
    "with a client message id that is a list": _message(client_msg_id=[]),
    "with a subtype that is null": _message(subtype=None),
    "with a subtype that is empty": _message(subtype=""),
    "with a bot id that is null": _message(bot_id=None),
    "with edits and no subtype": _message(edited={"user": "U0OTHER", "ts": "1.0"}),
    "for a shared channel": _envelope(is_ext_shared_channel=True),
    "with a context that cannot be read": _envelope(event_context="\x00" * 100),
}


def _words(line: str) -> Make:
    return lambda scene: words_in_dm(scene.person, line)


EVENTS: tuple[Input, ...] = (
    *inputs("a message, nobody's words", EVENT, NOBODYS_WORDS),
    *inputs("an event, not of Slack's shape", EVENT, NOT_OF_SLACKS_SHAPE, says=NOT_UNDERSTOOD),
    *inputs("an event, incomplete", EVENT, INCOMPLETE),
    *inputs("an event, of somebody else", EVENT, OF_SOMEBODY_ELSE),
    *inputs("an event, by its outside", EVENT, OUTER),
    *inputs("another event", EVENT, OTHER_EVENTS),
    *inputs("nonsense in the DM", EVENT, {name: _words(line) for name, line in NONSENSE_IN_DM.items()}),
    *inputs("a message, odd", EVENT, STILL_SAID, does=("pause",)),
    *inputs(
        "an event with a type in its event that is another",
        EVENT,
        {"a shortcut": _said(lambda payload: with_(payload, "shortcut", "event", "type"))},
    ),
)
