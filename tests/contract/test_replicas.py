"""Two replicas over HTTP on one PostgreSQL database: nothing is done twice, and nothing is left out."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import cycle

import pytest
from sqlalchemy import create_engine, text

from bot.doors.http import HttpDoor
from bot.playground.clock import MovableClock
from bot.playground.http_delivery import HttpDelivery
from bot.playground.run import bot_in
from bot.playground.server import PlaygroundServer
from bot.playground.wire import Answer, Delivery
from bot.store.address import parse
from tests.contract.driver import Driver, Everyone, buttons_of, text_of
from tests.contract.evidence import calls_of
from tests.contract.test_nothing_twice import told
from tests.contract.test_reminders import nothing_more_comes, sees_reminders

pytestmark = [
    pytest.mark.usefixtures("clean_log", "replicas"),
    pytest.mark.parametrize("database", ["postgresql"]),
]


class LoadBalancer:
    """Each request goes to the next replica."""

    mode = "http"
    connected = True

    def __init__(self, replicas: Sequence[HttpDelivery]) -> None:
        self.replicas = replicas
        self._turns = cycle(replicas)

    async def send(self, delivery: Delivery) -> Answer:
        return await next(self._turns).send(delivery)

    async def close(self) -> None:
        for replica in self.replicas:
            await replica.close()


@asynccontextmanager
async def replica(
    server: PlaygroundServer, clock: MovableClock, database_url: str
) -> AsyncIterator[HttpDelivery]:
    async with bot_in(server, clock, database_url, slack_app_token=None) as app:
        assert isinstance(app.door, HttpDoor)
        delivery = HttpDelivery(app.door.url, server.signing_secret, server.slack.ack_seconds)
        yield delivery
        await delivery.close()


@pytest.fixture
async def replicas(
    server: PlaygroundServer, clock: MovableClock, database_url: str
) -> AsyncIterator[LoadBalancer]:
    async with (
        replica(server, clock, database_url) as one,
        replica(server, clock, database_url) as other,
    ):
        balancer = LoadBalancer([one, other])
        server.slack.dispatcher.transport = balancer
        yield balancer


@pytest.fixture
async def everyone(server: PlaygroundServer) -> AsyncIterator[Everyone]:
    async with Everyone(server) as everyone:
        yield everyone


async def test_of_many_starts_at_once_one_wins_and_the_others_show_it(ada: Driver, database_url: str) -> None:
    await asyncio.gather(*(ada.work(f"start task {number}") for number in range(8)))
    engine = create_engine(parse(database_url))
    with engine.connect() as connection:
        (task,) = connection.scalars(text("SELECT task FROM work_session"))
        assert connection.scalar(text("SELECT count(*) FROM session_change")) == 1
    engine.dispose()
    screen = await ada.see()
    answers = [message for message in screen.messages("channel") if message["user"] == screen.bot_id]
    assert [task in text_of(answer) for answer in answers] == [True] * 8


async def test_a_request_that_comes_to_both_at_once_acts_once(
    ada: Driver, server: PlaygroundServer, replicas: LoadBalancer
) -> None:
    await ada.work("start report")
    await ada.work("pause")
    await ada.advance("10m")
    await ada.work("resume")
    undo = told(server, "/work") | {"text": "undo", "trigger_id": "1.2.3"}
    delivery = Delivery("slash_commands", undo, accepts_response_payload=True)
    answers = await asyncio.gather(*(each.send(delivery) for each in replicas.replicas))
    assert [answer.error for answer in answers] == [None, None]
    card = (await ada.work()).last_answer
    assert "Resume" in buttons_of(card)  # a second step back would have taken the pause away too


async def test_clicks_that_meet_make_one_break(ada: Driver) -> None:
    await ada.work("start report")
    await asyncio.gather(*(ada.press("Pause") for _ in range(4)))
    await ada.advance("10m")
    await ada.until(lambda screen: "Resume" in buttons_of(screen.last_answer))
    await asyncio.gather(*(ada.press("Resume") for _ in range(4)))
    card = text_of((await ada.work()).last_answer)
    assert "paused 10 min in 1 break" in card


async def test_each_reminder_is_sent_once(ada: Driver, ben: Driver, server: PlaygroundServer) -> None:
    for person in (ada, ben):
        await person.work("start report")
        await person.work("pause lunch")
    for number, span in enumerate(("30m", "60m", "120m"), start=1):
        await ada.advance(span)
        for person in (ada, ben):
            await sees_reminders(person, number)
    for person in (ada, ben):
        await nothing_more_comes(person, 3)
    assert len(calls_of(server, "chat.postMessage")) == 2 * 3


async def test_when_one_ends_the_others_go_on(
    server: PlaygroundServer, clock: MovableClock, database_url: str, ada: Driver, replicas: LoadBalancer
) -> None:
    async with replica(server, clock, database_url) as third:
        server.slack.dispatcher.transport = third
        await ada.work("start report")
        await ada.work("pause lunch")
    server.slack.dispatcher.transport = replicas
    await ada.advance("30m")
    await sees_reminders(ada, 1)
