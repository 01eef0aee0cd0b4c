"""What travels between the playground and an app: refusals of the Web API, deliveries, and their answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


class SlackError(Exception):
    """A request of the app that Slack would refuse, with Slack's own error code."""

    def __init__(self, error: str, messages: Sequence[str] = (), **facts: Any) -> None:
        super().__init__(error, *messages)
        self.error = error
        self.messages = list(messages)
        self.facts = facts

    def body(self) -> Json:
        """The JSON answer of the Web API; `messages` go where Slack puts its validator's findings."""
        body: Json = {"ok": False, "error": self.error, **self.facts}
        if self.messages:
            body["errors"] = self.messages
            body["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in self.messages]}
        return body


class RefusedError(Exception):
    """Something that a person cannot do, with a code for scripts and a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Delivery:
    """One thing that Slack tells the app; `kind` is the Socket Mode envelope's type."""

    kind: str
    payload: Json
    accepts_response_payload: bool = False
    attempt: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Answer:
    """What came back for a delivery: the acknowledgement's body, or why there was none."""

    body: Json | str | None = None
    error: str | None = None
    milliseconds: int = 0
    retry: bool = True
