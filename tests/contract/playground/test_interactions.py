"""Commands, clicks and messages: what the app is told, and what people see of its answers."""

import pytest
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.manifest import read_manifest
from bot.playground.actions import Actions
from bot.playground.clock import MovableClock
from bot.playground.server import PlaygroundServer
from bot.playground.wire import RefusedError
from bot.playground.workspace import Message
from tests.clocks import StandingClock
from tests.contract.playground.small_app import SILENCE, Json, SmallApp, connected
from tests.contract.playground.views import button, home, options, row, section

ADA, BEN, GENERAL, DIRECT = "U0ADA", "U0BEN", "C0GENERAL", "D0ADA"


def seen(slack: PlaygroundServer, person: str, channel: str = GENERAL) -> list[Message]:
    return slack.workspace.visible(slack.workspace.conversations[channel], person)


def last_notice(slack: PlaygroundServer) -> str:
    return slack.workspace.notices[ADA][-1].text


async def test_a_command_arrives_with_every_field(actions: Actions, app: SmallApp) -> None:
    await actions.command(ADA, GENERAL, "/work start payload parser")
    told = app.told[0]
    assert told["command"] == "/work"
    assert told["text"] == "start payload parser"
    assert (told["user_id"], told["channel_id"], told["channel_name"]) == (ADA, GENERAL, "general")
    assert {"team_id", "team_domain", "user_name", "api_app_id", "trigger_id", "response_url"} <= told.keys()


async def test_what_is_typed_into_a_command_is_escaped(actions: Actions, app: SmallApp) -> None:
    await actions.command(
        ADA, DIRECT, "/work start a&b <x> @ben @nobody #general #7 @channel https://x.org/?a&b"
    )
    assert app.told[0]["text"] == (
        "start a&amp;b &lt;x&gt; <@U0BEN|ben> @nobody <#C0GENERAL|general> #7 <!channel> <https://x.org/?a&amp;b>"
    )
    assert app.told[0]["channel_name"] == "directmessage"


async def test_a_manifest_without_escaping_gets_the_plain_text() -> None:
    manifest = read_manifest()
    manifest["features"]["slash_commands"][0]["should_escape"] = False
    server = PlaygroundServer(MovableClock(StandingClock()), manifest)
    await server.start()
    async with connected(server, "socket_mode") as app:
        await server.actions.command(ADA, GENERAL, "/work a&b @ben")
        assert app.told[0]["text"] == "a&b @ben"
    await server.close()


async def test_a_read_only_messages_tab_takes_no_messages() -> None:
    manifest = read_manifest()
    manifest["features"]["app_home"]["messages_tab_read_only_enabled"] = True
    server = PlaygroundServer(MovableClock(StandingClock()), manifest)
    with pytest.raises(RefusedError, match="turned off"):
        await server.actions.message(ADA, DIRECT, "hello")


async def test_the_answer_to_a_command_is_seen_only_by_its_person(
    slack: PlaygroundServer, actions: Actions, app: SmallApp
) -> None:
    app.answers["/work"] = "Nothing running."
    await actions.command(ADA, GENERAL, "/work")
    assert [message.text for message in seen(slack, ADA)] == ["Nothing running."]
    assert seen(slack, BEN) == []


async def test_a_command_can_answer_for_all_to_see(
    slack: PlaygroundServer, actions: Actions, app: SmallApp
) -> None:
    app.answers["/work"] = {"response_type": "in_channel", "text": "x", "blocks": [section("for all")]}
    await actions.command(ADA, GENERAL, "/work")
    assert [message.only_for for message in seen(slack, BEN)] == [None]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"text": "x", "blocks": [section("")]}, "invalid_blocks"),
        ({"text": "x", "response_type": "everywhere"}, "invalid_response_type"),
        ({"text": "x", "blocks": [section("x")] * 51}, "invalid_blocks"),
        (SILENCE, "operation_timeout"),
    ],
)
async def test_a_command_that_goes_wrong_is_said_to_its_person(
    slack: PlaygroundServer, actions: Actions, app: SmallApp, answer: object, error: str
) -> None:
    app.answers["/work"] = answer
    with pytest.raises(RefusedError) as caught:
        await actions.command(ADA, GENERAL, "/work")
    assert caught.value.code == error
    assert last_notice(slack) == f'/work failed with the error "{error}"'
    assert seen(slack, ADA) == []


async def test_an_unknown_command_never_leaves_slack(
    slack: PlaygroundServer, actions: Actions, socket_app: SmallApp
) -> None:
    with pytest.raises(RefusedError, match="/wrok is not a valid command"):
        await actions.command(ADA, GENERAL, "/wrok start")
    assert socket_app.told == []
    assert last_notice(slack) == "/wrok is not a valid command."


async def test_a_click_on_an_ephemeral_message_carries_no_message(
    slack: PlaygroundServer, actions: Actions, app: SmallApp
) -> None:
    app.answers["/work"] = {"text": "x", "blocks": [row(button("Pause", "pause", value="7"))]}
    await actions.command(ADA, GENERAL, "/work")
    await actions.click(ADA, "Pause")
    click = app.told[-1]
    shown = seen(slack, ADA)[0]
    assert click["type"] == "block_actions"
    assert click["container"] == {
        "type": "message",
        "message_ts": shown.ts,
        "channel_id": GENERAL,
        "is_ephemeral": True,
    }
    assert "message" not in click
    assert click["channel"] == {"id": GENERAL, "name": "general"}
    assert (click["user"]["id"], click["enterprise"], click["is_enterprise_install"]) == (ADA, None, False)
    action = click["actions"][0]
    assert (action["action_id"], action["block_id"], action["value"], action["type"]) == (
        "pause",
        "row",
        "7",
        "button",
    )


async def test_a_click_in_the_direct_messages_carries_the_message(actions: Actions, app: SmallApp) -> None:
    select: Json = {"type": "static_select", "action_id": "snooze", "options": options("5 min", "15 min")}
    select["placeholder"] = {"type": "plain_text", "text": "Snooze"}
    posted = await app.client.chat_postMessage(
        channel=ADA, text="Your break", blocks=[row(button("Go"), select)]
    )
    await actions.click(ADA, "Snooze", "15 min")
    click = next(body for body in app.told if body["type"] == "block_actions")
    assert click["message"]["ts"] == posted["ts"]
    assert click["message"]["bot_id"] == "B0WORKBOT"
    assert click["actions"][0]["selected_option"]["value"] == "15 min"
    assert click["state"]["values"]["row"]["snooze"]["selected_option"]["value"] == "15 min"


async def test_the_newest_thing_that_says_so_is_clicked(actions: Actions, socket_app: SmallApp) -> None:
    for value in ("old", "new"):
        await socket_app.client.chat_postMessage(
            channel=ADA, text="x", blocks=[row(button("Go", value=value))]
        )
    await socket_app.client.views_publish(user_id=ADA, view=home(row(button("Go", value="home"))))

    async def clicked(**narrowed: str) -> str:
        await actions.click(ADA, "go", **narrowed)
        return str(socket_app.told[-1]["actions"][0]["value"])

    assert await clicked() == "new"
    assert await clicked(where="home") == "home"
    assert await clicked(where="message", channel=DIRECT) == "new"
    with pytest.raises(RefusedError, match="Nothing that can be clicked says 'Stop'"):
        await actions.click(ADA, "Stop")
    with pytest.raises(RefusedError, match="says 'Go'"):
        await actions.click(BEN, "Go")


async def test_an_overflow_option_is_found_by_what_it_says(actions: Actions, socket_app: SmallApp) -> None:
    overflow = {"type": "overflow", "action_id": "more", "options": options("Edit", "Undo")}
    block = section("x", block_id="card", accessory=overflow)
    await socket_app.client.chat_postMessage(channel=ADA, text="x", blocks=[block])
    await actions.click(ADA, "Undo")
    assert socket_app.told[-1]["actions"][0]["selected_option"]["value"] == "undo"


async def test_a_click_on_home_carries_the_view(actions: Actions, app: SmallApp) -> None:
    published = await app.client.views_publish(user_id=ADA, view=home(row(button("Pause"))))
    await actions.click(ADA, "Pause")
    click = app.told[-1]
    assert click["container"] == {"type": "view", "view_id": published["view"]["id"]}
    assert click["view"]["type"] == "home"
    assert "response_url" not in click


@pytest.fixture
async def response_url(actions: Actions, socket_app: SmallApp) -> AsyncWebhookClient:
    """The response URL of a click on an ephemeral message."""
    socket_app.answers["/work"] = {"text": "x", "blocks": [row(button("Pause"))]}
    await actions.command(ADA, GENERAL, "/work")
    await actions.click(ADA, "Pause")
    return AsyncWebhookClient(socket_app.told[-1]["response_url"])


async def test_a_click_can_replace_and_delete_what_was_clicked(
    slack: PlaygroundServer, response_url: AsyncWebhookClient
) -> None:
    await response_url.send(text="paused", replace_original=True)
    assert [(message.text, message.blocks) for message in seen(slack, ADA)] == [("paused", None)]
    await response_url.send(text="another")
    assert [message.text for message in seen(slack, ADA)] == ["paused", "another"]
    await response_url.send(delete_original=True)
    assert [message.text for message in seen(slack, ADA)] == ["another"]
    assert seen(slack, BEN) == []


async def test_a_response_url_is_good_for_five_uses(response_url: AsyncWebhookClient) -> None:
    answers = [await response_url.send(text=str(number)) for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert "used_url" in answers[-1].body


async def test_a_response_url_refuses_what_a_message_would_be_refused_for(
    response_url: AsyncWebhookClient,
) -> None:
    answer = await response_url.send(text="x", blocks=[section("")])
    assert answer.status_code == 500
    assert "invalid_blocks" in answer.body


async def test_a_response_url_expires() -> None:
    server = PlaygroundServer(MovableClock(StandingClock()), read_manifest(), response_url_seconds=0)
    await server.start()
    url = server.slack.response_urls.issue("commands", ADA, GENERAL)
    answer = await AsyncWebhookClient(url).send(text="x")
    await server.close()
    assert (answer.status_code, "expired_url" in answer.body) == (404, True)


async def test_a_commands_own_response_url_cannot_replace_its_answer(
    slack: PlaygroundServer, actions: Actions, socket_app: SmallApp
) -> None:
    socket_app.answers["/work"] = "first"
    await actions.command(ADA, GENERAL, "/work")
    await AsyncWebhookClient(socket_app.told[0]["response_url"]).send(text="second", replace_original=True)
    assert [message.text for message in seen(slack, ADA)] == ["first", "second"]


async def test_what_a_person_writes_to_the_app_reaches_it(actions: Actions, app: SmallApp) -> None:
    await actions.message(ADA, DIRECT, "start <report> for @ben")
    event = app.told[-1]["event"]
    assert (event["type"], event["channel_type"], event["user"]) == ("message", "im", ADA)
    assert event["text"] == "start &lt;report&gt; for <@U0BEN>"
    assert event["client_msg_id"]
    texts = event["blocks"][0]["elements"][0]["elements"]
    assert texts == [{"type": "text", "text": "start <report> for "}, {"type": "user", "user_id": "U0BEN"}]


async def test_what_people_write_in_a_channel_is_not_the_apps_business(
    actions: Actions, socket_app: SmallApp
) -> None:
    await actions.message(ADA, GENERAL, "hello")
    assert socket_app.told == []


async def test_the_apps_own_messages_come_back_as_events(slack: PlaygroundServer, app: SmallApp) -> None:
    posted = await app.client.chat_postMessage(channel=ADA, text="one")
    await app.client.chat_update(channel=DIRECT, ts=posted["ts"], text="two")
    await app.client.chat_delete(channel=DIRECT, ts=posted["ts"])
    await app.until_told(3)
    await slack.settled()
    events: list[Json] = [body["event"] for body in app.told]
    assert [event.get("subtype") for event in events] == [None, "message_changed", "message_deleted"]
    assert events[0]["bot_id"] == "B0WORKBOT"
    assert (events[1]["previous_message"]["text"], events[1]["message"]["text"]) == ("one", "two")


async def test_opening_home_is_told_with_the_view_if_there_is_one(actions: Actions, app: SmallApp) -> None:
    await actions.open_home(ADA)
    assert "view" not in app.told[-1]["event"]
    await app.client.views_publish(user_id=ADA, view=home(section("x")))
    await actions.open_home(ADA)
    event = app.told[-1]["event"]
    assert (event["type"], event["tab"], event["view"]["type"]) == ("app_home_opened", "home", "home")


async def test_any_payload_can_be_delivered(slack: PlaygroundServer, app: SmallApp) -> None:
    app.answers["/work"] = "hello, stranger"
    answer = await slack.tell_app("slash_commands", {"command": "/work", "user_id": "U0STRANGER"})
    assert app.told[0]["user_id"] == "U0STRANGER"
    assert answer.body in ("hello, stranger", {"text": "hello, stranger"})
