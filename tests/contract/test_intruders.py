"""Every button and every modal of the gallery, in the hands of somebody whom it was not drawn for.

The sessions that they name are on record, with other texts than the gallery's: whatever answers with one of
those has told it to a stranger.
"""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace

import pytest
from aiohttp import web

from bot.app import RunningApp
from bot.domain.card import CardKind
from bot.domain.change import Action, Change, Source
from bot.domain.person import Owner
from bot.domain.session import WorkSession
from bot.playground.clock import MovableClock
from bot.playground.run import bot_in
from bot.playground.server import PlaygroundServer
from bot.playground.state import initial_state
from bot.playground.wire import Delivery
from bot.store import Transaction
from bot.surface.ids import CallbackId
from tests.contract.driver import Json
from tests.contract.evidence import calls_of
from tests.contract.stored import stored_about
from tests.surface import gallery

OWNER = Owner("T0PLAYGRND", "T0PLAYGRND", "U0ADA")
COLLEAGUE = replace(OWNER, user_id="U0BEN")
NAMESAKE = Owner("T0OTHER", "T0OTHER", "U0ADA")
SECRET = "Confidential"
TEXTS = gallery.Texts(*[SECRET] * len(gallery.Texts.__dataclass_fields__))
# Whoever submits these acts for themselves: they name no session.
OWN_ACTIONS = (CallbackId.START, CallbackId.SETTINGS, CallbackId.FORGET)


def elements(part: object) -> Iterator[Json]:
    """Everything that can be clicked or chosen."""
    if isinstance(part, list):
        for each in part:
            yield from elements(each)
    elif isinstance(part, dict):
        if "action_id" in part and part.get("type") in ("button", "overflow", "static_select"):
            yield part
        for value in part.values():
            yield from elements(value)


def clicks() -> dict[str, Json]:
    """The action that each click on each screen sends, once."""
    found = {}
    for screen in gallery.plain_screens().values():
        for element in elements(screen):
            action = {"action_id": element["action_id"], "type": element["type"], "block_id": "x"}
            for option in element.get("options", [None]):
                chosen = {"selected_option": option} if option else {"value": element.get("value")}
                name = f"{element['action_id']} {option['value'] if option else element.get('value')}"
                found[name] = action | chosen
    return found


def modals() -> dict[str, Json]:
    """The modals that can be submitted."""
    return {name: view for name, view in gallery.modals().items() if view.get("callback_id")}


CLICKS, MODALS = clicks(), modals()


def on_record(tx: Transaction) -> None:
    """The sessions of the gallery, by their ids, in the hands of their owner."""
    running = replace(gallery.on_break(TEXTS), owner=OWNER)
    ended = [
        replace(gallery.yesterday(), owner=OWNER, task=SECRET),
        replace(gallery.corrected(), owner=OWNER, task=SECRET),
    ]
    for session in (*ended, running):
        _add(tx, session)
        tx.add_card(OWNER, CardKind.MESSAGE, session_id=session.id, due_at=None)


def _add(tx: Transaction, session: WorkSession) -> None:
    tx.add_session(session, Change(Action.START, Source.COMMAND, session.started_at))


@dataclass
class Answers:
    """What came to the `response_url` of each click."""

    url: str = ""
    _waiting: dict[str, asyncio.Future[str]] = field(default_factory=dict)

    def expect(self, name: str) -> tuple[str, asyncio.Future[str]]:
        self._waiting[name] = asyncio.get_running_loop().create_future()
        return f"{self.url}/{name}", self._waiting[name]

    async def take(self, request: web.Request) -> web.Response:
        answer = self._waiting[request.match_info["name"]]
        if not answer.done():
            answer.set_result(await request.text())
        return web.Response(text="ok")


@pytest.fixture
async def answers() -> AsyncIterator[Answers]:
    answers = Answers()
    app = web.Application()
    app.router.add_post("/{name}", answers.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    answers.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield answers
    await runner.cleanup()


@pytest.fixture
async def app(server: PlaygroundServer, clock: MovableClock, database_url: str) -> AsyncIterator[RunningApp]:
    clock.advance(gallery.at(180) - clock.now())
    async with bot_in(server, clock, database_url, slack_app_token=None) as app:
        await app.store.run(on_record)
        yield app


def sent_by(intruder: Owner, kind: str, **more: object) -> Json:
    return {
        "type": kind,
        "user": {"id": intruder.user_id, "team_id": intruder.team_id},
        "team": {"id": intruder.team_id},
        "trigger_id": f"1.2.{next(NUMBERS)}",
        **more,
    }


NUMBERS = itertools.count()
OF_SESSIONS = {"work_session", "session_change", "reminder"}


async def deliver(server: PlaygroundServer, payload: Json) -> str:
    answer = await server.slack.dispatcher.transport.send(Delivery("interactive", payload, True))
    assert answer.error is None
    return json.dumps(answer.body)


@pytest.mark.parametrize("intruder", [COLLEAGUE, NAMESAKE], ids=["colleague", "namesake"])
async def test_no_button_tells_or_changes_anything_for_somebody_else(
    app: RunningApp, server: PlaygroundServer, answers: Answers, database_url: str, intruder: Owner
) -> None:
    before = stored_about(database_url, OWNER)
    assert len(CLICKS) > 50
    for number, (name, action) in enumerate(CLICKS.items()):
        url, answered = answers.expect(str(number))
        container = {"type": "message", "channel_id": "C1", "message_ts": "1.2", "is_ephemeral": True}
        payload = sent_by(intruder, "block_actions", actions=[action], response_url=url, container=container)
        assert SECRET not in await deliver(server, payload), name
        assert SECRET not in await asyncio.wait_for(answered, 10), name
        assert stored_about(database_url, OWNER) == before, name
        assert not OF_SESSIONS & stored_about(database_url, intruder).keys(), name
    assert SECRET not in json.dumps(calls_of(server, "views.open"))


@pytest.mark.parametrize("intruder", [COLLEAGUE, NAMESAKE], ids=["colleague", "namesake"])
@pytest.mark.parametrize("name", MODALS)
async def test_no_modal_tells_or_changes_anything_for_somebody_else(
    app: RunningApp, server: PlaygroundServer, database_url: str, name: str, intruder: Owner
) -> None:
    before = stored_about(database_url, OWNER)
    answer = await deliver(server, sent_by(intruder, "view_submission", view=filled_in(MODALS[name])))
    assert SECRET not in answer
    assert stored_about(database_url, OWNER) == before
    if MODALS[name]["callback_id"] not in OWN_ACTIONS:
        assert "Nothing was changed" in answer
        assert not OF_SESSIONS & stored_about(database_url, intruder).keys()


@pytest.mark.parametrize("whose", [OWNER, COLLEAGUE, NAMESAKE], ids=["owner", "colleague", "namesake"])
async def test_a_modal_that_is_being_filled_in_tells_its_owner_only(
    server: PlaygroundServer, clock: MovableClock, database_url: str, whose: Owner
) -> None:
    clock.advance(gallery.at(180) - clock.now())
    async with bot_in(server, clock, database_url, slack_app_token=None) as app:
        await app.store.run(on_record)
        for view in MODALS.values():
            action = {"action_id": "end_at", "type": "datetimepicker", "block_id": "end_at.1"}
            shown = {**filled_in(view), "id": "V1", "hash": "1.2"}
            await deliver(server, sent_by(whose, "block_actions", actions=[action], view=shown))
    # The bot has ended, and with it whatever was under way.
    assert bool(calls_of(server, "views.update")) is (whose == OWNER)


async def test_the_same_buttons_answer_their_owner(
    app: RunningApp, server: PlaygroundServer, answers: Answers
) -> None:
    """So that what nobody else is told says something."""
    told = []
    for number, action in enumerate(CLICKS.values()):
        url, answered = answers.expect(str(number))
        container = {"type": "message", "channel_id": "C1", "message_ts": "1.2", "is_ephemeral": True}
        payload = sent_by(OWNER, "block_actions", actions=[action], response_url=url, container=container)
        await deliver(server, payload)
        told.append(SECRET in await asyncio.wait_for(answered, 10))
    assert told.count(True) > len(told) / 3


@pytest.mark.parametrize("intruder", [COLLEAGUE, NAMESAKE], ids=["colleague", "namesake"])
@pytest.mark.parametrize("callback_id", CallbackId)
async def test_what_one_modal_remembers_opens_no_other(
    app: RunningApp, server: PlaygroundServer, database_url: str, callback_id: CallbackId, intruder: Owner
) -> None:
    """The metadata of each modal, sent as that of another."""
    before = stored_about(database_url, OWNER)
    memories = {view.get("private_metadata") for view in MODALS.values()}
    for memory in memories:
        view = {**filled_in(MODALS["checkout"]), "callback_id": callback_id, "private_metadata": memory}
        answer = await deliver(server, sent_by(intruder, "view_submission", view=view))
        assert SECRET not in answer
    assert stored_about(database_url, OWNER) == before


def filled_in(view: Json) -> Json:
    """A view as Slack sends it back, with what has to be typed."""
    values = initial_state(view["blocks"])
    for typed in ({"since": "10m ago"}, {"confirmation": "forget me"}, {"task": "Mine"}):
        for name, value in typed.items():
            if name in values:
                values[name][name]["value"] = value
    return {**view, "state": {"values": values}}


def test_the_sessions_of_the_gallery_are_those_that_its_buttons_name() -> None:
    named = {
        json.loads(value)["s"]
        for action in CLICKS.values()
        if (value := action.get("value")) and "s" in (json.loads(value) if value.startswith("{") else {})
    }
    assert named & {"S0", "S1", "S3"}
