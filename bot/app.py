"""The composition root: settings and clock in, running app out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient

from bot import listeners, workday
from bot.cards import CardDelivery
from bot.clock import Clock, Deadline, monotonic
from bot.config import Settings
from bot.doors.bolt import open_bolt
from bot.doors.health import Health, HealthServer
from bot.doors.http import HttpDoor
from bot.doors.intake import Intake
from bot.doors.socket_mode import SocketModeDoor
from bot.listeners.services import Services
from bot.reminders import Reminders
from bot.slack.background import Background
from bot.slack.client import open_client, open_session
from bot.slack.identity import Identity, check_socket_mode, identify
from bot.slack.people import People
from bot.store import Store, open_store
from bot.telemetry import Telemetry
from bot.watchdog import Watchdog

# Seconds for all that is under way at the end: Docker kills after 10. What is lost is found by the next tick.
DRAIN_WITHIN = 8.0


@dataclass(frozen=True, slots=True)
class RunningApp:
    """What a running app tells about itself. `wake` makes the tick look at the clock again."""

    identity: Identity
    store: Store
    door: HttpDoor | SocketModeDoor
    health_server: HealthServer | None
    reminders: Reminders

    def wake(self) -> None:
        self.reminders.wake()


@asynccontextmanager
async def running(settings: Settings, clock: Clock) -> AsyncIterator[RunningApp]:
    """Run the app until the block ends, then drain it: in-flight work is finished and acknowledged.

    Raises SlackUnavailable, StoreError, and OSError when the address cannot be had.
    """
    telemetry = Telemetry()
    async with open_session() as http:
        token = settings.slack_bot_token.get_secret_value()
        client = open_client(token, settings.slack_api_url, http, telemetry)
        identity = await identify(client)
        if settings.slack_app_token:
            await check_socket_mode(client, settings.slack_app_token.get_secret_value())
        store = open_store(settings.database_url, failed=telemetry.database_failed)
        try:
            async with _started(settings, clock, http, client, identity, store, telemetry) as app:
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
    telemetry: Telemetry,
) -> AsyncIterator[RunningApp]:
    background = Background()
    people = People(store, client, clock, background, workday.plan_by_other_clocks)
    bolt = open_bolt(client, identity)
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
            telemetry=telemetry,
        ),
    )
    intake = Intake(bolt, telemetry)
    delivery = CardDelivery(store, client, clock, people, telemetry, monotonic)
    reminders = Reminders(store, clock, delivery, intake.quiet)
    telemetry.metrics.watch_sending(lambda: reminders.under_way, lambda: reminders.behind)
    watchdog = Watchdog(reminders, telemetry, monotonic)
    door = _door(settings, intake, client, telemetry)
    store.watch(reminders.expect)
    health_server = _watched(settings, door, Health(watchdog, door, store), telemetry)
    reminders.start()
    watchdog.start()
    try:
        await door.open()
        if health_server:
            await health_server.open()
        yield RunningApp(identity, store, door, health_server, reminders)
    finally:
        await watchdog.stop()
        await _drain(intake, door, background, reminders)
        if health_server:
            await health_server.close()


async def _drain(
    intake: Intake, door: HttpDoor | SocketModeDoor, background: Background, reminders: Reminders
) -> None:
    """What came in is answered, then what follows from it is sent; all of it within one time."""
    deadline = Deadline(DRAIN_WITHIN)
    await intake.drain(deadline.remaining())
    await door.close(deadline.remaining())
    await background.finish(deadline.remaining())
    await reminders.stop(deadline.remaining())


def _door(
    settings: Settings, intake: Intake, client: AsyncWebClient, telemetry: Telemetry
) -> HttpDoor | SocketModeDoor:
    if settings.slack_app_token:
        return SocketModeDoor(intake, settings.slack_app_token.get_secret_value(), client)
    secret = settings.slack_signing_secret or SecretStr("")  # read_settings has seen to it that there is one
    return HttpDoor(intake, telemetry, secret.get_secret_value(), settings.host, settings.port)


def _watched(
    settings: Settings, door: HttpDoor | SocketModeDoor, health: Health, telemetry: Telemetry
) -> HealthServer | None:
    """The door says how it is where it can; a server of its own says so too where one is wanted."""
    if isinstance(door, HttpDoor):
        door.add_routes(health.routes())
    if settings.health_port is None:
        return None
    return HealthServer(health, telemetry, settings.host, settings.health_port)
