"""The shape of what Slack sends, as far as Bolt and the listeners rely on it.

Bolt looks into payloads before any listener or error listener is called, and takes their shape for granted.
"""

import json
import logging
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

logger = logging.getLogger(__name__)

# What becomes a key of ours, or goes back to Slack as one of Slack's. PostgreSQL takes no NUL, and its
# indexes take no text of thousands of characters.
_Id = Annotated[str, Field(max_length=255, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class _Named(_Part):
    id: _Id | None = None
    team_id: _Id | None = None
    enterprise_id: _Id | None = None


class _Message(_Part):
    ts: _Id | None = None
    user: _Id | None = None
    thread_ts: _Id | None = None


class _Container(_Part):
    channel_id: _Id | None = None
    message_ts: _Id | None = None
    is_ephemeral: bool | None = None


class _View(_Part):
    type: str
    id: _Id | None = None
    callback_id: _Id | None = None
    private_metadata: str | None = None
    app_installed_team_id: _Id | None = None


class _Action(_Part):
    action_id: _Id
    type: str | None = None
    block_id: _Id | None = None
    value: str | None = None


class _Event(_Part):
    type: str
    subtype: str | None = None
    id: _Id | None = None
    user: _Id | None = None
    team_id: _Id | None = None
    text: str | None = None
    channel: _Id | None = None
    channel_type: str | None = None
    bot_id: _Id | None = None
    team: _Id | None = None
    tab: str | None = None
    message: _Message | None = None
    previous_message: _Message | None = None
    view: _View | None = None


class _Payload(_Part):
    type: str | None = None
    command: str | None = None
    text: str | None = None
    user_id: _Id | None = None
    team_id: _Id | None = None
    enterprise_id: _Id | None = None
    context_enterprise_id: _Id | None = None
    channel_id: _Id | None = None
    response_url: str | None = None
    trigger_id: _Id | None = None
    event_id: _Id | None = None
    callback_id: _Id | None = None
    user: _Named | None = None
    team: _Named | None = None
    enterprise: _Named | None = None
    channel: _Named | None = None
    message: _Message | None = None
    container: _Container | None = None
    view: _View | None = None
    event: _Event | None = None
    actions: Annotated[list[_Action], Field(min_length=1)] | None = None
    authorizations: list[_Named] | None = None
    response_urls: list[dict[str, Any]] | None = None


def read_payload(body: dict[str, Any]) -> dict[str, Any] | None:
    """The body without what is null, which Slack means as missing; None if it is not of Slack's shape."""
    given = {name: value for name, value in body.items() if value is not None}
    try:
        _Payload.model_validate(given)
        json.dumps(given, ensure_ascii=False).encode()  # no lone surrogates
    except ValidationError as wrong:
        places = {".".join(map(str, problem["loc"])) for problem in wrong.errors(include_input=False)}
        logger.warning("a request that is not of Slack's shape: %s", ", ".join(sorted(places)))
        return None
    except UnicodeEncodeError:
        logger.warning("a request with text that is no Unicode")
        return None
    return given
