"""What a curated input is: who sends it in which situation, and what is to come of it."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.surface import wording
from tests.faults.people import Json, Person

COMMAND, INTERACTION, EVENT = "slash_commands", "interactive", "events_api"  # Socket Mode's names
WORKING, PAUSED, DONE = ("start report",), ("start report", "pause lunch"), ()

# How sentences begin that are said of what is no good.
NOT_UNDERSTOOD = str(wording.NOT_UNDERSTOOD[0])
INCOMPLETE = str(wording.INCOMPLETE[0])
OUTDATED = str(wording.OUTDATED[0])
SOMEONE_ELSES = str(wording.SOMEONE_ELSES[0])
FIELD_ERRORS = '"response_action": "errors"'


@dataclass(frozen=True, slots=True)
class Scene:
    """Who sends an input. `session` is the id of their running session, `theirs` that of somebody else's.

    `session` is "" where none is running. `now` is the bot's.
    """

    person: Person
    session: str
    theirs: str
    now: datetime

    def at(self, seconds: int) -> int:
        """Unix time, so many seconds from now."""
        return int(self.now.timestamp()) + seconds

    def value(self, **fields: object) -> str:
        """What a button carries that is about their session, unless the fields say otherwise."""
        return json.dumps({"s": self.session} | fields)


Make = Callable[[Scene], Json]


@dataclass(frozen=True, slots=True)
class Input:
    """One input for both doors: what is bad about it, how it is made, and what is to come of it.

    `before` is what the person typed before; `does` are the lines that the journal gets, nearly always none;
    `says` is in the answer.
    """

    name: str
    kind: str
    make: Make
    before: tuple[str, ...] = WORKING
    does: tuple[str, ...] = ()
    says: str = ""


def inputs(
    about: str,
    kind: str,
    made: Mapping[str, Make],
    *,
    before: tuple[str, ...] = WORKING,
    does: tuple[str, ...] = (),
    says: str = "",
) -> Iterator[Input]:
    """Inputs of which the same is expected; `about` begins their names."""
    for name, make in made.items():
        yield Input(f"{about}: {name}", kind, make, before, does, says)


def without(payload: Json, *path: str) -> Json:
    """The same without what is at that path."""
    name, *rest = path
    if not rest:
        return {key: value for key, value in payload.items() if key != name}
    return payload | {name: without(payload[name], *rest)}


def with_(payload: Json, value: object, *path: str) -> Json:
    """The same with that value at that path."""
    name, *rest = path
    inside: Any = with_(payload[name], value, *rest) if rest else value
    return payload | {name: inside}
