"""The playground's own HTTP interface: what the page and scripts see and do."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.playground.server import PlaygroundServer
from tests.contract.playground.small_app import Json, SmallApp
from tests.contract.playground.views import button, field, modal, row

ADA, BEN, GENERAL, DIRECT = "U0ADA", "U0BEN", "C0GENERAL", "D0ADA"


class Script:
    """A script that speaks to the playground."""

    def __init__(self, session: ClientSession, url: str) -> None:
        self._session = session
        self._url = url

    async def get(self, path: str, **headers: str) -> tuple[int, Json]:
        async with self._session.get(f"{self._url}{path}", headers=headers) as response:
            return response.status, await response.json()

    async def post(self, path: str, body: Any, **headers: str) -> tuple[int, Json]:
        async with self._session.post(
            f"{self._url}/playground/{path}", json=body, headers=headers
        ) as response:
            return response.status, await response.json()

    async def does(self, path: str, **body: Any) -> Json:
        status, answer = await self.post(path, body)
        assert (status, answer["ok"]) == (200, True), answer
        return answer

    async def state(self, person: str = ADA) -> Json:
        return (await self.get(f"/playground/state?person={person}"))[1]

    async def snapshots(self, person: str) -> AsyncIterator[Json]:
        """The snapshots that a page would be shown."""
        url = f"{self._url}/playground/events?person={person}"
        async with self._session.get(url, timeout=ClientTimeout(total=5)) as stream:
            assert stream.content_type == "text/event-stream"
            async for line in stream.content:
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])

    async def remove_faults(self) -> None:
        async with self._session.delete(f"{self._url}/playground/faults") as response:
            assert response.status == 200


@pytest.fixture
async def script(slack: PlaygroundServer) -> AsyncIterator[Script]:
    async with ClientSession() as session:
        yield Script(session, slack.url)


def channel(state: Json, channel_id: str) -> Json:
    found: Json = next(each for each in state["conversations"] if each["id"] == channel_id)
    return found


async def test_the_state_is_what_one_person_sees(script: Script, socket_app: SmallApp) -> None:
    socket_app.answers["/work"] = {"text": "x", "blocks": [row(button("Pause"))]}
    await script.does("command", person=ADA, channel=GENERAL, text="/work start report")
    state = await script.state(ADA)
    assert [each["name"] for each in state["people"]] == ["ada", "ben"]
    assert [each["kind"] for each in state["conversations"]] == ["channel", "channel", "im"]
    assert state["bot"] == {"user_id": "U0WORKBOT", "name": "workbot", "connected": True, "mode": "socket"}
    assert state["commands"][0]["command"] == "/work"
    message = channel(state, GENERAL)["messages"][0]
    assert (message["ephemeral"], message["edited"], message["user"]) == (True, False, "U0WORKBOT")
    assert channel(await script.state(BEN), GENERAL)["messages"] == []
    assert (await script.get("/playground/state"))[1]["people"] == state["people"]


async def test_every_open_page_sees_a_change_at_once(script: Script) -> None:
    for person in (ADA, BEN):
        before = 0
        async for snapshot in script.snapshots(person):
            messages = channel(snapshot, GENERAL)["messages"]
            if not before:
                before = snapshot["version"]
                await script.does("message", person=BEN, channel=GENERAL, text=f"hello {person}")
            elif messages and messages[-1]["text"] == f"hello {person}":
                assert snapshot["version"] > before
                break


async def test_a_day_through_scripts(script: Script, socket_app: SmallApp) -> None:
    socket_app.answers["/work"] = {"text": "x", "blocks": [row(button("Pause"))]}
    command = await script.does("command", person=ADA, channel=GENERAL, text="/work")
    assert command["acked_ms"] >= 0
    ts = channel(await script.state(), GENERAL)["messages"][0]["ts"]
    await script.does("click", person=ADA, label="pause", where="message")
    await script.does("click", person=ADA, channel=GENERAL, ts=ts, block_id="row", action_id="press")
    trigger_id = socket_app.told[-1]["trigger_id"]
    await socket_app.client.views_open(trigger_id=trigger_id, view=modal(field("Keep", "keep")))
    assert (await script.state())["modals"][0]["title"]["text"] == "Finish session"
    values = {"keep": {"text": "tea"}}
    answer = await script.does("submit", person=ADA, values=values)
    assert (answer["response_action"], answer["errors"]) == (None, {})
    assert (await script.state())["modals"] == []
    await script.does("open_home", person=ADA)
    assert [body.get("type") for body in socket_app.told][1:] == [
        "block_actions",
        "block_actions",
        "view_submission",
        "event_callback",
    ]


async def test_the_clock_moves_for_everybody(slack: PlaygroundServer, script: Script) -> None:
    moved = []
    slack.clock.subscribe(lambda: moved.append(slack.clock.now()))
    before = slack.clock.now().timestamp()
    assert (await script.does("clock", advance="45m"))["offset"] == 2700
    assert (await script.does("clock", advance=30))["offset"] == 2730
    assert (await script.state())["clock"] == {"now": int(before) + 2730, "offset": 2730}
    assert (await script.does("clock", reset=True))["offset"] == 0
    assert len(moved) == 3


@pytest.mark.parametrize(
    ("path", "body", "status", "error"),
    [
        ("command", {"person": ADA, "channel": GENERAL}, 400, "missing_field"),
        ("command", {"person": "U0NOBODY", "channel": GENERAL, "text": "/work"}, 404, "user_not_found"),
        ("command", {"person": ADA, "channel": "D0BEN", "text": "/work"}, 404, "channel_not_found"),
        ("message", {"person": ADA, "channel": GENERAL, "text": " "}, 400, "no_text"),
        ("click", {"person": ADA, "label": "Go"}, 404, "label_not_found"),
        ("submit", {"person": ADA}, 404, "view_not_found"),
        ("clock", {"advance": "soon"}, 400, "invalid_step"),
        ("faults", {"method": "*", "fault": "fire"}, 400, "invalid_fault"),
        ("faults", {"method": "*", "fault": "delay", "seconds": -1}, 400, "invalid_fault"),
        ("message", [], 400, "invalid_json"),
    ],
)
async def test_what_cannot_be_done_is_said_in_a_sentence(
    script: Script, path: str, body: Any, status: int, error: str
) -> None:
    answered, answer = await script.post(path, body)
    assert (answered, answer["ok"], answer["error"]) == (status, False, error)
    assert answer["message"].endswith(".")


async def test_other_sites_and_names_are_refused(slack: PlaygroundServer, script: Script) -> None:
    advance = {"advance": 60}
    for headers in (
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        assert (await script.post("clock", advance, **headers))[0] == 403
    assert slack.clock.offset.total_seconds() == 0
    assert (await script.post("clock", advance, Origin=slack.url))[0] == 200
    path = f"/api/chat.postMessage?token={slack.bot_token}&channel={ADA}&text=x"
    assert (await script.get(path, **{"Sec-Fetch-Site": "cross-site"}))[0] == 403


async def test_the_server_listens_on_loopback_only(slack: PlaygroundServer) -> None:
    with pytest.raises(ValueError, match="loopback only"):
        PlaygroundServer(slack.clock, {}, host="0.0.0.0")  # noqa: S104


async def test_the_page_is_served(slack: PlaygroundServer) -> None:
    async with ClientSession() as session, session.get(slack.url) as response:
        assert response.status == 200
        assert response.headers["X-Frame-Options"] == "DENY"
        assert "playground" in (await response.text()).lower()


async def test_a_rate_limit_says_when_to_come_back(script: Script, client: AsyncWebClient) -> None:
    await script.does("faults", method="chat.postMessage", fault="rate_limited", retry_after=7)
    assert (await script.state())["faults"][0]["fault"] == "rate_limited"
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=ADA, text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "7"
    assert (await client.chat_postMessage(channel=ADA, text="x"))["ok"]
    assert (await script.state())["faults"] == []


@pytest.mark.parametrize(("fault", "arrives"), [("drop", False), ("drop_after", True)])
async def test_a_dropped_connection_may_have_done_its_work(
    slack: PlaygroundServer, script: Script, fault: str, arrives: bool
) -> None:
    await script.does("faults", method="chat.postMessage", fault=fault)
    client = AsyncWebClient(slack.bot_token, slack.api_url, retry_handlers=[])
    with pytest.raises(ClientError):
        await client.chat_postMessage(channel=ADA, text="x")
    assert bool(slack.workspace.conversations[DIRECT].messages) is arrives


@pytest.mark.parametrize(
    ("fault", "status"), [("server_error", 500), ("malformed", 200), ("error", 200), ("delay", 200)]
)
async def test_other_faults(script: Script, client: AsyncWebClient, fault: str, status: int) -> None:
    await script.does("faults", method="*", fault=fault, error="fatal_error", seconds=0.01)
    if fault == "delay":
        assert (await client.auth_test())["ok"]
        return
    with pytest.raises(SlackApiError) as caught:
        await client.auth_test()
    response: Any = caught.value.response
    assert getattr(response, "status_code", getattr(response, "status", None)) == status


async def test_faults_can_be_taken_back(script: Script, client: AsyncWebClient) -> None:
    await script.does("faults", method="*", fault="server_error", times=3)
    await script.remove_faults()
    assert (await client.auth_test())["ok"]


async def test_a_response_url_can_fail_too(slack: PlaygroundServer, script: Script) -> None:
    url = slack.slack.response_urls.issue("commands", ADA, GENERAL)
    await script.does("faults", method="response_url", fault="server_error")
    assert (await AsyncWebhookClient(url).send(text="x")).status_code == 500
    assert (await AsyncWebhookClient(url).send(text="x")).status_code == 200
