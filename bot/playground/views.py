"""Modals and Home tabs: stacks of at most three modals for each person, one Home for each person."""

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from bot.playground.blocks import with_ids
from bot.playground.state import State, initial_state
from bot.playground.wire import Json, SlackError
from bot.playground.workspace import APP_ID, BOT_ID, TEAM_ID

STACK_LIMIT = 3


@dataclass
class View:
    """One view of one person, with what was entered into it so far."""

    id: str
    person: str
    definition: Json
    state: State
    root_view_id: str
    previous_view_id: str | None = None
    hash: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.definition["blocks"]
        return blocks

    def payload(self) -> Json:
        """The view as answers and payloads carry it."""
        defaults: Json = {"private_metadata": "", "callback_id": "", "external_id": ""}
        modal: Json = {"close": None, "submit": None, "clear_on_close": False, "notify_on_close": False}
        return {
            **defaults,
            **(modal if self.definition["type"] == "modal" else {}),
            **self.definition,
            "id": self.id,
            "team_id": TEAM_ID,
            "app_id": APP_ID,
            "app_installed_team_id": TEAM_ID,
            "bot_id": BOT_ID,
            "hash": self.hash,
            "state": {"values": self.state},
            "root_view_id": self.root_view_id,
            "previous_view_id": self.previous_view_id,
        }


class Views:
    """All open views. The callers have validated the definitions."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self.homes: dict[str, View] = {}
        self.stacks: dict[str, list[View]] = {}
        self._changed = changed
        self._numbers = count(1)

    def stack(self, person: str) -> list[View]:
        """The person's open modals, the one on top last."""
        return self.stacks.setdefault(person, [])

    def top(self, person: str) -> View | None:
        stack = self.stack(person)
        return stack[-1] if stack else None

    def open(self, person: str, definition: Json) -> View:
        """Shows a modal; one that was open makes room for it."""
        self._refuse_used_external_id(definition, ignore=self.stack(person))
        view = self._new(person, definition)
        self.stacks[person] = [view]
        self._changed()
        return view

    def push(self, person: str, definition: Json) -> View:
        """Puts a modal on top of the open ones. Raises SlackError `push_limit_reached`, `not_found`."""
        stack = self.stack(person)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= STACK_LIMIT:
            raise SlackError("push_limit_reached")
        self._refuse_used_external_id(definition)
        view = self._new(person, definition)
        view.root_view_id, view.previous_view_id = stack[0].id, stack[-1].id
        stack.append(view)
        self._changed()
        return view

    def publish(self, person: str, definition: Json, expected_hash: str | None) -> View:
        """Replaces the person's Home. Raises SlackError `hash_conflict`."""
        present = self.homes.get(person)
        if expected_hash and (present is None or present.hash != expected_hash):
            raise SlackError("hash_conflict")
        if present is not None:
            return self.update(present, definition)
        self.homes[person] = self._new(person, definition)
        self._changed()
        return self.homes[person]

    def update(self, view: View, definition: Json, expected_hash: str | None = None) -> View:
        """Replaces a view's content; what was entered stays where block, element and type are the same.

        Raises SlackError `hash_conflict` when the view is no longer what `expected_hash` names.
        """
        if expected_hash and view.hash != expected_hash:
            raise SlackError("hash_conflict")
        self._refuse_used_external_id(definition, ignore=[view])
        view.definition = {**definition, "blocks": with_ids(definition["blocks"])}
        view.state = initial_state(view.blocks, view.state)
        view.hash = _hash()
        view.errors = {}
        self._changed()
        return view

    def close(self, view: View) -> None:
        """Takes a modal off its person's stack."""
        stack = self.stack(view.person)
        if view in stack:
            stack.remove(view)
        self._changed()

    def clear(self, person: str) -> None:
        """Closes all modals of a person."""
        self.stacks[person] = []
        self._changed()

    def find(self, view_id: str = "", external_id: str = "") -> View:
        """An open view by either id. Raises SlackError `not_found`."""
        for view in self._all():
            if view_id and view.id == view_id:
                return view
            if external_id and view.definition.get("external_id") == external_id:
                return view
        raise SlackError("not_found")

    def _new(self, person: str, definition: Json) -> View:
        definition = {**definition, "blocks": with_ids(definition["blocks"])}
        view_id = f"V{next(self._numbers):010}"
        state = initial_state(definition["blocks"])
        return View(view_id, person, definition, state, root_view_id=view_id, hash=_hash())

    def _all(self) -> Iterator[View]:
        yield from self.homes.values()
        for stack in self.stacks.values():
            yield from stack

    def _refuse_used_external_id(self, definition: Json, ignore: list[View] | None = None) -> None:
        external_id = definition.get("external_id")
        others = [view for view in self._all() if view not in (ignore or [])]
        if external_id and any(view.definition.get("external_id") == external_id for view in others):
            raise SlackError("duplicate_external_id")


def _hash() -> str:
    return f"{int(time.time())}.{secrets.token_hex(4)}"
