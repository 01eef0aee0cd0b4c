"""What is known of people: their timezone, kept in the store and refreshed in the background.

The timezone that a person has chosen in the settings goes before the one that Slack tells.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.domain.person import Owner, Person
from bot.domain.timezones import find_timezone
from bot.slack.background import Background
from bot.slack.client import FAILURES, read_failure
from bot.store import KnownPerson, Store, Transaction

logger = logging.getLogger(__name__)

FRESH_FOR = timedelta(days=1)
ASK_AGAIN_AFTER = timedelta(minutes=1)
ASK_WITHIN = 1.0  # seconds that an answer may wait for Slack to tell a timezone
REMEMBERED = 10_000
TRUSTED_FOR = timedelta(minutes=1)  # another process may have changed what is in the store


@dataclass(frozen=True, slots=True)
class Known:
    """What was in the store at `read_at`. `told_at`: when Slack last told the timezone."""

    chosen: ZoneInfo | None
    told: ZoneInfo | None
    told_at: datetime | None
    read_at: datetime

    @property
    def timezone(self) -> ZoneInfo | None:
        return self.chosen or self.told


class People:
    """The timezones of the people of one running app."""

    def __init__(
        self,
        store: Store,
        client: AsyncWebClient,
        clock: Clock,
        background: Background,
        has_moved: Callable[[Transaction, Owner, datetime], None],
    ) -> None:
        """`has_moved` is told, in the same transaction, that Slack tells another timezone than before."""
        self._has_moved = has_moved
        self._store = store
        self._client = client
        self._clock = clock
        self._background = background
        self._known: dict[tuple[str, str], Known] = {}
        self._asked: dict[tuple[str, str], datetime] = {}
        self._asking: set[tuple[str, str]] = set()

    async def person(self, owner: Owner) -> Person:
        """The person with the timezone as far as it is known; Slack is asked meanwhile for what is not."""
        return self._with_timezone(owner, await self._recall(owner))

    def person_as(self, owner: Owner, kept: KnownPerson) -> Person:
        """The same of somebody about whom that was just read from the store."""
        return self._with_timezone(owner, self._remember(owner, kept, self._clock.now()))

    def _with_timezone(self, owner: Owner, known: Known) -> Person:
        is_fresh = known.told_at and self._clock.now() - known.told_at <= FRESH_FOR
        if not is_fresh and self._may_ask(owner):
            self._background.start("users.info", self._ask(owner, known.told_at))
        return Person(owner, known.timezone)

    async def person_with_timezone(self, owner: Owner) -> Person:
        """The same, waiting up to a second for Slack to tell a timezone that is not known yet."""
        known = await self._recall(owner)
        if known.timezone:
            return Person(owner, known.timezone)
        try:
            return Person(owner, await asyncio.wait_for(self._ask(owner, known.told_at), ASK_WITHIN))
        except TimeoutError:
            return Person(owner)

    def forget(self, owner: Owner) -> None:
        """What is known has changed: read it again."""
        self._known.pop(_key(owner), None)

    def erase(self, owner: Owner) -> None:
        """The person is being deleted: what Slack is being asked about them is not to be kept."""
        self.forget(owner)
        self._asked.pop(_key(owner), None)
        self._asking.discard(_key(owner))

    def _may_ask(self, owner: Owner) -> bool:
        """Not again and again where Slack does not tell, or has not told yet."""
        now, asked_at = self._clock.now(), self._asked.get(_key(owner))
        if asked_at and asked_at <= now < asked_at + ASK_AGAIN_AFTER:
            return False
        _make_room(self._asked)
        self._asked[_key(owner)] = now
        return True

    async def _recall(self, owner: Owner) -> Known:
        known, now = self._known.get(_key(owner)), self._clock.now()
        if known and abs(now - known.read_at) <= TRUSTED_FOR:
            return known
        kept = await self._store.run(lambda tx: tx.known_person(owner))
        return self._remember(owner, kept, now)

    def _remember(self, owner: Owner, kept: KnownPerson, now: datetime) -> Known:
        """`now` is no later than when it was read."""
        told, chosen = find_timezone(kept.timezone), find_timezone(kept.preferences.timezone)
        known = Known(chosen, told, kept.timezone_known_at if told else None, now)
        _make_room(self._known)
        self._known[_key(owner)] = known
        return known

    async def _ask(self, owner: Owner, told_at: datetime | None) -> ZoneInfo | None:
        """`told_at`: when Slack last told it, by the store."""
        self._asking.add(_key(owner))
        try:
            answer = await self._client.users_info(user=owner.user_id)
        except FAILURES as error:
            logger.warning("users.info failed: %s", read_failure(error).word)
            return None
        user = answer.get("user")
        name = user.get("tz") if isinstance(user, dict) else None
        zone = find_timezone(name)
        if zone is None:
            return None

        def remember(tx: Transaction) -> None:
            now = self._clock.now()  # not before: what came due since then must not be planned again
            before = tx.known_person(owner)
            # Deleted meanwhile: here, or by another process.
            if _key(owner) not in self._asking or (told_at and not before.timezone_known_at):
                return
            tx.remember_timezone(owner, zone.key, now)
            if tx.known_person(owner).zone != before.zone:
                self._has_moved(tx, owner, now)

        await self._store.run(remember)
        self.forget(owner)
        return zone


def _make_room(remembered: dict[tuple[str, str], Any]) -> None:
    while len(remembered) >= REMEMBERED:
        remembered.pop(next(iter(remembered)))


def _key(owner: Owner) -> tuple[str, str]:
    return owner.tenant_id, owner.user_id
