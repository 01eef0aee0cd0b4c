"""Sending a file into a person's DM, by Slack's external upload."""

from io import SEEK_END
from typing import BinaryIO

from aiohttp import ClientTimeout
from slack_sdk.errors import SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.person import Owner
from bot.slack.client import FAILURES

UPLOAD_WITHIN = 300.0  # seconds: the record of years over a slow line
UPLOAD_FAILURES = (*FAILURES, SlackRequestError)  # where the upload itself is not taken


async def send_file(client: AsyncWebClient, owner: Owner, *, name: str, file: BinaryIO, comment: str) -> None:
    """Send all of `file`, which is read piece by piece. Raises one of UPLOAD_FAILURES."""
    # Unlike chat.postMessage, the upload takes no person's id for their DM.
    opened = await client.conversations_open(users=owner.user_id)
    length = file.seek(0, SEEK_END)
    place = await client.files_getUploadURLExternal(filename=name, length=length)
    await _upload(client, place["upload_url"], file)
    await client.files_completeUploadExternal(
        files=[{"id": place["file_id"], "title": name}],
        channel_id=opened["channel"]["id"],
        initial_comment=comment,
    )


async def _upload(client: AsyncWebClient, url: str, file: BinaryIO) -> None:
    # Not by files_upload_v2, which reads the whole file before it sends it.
    file.seek(0)
    session = client.session
    assert session is not None  # noqa: S101 - every client of ours has one
    within = ClientTimeout(total=UPLOAD_WITHIN)
    async with session.post(
        url, data=file, timeout=within, proxy=client.proxy, ssl=client.ssl or True
    ) as answer:
        if answer.status != 200:
            raise SlackRequestError(f"the upload was answered {answer.status}")
