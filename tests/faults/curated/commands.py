"""Slash commands whose fields are missing, wrong, or not Slack's. All would pause, if they were obeyed."""

from collections.abc import Callable

from tests.faults.curated.cases import (
    COMMAND,
    INCOMPLETE,
    NOT_UNDERSTOOD,
    Input,
    Make,
    inputs,
    without,
)
from tests.faults.people import Json, command

LONG = "漢字" * 1500


def _changed(change: Callable[[Json], Json]) -> Make:
    return lambda scene: change(command(scene.person, "pause"))


def _with(**fields: object) -> Make:
    return _changed(lambda payload: payload | fields)


def _without(*names: str) -> Make:
    return _changed(lambda payload: {name: value for name, value in payload.items() if name not in names})


INCOMPLETE_ONES: dict[str, Make] = {
    "no workspace": _without("team_id"),
    "no person": _without("user_id"),
    "neither workspace nor person": _without("team_id", "user_id"),
    "a person that is null": _with(user_id=None),
    "a workspace that is null": _with(team_id=None),
    "a person called user": lambda scene: (
        without(command(scene.person, "pause"), "user_id") | {"user": {"name": "ada"}}
    ),
}
NOT_OF_SLACKS_SHAPE: dict[str, Make] = {
    "a person that is a number": _with(user_id=7),
    "a person that is a list": _with(user_id=["U0OTHER"]),
    "a person that is an object": _with(user_id={"id": "U0OTHER"}),
    "a person that is true": _with(user_id=True),
    "a person with a NUL": _with(user_id="U0\x00OTHER"),
    "a person with a line end": _with(user_id="U0OTHER\n"),
    "a person with a C1 control character": _with(user_id="U\x85"),
    "a person of 3,000 letters": _with(user_id=LONG),
    "a person of 256 letters": _with(user_id="U" * 256),
    "a person with a lone surrogate": _with(user_id="U\ud800"),
    "a workspace that is a number": _with(team_id=1),
    "a workspace with a tab": _with(team_id="T\t"),
    "a workspace of 3,000 letters": _with(team_id=LONG),
    "an enterprise that is a list": _with(enterprise_id=[]),
    "an enterprise with a NUL": _with(enterprise_id="E\x00"),
    "a channel that is an object": _with(channel_id={}),
    "a channel with an escape": _with(channel_id="C\x1b"),
    "a text that is a number": _with(text=42),
    "a text that is a list": _with(text=["pause"]),
    "a text that is an object": _with(text={"verb": "pause"}),
    "a text that is false": _with(text=False),
    "a text with a lone surrogate": _with(text="pause \ud800"),
    "a text with surrogates the wrong way round": _with(text="pause \udc00\ud800"),
    "an unknown field with a lone surrogate": _with(surplus="\udfff"),
    "a trigger that is a number": _with(trigger_id=123.456),
    "a trigger of 3,000 letters": _with(trigger_id=LONG),
    "a trigger with a NUL": _with(trigger_id="1.1.\x00"),
    "a response URL that is a list": _with(response_url=[]),
    "a response URL that is a number": _with(response_url=0),
    "a command that is a number": _with(command=1),
    "a command that is an object": _with(command={"name": "/work"}),
    "a user object that is a text": _with(user="U0OTHER"),
    "a team object that is a list": _with(team=["T0FAULTS"]),
    "an event that is a text beside a command": _with(event="message"),
    "actions that are none beside a command": _with(actions=[]),
    "authorizations that are a text": _with(authorizations="all"),
}
UNKNOWN: dict[str, Make] = {
    "no command": _without("command"),
    "a command of another app": _with(command="/remind"),
    "a command without its slash": _with(command="work"),
    "a command in capitals": _with(command="/WORK"),
    "a command with a space behind it": _with(command="/work "),
    "an empty command": _with(command=""),
    "a command with a NUL": _with(command="/work\x00"),
    "a command that is null": _with(command=None),
    "a command of 40,000 letters": _with(command="/" + "work" * 10_000),
    "a command with a look-alike letter": _with(command="/wоrk"),
}
# Slack means nothing by what is missing here, and more is sent than is read.
NOTHING_WRONG_ENOUGH: dict[str, Make] = {
    "no channel": _without("channel_id"),
    "no trigger": _without("trigger_id"),
    "no response URL": _without("response_url"),
    "no app": _without("api_app_id"),
    "an app that is another": _with(api_app_id="A0OTHER"),
    "a token that is deprecated": _with(token="x" * 5000),
    "a hundred fields too many": _with(**{f"field{number}": "x" for number in range(100)}),
    "a user name that mentions everybody": _with(user_name="<!channel>"),
    "an enterprise that is null": _with(enterprise_id=None),
    "is_enterprise_install that is nonsense": _with(is_enterprise_install="maybe"),
}
WITHOUT_TEXT: dict[str, Make] = {
    "no text": _without("text"),
    "a text that is null": _with(text=None),
    "an empty text": _with(text=""),
}
OF_SOMEBODY_ELSE: dict[str, Make] = {
    "a person of another workspace": _with(team_id="T0OTHER"),
    "a person of another enterprise": _with(enterprise_id="E0OTHER"),
    "a person nobody has seen": _with(user_id="U0NOBODY"),
    "a person with an empty id": _with(user_id=""),
    "a workspace with an empty id": _with(team_id=""),
    "a person whose id is SQL": _with(user_id="' OR 1=1 --"),
    "a person whose id is an emoji": _with(user_id="🎉"),
    "a person whose id has small letters": lambda scene: (
        command(scene.person, "pause") | {"user_id": scene.person.id.lower()}
    ),
}

COMMANDS: tuple[Input, ...] = (
    *inputs("a command, incomplete", COMMAND, INCOMPLETE_ONES, says=INCOMPLETE),
    *inputs("a command, not of Slack's shape", COMMAND, NOT_OF_SLACKS_SHAPE, says=NOT_UNDERSTOOD),
    *inputs("a command, unknown", COMMAND, UNKNOWN, says=NOT_UNDERSTOOD),
    *inputs("a command, odd", COMMAND, NOTHING_WRONG_ENOUGH, does=("pause",)),
    *inputs("a command, without a line", COMMAND, WITHOUT_TEXT, says="Working since"),
    *inputs("a command, of somebody else", COMMAND, OF_SOMEBODY_ELSE),
)
