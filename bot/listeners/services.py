"""What the listeners work with, and who is calling."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock, monotonic
from bot.domain.change import Source
from bot.domain.person import Owner
from bot.listeners.transitions import transitions_of
from bot.slack.background import Background
from bot.slack.people import People
from bot.store import Store, Transaction
from bot.telemetry import Telemetry
from bot.workday import Call

Body = dict[str, Any]
Answer = TypeVar("Answer")


class IncompletePayload(Exception):
    """A request that does not say which workspace or which person it comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What one running app lends to its listeners."""

    store: Store
    clock: Clock
    client: AsyncWebClient
    http: aiohttp.ClientSession
    people: People
    background: Background
    long_pause: timedelta
    telemetry: Telemetry

    async def act(self, call: Call, work: Callable[[Transaction, Call], Answer]) -> Answer:
        """One transaction; the tick delivers what it left to be shown."""
        began = monotonic()
        answer = await self.store.run(lambda tx: work(tx, call))
        for action, session in transitions_of(answer):
            seconds = monotonic() - began
            self.telemetry.transition(action, call.source, session, call.step_id, seconds)
        return answer

    def call(self, body: Body, source: Source) -> Call:
        """Who calls, when and from where. Raises IncompletePayload."""
        delivery_id = body.get("event_id") or body.get("trigger_id")
        return Call(
            owner=read_owner(body),
            now=self.clock.now(),
            source=source,
            delivery_id=delivery_id if isinstance(delivery_id, str) else None,
            step_id=secrets.token_urlsafe(9),
            long_pause=self.long_pause,
        )


def read_owner(body: Body) -> Owner:
    """The person behind a command, an interaction or an event. Raises IncompletePayload.

    Interactions nest what commands have flat.
    """
    user = _part(body, "user") or _part(body, "event")
    user_id = body.get("user_id") or user.get("id") or user.get("user")
    team_id = body.get("team_id") or _part(body, "team").get("id") or user.get("team_id")
    tenant_id = _enterprise_id(body) or team_id
    if not (isinstance(user_id, str) and isinstance(tenant_id, str)):
        raise IncompletePayload
    return Owner(tenant_id, team_id if isinstance(team_id, str) else tenant_id, user_id)


def _enterprise_id(body: Body) -> object:
    """None outside of Enterprise Grid. An event tells it with whom it is for, and often nowhere else."""
    authorizations = body.get("authorizations")
    whom = authorizations[0] if isinstance(authorizations, list) and authorizations else None
    return (
        body.get("enterprise_id")
        or _part(body, "enterprise").get("id")
        or (whom.get("enterprise_id") if isinstance(whom, dict) else None)
        or body.get("context_enterprise_id")
    )


def _part(body: Body, name: str) -> Body:
    part = body.get(name)
    return part if isinstance(part, dict) else {}
