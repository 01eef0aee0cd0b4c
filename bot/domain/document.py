"""A JSON document read with distrust.

Every value knows where it stands, and is what it should be, or refused.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

LARGEST_WHOLE = 2**31 - 1  # what a column of the database takes
_INSTANT = re.compile(r"[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


@dataclass
class ImportRefused(Exception):
    """A document that cannot be read; nothing was taken from it. `where` is like `sessions[3].end.utc`."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Place:
    """A value of the document, and where it stands. Whatever reads it raises ImportRefused."""

    value: object
    where: str = "document"

    def refused(self, what: str) -> ImportRefused:
        return ImportRefused(self.where, what)

    def __getitem__(self, name: str) -> "Place":
        if name not in self._names():
            raise self.refused(f'has no "{name}"')
        return self.get(name)

    def get(self, name: str) -> "Place":
        """What older documents may not have; missing is null."""
        return Place(self._names().get(name), name if self.where == "document" else f"{self.where}.{name}")

    def _names(self) -> dict[str, object]:
        if not isinstance(self.value, dict):
            raise self.refused("is not an object")
        return self.value

    def entries(self) -> tuple["Place", ...]:
        if not isinstance(self.value, list):
            raise self.refused("is not a list")
        return tuple(Place(value, f"{self.where}[{number}]") for number, value in enumerate(self.value))

    def optional(self, read: Callable[["Place"], T]) -> T | None:
        """What `read` makes of it, or None for null."""
        return None if self.value is None else read(self)

    def text(self, limit: int, clean: Callable[[str], str]) -> str:
        """A text as it would have been kept: within its limit, and nothing for `clean` to change."""
        if not isinstance(self.value, str):
            raise self.refused("is not a text")
        if len(self.value) > limit:
            raise self.refused(f"is {len(self.value)} characters long, and {limit} fit")
        if clean(self.value) != self.value:
            raise self.refused("holds spaces or invisible characters that are never kept")
        return self.value

    def whole(self, least: int = 0) -> int:
        """A whole number that a database can hold."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.refused("is not a whole number")
        if not least <= self.value <= LARGEST_WHOLE:
            raise self.refused(f"is not a number from {least} to {LARGEST_WHOLE}")
        return self.value

    def choice(self, kind: type[E]) -> E:
        try:
            return kind(str(self.value))
        except ValueError:
            raise self.refused(f"is none of: {', '.join(kind)}") from None

    def instant(self) -> datetime:
        """A UTC instant in whole seconds, `2026-11-20T08:15:00Z`."""
        text = str(self.value)
        try:
            if _INSTANT.fullmatch(text):
                return datetime.fromisoformat(text)
        except ValueError:
            pass
        raise self.refused('is not an instant like "2026-11-20T08:15:00Z"')
