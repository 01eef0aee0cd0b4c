"""files.*: the external upload, in its two calls; the upload itself is in `uploads`."""

from typing import Any

from bot.playground import posting
from bot.playground.arguments import Arguments
from bot.playground.methods.method import Method
from bot.playground.slack import Slack
from bot.playground.uploads import LARGEST_FILE, Upload
from bot.playground.wire import Json, SlackError
from bot.playground.workspace import BOT_USER_ID, Conversation


async def get_upload_url(slack: Slack, arguments: Arguments) -> Json:
    name = arguments.required("filename")
    arguments.required("length")
    length = arguments.whole("length", 0, "invalid_arguments")
    if not 0 < length <= LARGEST_FILE:
        raise SlackError("invalid_arguments", ["length is out of range [json-pointer:/length]"])
    upload = slack.uploads.announce(name, length)
    return {"upload_url": f"{slack.url}/upload/{upload.secret}", "file_id": upload.id}


async def complete_upload(slack: Slack, arguments: Arguments) -> Json:
    """Shares what was uploaded; a conversation is named by its id, a user's id is none."""
    given = arguments.parsed("files", "invalid_arguments")
    if not isinstance(given, list) or not given:
        raise SlackError("invalid_arguments", ["missing required field: files"])
    uploads = [_uploaded(slack, one) for one in given]
    conversation = _conversation(slack, arguments.text("channel_id")) if arguments.has("channel_id") else None
    for upload, one in zip(uploads, given, strict=True):
        upload.title = str(one.get("title") or upload.name)
    described = [upload.described() for upload in uploads]
    if conversation:
        for upload in uploads:
            upload.is_shared = True
        posting.post(slack, conversation.id, arguments.text("initial_comment"), None, files=described)
    return {"files": described}


def _uploaded(slack: Slack, one: Any) -> Upload:
    file_id = one.get("id") if isinstance(one, dict) else None
    upload = slack.uploads.complete(file_id) if isinstance(file_id, str) else None
    if upload is None:
        raise SlackError("file_not_found")
    return upload


def _conversation(slack: Slack, channel: str) -> Conversation:
    conversation = slack.workspace.conversations.get(channel)
    if conversation is None:
        raise SlackError("channel_not_found")
    if BOT_USER_ID not in conversation.members:
        raise SlackError("not_in_channel")
    return conversation


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, "files:write"),
    "files.completeUploadExternal": Method(complete_upload, "files:write"),
}
