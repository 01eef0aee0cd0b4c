"""Delivering cards: render what is true now, send it to Slack, settle it.

Slack has no idempotency key. Each posted message carries its card's id in its metadata; before a second
attempt to post, the DM is searched for it, so that what did arrive is not posted again.
"""

import asyncio
import logging
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from weakref import WeakValueDictionary

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import surface, workday
from bot.clock import Clock, Monotonic
from bot.domain.card import Card, CardKind
from bot.domain.outcomes import HomeShown
from bot.failures import described
from bot.slack.client import CALL_TIMEOUT, FAILURES, Failure, read_failure
from bot.slack.history import HistoryUnreadable, find_card
from bot.slack.leaving import Limit, leaving_in_time
from bot.slack.people import People
from bot.store import KnownPerson, Store, StoreError, Transaction
from bot.surface import Message
from bot.telemetry import Delivered, Telemetry
from bot.workday import Shown

logger = logging.getLogger(__name__)
T = TypeVar("T")

LEASE = timedelta(seconds=60)  # longer than the calls of one delivery can take together
ONE_CALL = timedelta(seconds=CALL_TIMEOUT)  # and what a claim has to last for when it is looked at
SETTLING = timedelta(seconds=15)  # for a post that nobody saw the end of to arrive; longer than a call takes
LONGEST_ASKED = timedelta(minutes=30)  # of what Slack asks to wait
METADATA_EVENT = "workbot_card"
FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
MOST_DOUBLINGS = 6  # of the first wait, to the longest; a number of some hundreds would not fit a float
ARRIVED = frozenset({Delivered.POSTED, Delivered.FOUND})
GONE = frozenset({"message_not_found", "cant_update_message"})  # the person deleted it: nothing to repair


class ClaimLost(Exception):
    """The card is gone, or its lease is over or as good as over: somebody else may be sending it by now."""


class MayStillArrive(Exception):
    """Nobody knows how the attempt before this one ended; it is not in the DM, but may be on its way."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a card is to show, to whom and where, as long as its claim counts.

    `leave_by`: when it has to have left, on the monotonic clock.
    """

    shown: Shown
    known: KnownPerson
    dm_channel: str | None
    leave_by: float


class CardDelivery:
    """Sends the claimed cards of one running app to Slack, one at a time for each person."""

    def __init__(
        self,
        store: Store,
        client: AsyncWebClient,
        clock: Clock,
        people: People,
        telemetry: Telemetry,
        monotonic: Monotonic,
    ) -> None:
        self._store = store
        self._client = client
        self._clock = clock
        self._people = people
        self._telemetry = telemetry
        self._monotonic = monotonic
        self._turns: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def read(self, cards: Sequence[Card]) -> dict[str, Reading]:
        """What claimed cards are to show, by their ids, read for many at once.

        What is missing is read when it is delivered: of each person there is one card, since the next waits
        for its turn, and Home is left out, whose reading locks the row of a session. Raises StoreError.
        """
        first = {_person_of(card): card for card in reversed(cards) if card.session_id}
        try:
            return await self._read_all(list(first.values()))
        except StoreError:
            raise
        except Exception as error:  # that of one card: it stands in nobody else's way when each reads its own
            logger.error("cards could not be read together: %s", described(error))  # noqa: TRY400 - no text
            return {}

    async def deliver(self, card: Card, reading: Reading | None = None) -> None:
        """Bring one claimed card up to date in Slack; a failure is recorded, and tried again or not.

        `reading` is what it is to show, if that was read just now.
        """
        turn = self._turns.setdefault(_person_of(card), asyncio.Lock())
        if turn.locked():
            reading = None  # it will be old by then
        async with turn:
            began = self._monotonic()
            lateness, reason = None, ""
            try:
                with leaving_in_time(self._monotonic) as limit:
                    result = await self._send(card, reading or await self._read_one(card), limit)
                if result in ARRIVED and card.planned_for:
                    lateness = -self._clock.seconds_until(card.planned_for)
            except ClaimLost:
                result, reason = await self._give_back(card), "claim_lost"
            except MayStillArrive:
                result, reason = Delivered.RETRIED, "may_arrive"
                again = self._clock.now() + SETTLING
                await self._run(lambda tx: tx.postpone_card(card, again, reason))
            except FAILURES as error:
                failure = read_failure(error)
                result, reason = await self._record(card, failure), failure.word
            seconds = self._monotonic() - began
        self._telemetry.delivery(card, result, seconds, reason=reason, lateness=lateness)

    async def _give_back(self, card: Card) -> Delivered:
        """Nothing was sent: it is due again, unless somebody has claimed it since.

        A step of the clock can end a claim. What an earlier attempt has left unknown stays so.
        """
        now, error = self._clock.now(), "claim_lost" if card.attempts == 1 else card.error
        is_ours = await self._run(lambda tx: tx.postpone_card(card, now, error))
        return Delivered.RETRIED if is_ours else Delivered.OUTDATED

    async def _send(self, card: Card, reading: Reading, limit: Limit) -> Delivered:
        limit.leave_by(reading.leave_by)
        person = self._people.person_as(card.owner, reading.known)
        shown, dm_channel = reading.shown, reading.dm_channel
        channel_id, message_ts = card.channel_id, card.message_ts
        if isinstance(shown.outcome, HomeShown):
            view = surface.home(shown.outcome, person)
            await self._client.views_publish(user_id=card.owner.user_id, view=view)
            result = Delivered.PUBLISHED
        else:
            dm_channel = dm_channel or await self._open_dm(card, limit)
            message = surface.message(shown.outcome, person)
            result, channel_id, message_ts = await self._write(card, dm_channel, shown, message, limit)
        is_ours = await self._run(
            lambda tx: tx.settle_card(
                card, channel_id=channel_id, message_ts=message_ts, is_final=shown.is_final
            )
        )
        if is_ours:
            return result
        if result is Delivered.POSTED:
            self._telemetry.post_may_be_doubled(card, "claim_lost")
        return Delivered.OUTDATED

    async def _read_one(self, card: Card) -> Reading:
        """Raises ClaimLost."""
        readings = await self._read_all([card])
        if card.id not in readings:
            raise ClaimLost
        return readings[card.id]

    async def _read_all(self, cards: Sequence[Card]) -> dict[str, Reading]:
        """What is true now, and where the DM is, of the cards that are still ours to send.

        The session comes before the card, as in what people ask for: both lock rows, and the other way round
        each would wait for the other.
        """
        leave_by = self._monotonic() + CALL_TIMEOUT
        now = self._clock.now()

        def read(tx: Transaction) -> dict[str, Reading]:
            tx.read_ahead((card.owner, card.session_id) for card in cards if card.session_id)
            readings = {card.id: _reading(tx, card, now, leave_by) for card in cards}
            held = tx.held_claims(cards, now + ONE_CALL)
            return {card_id: reading for card_id, reading in readings.items() if card_id in held}

        return await self._run(read)

    async def _run(self, work: Callable[[Transaction], T]) -> T:
        """In one transaction, after what people wait for."""
        return await self._store.run(work, gives_way=True)

    async def _check_claim(self, card: Card, limit: Limit) -> None:
        """After a call that took its time: whoever was stopped meanwhile must not post. Raises ClaimLost."""
        limit.leave_within(CALL_TIMEOUT)
        until = self._clock.now() + ONE_CALL
        if not await self._run(lambda tx: tx.holds_claim(card, until)):
            raise ClaimLost

    async def _write(
        self, card: Card, channel_id: str, shown: Shown, message: Message, limit: Limit
    ) -> tuple[Delivered, str, str | None]:
        """Post the message or change the one that is there; answers what it did, and where that is."""
        message_ts, result, not_looked = card.message_ts, Delivered.UPDATED, ""
        if message_ts is None and card.attempts > 1:
            try:
                message_ts, result = await find_card(self._client, channel_id, card.id), Delivered.FOUND
            except HistoryUnreadable as error:
                not_looked = str(error)  # a message that comes twice is better than none
            if message_ts is None and card.error is None:
                raise MayStillArrive
            await self._check_claim(card, limit)
        if message_ts is not None:
            await self._client.chat_update(
                channel=channel_id, ts=message_ts, text=message.text, blocks=message.blocks
            )
        elif shown.posts:
            channel_id, message_ts = await self._post_to_dm(card, channel_id, message, limit)
            result = Delivered.POSTED
            if not_looked:
                self._telemetry.post_may_be_doubled(card, not_looked)
        else:
            result = Delivered.CANCELLED
        return result, channel_id, message_ts

    async def _post_to_dm(
        self, card: Card, channel_id: str, message: Message, limit: Limit
    ) -> tuple[str, str]:
        """Also where the remembered conversation is not there any more."""
        try:
            return channel_id, await self._post(card, channel_id, message)
        except SlackApiError as error:
            if read_failure(error).word != "channel_not_found":
                raise
        channel_id = await self._open_dm(card, limit)
        return channel_id, await self._post(card, channel_id, message)

    async def _post(self, card: Card, channel_id: str, message: Message) -> str:
        try:
            posted = await self._client.chat_postMessage(
                channel=channel_id,
                text=message.text,
                blocks=message.blocks,
                metadata={"event_type": METADATA_EVENT, "event_payload": {"card": card.id}},
                unfurl_links=False,
                unfurl_media=False,
            )
        except FAILURES as error:
            if read_failure(error).is_ambiguous:
                self._telemetry.post_may_have_arrived()
            raise
        return str(posted["ts"])

    async def _open_dm(self, card: Card, limit: Limit) -> str:
        """Raises one of FAILURES, and ClaimLost: of who was deleted meanwhile nothing is remembered."""
        opened = await self._client.conversations_open(users=card.owner.user_id)
        channel_id = str(opened["channel"]["id"])
        limit.leave_within(CALL_TIMEOUT)
        until = self._clock.now() + ONE_CALL

        def remember(tx: Transaction) -> None:
            tx.remember_dm_channel(card.owner, channel_id)  # a person's row goes before those of their cards
            if not tx.holds_claim(card, until):
                raise ClaimLost  # and that is taken back

        await self._run(remember)
        return channel_id

    async def _record(self, card: Card, failure: Failure) -> Delivered:
        if failure.word in GONE:
            await self._run(lambda tx: tx.settle_card(card, is_final=True))
            return Delivered.GONE
        now = self._clock.now()
        if failure.is_permanent:
            await self._run(lambda tx: _bury(tx, card, failure.word, now))
            return Delivered.DEAD
        again = now + _wait(card, failure)
        await self._run(lambda tx: tx.postpone_card(card, again, failure.word))
        return Delivered.RETRIED


def _reading(tx: Transaction, card: Card, now: datetime, leave_by: float) -> Reading:
    known = tx.known_person(card.owner)
    shown = workday.card_outcome(tx, card, now, known.zone)
    return Reading(shown, known, card.channel_id or tx.dm_channel_of(card.owner), leave_by)


def _person_of(card: Card) -> tuple[str, str]:
    return card.owner.tenant_id, card.owner.user_id


def _bury(tx: Transaction, card: Card, reason: str, now: datetime) -> None:
    """Home says what could not be delivered, unless that is Home itself."""
    if tx.bury_card(card, reason) and card.kind is not CardKind.HOME:
        tx.refresh_cards(card.owner, None, now)


def _wait(card: Card, failure: Failure) -> timedelta:
    """Until the next attempt: what Slack asked for, or ever longer, spread out; whole seconds.

    A post that may have arrived gets the time to.
    """
    if failure.retry_after:
        return min(timedelta(seconds=math.ceil(failure.retry_after)), LONGEST_ASKED)
    backoff = min(FIRST_WAIT * 2 ** min(card.attempts - 1, MOST_DOUBLINGS), LONGEST_WAIT)
    spread = backoff * random.uniform(0.5, 1.0) + FIRST_WAIT  # noqa: S311 - jitter only
    may_arrive = card.kind is not CardKind.HOME and card.message_ts is None and failure.is_ambiguous
    return max(timedelta(seconds=math.ceil(spread)), SETTLING if may_arrive else timedelta())
