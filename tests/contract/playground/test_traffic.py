"""The record of what went over the wire: what is in it, what never is, and that it ends somewhere."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.server import PlaygroundServer
from bot.playground.traffic import KEPT, KEPT_CHARACTERS, Traffic
from tests.contract.playground.small_app import Json, SmallApp
from tests.contract.playground.views import section

ADA, GENERAL = "U0ADA", "C0GENERAL"


async def all_of(slack: PlaygroundServer) -> list[Json]:
    async with ClientSession() as http, http.get(f"{slack.url}/playground/traffic") as response:
        found: list[Json] = (await response.json())["traffic"]
        return found


async def events(slack: PlaygroundServer) -> AsyncIterator[Json]:
    """What an inspector would be shown."""
    url = f"{slack.url}/playground/traffic/events"
    async with ClientSession() as http, http.get(url, timeout=ClientTimeout(total=5)) as stream:
        async for line in stream.content:
            if line.startswith(b"data: "):
                yield json.loads(line[6:])


def shown(traffic: list[Json]) -> list[tuple[Any, ...]]:
    return [(each["direction"], each["name"], each["note"]) for each in traffic]


async def test_an_exchange_has_both_sides_its_outcome_and_how_long_it_took(
    slack: PlaygroundServer, app: SmallApp
) -> None:
    await slack.actions.command(ADA, GENERAL, "/work help")
    with pytest.raises(SlackApiError):
        await app.client.chat_postMessage(channel=ADA, text="x", blocks=[section("")])
    command, call = (await all_of(slack))[-2:]
    assert shown([command, call]) == [("in", "/work", ""), ("out", "chat.postMessage", "invalid_blocks")]
    assert (command["request"]["text"], call["request"]["text"]) == ("help", "x")
    assert call["answer"]["error"] == "invalid_blocks"
    for each in (command, call):
        assert 0 <= each["milliseconds"] < 5000


async def test_tokens_are_not_in_it_wherever_they_stand(slack: PlaygroundServer, app: SmallApp) -> None:
    await slack.actions.command(ADA, GENERAL, "/work start xoxb-1234-abcDEF xapp-1-A0B-9")
    async with ClientSession() as http:
        form = {"token": slack.bot_token, "channel": ADA, "text": f"it is {slack.app_token}"}
        await http.post(f"{slack.api_url}chat.postMessage", data=form)
        await http.post(f"{slack.api_url}auth.test", data={"token": "not a token of ours"})
    text = json.dumps(await all_of(slack))
    for secret in (slack.bot_token, slack.app_token, "xoxb-1234", "xapp-1-A0B", "playground-verification"):
        assert secret not in text
    assert "not a token of ours" not in text
    assert "it is [token]" in text


async def test_what_is_new_comes_by_itself(slack: PlaygroundServer, client: AsyncWebClient) -> None:
    await client.auth_test()
    stream = events(slack)
    first = await anext(stream)
    assert [each["name"] for each in first["traffic"]] == ["auth.test"]
    await client.users_info(user=ADA)
    second = await anext(stream)
    assert [each["name"] for each in second["traffic"]] == ["users.info"]
    assert second["oldest"] == first["oldest"] == first["traffic"][0]["id"]


async def test_clearing_empties_it_for_everybody(slack: PlaygroundServer, client: AsyncWebClient) -> None:
    await client.auth_test()
    stream = events(slack)
    last = (await anext(stream))["traffic"][-1]["id"]
    async with ClientSession() as http, http.delete(f"{slack.url}/playground/traffic") as response:
        assert (await response.json())["ok"]
    assert await anext(stream) == {"oldest": last + 1, "traffic": []}
    assert await all_of(slack) == []


def test_only_so_many_exchanges_are_kept_the_oldest_going_first() -> None:
    traffic = Traffic()
    for number in range(KEPT + 5):
        traffic.record(0, "out", "auth.test", {"number": number}, {})
    kept = traffic.latest()
    assert [kept[0]["request"], kept[-1]["request"]] == [{"number": 5}, {"number": KEPT + 4}]
    assert (len(kept), traffic.oldest_id) == (KEPT, 6)


def test_only_so_much_is_kept_however_large_each_is() -> None:
    traffic = Traffic()
    half = "x" * (KEPT_CHARACTERS // 2)
    for _ in range(3):
        traffic.record(0, "out", "chat.postMessage", half, None)
    assert [each["id"] for each in traffic.latest()] == [3]
    traffic.record(0, "out", "chat.postMessage", half * 3, None)
    assert traffic.latest() == []
    traffic.record(0, "out", "auth.test", {}, {})
    assert [each["id"] for each in traffic.latest()] == [5]
