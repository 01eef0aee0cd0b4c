"""The composition root: settings and clock in, running app out."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from pydantic import SecretStr
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot import listeners, workday
from bot.cards import CardDelivery
from bot.clock import Clock
from bot.config import Settings
from bot.doors.http import HttpDoor
from bot.doors.intake import Intake
from bot.doors.socket_mode import SocketModeDoor
from bot.listeners.services import Services
from bot.reminders import Reminders
from bot.slack.background import Background
from bot.slack.client import open_client
from bot.slack.identity import Identity, check_socket_mode, identify
from bot.slack.people import People
from bot.store import Store, open_store

logger = logging.getLogger(__name__)

DRAIN_WITHIN = 8.0  # seconds; what is lost after that is found again by the tick


@dataclass(frozen=True, slots=True)
class RunningApp:
    """What a running app tells about itself. `wake` makes the tick look at the clock again."""

    identity: Identity
    store: Store
    door: HttpDoor | SocketModeDoor
    reminders: Reminders

    def wake(self) -> None:
        self.reminders.wake()


@asynccontextmanager
async def running(settings: Settings, clock: Clock) -> AsyncIterator[RunningApp]:
    """Run the app until the block ends, then drain it: in-flight work is finished and acknowledged.

    Raises SlackUnavailable, StoreError, and OSError when the address cannot be had.
    """
    async with aiohttp.ClientSession() as http:
        client = open_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url, http)
        identity = await identify(client)
        if settings.slack_app_token:
            await check_socket_mode(client, settings.slack_app_token.get_secret_value())
        store = open_store(settings.database_url)
        try:
            async with _started(settings, clock, http, client, identity, store) as app:
                yield app
        finally:
            await store.close()


@asynccontextmanager
async def _started(
    settings: Settings,
    clock: Clock,
    http: aiohttp.ClientSession,
    client: AsyncWebClient,
    identity: Identity,
    store: Store,
) -> AsyncIterator[RunningApp]:
    background = Background()
    people = People(store, client, clock, background, workday.plan_by_other_clocks)
    reminders = Reminders(store, clock, CardDelivery(store, client, clock, people))
    bolt = _bolt(client, identity)
    listeners.register(
        bolt,
        Services(
            store=store,
            clock=clock,
            client=client,
            http=http,
            people=people,
            background=background,
            long_pause=settings.long_pause,
        ),
    )
    intake = Intake(bolt)
    door = _door(settings, intake, client)
    store.watch(reminders.expect)
    reminders.start()
    try:
        await door.open()
        yield RunningApp(identity, store, door, reminders)
    finally:
        await intake.drain(DRAIN_WITHIN)
        await door.close()
        await background.finish(DRAIN_WITHIN)
        await reminders.stop(DRAIN_WITHIN)


def _bolt(client: AsyncWebClient, identity: Identity) -> AsyncApp:
    """Bolt, answering when the listener returns, and asking nobody for the token: there is one."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=identity.enterprise_id,
            team_id=identity.team_id,
            bot_id=identity.bot_id,
            bot_user_id=identity.user_id,
            bot_token=client.token,
        )

    return AsyncApp(
        client=AsyncWebClient(base_url=client.base_url),  # not used: every call has an owner of its own
        authorize=authorize,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        logger=logging.getLogger("slack_bolt"),  # by itself Bolt takes the root's level, not this one's
    )


def _door(settings: Settings, intake: Intake, client: AsyncWebClient) -> HttpDoor | SocketModeDoor:
    if settings.slack_app_token:
        return SocketModeDoor(intake, settings.slack_app_token.get_secret_value(), client)
    secret = settings.slack_signing_secret or SecretStr("")  # read_settings has seen to it that there is one
    return HttpDoor(intake, secret.get_secret_value(), settings.host, settings.port)
