"""The small language in which the rules are written: a check looks at a value and complains about it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

Surface: TypeAlias = Literal["message", "modal", "home"]


@dataclass(frozen=True)
class Place:
    """Where in the JSON a check looks, on which surface, and where its complaints are collected."""

    surface: Surface
    pointer: str = ""
    complaints: list[str] = field(default_factory=list)

    def at(self, step: str | int) -> "Place":
        return replace(self, pointer=f"{self.pointer}/{step}")

    def complain(self, sentence: str) -> None:
        """Adds a complaint with its JSON pointer, worded as Slack's validator words it."""
        self.complaints.append(f"{sentence} [json-pointer:{self.pointer}]")


Check: TypeAlias = Callable[[Any, Place], None]


def string(minimum: int = 1, maximum: int | None = None) -> Check:
    """Text of `minimum` to `maximum` characters."""

    def check(value: Any, place: Place) -> None:
        if not isinstance(value, str):
            place.complain("must provide a string")
        elif len(value) < minimum:
            place.complain(f"must be more than {minimum - 1} characters")
        elif maximum is not None and len(value) > maximum:
            place.complain(f"must be less than {maximum + 1} characters")

    return check


def boolean(value: Any, place: Place) -> None:
    if not isinstance(value, bool):
        place.complain("must provide a boolean")


def integer(minimum: int, maximum: int | None = None) -> Check:
    """A whole number within bounds, both included."""

    def check(value: Any, place: Place) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            place.complain("must provide an integer")
        elif value < minimum:
            place.complain(f"must be at least {minimum}")
        elif maximum is not None and value > maximum:
            place.complain(f"must be at most {maximum}")

    return check


def number(value: Any, place: Place) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        place.complain("must provide a number")


def one_of(*allowed: Any) -> Check:
    def check(value: Any, place: Place) -> None:
        if value not in allowed:
            place.complain(f"must be one of: {', '.join(map(str, allowed))}")

    return check


def exactly(expected: str) -> Check:
    return one_of(expected)


def web_address(maximum: int = 3000) -> Check:
    """An http or https URL."""

    def check(value: Any, place: Place) -> None:
        string(1, maximum)(value, place)
        if isinstance(value, str) and not value.startswith(("https://", "http://")):
            place.complain("must provide a valid URL")

    return check


def list_of(item: Check, minimum: int = 1, maximum: int | None = None) -> Check:
    """A list of `minimum` to `maximum` items, each checked."""

    def check(value: Any, place: Place) -> None:
        if not isinstance(value, list):
            place.complain("must provide an array")
            return
        if len(value) < minimum:
            place.complain(f"no fewer than {minimum} items allowed")
        if maximum is not None and len(value) > maximum:
            place.complain(f"no more than {maximum} items allowed")
        for index, entry in enumerate(value):
            item(entry, place.at(index))

    return check


def record(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, *also: Check) -> Check:
    """An object with these keys and no others; `also` looks at the whole when the keys are right."""
    known = {**required, **(optional or {})}

    def check(value: Any, place: Place) -> None:
        if not isinstance(value, dict):
            place.complain("must provide an object")
            return
        before = len(place.complaints)
        for key in required:
            if key not in value:
                place.complain(f"missing required field: {key}")
        for key, entry in value.items():
            if key in known:
                known[key](entry, place.at(key))
            else:
                place.complain(f"invalid additional property: {key}")
        if len(place.complaints) == before:
            for whole in also:
                whole(value, place)

    return check


def by_type(checks: Mapping[str, Check], allowed: Collection[str] | None = None) -> Check:
    """An object whose `type` names its check; `allowed` narrows which types may stand here."""

    def check(value: Any, place: Place) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(value, dict):
            place.complain("must provide an object")
        elif kind is None:
            place.complain("missing required field: type")
        elif kind not in checks or (allowed is not None and kind not in allowed):
            place.at("type").complain(f"unsupported type: {kind}")
        else:
            checks[kind](value, place)

    return check


def unique(key: str, noun: str) -> Check:
    """No two entries of a list have the same `key`."""

    def check(value: Any, place: Place) -> None:
        seen: set[str] = set()
        for index, entry in enumerate(value if isinstance(value, list) else []):
            name = entry.get(key) if isinstance(entry, dict) else None
            if isinstance(name, str):
                if name in seen:
                    place.at(index).at(key).complain(f"`{key}` already exists for another {noun}: {name}")
                seen.add(name)

    return check


def both(*checks: Check) -> Check:
    def check(value: Any, place: Place) -> None:
        for each in checks:
            each(value, place)

    return check
