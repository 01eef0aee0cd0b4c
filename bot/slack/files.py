"""Sending a file into a person's DM, by Slack's external upload."""

from copy import copy

from slack_sdk.errors import SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.person import Owner
from bot.slack.client import FAILURES, open_session

UPLOAD_WITHIN = 300.0  # seconds: the record of years over a slow line
UPLOAD_FAILURES = (*FAILURES, SlackRequestError)  # the SDK's own, where the upload itself is not taken


async def send_file(client: AsyncWebClient, owner: Owner, *, name: str, content: bytes, comment: str) -> None:
    """Raises one of UPLOAD_FAILURES."""
    # Unlike chat.postMessage, the upload takes no person's id for their DM.
    opened = await client.conversations_open(users=owner.user_id)
    uploading = copy(client)
    async with open_session(UPLOAD_WITHIN) as uploading.session:
        await uploading.files_upload_v2(
            channel=opened["channel"]["id"],
            filename=name,
            title=name,
            content=content,
            initial_comment=comment,
        )
