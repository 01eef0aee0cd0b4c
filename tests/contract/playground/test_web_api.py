"""The Web API as the real client calls it: answers, error codes, scopes."""

from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.manifest import read_manifest
from bot.playground.clock import MovableClock
from bot.playground.server import PlaygroundServer
from tests.clocks import StandingClock
from tests.contract.playground.views import button, row, section

ADA, DIRECT, GENERAL, REPORTS = "U0ADA", "D0ADA", "C0GENERAL", "C0REPORTS"


async def refusal(call: object) -> AsyncSlackResponse:
    """The answer of a call that Slack refuses."""
    with pytest.raises(SlackApiError) as caught:
        await call  # type: ignore[misc]
    response: AsyncSlackResponse = caught.value.response
    return response


async def error(call: object) -> str:
    return str((await refusal(call))["error"])


async def test_auth_test_names_the_bot_and_the_headers_its_scopes(client: AsyncWebClient) -> None:
    answer = await client.auth_test()
    assert answer["user_id"] == "U0WORKBOT"
    assert answer.headers["x-oauth-scopes"] == (
        "commands,chat:write,im:write,im:history,users:read,files:write"
    )


async def test_tokens_are_told_apart(slack: PlaygroundServer) -> None:
    api_url = slack.api_url
    assert await error(AsyncWebClient(None, api_url).auth_test()) == "not_authed"
    assert await error(AsyncWebClient("xoxb-other", api_url).auth_test()) == "invalid_auth"
    assert await error(AsyncWebClient(slack.app_token, api_url).auth_test()) == "not_allowed_token_type"
    client = AsyncWebClient(slack.bot_token, api_url)
    assert await error(client.apps_connections_open(app_token=slack.bot_token)) == "not_allowed_token_type"
    assert (await client.apps_connections_open(app_token=slack.app_token))["url"].startswith(
        "ws://127.0.0.1:"
    )


async def test_what_is_missing_is_called_so(client: AsyncWebClient) -> None:
    assert await error(client.api_call("chat.postMesage")) == "unknown_method"
    assert await error(client.chat_postMessage(channel="C0NOWHERE", text="x")) == "channel_not_found"
    assert await error(client.users_info(user="U0NOBODY")) == "user_not_found"
    assert await error(client.chat_update(channel=DIRECT, ts="1.000001", text="x")) == "message_not_found"
    assert await error(client.api_call("chat.postMessage", json={"text": "x"})) == "invalid_arguments"


async def test_a_scope_that_the_manifest_does_not_ask_for_is_missing(client: AsyncWebClient) -> None:
    answer = await refusal(client.conversations_history(channel=GENERAL))
    assert (answer["error"], answer["needed"]) == ("missing_scope", "channels:history")
    assert "im:history" in answer["provided"]


async def test_a_channel_that_the_bot_is_not_in_takes_no_message(client: AsyncWebClient) -> None:
    assert await error(client.chat_postMessage(channel=GENERAL, text="x")) == "not_in_channel"
    assert (await client.chat_postMessage(channel="#team-reports", text="x"))["channel"] == REPORTS


async def test_a_message_to_a_person_arrives_in_the_direct_messages(client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel=ADA, text="hello")
    opened = await client.conversations_open(users=ADA)
    assert posted["channel"] == opened["channel"]["id"] == DIRECT
    assert posted["message"]["bot_id"] == "B0WORKBOT"


async def test_metadata_is_in_the_history_when_asked_for(client: AsyncWebClient) -> None:
    key = {"event_type": "reminder", "event_payload": {"key": "7"}}
    await client.chat_postMessage(channel=DIRECT, text="x", metadata=key)
    plain_history = await client.conversations_history(channel=DIRECT)
    assert "metadata" not in plain_history["messages"][0]
    history = await client.conversations_history(channel=DIRECT, include_all_metadata=True)
    assert history["messages"][0]["metadata"] == key


async def test_metadata_without_its_payload_is_refused(client: AsyncWebClient) -> None:
    call = client.chat_postMessage(channel=DIRECT, text="x", metadata={"event_type": "reminder"})
    assert await error(call) == "invalid_metadata_schema"


async def test_history_comes_newest_first_in_pages(client: AsyncWebClient) -> None:
    for number in range(5):
        await client.chat_postMessage(channel=DIRECT, text=str(number))
    texts, cursor = [], None
    for _ in range(3):
        page = await client.conversations_history(channel=DIRECT, limit=2, cursor=cursor)
        texts += [message["text"] for message in page["messages"]]
        metadata: dict[str, str] = page.get("response_metadata") or {}
        cursor = metadata.get("next_cursor")
    assert texts == ["4", "3", "2", "1", "0"]
    assert cursor is None
    assert await error(client.conversations_history(channel=DIRECT, cursor="nonsense")) == "invalid_cursor"


async def test_history_between_two_instants(client: AsyncWebClient) -> None:
    ts = [(await client.chat_postMessage(channel=DIRECT, text=str(number)))["ts"] for number in range(4)]

    async def texts(**bounds: object) -> list[str]:
        history = await client.conversations_history(channel=DIRECT, **bounds)  # type: ignore[arg-type]
        return [message["text"] for message in history["messages"]]

    assert await texts(oldest=ts[0], latest=ts[3]) == ["2", "1"]
    assert await texts(oldest=ts[1], latest=ts[2], inclusive=True) == ["2", "1"]


async def test_ephemeral_messages_are_in_no_history_and_cannot_be_updated(client: AsyncWebClient) -> None:
    shown = await client.chat_postEphemeral(channel=REPORTS, user=ADA, text="only you")
    ts = shown["message_ts"]
    assert await error(client.chat_update(channel=REPORTS, ts=ts, text="new")) == "message_not_found"
    assert (
        await error(client.chat_postEphemeral(channel=DIRECT, user="U0BEN", text="x"))
        == "user_not_in_channel"
    )


async def test_an_update_keeps_the_blocks_that_it_does_not_name(client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel=DIRECT, text="x", blocks=[section("first")])
    updated = await client.chat_update(channel=DIRECT, ts=posted["ts"], text="y")
    assert updated["message"]["blocks"][0]["text"]["text"] == "first"
    emptied = await client.chat_update(channel=DIRECT, ts=posted["ts"], text="y", blocks=[])
    assert "blocks" not in emptied["message"]


async def test_only_the_bots_own_messages_can_be_changed(
    slack: PlaygroundServer, client: AsyncWebClient
) -> None:
    ts = (await slack.actions.message(ADA, DIRECT, "mine"))["ts"]
    assert await error(client.chat_update(channel=DIRECT, ts=ts, text="x")) == "cant_update_message"
    assert await error(client.chat_delete(channel=DIRECT, ts=ts)) == "cant_delete_message"


async def test_a_deleted_message_is_gone(slack: PlaygroundServer, client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel=DIRECT, text="x"))["ts"]
    permalink = (await client.chat_getPermalink(channel=DIRECT, message_ts=ts))["permalink"]
    assert permalink.endswith(f"/archives/{DIRECT}/p{ts.replace('.', '')}")
    await client.chat_delete(channel=DIRECT, ts=ts)
    assert slack.workspace.message(DIRECT, ts) is None
    assert await error(client.chat_getPermalink(channel=DIRECT, message_ts=ts)) == "message_not_found"


async def test_messages_that_say_nothing_or_too_much_are_refused(client: AsyncWebClient) -> None:
    silent = {"channel": DIRECT, "text": " "}
    assert await error(client.api_call("chat.postMessage", json=silent)) == "no_text"
    assert await error(client.chat_postMessage(channel=DIRECT, text="x" * 40_001)) == "msg_too_long"
    long = [section("x" * 2700) for _ in range(5)]
    assert (
        await error(client.chat_postMessage(channel=DIRECT, text="x", blocks=long)) == "msg_blocks_too_long"
    )


async def test_invalid_blocks_are_named_by_their_json_pointer(client: AsyncWebClient) -> None:
    blocks = [section("fine"), row(button("x" * 76))]
    answer = await refusal(client.chat_postMessage(channel=DIRECT, text="x", blocks=blocks))
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 76 characters [json-pointer:/blocks/1/elements/0/text/text]"
    ]


async def test_blocks_that_are_no_list_are_refused(client: AsyncWebClient) -> None:
    assert (
        await error(client.chat_postMessage(channel=DIRECT, text="x", blocks="{")) == "invalid_blocks_format"
    )
    assert (
        await error(client.chat_postMessage(channel=DIRECT, text="x", blocks="{}")) == "invalid_blocks_format"
    )


async def test_people_have_their_own_timezones(client: AsyncWebClient) -> None:
    ada = (await client.users_info(user=ADA, include_locale=True))["user"]
    ben = (await client.users_info(user="U0BEN"))["user"]
    assert (ada["tz"], ada["tz_offset"], ada["locale"], ada["is_bot"]) == (
        "Europe/Berlin",
        3600,
        "en-US",
        False,
    )
    assert (ben["tz"], ben["tz_offset"], "locale" in ben) == ("America/New_York", -18000, False)
    assert len((await client.users_list())["members"]) == 3


async def test_the_offset_of_a_timezone_follows_the_moved_clock(
    slack: PlaygroundServer, client: AsyncWebClient
) -> None:
    slack.clock.advance(timedelta(days=120))
    assert (await client.users_info(user=ADA))["user"]["tz_offset"] == 7200


async def test_timestamps_grow_even_when_the_clock_steps_back(
    slack: PlaygroundServer, client: AsyncWebClient
) -> None:
    first = await client.chat_postMessage(channel=DIRECT, text="1")
    slack.clock.advance(timedelta(hours=-2))
    second = await client.chat_postMessage(channel=DIRECT, text="2")
    slack.clock.advance(timedelta(hours=5))
    third = await client.chat_postMessage(channel=DIRECT, text="3")
    assert float(first["ts"]) < float(second["ts"]) < float(third["ts"])
    assert float(third["ts"]) - float(first["ts"]) == pytest.approx(3 * 3600, abs=1)


async def test_another_manifest_has_other_scopes() -> None:
    manifest = read_manifest()
    manifest["oauth_config"]["scopes"]["bot"] = ["commands"]
    server = PlaygroundServer(MovableClock(StandingClock()), manifest)
    await server.start()
    answer = await refusal(
        AsyncWebClient(server.bot_token, server.api_url).chat_postMessage(channel=ADA, text="x")
    )
    await server.close()
    assert (answer["error"], answer["needed"], answer["provided"]) == (
        "missing_scope",
        "chat:write",
        "commands",
    )
