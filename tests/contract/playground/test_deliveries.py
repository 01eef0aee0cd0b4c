"""Socket Mode and signed HTTP: connections, acknowledgements, retries, signatures."""

import pytest
from aiohttp import ClientSession, WSMsgType, web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.actions import Actions
from bot.playground.server import PlaygroundServer
from bot.playground.wire import RefusedError
from tests.contract.playground.small_app import SILENCE, SmallApp, listening
from tests.contract.playground.views import button, row

ADA, GENERAL, DIRECT = "U0ADA", "C0GENERAL", "D0ADA"


def is_connected(slack: PlaygroundServer) -> bool:
    return slack.slack.socket_mode.connected


async def test_nobody_is_connected_at_first(slack: PlaygroundServer, actions: Actions) -> None:
    assert not is_connected(slack)
    with pytest.raises(RefusedError, match="dispatch_failed"):
        await actions.command(ADA, GENERAL, "/work")


async def test_an_envelope_says_what_it_is(actions: Actions, socket_app: SmallApp) -> None:
    await actions.command(ADA, GENERAL, "/work")
    await actions.message(ADA, DIRECT, "hello")
    command, event = socket_app.envelopes
    assert (command.type, command.accepts_response_payload) == ("slash_commands", True)
    assert (event.type, event.accepts_response_payload) == ("events_api", False)
    assert (event.retry_attempt, event.retry_reason) == (0, "")
    assert command.envelope_id != event.envelope_id


async def test_each_envelope_goes_to_one_of_several_connections(
    slack: PlaygroundServer, actions: Actions, socket_app: SmallApp
) -> None:
    other = SmallApp(socket_app.client, slack.signing_secret)
    async with listening(slack, other):
        for _ in range(4):
            await actions.command(ADA, GENERAL, "/work")
        assert (len(socket_app.told), len(other.told)) == (2, 2)


async def test_a_client_that_is_asked_to_reconnect_goes_on_listening(
    slack: PlaygroundServer, actions: Actions, socket_app: SmallApp
) -> None:
    version = slack.workspace.version
    await slack.disconnect("refresh_requested")
    assert not is_connected(slack)
    url = f"{slack.url}/playground/events?person={ADA}"
    async with ClientSession() as session, session.get(url) as stream:
        async for _ in stream.content:
            if is_connected(slack):
                break
    await actions.command(ADA, GENERAL, "/work")
    assert len(socket_app.told) == 1
    assert slack.workspace.version > version


async def test_a_websocket_address_works_once(slack: PlaygroundServer) -> None:
    url = slack.slack.socket_mode.issue_url()
    async with ClientSession() as session:
        first = await session.ws_connect(url)
        hello = await first.receive_json()
        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        async with session.get(url.replace("ws://", "http://")) as second:
            assert second.status == 403
        await first.close()


async def test_an_eleventh_connection_is_one_too_many(slack: PlaygroundServer) -> None:
    async with ClientSession() as session:
        sockets = [await session.ws_connect(slack.slack.socket_mode.issue_url()) for _ in range(11)]
        assert (await sockets[9].receive_json())["num_connections"] == 10
        assert (await sockets[10].receive_json())["reason"] == "too_many_websockets"
        for socket in sockets:
            await socket.close()


async def test_a_disabled_link_is_closed(slack: PlaygroundServer) -> None:
    async with ClientSession() as session:
        socket = await session.ws_connect(slack.slack.socket_mode.issue_url())
        await socket.receive_json()
        await slack.disconnect("link_disabled")
        assert (await socket.receive_json())["reason"] == "link_disabled"
        assert (await socket.receive()).type in (WSMsgType.CLOSE, WSMsgType.CLOSED)
        await socket.close()


async def test_an_event_is_delivered_again_until_it_is_acknowledged(actions: Actions, app: SmallApp) -> None:
    app.answers["event"] = SILENCE
    answer = await actions.message(ADA, DIRECT, "hello")
    told = await app.until_told(4)
    assert answer["app_error"] == "operation_timeout"
    assert len({body["event_id"] for body in told}) == 1
    if app.envelopes:
        attempts = [(each.retry_attempt, each.retry_reason) for each in app.envelopes]
        assert attempts == [(0, ""), (1, "timeout"), (2, "timeout"), (3, "timeout")]
    else:
        retries = [(each.get("X-Slack-Retry-Num"), each.get("X-Slack-Retry-Reason")) for each in app.headers]
        expected = [(None, None), *((str(attempt), "http_timeout") for attempt in (1, 2, 3))]
        assert retries == expected


async def test_an_event_that_is_acknowledged_comes_once(
    slack: PlaygroundServer, actions: Actions, app: SmallApp
) -> None:
    await actions.message(ADA, DIRECT, "hello")
    await slack.settled()
    assert len(app.told) == 1


async def test_commands_are_not_delivered_again(actions: Actions, app: SmallApp) -> None:
    app.answers["/work"] = SILENCE
    for _ in range(2):
        with pytest.raises(RefusedError, match="operation_timeout"):
            await actions.command(ADA, GENERAL, "/work")
    assert len(app.told) == 2


@pytest.mark.parametrize("status", [404, 500, 302, 202])
async def test_over_http_anything_but_200_fails(
    slack: PlaygroundServer, actions: Actions, http_app: SmallApp, status: int
) -> None:
    http_app.answers["/work"] = status
    with pytest.raises(RefusedError):
        await actions.command(ADA, GENERAL, "/work")
    assert slack.workspace.notices[ADA][-1].text == '/work failed with the error "dispatch_failed"'


async def test_a_click_that_fails_is_said_to_its_person(
    slack: PlaygroundServer, actions: Actions, http_app: SmallApp
) -> None:
    await http_app.client.chat_postMessage(channel=ADA, text="x", blocks=[row(button("Pause"))])
    http_app.answers["block_actions"] = 500
    with pytest.raises(RefusedError):
        await actions.click(ADA, "Pause")
    assert slack.workspace.notices[ADA][-1].text == '"Pause" failed with the error "dispatch_failed"'


async def test_requests_are_signed_and_addresses_verified(
    slack: PlaygroundServer, actions: Actions, http_app: SmallApp
) -> None:
    assert await slack.verify_events_url()
    await actions.command(ADA, GENERAL, "/work")
    assert http_app.headers[-1]["X-Slack-Signature"].startswith("v0=")
    assert http_app.headers[-1]["Content-Type"] == "application/x-www-form-urlencoded"
    slack.deliver_over_http(f"{slack.url}/api/api.test")
    assert not await slack.verify_events_url()


@pytest.fixture
async def dead_address() -> str:
    """An address where nobody listens any more."""
    runner = web.AppRunner(web.Application())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    await runner.cleanup()
    return f"http://127.0.0.1:{port}/"


async def test_an_app_that_is_down_is_a_failed_dispatch(
    slack: PlaygroundServer, actions: Actions, dead_address: str
) -> None:
    slack.deliver_over_http(dead_address)
    with pytest.raises(RefusedError, match="dispatch_failed"):
        await actions.command(ADA, GENERAL, "/work")


async def test_bolt_itself_is_at_home_here(slack: PlaygroundServer, actions: Actions) -> None:
    bolt = AsyncApp(client=AsyncWebClient(slack.bot_token, slack.api_url), process_before_response=True)

    @bolt.command("/work")
    async def answer(ack: AsyncAck, command: dict[str, str]) -> None:
        await ack(f"You said {command['text']}")

    handler = AsyncSocketModeHandler(bolt, slack.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await actions.command(ADA, GENERAL, "/work start report")
    await handler.close_async()  # type: ignore[no-untyped-call]
    assert [message.text for message in slack.workspace.conversations[GENERAL].messages] == [
        "You said start report"
    ]
