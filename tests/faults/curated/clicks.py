"""Clicks: actions that nobody knows, values that no button carries, and clicks that came from nowhere."""

import json
from collections.abc import Callable, Iterator

from bot.surface.ids import ActionId
from tests.faults.curated.cases import (
    INTERACTION,
    NOT_UNDERSTOOD,
    PAUSED,
    Input,
    Make,
    Scene,
    inputs,
    with_,
    without,
)
from tests.faults.people import Json, Person, click

LONG = "漢字" * 1500

# What no button of ours carries, whatever the button is.
NO_VALUE: dict[str, Callable[[Scene], str]] = {
    "with an empty value": lambda _: "",
    "with a value that is no JSON": lambda _: "{'s': x",
    "about a session that never was": lambda _: '{"s":"never","p":1,"v":1}',
    "about somebody else's session": lambda scene: scene.value(s=scene.theirs, p=1, v=1),
}


def _value(make: Callable[[Scene], str], action: str = ActionId.PAUSE) -> Make:
    return lambda scene: click(scene.person, action, make(scene))


def _text(value: str, action: str = ActionId.PAUSE) -> Make:
    return _value(lambda _: value, action)


def _changed(change: Callable[[Json], Json]) -> Make:
    """A click that would pause, but for the change."""
    return lambda scene: change(click(scene.person, ActionId.PAUSE, scene.value()))


def _cut(*path: str) -> Make:
    return _changed(lambda payload: without(payload, *path))


def _put(value: object, *path: str) -> Make:
    return _changed(lambda payload: with_(payload, value, *path))


def _with(**fields: object) -> Make:
    return _changed(lambda payload: payload | fields)


def _action(**fields: object) -> Make:
    return _changed(lambda payload: payload | {"actions": [payload["actions"][0] | fields]})


def _without_value(action: str, **fields: object) -> Make:
    """With these fields instead of a value."""

    def make(scene: Scene) -> Json:
        payload = click(scene.person, action, "")
        return payload | {"actions": [without(payload["actions"][0], "value") | fields]}

    return make


def _chosen(action: str, option: Callable[[Scene], object]) -> Make:
    """A choice in a menu or a select."""
    return lambda scene: _without_value(action, type="overflow", selected_option=option(scene))(scene)


def _choice(action: str, **fields: object) -> Make:
    return _chosen(action, lambda scene: {"value": scene.value(**fields)})


def _every_action() -> Iterator[Input]:
    for action in ActionId:
        made = {name: _value(value, action) for name, value in NO_VALUE.items()}
        made["without a value"] = _without_value(action)
        yield from inputs(f"a click on {action}", INTERACTION, made, before=PAUSED)


FORGED_VALUES: dict[str, Make] = {
    "null": _text("null"),
    "a number": _text("7"),
    "a list": _text("[]"),
    "a text in JSON": _text('"s"'),
    "an object without a session": _text("{}"),
    "a session that is a number": _text('{"s":7}'),
    "a session that is null": _text('{"s":null}'),
    "a session that is a list": _value(lambda scene: scene.value(s=[scene.session])),
    "a session with a NUL": _text('{"s":"\\u0000"}'),
    "a session with a lone surrogate": _text('{"s":"\\ud800"}'),
    "a session in capitals": _value(lambda scene: scene.value(s=scene.session.upper() + "X")),
    "a session with a space behind it": _value(lambda scene: scene.value(s=scene.session + " ")),
    "a session that is SQL": _text(json.dumps({"s": "' OR '1'='1"})),
    "a session of 1,900 letters": _text(json.dumps({"s": "s" * 1900})),
    "a pause number that is a text": _value(lambda scene: scene.value(p="1")),
    "a pause number that is a fraction": _value(lambda scene: scene.value(p=1.5)),
    "a pause number that is true": _value(lambda scene: scene.value(p=True)),
    "a version that is a text": _value(lambda scene: scene.value(v="1")),
    "a version that is long past": _value(lambda scene: scene.value(v=99)),
    "a version that is negative": _value(lambda scene: scene.value(v=-1)),
    "a version beyond 64 bits": _value(lambda scene: scene.value(v=2**64)),
    "a length that is infinite": _text('{"s":"x","l":1e999}'),
    "a length that no timedelta bears": _value(lambda scene: scene.value(l=10**18)),
    "a snooze that no timedelta bears": _value(lambda scene: scene.value(z=-(10**18))),
    "a task that was never cleaned": _value(lambda scene: scene.value(t=" two  spaces ")),
    "a task that is a number": _value(lambda scene: scene.value(t=1)),
    "a choice that is a list": _value(lambda scene: scene.value(c=["pause"])),
    "an instant beyond the calendar": _value(lambda scene: scene.value(a=10**12)),
    "an instant that is a text": _value(lambda scene: scene.value(a="now")),
    "digits beyond what an int reads": _text('{"s":"x","p":' + "9" * 5000 + "}"),
    "1,900 open brackets": _text("[" * 1900),
    "100,000 open brackets": _text("[" * 100_000),
    "the same key twice": _value(lambda scene: f'{{"s":"{scene.session}","s":"never"}}'),
    "JSON with something behind it": _value(lambda scene: scene.value() + "x"),
    "JSON with a byte order mark": _value(lambda scene: "\ufeff" + scene.value()),
    "JSON in single quotes": _value(lambda scene: scene.value().replace('"', "'")),
    "NaN": _text("NaN"),
}
FOR_OTHER_ACTIONS: dict[str, Make] = {
    "resume of a pause that never was": _value(lambda scene: scene.value(p=99), ActionId.RESUME),
    "resume of a negative pause": _value(lambda scene: scene.value(p=-1), ActionId.RESUME),
    "resume of a pause beyond 64 bits": _value(lambda scene: scene.value(p=2**64), ActionId.RESUME),
    "it was work, of a pause that never was": _value(lambda scene: scene.value(p=99), ActionId.IT_WAS_WORK),
    "it was work, of a pause beyond 64 bits": _value(
        lambda scene: scene.value(p=2**64), ActionId.IT_WAS_WORK
    ),
    "back since, of no pause": _value(lambda scene: scene.value(), ActionId.BACK_SINCE),
    "finished at a pause beyond 64 bits": _value(
        lambda scene: scene.value(p=2**64), ActionId.FINISHED_AT_PAUSE
    ),
    "undo of a version that is past": _value(lambda scene: scene.value(v=7), ActionId.UNDO),
    "undo of a version beyond 64 bits": _value(lambda scene: scene.value(v=2**64), ActionId.UNDO),
    "redo of nothing": _value(lambda scene: scene.value(v=1), ActionId.REDO),
    "switch to a task that is too long": _value(lambda scene: scene.value(t="x" * 1500), ActionId.SWITCH),
    "switch for a negative length": _value(lambda scene: scene.value(t="x", l=-60), ActionId.SWITCH),
    "switch at an instant before it began": _value(lambda scene: scene.value(t="x", a=0), ActionId.SWITCH),
    "switch at an instant in the future": _value(
        lambda scene: scene.value(t="x", a=scene.at(10**8)), ActionId.SWITCH
    ),
    "start again of what is running": _value(lambda scene: scene.value(), ActionId.START_AGAIN),
    "snooze without a length": _choice(ActionId.SNOOZE, p=1),
    "snooze for a year": _choice(ActionId.SNOOZE, p=1, z=31_536_000),
    "snooze for no time": _choice(ActionId.SNOOZE, p=1, z=0),
    "snooze for a negative time": _choice(ActionId.SNOOZE, p=1, z=-300),
    "snooze of a pause that never was": _choice(ActionId.SNOOZE, p=99, z=300),
    "snooze of a pause beyond 64 bits": _choice(ActionId.SNOOZE, p=2**64, z=300),
    "snooze with a length that is a text": _choice(ActionId.SNOOZE, p=1, z="300"),
    "a menu with a choice that it has not": _choice(ActionId.MENU, c="pause"),
    "a menu with itself as the choice": _choice(ActionId.MENU, c="menu"),
    "a menu with an empty choice": _choice(ActionId.MENU, c=""),
    "a menu with a choice from the future": _choice(ActionId.MENU, c="from_the_future"),
    "a menu without an option": _without_value(ActionId.MENU, type="overflow"),
    "a menu with an option that is null": _chosen(ActionId.MENU, lambda _: None),
    "a menu with an option that is a text": _chosen(ActionId.MENU, lambda _: "undo"),
    "a menu with an option that is a list": _chosen(ActionId.MENU, lambda _: []),
    "a menu with an option without a value": _chosen(ActionId.MENU, lambda _: {"text": "Undo"}),
    "a menu with an option whose value is a number": _chosen(ActionId.MENU, lambda _: {"value": 1}),
    "a menu that opens somebody else's session": _chosen(
        ActionId.MENU, lambda scene: {"value": scene.value(s=scene.theirs, c="edit")}
    ),
    "a select without an option": _without_value(ActionId.SNOOZE, type="static_select"),
    "a select with an option that is true": _chosen(ActionId.SNOOZE, lambda _: True),
    "a page before the calendar": _text("0001-01-01..0001-01-02", ActionId.LOG_EARLIER),
    "a page of a day that is none": _text("2026-02-30..2026-03-01", ActionId.LOG_EARLIER),
    "a page backwards": _text("2026-11-20..2026-11-16", ActionId.LOG_LATER),
    "a page of a thousand years": _text("1000-01-01..2000-01-01", ActionId.LOG_LATER),
    "a page at the end of the calendar": _text("2999-12-31..2999-12-31", ActionId.LOG_LATER),
    "a page at the beginning of what is read": _text("1000-01-01..1000-01-01", ActionId.LOG_EARLIER),
    "a page from a very high edge": _text("2026-11-16..2026-11-20 from 9999999", ActionId.LOG_LATER),
    "a page from an edge that is too long": _text("2026-11-16..2026-11-20 from 99999999", ActionId.LOG_LATER),
    "a page in Arabic digits": _text("٢٠٢٦-١١-١٦..٢٠٢٦-١١-٢٠", ActionId.LOG_EARLIER),
    "try again with a link to a script": _text('{"u":"javascript:alert(1)"}', ActionId.TRY_AGAIN),
    "try again with a link of 3,000 letters": _text(
        json.dumps({"u": "https://example.org/" + "x" * 3000}), ActionId.TRY_AGAIN
    ),
    "try again with a start beyond the calendar": _text('{"t":"x","a":99999999999999}', ActionId.TRY_AGAIN),
    "try again with a checkout of no version": _value(lambda scene: scene.value(), ActionId.TRY_AGAIN),
    "try again with a checkout before it began": _value(
        lambda scene: scene.value(v=1, e=0), ActionId.TRY_AGAIN
    ),
    "try again with a checkout in the year 9999": _value(
        lambda scene: scene.value(v=1, e=253402300799), ActionId.TRY_AGAIN
    ),
    "try again with a checkout of a version beyond 64 bits": _value(
        lambda scene: scene.value(v=2**64, e=1), ActionId.TRY_AGAIN
    ),
    "try again with a checkout of somebody else": _value(
        lambda scene: scene.value(s=scene.theirs, v=1, e=scene.at(0)), ActionId.TRY_AGAIN
    ),
    "try again with a checkout from before the epoch": _value(
        lambda scene: scene.value(v=1, e=-1), ActionId.TRY_AGAIN
    ),
    "still working, in a session that never was": _text('{"s":"never"}', ActionId.STILL_WORKING),
    "discard of a session at another version": _value(lambda scene: scene.value(s="x"), ActionId.DISCARD),
}
UNKNOWN_ACTIONS: dict[str, Make] = {
    "from an older version": _action(action_id="take_a_break"),
    "empty": _action(action_id=""),
    "in capitals": _action(action_id="PAUSE"),
    "with a space": _action(action_id="pause "),
    "of 255 letters": _action(action_id="p" * 255),
    "with markup": _action(action_id="<!channel>"),
    "with a look-alike letter": _action(action_id="pаuse"),
    "that is a callback": _action(action_id="checkout"),
    "that is a method of Python": _action(action_id="__init__"),
    "that is a field of a modal": _action(action_id="new_break"),
}
NOT_OF_SLACKS_SHAPE: dict[str, Make] = {
    "an action id of 256 letters": _action(action_id="p" * 256),
    "an action id with a NUL": _action(action_id="pause\x00"),
    "an action id that is null": _action(action_id=None),
    "an action id that is a number": _action(action_id=1),
    "no action id": _changed(
        lambda payload: payload | {"actions": [without(payload["actions"][0], "action_id")]}
    ),
    "a value that is a number": _action(value=1),
    "a value that is an object": _action(value={"s": "x"}),
    "a value that is a list": _action(value=["pause"]),
    "a block id that is a list": _action(block_id=[]),
    "an action type that is a number": _action(type=2),
    "actions that are empty": _with(actions=[]),
    "actions that are an object": _with(actions={"action_id": "pause"}),
    "actions that are a text": _with(actions="pause"),
    "actions of texts": _with(actions=["pause"]),
    "actions of nothing": _with(actions=[None]),
    "a second action that is nothing": _changed(
        lambda payload: payload | {"actions": [*payload["actions"], 1]}
    ),
    "a person that is a text": _with(user="U0OTHER"),
    "a person whose id is a number": _put(7, "user", "id"),
    "a person whose id has a NUL": _put("U\x00", "user", "id"),
    "a person of 3,000 letters": _put(LONG, "user", "id"),
    "a team that is a text": _with(team="T0FAULTS"),
    "a team whose id is a list": _put([], "team", "id"),
    "a container that is a text": _with(container="message"),
    "a container whose channel is a number": _with(container={"channel_id": 1}),
    "a container that may be ephemeral": _with(container={"is_ephemeral": "maybe"}),
    "a message that is a list": _with(message=[]),
    "a message whose ts is a number": _with(message={"ts": 1.5}),
    "a channel that is a text": _with(channel="C1"),
    "a view that is a text": _with(view="home"),
    "a view without a type": _with(view={"id": "V1"}),
    "a view whose type is null": _with(view={"type": None}),
    "a response URL that is an object": _with(response_url={"url": "x"}),
    "response URLs of texts": _with(response_urls=["x"]),
    "a trigger that is a list": _with(trigger_id=["1.1"]),
    "an enterprise that is a text": _with(enterprise="E1"),
    "a lone surrogate somewhere": _with(surplus={"deep": ["\ud800"]}),
    "a type that is a list": _with(type=["block_actions"]),
}
INCOMPLETE: dict[str, Make] = {
    "no person": _cut("user"),
    "a person without an id": _put({}, "user"),
    "a person that is null": _with(user=None),
    "no person and a workspace that is empty": _changed(
        lambda payload: without(payload, "user") | {"team": {}}
    ),
    "neither person nor workspace": _changed(lambda payload: without(without(payload, "user"), "team")),
}
NO_CLICK: dict[str, Make] = {
    "no type": _cut("type"),
    "no actions": _cut("actions"),
    "actions that are null": _with(actions=None),
    "a type that nobody knows": _with(type="from_the_future"),
    "a dialog's submission of old": _with(type="dialog_submission", callback_id="pause", submission={}),
    "a dialog's cancellation of old": _with(type="dialog_cancellation", callback_id="pause"),
    "a request for options": _with(type="block_suggestion", action_id="pause", block_id="b", value="x"),
    "an attachment's button of old, without actions": _changed(
        lambda payload: without(payload, "actions") | {"type": "interactive_message", "callback_id": "x"}
    ),
    "a step of a workflow of old": _with(type="workflow_step_edit", callback_id="pause", workflow_step={}),
    "a step of a workflow without a step": _with(type="workflow_step_edit", callback_id="pause"),
}
OF_SOMEBODY_ELSE: dict[str, Make] = {
    "by a stranger": lambda scene: click(Person("U0STRANGER"), ActionId.PAUSE, scene.value()),
    "by a stranger, on done": lambda scene: click(Person("U0STRANGER"), ActionId.DONE, scene.value()),
    "by a stranger, on discard": lambda scene: click(Person("U0STRANGER"), ActionId.DISCARD, scene.value()),
    "by a stranger, on edit": lambda scene: click(Person("U0STRANGER"), ActionId.EDIT, scene.value()),
    "by a stranger, on start again": lambda scene: click(
        Person("U0STRANGER"), ActionId.START_AGAIN, scene.value()
    ),
    "from another workspace": _put({"id": "T0OTHER"}, "team"),
    "from another enterprise": _with(enterprise={"id": "E0OTHER"}),
    "by a person with an empty id": _put("", "user", "id"),
    "on the journal of somebody else": _value(
        lambda scene: scene.value(s=scene.theirs), ActionId.SHOW_JOURNAL
    ),
}
IN_MODALS: dict[str, Make] = {
    name: _with(view=view, container={"type": "view", "view_id": "V1"})
    for name, view in {
        "that nobody knows": {"type": "modal", "id": "V1", "callback_id": "from_the_future"},
        "without a callback": {"type": "modal", "id": "V1"},
        "of an edit without a memory": {"type": "modal", "id": "V1", "callback_id": "edit"},
        "of an edit with a memory that is nonsense": {
            "type": "modal",
            "id": "V1",
            "callback_id": "edit",
            "private_metadata": "[" * 3000,
        },
        "of a stop with a session that never was": {
            "type": "modal",
            "id": "V1",
            "callback_id": "stop",
            "private_metadata": '{"s":"never","v":1}',
        },
        "of a checkout": {"type": "modal", "id": "V1", "callback_id": "checkout"},
    }.items()
}
# Where a click comes from decides where it is answered, not whether it counts.
STILL_CLICKED: dict[str, Make] = {
    "as an attachment's button of old": _with(type="interactive_message", callback_id="x"),
    "without a container": _cut("container"),
    "with a container that is null": _with(container=None),
    "with a container that is empty": _with(container={}),
    "without a view": _cut("view"),
    "without a trigger": _cut("trigger_id"),
    "without a workspace, but for the person's": _cut("team"),
    "in a message that no card knows": _with(
        container={"type": "message", "channel_id": "D1", "message_ts": "9.9"}, message={"ts": "9.9"}
    ),
    "in a message without a channel": _with(container={"type": "message", "message_ts": "9.9"}, message={}),
    "in a message without a ts": _with(container={"type": "message", "channel_id": "D1"}, message={}),
    "in an ephemeral message without a response URL": _with(
        container={"type": "message", "channel_id": "C1", "message_ts": "9.9", "is_ephemeral": True}
    ),
    "with an empty response URL": _with(response_url=""),
    "with a response URL that leads nowhere": _with(
        response_url="http://127.0.0.1:9/gone", container={"is_ephemeral": True}
    ),
    "with a response URL that is no URL": _with(
        response_url="gopher:\\\\x", container={"is_ephemeral": True}
    ),
    "with a state of nonsense": _with(state={"values": {"a": {"b": None}}}),
    "with an action type that nobody knows": _action(type="from_the_future"),
    "with an action time that is nonsense": _action(action_ts="soon"),
    "with a block id of 255 letters": _action(block_id="b" * 255),
    "twice in one payload": _changed(lambda payload: payload | {"actions": payload["actions"] * 2}),
    "with an unknown field in the value": _value(lambda scene: scene.value(from_the_future=1)),
    "with a hash of a view that is past": _put("0.0", "view", "hash"),
}

CLICKS: tuple[Input, ...] = (
    *_every_action(),
    *inputs("a click with a forged value", INTERACTION, FORGED_VALUES),
    *inputs("a click with a value that cannot be", INTERACTION, FOR_OTHER_ACTIONS),
    *inputs("a click on an action", INTERACTION, UNKNOWN_ACTIONS),
    *inputs("a click, not of Slack's shape", INTERACTION, NOT_OF_SLACKS_SHAPE, says=NOT_UNDERSTOOD),
    *inputs("a click, incomplete", INTERACTION, INCOMPLETE),
    *inputs("no click", INTERACTION, NO_CLICK),
    *inputs("a click on somebody else's", INTERACTION, OF_SOMEBODY_ELSE),
    *inputs("a click in a modal", INTERACTION, IN_MODALS),
    *inputs("a click, odd", INTERACTION, STILL_CLICKED, does=("pause",)),
)
