"""Submissions of modals: fields that no picker sends, memories that no modal has, and callbacks of nobody."""

import json
from collections.abc import Callable, Iterator, Mapping

from bot.surface.ids import CallbackId, Field
from tests.faults.curated.cases import (
    DONE,
    FIELD_ERRORS,
    INCOMPLETE,
    INTERACTION,
    NOT_UNDERSTOOD,
    OUTDATED,
    PAUSED,
    WORKING,
    Input,
    Make,
    Scene,
    inputs,
    with_,
    without,
)
from tests.faults.people import Json, Person, submission

Memory = Callable[[Scene], str]
Fields = Mapping[str, Json]
LONG = "漢字" * 1500


def _typed(value: object) -> Json:
    return {"type": "plain_text_input", "value": value}


def _picked(value: object) -> Json:
    return {"type": "static_select", "selected_option": {"value": value}}


def _ticked(*values: object) -> Json:
    return {"type": "checkboxes", "selected_options": [{"value": value} for value in values]}


def _time(value: object) -> Json:
    return {"type": "timepicker", "selected_time": value}


def _instant(value: object) -> Json:
    return {"type": "datetimepicker", "selected_date_time": value}


def _of_checkout(scene: Scene) -> str:
    return scene.value(v=1, e=scene.at(0))


def _of_record(scene: Scene) -> str:
    return scene.value(v=1)


def _of_pause(scene: Scene) -> str:
    return scene.value(p=1)


def _of_nothing(_: Scene) -> str:
    return "{}"


# What each modal remembers, so that nothing but its fields is bad.
MEMORIES: dict[CallbackId, Memory] = {
    CallbackId.CHECKOUT: _of_checkout,
    CallbackId.START: _of_nothing,
    CallbackId.EDIT: _of_record,
    CallbackId.SETTINGS: _of_nothing,
    CallbackId.BACK: _of_pause,
    CallbackId.PAUSED: _of_record,
    CallbackId.STOP: _of_record,
    CallbackId.FORGET: _of_nothing,
}


def _submitted(callback: str, memory: Memory, fields: Fields) -> Make:
    """Block ids of fields that show the record name its version, which is 1 here."""
    values = {block: {block.partition(".")[0]: state} for block, state in fields.items()}
    return lambda scene: submission(
        scene.person, {"callback_id": callback, "private_metadata": memory(scene)}, values
    )


def _filled(callback: CallbackId, field: str, state: Json, **others: Json) -> Make:
    return _submitted(callback, MEMORIES[callback], {field: state} | others)


def _remembered(callback: CallbackId, memories: Mapping[str, Memory | str]) -> dict[str, Make]:
    """The form is filled in well; it is about nothing that there is."""
    fields = {"since": _typed("1s ago"), "task": _typed("other"), "confirmation": _typed("no")}
    return {name: _submitted(callback, _memory(memory), fields) for name, memory in memories.items()}


def _memory(memory: Memory | str) -> Memory:
    return (lambda _: memory) if isinstance(memory, str) else memory


def _changed(change: Callable[[Json], Json]) -> Make:
    """A checkout that would be complete, but for the change."""
    return lambda scene: change(_submitted(CallbackId.CHECKOUT, _of_checkout, {})(scene))


def _with(**fields: object) -> Make:
    return _changed(lambda payload: payload | fields)


def _put(value: object, *path: str) -> Make:
    return _changed(lambda payload: with_(payload, value, *path))


def _cut(*path: str) -> Make:
    return _changed(lambda payload: without(payload, *path))


# States that no element of Slack's has, whatever the callback.
ODD_STATES: dict[str, object] = {
    "a state that is a list": [],
    "a state that is a text": "values",
    "values that are a list": {"values": []},
    "blocks that are texts": {"values": dict.fromkeys(Field, "x")},
    "fields that are texts": {"values": {field: {field: "x"} for field in Field}},
    "fields that are lists": {"values": {field: {field: []} for field in Field}},
    "numbers in every kind of value": {
        "values": {
            field: {
                field: {
                    "value": 1,
                    "selected_option": 1,
                    "selected_options": 1,
                    "selected_time": 1,
                    "selected_date_time": "1",
                }
            }
            for field in Field
        }
    },
}


def _every_callback() -> Iterator[Input]:
    """Each modal with no memory, a memory of nothing, somebody else's, and with states of every shape."""
    no_memory: dict[str, Memory | str] = {
        "with an empty memory": "",
        "with a memory that is no JSON": "{'s': x",
        "with a memory of 3,000 brackets": "[" * 3000,
        "with a memory of a session that never was": '{"s":"never","v":1,"p":1,"e":1764000000}',
        "with a memory of somebody else's session": lambda scene: scene.value(
            s=scene.theirs, v=1, p=1, e=scene.at(0)
        ),
    }
    for callback in CallbackId:
        made = _remembered(callback, no_memory)
        for name, state in ODD_STATES.items():
            make = _submitted(callback, MEMORIES[callback], {})
            made[f"with {name}"] = _with_state(make, state)
        yield from inputs(f"a submission of {callback}", INTERACTION, made, before=PAUSED)


def _with_state(make: Make, state: object) -> Make:
    return lambda scene: with_(make(scene), state, "view", "state")


CHECKOUT_ERRORS: dict[str, Make] = {
    "a Keep of 3,001 letters": _filled(CallbackId.CHECKOUT, Field.KEEP, _typed("x" * 3001)),
    "a Problem of 40,000 emoji": _filled(CallbackId.CHECKOUT, Field.PROBLEM, _typed("🎉" * 40_000)),
    "a Try of 5,000 lines": _filled(CallbackId.CHECKOUT, Field.TRY, _typed("x\n" * 5000)),
    "to continue without a word": _filled(CallbackId.CHECKOUT, Field.DECISION, _picked("continue")),
    "to continue with words that cannot be seen": _filled(
        CallbackId.CHECKOUT, Field.DECISION, _picked("continue"), keep=_typed("\u200b\u2060")
    ),
    "a remaining time in words": _filled(CallbackId.CHECKOUT, Field.REMAINING, _typed("soon")),
    "a remaining time below zero": _filled(CallbackId.CHECKOUT, Field.REMAINING, _typed("-5m")),
    "a remaining time of nothing": _filled(CallbackId.CHECKOUT, Field.REMAINING, _typed("0")),
    "a remaining time of ages": _filled(CallbackId.CHECKOUT, Field.REMAINING, _typed("9" * 400 + "h")),
    "a remaining time that is infinite": _filled(CallbackId.CHECKOUT, Field.REMAINING, _typed("inf")),
    "a reason of 5,000 letters": _filled(CallbackId.CHECKOUT, Field.CONTINUE_REASON, _typed("x" * 5000)),
}
CHECKOUT_MALFORMED: dict[str, Make] = {
    "a decision that nobody offered": _filled(CallbackId.CHECKOUT, Field.DECISION, _picked("sleep")),
    "a decision in capitals": _filled(CallbackId.CHECKOUT, Field.DECISION, _picked("COMPLETE")),
    "a decision that is a number": _filled(CallbackId.CHECKOUT, Field.DECISION, _picked(1)),
    "a decision that is a list": _filled(CallbackId.CHECKOUT, Field.DECISION, _picked(["complete"])),
    "a Keep that is a number": _filled(CallbackId.CHECKOUT, Field.KEEP, _typed(7)),
    "a Keep that is an object": _filled(CallbackId.CHECKOUT, Field.KEEP, _typed({"text": "x"})),
    **_remembered(
        CallbackId.CHECKOUT,
        {
            "a memory of a version that is true": lambda scene: scene.value(v=True, e=scene.at(0)),
            "a memory of an end that is a fraction": lambda scene: scene.value(v=1, e=scene.at(0) + 0.5),
            "a memory of an end beyond the calendar": lambda scene: scene.value(v=1, e=10**12),
            "a memory of an end beyond every number": lambda scene: scene.value(v=1, e=10**400),
            "a memory of an end that is a text": lambda scene: scene.value(v=1, e="now"),
            "a memory of an end that is missing": lambda scene: scene.value(v=1),
            "a memory of a next task that is a number": lambda scene: scene.value(v=1, e=scene.at(0), t=7),
            "a memory of a next task that was never cleaned": lambda scene: scene.value(
                v=1, e=scene.at(0), t="a\x00b"
            ),
            "a memory of a next link to a script": lambda scene: scene.value(
                v=1, e=scene.at(0), t="x", u="javascript:alert(1)"
            ),
            "a memory of a next length beyond timedelta": lambda scene: scene.value(
                v=1, e=scene.at(0), t="x", l=10**18
            ),
            "a memory of an end before the epoch": lambda scene: scene.value(v=1, e=-(10**9)),
            "a memory of an end at the end of the calendar": lambda scene: scene.value(
                v=1, e=253402300799, c=True
            ),
            "a memory of an end at the beginning of the calendar": lambda scene: scene.value(
                v=1, e=-62135596800, c=True
            ),
            "a memory of a next task of 1,000 letters": lambda scene: scene.value(
                v=1, e=scene.at(0), t="x" * 1000
            ),
            "a memory of a next length below zero": lambda scene: scene.value(
                v=1, e=scene.at(0), t="x", l=-300
            ),
            "a memory of a next length of a year": lambda scene: scene.value(
                v=1, e=scene.at(0), t="x", l=31_536_000
            ),
            "a memory of a next project of 1,000 letters": lambda scene: scene.value(
                v=1, e=scene.at(0), t="x", j="p" * 1000
            ),
            "a memory of a correction that is a number": lambda scene: scene.value(v=1, e=scene.at(0), c=1),
        },
    ),
}
CHECKOUT_CHANGED: dict[str, Make] = _remembered(
    CallbackId.CHECKOUT,
    {
        "a memory of a version that is past": lambda scene: scene.value(v=0, e=scene.at(0)),
        "a memory of a version to come": lambda scene: scene.value(v=99, e=scene.at(0)),
        "a memory of a version beyond 64 bits": lambda scene: scene.value(v=2**64, e=scene.at(0)),
    },
)
CHECKOUT_REFUSED: dict[str, Make] = _remembered(
    CallbackId.CHECKOUT,
    {
        "a named end in the future": lambda scene: scene.value(v=1, e=scene.at(3600), c=True),
        "a named end before it began": lambda scene: scene.value(v=1, e=scene.at(-3600), c=True),
        "a named end 25 years ago": lambda scene: scene.value(v=1, e=10**9, c=True),
    },
)
START_ERRORS: dict[str, Make] = {
    "no task": _submitted(CallbackId.START, _of_nothing, {}),
    "a task that is null": _filled(CallbackId.START, Field.TASK, _typed(None)),
    "a task that cannot be seen": _filled(CallbackId.START, Field.TASK, _typed("\u200b\u3164\ufe0f")),
    "a task of control characters": _filled(CallbackId.START, Field.TASK, _typed("\x00\x1b\x7f\x85")),
    "a task of 151 letters": _filled(CallbackId.START, Field.TASK, _typed("x" * 151)),
    "a task of 40,000 letters": _filled(CallbackId.START, Field.TASK, _typed("漢" * 40_000)),
    "a task typed and one picked": _filled(
        CallbackId.START, Field.TASK, _typed("x"), recent=_picked("report")
    ),
    "a project of 5,000 letters": _filled(
        CallbackId.START, Field.TASK, _typed("x"), project=_typed("p" * 5000)
    ),
}
START_MALFORMED: dict[str, Make] = {
    "a task that is a number": _filled(CallbackId.START, Field.TASK, _typed(7)),
    "a task that is a list": _filled(CallbackId.START, Field.TASK, _typed(["x"])),
    "a picked task that is too long": _filled(CallbackId.START, Field.RECENT, _picked("x" * 151)),
    "a picked task that was never cleaned": _filled(CallbackId.START, Field.RECENT, _picked(" x ")),
    "a picked task with a NUL": _filled(CallbackId.START, Field.RECENT, _picked("x\x00")),
    "a picked task that is a text alone": _filled(CallbackId.START, Field.RECENT, {"selected_option": "x"}),
    "a picked project that was never cleaned": _filled(
        CallbackId.START, Field.TASK, _typed("x"), known_project=_picked("=  p")
    ),
    "a picked project that is too long": _filled(
        CallbackId.START, Field.TASK, _typed("x"), known_project=_picked("=" + "p" * 1000)
    ),
    **{
        f"a planned length of {name}": _filled(
            CallbackId.START, Field.TASK, _typed("x"), planned=_picked(length)
        )
        for name, length in {
            "words": "soon",
            "a minute": "1",
            "a minute below zero": "-1",
            "a fraction": "45.5",
            "a power": "1e3",
            "ages": "9" * 20,
            "digits that no int reads": "9" * 5000,
            "infinity": "inf",
            "a unit": "45m",
            "a number that is none": 45,
        }.items()
    },
    **_remembered(
        CallbackId.START,
        {
            "a link to a script": '{"u":"javascript:alert(1)"}',
            "a link with a space": '{"u":"https://example.org/ x"}',
            "a link that ends in markup": '{"u":"https://example.org/|x>"}',
            "a link of 3,000 letters": json.dumps({"u": "https://example.org/" + "x" * 3000}),
            "a link that is a number": '{"u":7}',
            "a start that is a text": '{"a":"now"}',
            "a start beyond the calendar": '{"a":99999999999999}',
            "a start in the year 9999": '{"a":253402300799}',
            "a start before the epoch": '{"a":-1}',
            "a task that is a list": '{"t":[]}',
            "a task of 1,000 letters": json.dumps({"t": "x" * 1000}),
        },
    ),
}
START_REFUSED: dict[str, Make] = _remembered(
    CallbackId.START,
    {
        "a start in the future": lambda scene: json.dumps({"a": scene.at(3600)}),
    },
)


def _without_task(field: str) -> dict[str, Json]:
    """The task as it was, unless it is what is bad."""
    return {} if field == Field.TASK else {"task.1": _typed("report")}


EDIT_MALFORMED: dict[str, Make] = {
    f"{field} picked as {name}": _filled(CallbackId.EDIT, f"{field}.1", state, **_without_task(field))
    for field, states in {
        Field.START_AT: {
            "a text": _instant("1764000000"),
            "a fraction": _instant(1764000000.5),
            "beyond the calendar": _instant(10**15),
            "true": _instant(True),
            "a list": _instant([1]),
            "before the epoch": _instant(-1),
            "the beginning of the calendar": _instant(-62135596800),
            "the end of the calendar": _instant(253402300799),
            "nine digits": _instant(10**9 - 1),
        },
        Field.TASK: {"a number": _typed(7), "an object": _typed({})},
        Field.NEW_BREAK: {"a number": _typed(1200)},
        Field.PROJECT: {"a list": _typed(["p"])},
    }.items()
    for name, state in states.items()
}
EDIT_ERRORS: dict[str, Make] = {
    name: _filled(CallbackId.EDIT, f"{field}.1", state, **_without_task(field))
    for name, (field, state) in {
        "a task of 151 letters": (Field.TASK, _typed("x" * 151)),
        "a task that cannot be seen": (Field.TASK, _typed("\u200b")),
        "a start in the future": (Field.START_AT, _instant(4_000_000_000)),
        "a project of 5,000 letters": (Field.PROJECT, _typed("p" * 5000)),
        "a break that no clock shows": (Field.NEW_BREAK, _typed("25:00-26:00")),
        "a break in words": (Field.NEW_BREAK, _typed("at lunch time")),
        "a break before it began": (Field.NEW_BREAK, _typed("9:00-9:30 tea")),
        "a break with a reason of 5,000 letters": (Field.NEW_BREAK, _typed("9:00-9:30 " + "x" * 5000)),
        "a break of 5,000 hyphens": (Field.NEW_BREAK, _typed("9:00-" * 5000)),
        "a break in Arabic digits": (Field.NEW_BREAK, _typed("٩:٠٠-٩:٣٠")),
        "a break on a day that is none": (Field.NEW_BREAK, _typed("2026-02-30 9:00 - 9:30")),
        "a break that is a format string": (Field.NEW_BREAK, _typed("%s-%n")),
    }.items()
}
EDIT_OUTDATED: dict[str, Make] = {
    "a version beyond 64 bits": _submitted(CallbackId.EDIT, lambda scene: scene.value(v=2**64), {}),
    "a version below zero": _submitted(CallbackId.EDIT, lambda scene: scene.value(v=-1), {}),
    "a version that is past": _submitted(CallbackId.EDIT, lambda scene: scene.value(v=0), {}),
}
SINCE_ERRORS = {
    "nothing": None,
    "nothing to see": "\u200b",
    "a time that no clock shows": "25:00",
    "a minute that no clock shows": "9:60",
    "a time in the future": "23:59",
    "a time before it began": "9:15",
    "a day without a time": "yesterday",
    "a day of words": "the day before",
    "no time ago": "0m ago",
    "a negative time ago": "-5m ago",
    "ages ago": "9" * 400 + "h ago",
    "an hour that is a fraction": "9.5:00",
    "a time in mathematical digits": "𝟗𝟗:𝟎𝟎",
    "a length": "for 45m",
    "a range": "9:00-9:30",
    "a time with a NUL": "25\x00:00",
    "40,000 letters": "x" * 40_000,
    "5,000 words": "at " * 5000,
    "SQL": "'; DROP TABLE pause; --",
    "a mention": "<!channel>",
    "a format string": "%H:%M",
    "an ISO instant": "2026-11-25T12:00:00Z",
}
STOP_MALFORMED: dict[str, Make] = {
    "no end": _submitted(CallbackId.STOP, _of_record, {}),
    "an end that is null": _filled(CallbackId.STOP, "end_at.1", _instant(None)),
    "an end that is a text": _filled(CallbackId.STOP, "end_at.1", _instant("now")),
    "an end beyond the calendar": _filled(CallbackId.STOP, "end_at.1", _instant(2**63)),
    "an end at the end of the calendar": _filled(CallbackId.STOP, "end_at.1", _instant(253402300799)),
    "an end before the epoch": _filled(CallbackId.STOP, "end_at.1", _instant(-(10**9))),
    "an end in the block of another version": _filled(CallbackId.STOP, "end_at.7", _instant(1764000000)),
    "an end in a block without a version": _filled(CallbackId.STOP, "end_at", _instant(1764000000)),
}
STOP_ERRORS: dict[str, Make] = {
    "an end before it began": _filled(CallbackId.STOP, "end_at.1", _instant(10**9)),
    "an end in the future": _filled(CallbackId.STOP, "end_at.1", _instant(4_000_000_000)),
    "a Keep that is too long": _filled(CallbackId.STOP, "end_at.1", _instant(10**9), keep=_typed("x" * 3001)),
    "a break in words": _filled(
        CallbackId.STOP, "end_at.1", _instant(10**9), **{"new_break.1": _typed("at lunch time")}
    ),
}
SETTINGS: dict[str, Json] = {
    "reminders": _ticked("long_pause"),
    "day_start": _time("09:00"),
    "day_end": _time("17:00"),
}


def _setting(field: str, state: Json, **others: Json) -> Make:
    return _submitted(CallbackId.SETTINGS, _of_nothing, SETTINGS | {field: state} | others)


SETTINGS_ERRORS: dict[str, Make] = {
    **{
        f"{field} of {name}": _setting(field, _typed(length))
        for field in (Field.LONG_PAUSE, Field.BREAK_AFTER, Field.FORGOTTEN_AFTER, Field.DAILY_GOAL)
        for name, length in {"words": "often", "no time": "0", "ages": "9" * 400 + "h"}.items()
    },
    "planned length below zero": _setting(Field.PLANNED_DEFAULT, _typed("-45m")),
    "a default project of 5,000 letters": _setting(Field.DEFAULT_PROJECT, _typed("p" * 5000)),
    "no start of the day": _setting(Field.DAY_START, _time(None)),
    "no end of the day": _setting(Field.DAY_END, _time(None)),
    "a day without length": _setting(Field.DAY_END, _time("09:00")),
    "quiet hours without an end": _setting(Field.QUIET_FROM, _time("22:00")),
    "quiet hours without a beginning": _setting(Field.QUIET_UNTIL, _time("06:00")),
    **{
        f"a timezone that is {name}": _setting(Field.TIMEZONE, _typed(zone))
        for name, zone in {
            "on another planet": "Mars/Olympus",
            "a path upwards": "../../etc/passwd",
            "a path": "/etc/localtime",
            "a folder": "Europe",
            "an offset": "UTC+99",
            "a file beside the zones": "tzdata.zi",
            "SQL": "' OR 1=1 --",
            "5,000 letters": "x" * 5000,
            "a mention": "<!channel>",
            "two": "Europe/Berlin Europe/Paris",
            "in look-alike letters": "Еurope/Berlin",
        }.items()
    },
}
SETTINGS_MALFORMED: dict[str, Make] = {
    "a reminder that nobody offered": _setting(Field.REMINDERS, _ticked("from_the_future")),
    "a reminder that is a number": _setting(Field.REMINDERS, _ticked(1)),
    "a reminder that is null in a list": _setting(Field.REMINDERS, {"selected_options": ["long_pause"]}),
    "reminders that are an object": _setting(Field.REMINDERS, {"selected_options": {"value": "long_pause"}}),
    "an eighth day": _setting(Field.WORKING_DAYS, _ticked("7")),
    "a day below zero": _setting(Field.WORKING_DAYS, _ticked("-1")),
    "a day with a plus": _setting(Field.WORKING_DAYS, _ticked("+1")),
    "a day in Arabic digits": _setting(Field.WORKING_DAYS, _ticked("٣")),
    **{
        f"a start of the day that is {name}": _setting(Field.DAY_START, _time(picked))
        for name, picked in {
            "no hour": "24:00",
            "no minute": "09:60",
            "words": "nine",
            "a number": 900,
            "one digit": "9:00",
            "in Arabic digits": "٠٩:٠٠",
            "followed by a NUL": "09:00\x00",
            "a list": ["09:00"],
            "a date": "2026-11-25",
        }.items()
    },
}
CONFIRMATIONS = {
    "nothing": None,
    "nothing to see": "\u2060",
    "a cut word": "forget m",
    "the words and more": "forget me and everybody",
    "the words in look-alike letters": "fоrget me",
    "the words with a joiner between": "forget\u200dme",
    "40,000 letters": "forget me" * 5000,
    "a mention": "<@U0OTHER>",
    "yes": "yes",
}
NOT_OF_SLACKS_SHAPE: dict[str, Make] = {
    "a view that is a text": _with(view="checkout"),
    "a view that is a list": _with(view=[]),
    "a view that is a step of a workflow": _put("workflow_step", "view", "type"),
    "a view without a type": _cut("view", "type"),
    "a view whose type is a number": _put(1, "view", "type"),
    "a callback that is a number": _put(1, "view", "callback_id"),
    "a callback with a NUL": _put("checkout\x00", "view", "callback_id"),
    "a callback of 3,000 letters": _put(LONG, "view", "callback_id"),
    "a memory that is an object": _put({"s": "x"}, "view", "private_metadata"),
    "a memory that is a number": _put(1, "view", "private_metadata"),
    "a view id that is a list": _put([], "view", "id"),
    "a person that is a text": _with(user="U0OTHER"),
    "a person with a line end": _put("U0OTHER\n", "user", "id"),
    "a team that is a number": _with(team=1),
    "response URLs that are an object": _with(response_urls={}),
    "a lone surrogate in a value": _put({"values": {"keep": {"keep": {"value": "\ud800"}}}}, "view", "state"),
    "a trigger that is an object": _with(trigger_id={}),
}
INCOMPLETE_ONES: dict[str, Make] = {
    "no person": _cut("user"),
    "a person that is null": _with(user=None),
    "a person without an id": _cut("user", "id"),
    "neither a team nor a person's team": _changed(
        lambda payload: without(without(payload, "team"), "user", "team_id")
    ),
}
UNKNOWN_CALLBACKS: dict[str, Make] = {
    "from an older version": _put("from_an_older_version", "view", "callback_id"),
    "empty": _put("", "view", "callback_id"),
    "in capitals": _put("CHECKOUT", "view", "callback_id"),
    "that is an action": _put("pause", "view", "callback_id"),
    "of 255 letters": _put("c" * 255, "view", "callback_id"),
    "with markup": _put("<!channel>", "view", "callback_id"),
}
NO_SUBMISSION: dict[str, Make] = {
    "a view that was closed": _with(type="view_closed", is_cleared=False),
    "a view that was closed with all others": _with(type="view_closed", is_cleared=True),
    "a view that was closed, of nobody": _changed(
        lambda payload: without(payload | {"type": "view_closed"}, "user")
    ),
    "a view that was closed, without a view": _changed(
        lambda payload: without(payload | {"type": "view_closed"}, "view")
    ),
    "a submission in small capitals": _with(type="View_Submission"),
    "no type": _cut("type"),
    "no view": _cut("view"),
    "a view that is null": _with(view=None),
    "a view without a callback": _cut("view", "callback_id"),
    "a callback that is null": _put(None, "view", "callback_id"),
}
OF_SOMEBODY_ELSE: dict[str, Make] = {
    "by a stranger": lambda scene: submission(
        Person("U0STRANGER"), {"callback_id": "checkout", "private_metadata": _of_checkout(scene)}, {}
    ),
    "from another workspace": _with(team={"id": "T0OTHER"}),
    "from another enterprise": _with(enterprise={"id": "E0OTHER"}),
    "by a person with an empty id": _put("", "user", "id"),
}
# Slack leaves out what is empty: with nothing filled in, the checkout is complete.
STILL_CHECKED_OUT: dict[str, Make] = {
    "no state": _cut("view", "state"),
    "a state that is null": _put(None, "view", "state"),
    "no values": _put({}, "view", "state"),
    "values that are null": _put({"values": None}, "view", "state"),
    "a field that nobody knows": _put({"values": {"x": {"y": {"value": 1}}}}, "view", "state"),
    "a decision that is null": _filled(CallbackId.CHECKOUT, Field.DECISION, {"selected_option": None}),
    "a Keep that is null": _filled(CallbackId.CHECKOUT, Field.KEEP, _typed(None)),
    "a Keep of nothing to see": _filled(CallbackId.CHECKOUT, Field.KEEP, _typed("\u200b\x00")),
    "a Keep that mentions everybody": _filled(CallbackId.CHECKOUT, Field.KEEP, _typed("<!channel>")),
    "a Keep that turns the line round": _filled(CallbackId.CHECKOUT, Field.KEEP, _typed("\u202eregdit")),
    # A clock may step back while the modal is open: then it ends when it began.
    "an end before it began": _submitted(
        CallbackId.CHECKOUT, lambda scene: scene.value(v=1, e=scene.at(-3600)), {}
    ),
    "no trigger": _cut("trigger_id"),
    "no view id": _cut("view", "id"),
    "a root view that is nonsense": _put(["x"], "view", "root_view_id"),
    "a hash that is nonsense": _put("\x00", "view", "hash"),
}


def _since(callback: CallbackId) -> dict[str, Make]:
    return {name: _filled(callback, Field.SINCE, _typed(typed)) for name, typed in SINCE_ERRORS.items()}


def _of(
    callback: CallbackId, made: dict[str, Make], before: tuple[str, ...], says: str = "", about: str = "with"
) -> Iterator[Input]:
    return inputs(f"a submission of {callback} {about}", INTERACTION, made, before=before, says=says)


SUBMISSIONS: tuple[Input, ...] = (
    *_every_callback(),
    *_of(CallbackId.CHECKOUT, CHECKOUT_ERRORS, WORKING, FIELD_ERRORS),
    *_of(CallbackId.CHECKOUT, CHECKOUT_MALFORMED, WORKING, OUTDATED),
    *_of(CallbackId.CHECKOUT, CHECKOUT_CHANGED, WORKING, "changed in the meantime"),
    *_of(CallbackId.CHECKOUT, CHECKOUT_REFUSED, WORKING),
    *_of(CallbackId.START, START_ERRORS, DONE, FIELD_ERRORS),
    *_of(CallbackId.START, START_MALFORMED, DONE, OUTDATED),
    *_of(CallbackId.START, START_REFUSED, DONE),
    *_of(CallbackId.EDIT, EDIT_MALFORMED, WORKING, OUTDATED),
    *_of(CallbackId.EDIT, EDIT_ERRORS, WORKING, FIELD_ERRORS),
    *_of(CallbackId.EDIT, EDIT_OUTDATED, WORKING),
    *_of(CallbackId.BACK, _since(CallbackId.BACK), PAUSED, FIELD_ERRORS),
    *_of(CallbackId.PAUSED, _since(CallbackId.PAUSED), WORKING, FIELD_ERRORS),
    *_of(CallbackId.STOP, STOP_MALFORMED, WORKING, OUTDATED),
    *_of(CallbackId.STOP, STOP_ERRORS, WORKING, FIELD_ERRORS),
    *_of(CallbackId.SETTINGS, SETTINGS_ERRORS, WORKING, FIELD_ERRORS),
    *_of(CallbackId.SETTINGS, SETTINGS_MALFORMED, WORKING, OUTDATED),
    *inputs(
        "a submission of forget with",
        INTERACTION,
        {
            name: _filled(CallbackId.FORGET, Field.CONFIRMATION, _typed(typed))
            for name, typed in CONFIRMATIONS.items()
        },
        says=FIELD_ERRORS,
    ),
    *inputs("a submission, not of Slack's shape", INTERACTION, NOT_OF_SLACKS_SHAPE, says=NOT_UNDERSTOOD),
    *inputs("a submission, incomplete", INTERACTION, INCOMPLETE_ONES, says=INCOMPLETE),
    *inputs("a submission of a callback", INTERACTION, UNKNOWN_CALLBACKS, says=OUTDATED),
    *inputs("no submission", INTERACTION, NO_SUBMISSION),
    *inputs("a submission of somebody else's", INTERACTION, OF_SOMEBODY_ELSE),
    *inputs("a submission, odd", INTERACTION, STILL_CHECKED_OUT, does=("finish",)),
)
