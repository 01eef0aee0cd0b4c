"""What buttons and modals carry to Slack and back: short JSON that nobody but us reads.

It comes back from outside, so whatever does not decode to exactly such a value is a MalformedValue.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self, TypeVar

from bot.domain.durations import PLANNED
from bot.domain.errors import Refusal
from bot.domain.outcomes import CheckoutAsked, NextTask
from bot.domain.text import clean_line, is_link, read_project, read_task

SECOND = timedelta(seconds=1)
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
Wanted = TypeVar("Wanted")


class MalformedValue(ValueError):
    """A value that none of our buttons or modals carries."""


@dataclass(frozen=True, slots=True)
class ButtonValue:
    """What a button, or an option of a menu or a select, is about; every field may be missing.

    `choice` is the action that an option of a menu stands for. `version` is that of the session, where the
    button is about its last change. `at` is the instant that was named for it.
    """

    session_id: str | None = None
    pause_number: int = 0
    task: str = ""
    planned: timedelta | None = None
    snooze: timedelta | None = None
    choice: str = ""
    version: int = 0
    at: datetime | None = None

    def encode(self) -> str:
        return _encode(
            s=self.session_id,
            p=self.pause_number or None,
            t=self.task or None,
            l=_seconds(self.planned),
            z=_seconds(self.snooze),
            c=self.choice or None,
            v=self.version or None,
            a=int(self.at.timestamp()) if self.at else None,
        )

    @classmethod
    def decode(cls, raw: object) -> Self:
        """Raises MalformedValue."""
        fields = _decode(raw)
        return cls(
            session_id=_optional(fields, "s", str),
            pause_number=_optional(fields, "p", int) or 0,
            task=_task(fields) or "",
            planned=_planned(fields),
            snooze=_duration(fields, "z"),
            choice=_optional(fields, "c", str) or "",
            version=_optional(fields, "v", int) or 0,
            at=_moment(fields),
        )


@dataclass(frozen=True, slots=True)
class CheckoutMemory:
    """What a checkout modal remembers: which session it measured, in which version, up to which end.

    `is_corrected`: that end was named, not the instant of the request.
    """

    session_id: str
    version: int
    end_at: datetime
    is_corrected: bool = False
    next_task: NextTask | None = None

    @classmethod
    def of(cls, asked: CheckoutAsked) -> Self:
        session = asked.session
        return cls(session.id, session.version, asked.end_at, asked.is_corrected, asked.next_task)

    def encode(self) -> str:
        following = self.next_task
        return _encode(
            s=self.session_id,
            v=self.version,
            e=int(self.end_at.timestamp()),
            c=self.is_corrected or None,
            t=following.task if following else None,
            l=_seconds(following.planned) if following else None,
            j=following.project if following else None,
            u=following.source_url if following else None,
        )

    @classmethod
    def decode(cls, raw: object) -> Self:
        """Raises MalformedValue."""
        fields = _decode(raw)
        return cls(
            session_id=_required(fields, "s", str),
            version=_required(fields, "v", int),
            end_at=read_instant(_required(fields, "e", int)),
            is_corrected=_optional(fields, "c", bool) or False,
            next_task=_next_task(fields),
        )


@dataclass(frozen=True, slots=True)
class StartMemory:
    """What a start modal remembers: the message that the task was taken from, and a start that was named.

    `task` is for the button that opens the modal once more.
    """

    task: str = ""
    source_url: str | None = None
    at: datetime | None = None

    def encode(self) -> str:
        at = int(self.at.timestamp()) if self.at else None
        return _encode(t=self.task or None, u=self.source_url, a=at)

    @classmethod
    def decode(cls, raw: object) -> Self:
        """Raises MalformedValue."""
        fields = _decode(raw)
        return cls(_task(fields) or "", _url(fields), _moment(fields))


@dataclass(frozen=True, slots=True)
class EditMemory:
    """What a modal about the record of a session remembers: which it shows, and in which version."""

    session_id: str
    version: int

    def encode(self) -> str:
        return _encode(s=self.session_id, v=self.version)

    @classmethod
    def decode(cls, raw: object) -> Self:
        """Raises MalformedValue."""
        fields = _decode(raw)
        return cls(_required(fields, "s", str), _required(fields, "v", int))


def read_try_again(raw: object) -> CheckoutMemory | StartMemory:
    """Which modal a TRY_AGAIN button opens: the checkout of a session, or the start modal.

    Raises MalformedValue.
    """
    return CheckoutMemory.decode(raw) if "s" in _decode(raw) else StartMemory.decode(raw)


def _encode(**fields: str | int | None) -> str:
    return _write({name: value for name, value in fields.items() if value is not None})


def _decode(raw: object) -> dict[str, Any]:
    try:
        fields = json.loads(raw) if isinstance(raw, str) else None
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        raise MalformedValue
    return fields


def _optional(fields: dict[str, Any], name: str, kind: type[Wanted]) -> Wanted | None:
    value = fields.get(name)
    if value is not None and type(value) is not kind:
        raise MalformedValue
    if isinstance(value, str) and clean_line(value) != value:  # only cleaned text was ever encoded
        raise MalformedValue
    return value


def _required(fields: dict[str, Any], name: str, kind: type[Wanted]) -> Wanted:
    value = _optional(fields, name, kind)
    if value is None:
        raise MalformedValue
    return value


def _next_task(fields: dict[str, Any]) -> NextTask | None:
    task, planned, source_url = _task(fields), _planned(fields), _url(fields)
    project = _fitting(read_project, _optional(fields, "j", str))
    if task is None:
        return None
    return NextTask(task=task, planned=planned, project=project, source_url=source_url)


def _task(fields: dict[str, Any]) -> str | None:
    return _fitting(read_task, _optional(fields, "t", str))


def _planned(fields: dict[str, Any]) -> timedelta | None:
    return _fitting(PLANNED.check, _duration(fields, "l"))


def _fitting(check: Callable[[Wanted], Wanted], value: Wanted | None) -> Wanted | None:
    """Only what was checked was ever encoded."""
    try:
        return None if value is None else check(value)
    except Refusal as error:
        raise MalformedValue from error


def _url(fields: dict[str, Any]) -> str | None:
    url = _optional(fields, "u", str)
    if url is not None and not is_link(url):
        raise MalformedValue
    return url


def _moment(fields: dict[str, Any]) -> datetime | None:
    at = _optional(fields, "a", int)
    return None if at is None else read_instant(at)


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else length // SECOND


def _duration(fields: dict[str, Any], name: str) -> timedelta | None:
    seconds = _optional(fields, name, int)
    try:
        return None if seconds is None else timedelta(seconds=seconds)
    except OverflowError as error:
        raise MalformedValue from error


def read_instant(unix: object) -> datetime:
    """An instant from Unix seconds of ten digits, as Slack's pickers send it. Raises MalformedValue.

    What is longer may have no time of day in some timezone, and nobody worked when it was shorter.
    """
    if type(unix) is not int or not 10**9 <= unix < 10**10:
        raise MalformedValue
    return datetime.fromtimestamp(unix, UTC)
