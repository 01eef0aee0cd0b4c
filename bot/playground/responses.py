"""Messages that answer an interaction: in a command's acknowledgement, or through a response URL."""

import json

from aiohttp import web

from bot.playground import posting
from bot.playground.rules.messages import check_message, check_metadata
from bot.playground.slack import Slack
from bot.playground.tickets import ResponseUrl
from bot.playground.wire import Json, SlackError
from bot.playground.workspace import Message

RESPONSE_TYPES = ("ephemeral", "in_channel")


def answer_command(slack: Slack, person: str, channel: str, body: Json | str | None) -> None:
    """Shows what a command's acknowledgement says. Raises SlackError where Slack would refuse it."""
    if isinstance(body, str):
        body = {"text": body}
    if body and (body.get("text") or body.get("blocks")):
        _post(slack, person, channel, body)


def answer_through_url(slack: Slack, url: ResponseUrl, body: Json) -> None:
    """Posts, replaces or deletes as the app asks. Raises SlackError where Slack would refuse it.

    Without a click's message (a command's URL) there is nothing to replace: the answer is posted.
    """
    original = slack.workspace.message(url.channel, url.message_ts) if url.message_ts else None
    if body.get("delete_original") and original:
        posting.delete(slack, original)
    elif body.get("replace_original") and original:
        text, blocks = check_message(body)
        posting.edit(slack, original, text, blocks)
    else:
        _post(slack, url.person, url.channel, body)


def _post(slack: Slack, person: str, channel: str, body: Json) -> Message:
    response_type = body.get("response_type", "ephemeral")
    if response_type not in RESPONSE_TYPES:
        raise SlackError("invalid_response_type")
    text, blocks = check_message(body)
    only_for = None if response_type == "in_channel" else person
    return posting.post(
        slack,
        channel,
        text,
        blocks,
        only_for=only_for,
        thread_ts=body.get("thread_ts"),
        metadata=check_metadata(body.get("metadata")),
    )


async def serve_response_url(slack: Slack, request: web.Request) -> web.Response:
    """`POST /response/<kind>/<secret>`: answers `ok`, or an error as Slack words it."""
    text = await request.text()
    try:
        url = slack.response_urls.use(request.match_info["secret"])
        answer_through_url(slack, url, _json_object(text))
    except SlackError as refusal:
        return _refusal(slack, text, refusal)
    slack.traffic.record(slack.unix_now(), "out", "response_url", text, "ok")
    return web.Response(text="ok")


def _json_object(text: str) -> Json:
    try:
        body = json.loads(text)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise SlackError("invalid_payload")
    return body


def _refusal(slack: Slack, request: object, refusal: SlackError) -> web.Response:
    slack.traffic.record(slack.unix_now(), "out", "response_url", request, refusal.body(), refusal.error)
    gone = refusal.error in ("invalid_url", "expired_url", "used_url")
    return web.json_response(refusal.body(), status=404 if gone else 500)
