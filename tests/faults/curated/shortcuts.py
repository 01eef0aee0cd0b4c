"""Shortcuts: those that nobody knows, messages without what a task could be made of."""

from bot.surface.ids import ShortcutId
from tests.faults.curated.cases import INTERACTION, NOT_UNDERSTOOD, Input, Make, inputs, with_, without
from tests.faults.people import Json, Person, new_trigger
from tests.faults.slack import TEAM_ID


def _shortcut(person: Person, **more: object) -> Json:
    return {
        "type": "shortcut",
        "team": {"id": TEAM_ID},
        "user": {"id": person.id, "team_id": TEAM_ID},
        "callback_id": ShortcutId.START_WORK,
        "trigger_id": new_trigger(),
    } | more


def _on_message(person: Person, message: object) -> Json:
    return _shortcut(
        person,
        type="message_action",
        callback_id=ShortcutId.TRACK_MESSAGE,
        channel={"id": "C0GENERAL"},
        message=message,
    )


def _with(**more: object) -> Make:
    return lambda scene: _shortcut(scene.person, **more)


def _cut(*path: str) -> Make:
    return lambda scene: without(_shortcut(scene.person), *path)


def _message(message: object) -> Make:
    return lambda scene: _on_message(scene.person, message)


ANYWHERE: dict[str, Make] = {
    "nobody knows": _with(callback_id="from_the_future"),
    "with an empty callback": _with(callback_id=""),
    "without a callback": _cut("callback_id"),
    "with the callback of a message's": _with(callback_id=ShortcutId.TRACK_MESSAGE),
    "without a person": _cut("user"),
    "without a workspace": lambda scene: without(without(_shortcut(scene.person), "team"), "user", "team_id"),
    "without a trigger": _cut("trigger_id"),
    "with an empty trigger": _with(trigger_id=""),
    "of another workspace": _with(team={"id": "T0OTHER"}),
    "with actions in it": _with(actions=[{"action_id": "pause"}]),
    "in capitals": _with(type="SHORTCUT"),
}
ON_MESSAGES: dict[str, Make] = {
    "that is missing": lambda scene: without(_on_message(scene.person, {}), "message"),
    "that is empty": _message({}),
    "without a text": _message({"ts": "1.0"}),
    "with a text that is null": _message({"ts": "1.0", "text": None}),
    "with a text that is a number": _message({"ts": "1.0", "text": 42}),
    "with a text that is a list": _message({"ts": "1.0", "text": ["x"]}),
    "with a text of 40,000 letters": _message({"ts": "1.0", "text": "x" * 40_000}),
    "with a text of one word of 40,000 emoji": _message({"ts": "1.0", "text": "🎉" * 40_000}),
    "with a text that cannot be seen": _message({"ts": "1.0", "text": "\u200b\u2060"}),
    "with a text of brackets": _message({"ts": "1.0", "text": "<" * 5000}),
    "without a ts": _message({"text": "report"}),
    "with an empty ts": _message({"ts": "", "text": "report"}),
    "in no channel": lambda scene: without(_on_message(scene.person, {"ts": "1.0"}), "channel"),
    "in a channel without an id": lambda scene: with_(
        _on_message(scene.person, {"ts": "1.0"}), {}, "channel"
    ),
    "of this bot": _message({"ts": "1.0", "text": "pause", "bot_id": "B0BOT"}),
    "with the callback of the other kind": lambda scene: (
        _on_message(scene.person, {"ts": "1.0"}) | {"callback_id": ShortcutId.START_WORK}
    ),
}
NOT_OF_SLACKS_SHAPE: dict[str, Make] = {
    "a callback that is a number": _with(callback_id=1),
    "a callback with a NUL": _with(callback_id="start_work\x00"),
    "a message that is a text": _message("pause"),
    "a message that is a list": _message([]),
    "a message whose ts is a number": _message({"ts": 1.0}),
    "a message whose person is a number": _message({"ts": "1.0", "user": 1}),
    "a message with a lone surrogate": _message({"ts": "1.0", "text": "\ud800"}),
    "a person that is a list": _with(user=["U0OTHER"]),
}

SHORTCUTS: tuple[Input, ...] = (
    *inputs("a shortcut", INTERACTION, ANYWHERE),
    *inputs("a shortcut on a message", INTERACTION, ON_MESSAGES),
    *inputs("a shortcut, not of Slack's shape", INTERACTION, NOT_OF_SLACKS_SHAPE, says=NOT_UNDERSTOOD),
)
