"""What is known of people: their timezone, kept in the store and refreshed in the background."""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.domain.person import Owner, Person
from bot.slack.background import Background
from bot.slack.client import FAILURES, read_failure
from bot.store import Store

logger = logging.getLogger(__name__)

FRESH_FOR = timedelta(days=1)
ASK_AGAIN_AFTER = timedelta(minutes=1)
ASK_WITHIN = 1.0  # seconds that an answer may wait for Slack to tell a timezone
REMEMBERED = 10_000


class People:
    """The timezones of the people of one running app."""

    def __init__(self, store: Store, client: AsyncWebClient, clock: Clock, background: Background) -> None:
        self._store = store
        self._client = client
        self._clock = clock
        self._background = background
        self._known: dict[tuple[str, str], tuple[ZoneInfo, datetime]] = {}
        self._asked: dict[tuple[str, str], datetime] = {}

    async def person(self, owner: Owner) -> Person:
        """The person with the timezone as far as it is known; Slack is asked meanwhile for what is not."""
        known = self._known.get(_key(owner)) or await self._recall(owner)
        if (known is None or self._clock.now() - known[1] > FRESH_FOR) and self._may_ask(owner):
            self._background.start("users.info", self._ask(owner))
        return Person(owner, known[0] if known else None)

    async def person_with_timezone(self, owner: Owner) -> Person:
        """The same, waiting up to a second for Slack to tell a timezone that is not known yet."""
        known = self._known.get(_key(owner)) or await self._recall(owner)
        if known:
            return Person(owner, known[0])
        try:
            return Person(owner, await asyncio.wait_for(self._ask(owner), ASK_WITHIN))
        except TimeoutError:
            return Person(owner)

    def _may_ask(self, owner: Owner) -> bool:
        """Not again and again where Slack does not tell, or has not told yet."""
        now, asked_at = self._clock.now(), self._asked.get(_key(owner))
        if asked_at and asked_at <= now < asked_at + ASK_AGAIN_AFTER:
            return False
        _make_room(self._asked)
        self._asked[_key(owner)] = now
        return True

    async def _recall(self, owner: Owner) -> tuple[ZoneInfo, datetime] | None:
        name, known_at = await self._store.run(
            lambda tx: (tx.timezone_of(owner), tx.timezone_known_at(owner))
        )
        zone = _zone(name)
        if zone is None or known_at is None:
            return None
        return self._remember(owner, zone, known_at)

    async def _ask(self, owner: Owner) -> ZoneInfo | None:
        try:
            answer = await self._client.users_info(user=owner.user_id)
        except FAILURES as error:
            logger.warning("users.info failed: %s", read_failure(error).word)
            return None
        user = answer.get("user")
        name = user.get("tz") if isinstance(user, dict) else None
        zone = _zone(name)
        if zone is None:
            return None
        now = self._clock.now()
        self._remember(owner, zone, now)
        await self._store.run(lambda tx: tx.remember_timezone(owner, zone.key, now))
        return zone

    def _remember(self, owner: Owner, zone: ZoneInfo, known_at: datetime) -> tuple[ZoneInfo, datetime]:
        _make_room(self._known)
        self._known[_key(owner)] = zone, known_at
        return zone, known_at


def _make_room(remembered: dict[tuple[str, str], Any]) -> None:
    while len(remembered) >= REMEMBERED:
        remembered.pop(next(iter(remembered)))


def _key(owner: Owner) -> tuple[str, str]:
    return owner.tenant_id, owner.user_id


def _zone(name: object) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if isinstance(name, str) and name else None
    except (ValueError, OSError, KeyError):  # not an IANA name, or one that this machine does not know
        return None
