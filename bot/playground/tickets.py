"""What Slack hands out for a short time: trigger ids and response URLs. They live in real time."""

import secrets
import time
from dataclasses import dataclass
from typing import Literal

from bot.playground.wire import SlackError

TRIGGER_SECONDS = 3.0
RESPONSE_URL_SECONDS = 30 * 60.0
RESPONSE_URL_USES = 5
KEPT = 5000


@dataclass
class Trigger:
    """The right to open one modal for `person`, for three seconds."""

    person: str
    expires: float
    used: bool = False


class Triggers:
    """Trigger ids, each good for one modal."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._triggers: dict[str, Trigger] = {}

    def issue(self, person: str) -> str:
        trigger_id = f"{time.time_ns() // 1000}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = Trigger(person, time.monotonic() + self._seconds)
        _forget_oldest(self._triggers)
        return trigger_id

    def exchange(self, trigger_id: str) -> str:
        """The person of a trigger id, which is used up by this.

        Raises SlackError `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`.
        """
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() >= trigger.expires:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger.person


@dataclass
class ResponseUrl:
    """The right to answer an interaction of `person` in `channel` a few times.

    Only one that came with a click (`message_ts`) can replace or delete a message.
    """

    kind: Literal["commands", "actions", "app"]
    person: str
    channel: str
    expires: float
    message_ts: str | None = None
    uses: int = 0


class ResponseUrls:
    """Response URLs by their secret path."""

    def __init__(self, seconds: float) -> None:
        self.base_url = ""
        self._seconds = seconds
        self._urls: dict[str, ResponseUrl] = {}

    def issue(
        self,
        kind: Literal["commands", "actions", "app"],
        person: str,
        channel: str,
        message_ts: str | None = None,
    ) -> str:
        secret = secrets.token_urlsafe(18)
        expires = time.monotonic() + self._seconds
        self._urls[secret] = ResponseUrl(kind, person, channel, expires, message_ts)
        _forget_oldest(self._urls)
        return f"{self.base_url}/response/{kind}/{secret}"

    def use(self, secret: str) -> ResponseUrl:
        """Counts one use. Raises SlackError `invalid_url`, `expired_url` or `used_url`."""
        url = self._urls.get(secret)
        if url is None:
            raise SlackError("invalid_url")
        if time.monotonic() >= url.expires:
            raise SlackError("expired_url")
        if url.uses >= RESPONSE_URL_USES:
            raise SlackError("used_url")
        url.uses += 1
        return url


def _forget_oldest(tickets: dict[str, Trigger] | dict[str, ResponseUrl]) -> None:
    if len(tickets) > KEPT:
        del tickets[next(iter(tickets))]
