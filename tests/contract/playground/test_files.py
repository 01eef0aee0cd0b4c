"""Files of the app: announced, uploaded once, shared into a conversation; refused as Slack refuses them."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.server import PlaygroundServer

DIRECT, GENERAL = "D0ADA", "C0GENERAL"


async def error(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def get(url: str) -> tuple[int, bytes, str]:
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        return answer.status, await answer.read(), answer.headers.get("Content-Disposition", "")


async def post(url: str, data: Any) -> int:
    async with aiohttp.ClientSession() as http, http.post(url, data=data) as answer:
        return answer.status


async def test_a_file_is_uploaded_shared_and_can_be_saved(
    client: AsyncWebClient, slack: PlaygroundServer
) -> None:
    shared = await client.files_upload_v2(
        channel=DIRECT, filename="Woche 47 ü.csv", content="a,b", title="Week", initial_comment="Here"
    )
    message = slack.workspace.conversations[DIRECT].messages[-1]
    assert (message.text, message.files) == ("Here", shared["files"])
    status, content, disposition = await get(slack.url + message.files[0]["url_private_download"])
    assert (status, content) == (200, b"a,b")
    assert disposition == "attachment; filename*=UTF-8''Woche%2047%20%C3%BC.csv"


async def test_a_form_with_the_file_is_taken_too(client: AsyncWebClient) -> None:
    announced = await client.files_getUploadURLExternal(filename="a.csv", length=3)
    form = aiohttp.FormData()
    form.add_field("file", b"a,b", filename="a.csv")
    assert await post(announced["upload_url"], form) == 200
    files: Any = [{"id": announced["file_id"]}]
    assert (await client.files_completeUploadExternal(files=files, channel_id=DIRECT))["ok"]


async def test_an_address_takes_the_announced_length_once(client: AsyncWebClient) -> None:
    announced = await client.files_getUploadURLExternal(filename="a.csv", length=3)
    assert await post(announced["upload_url"], b"a,b,c") == 400
    assert await post(announced["upload_url"], b"a,b") == 200
    assert await post(announced["upload_url"], b"a,b") == 400
    assert await post(announced["upload_url"] + "x", b"a,b") == 400


async def test_what_cannot_be_shared_is_called_so(client: AsyncWebClient, slack: PlaygroundServer) -> None:
    announced = await client.files_getUploadURLExternal(filename="a.csv", length=3)
    files: Any = [{"id": announced["file_id"], "title": "A"}]
    assert (
        await error(client.files_completeUploadExternal(files=files, channel_id=DIRECT)) == "file_not_found"
    )
    await post(announced["upload_url"], b"a,b")
    for channel, refused in (("U0ADA", "channel_not_found"), (GENERAL, "not_in_channel")):
        assert await error(client.files_completeUploadExternal(files=files, channel_id=channel)) == refused
    assert await error(client.files_completeUploadExternal(files=[])) == "invalid_arguments"
    assert (await get(f"{slack.url}/playground/files/{announced['file_id']}"))[0] == 404
    assert (await client.files_completeUploadExternal(files=files, channel_id=DIRECT))["ok"]
    assert (
        await error(client.files_completeUploadExternal(files=files, channel_id=DIRECT)) == "file_not_found"
    )


@pytest.mark.parametrize("length", [0, -1, "x", 2**40])
async def test_a_length_has_to_make_sense(client: AsyncWebClient, length: Any) -> None:
    assert await error(client.files_getUploadURLExternal(filename="a", length=length)) == "invalid_arguments"
