"""The arguments of a Web API call, however the client sent them: form, query, or JSON."""

import json
from typing import Any

from aiohttp import web

from bot.playground.wire import Json, SlackError


class Arguments:
    """Typed access; what is missing or malformed raises SlackError as Slack words it."""

    def __init__(self, values: Json) -> None:
        self.values = values

    @classmethod
    async def read(cls, request: web.Request) -> "Arguments":
        """Raises SlackError `invalid_json`, `json_not_object`."""
        values: Json = dict(request.query)
        if request.content_type == "application/json":
            values |= _json_object(await request.text())
        elif request.method == "POST":
            values |= {
                name: value for name, value in (await request.post()).items() if isinstance(value, str)
            }
        return cls(values)

    def has(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        """Raises SlackError `invalid_arguments` when there is none."""
        if not self.text(name):
            raise SlackError("invalid_arguments", [f"missing required field: {name}"])
        return self.text(name)

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("1", "true")

    def whole(self, name: str, default: int, error: str) -> int:
        """A whole number. Raises SlackError `error` when it is none."""
        try:
            return int(self.text(name, str(default)))
        except ValueError:
            raise SlackError(error) from None

    def parsed(self, name: str, error: str) -> Any:
        """A value that forms send as JSON text; None when absent. Raises SlackError `error`."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(error, [f"must provide valid JSON [json-pointer:/{name}]"]) from None


def _json_object(text: str) -> Json:
    try:
        body = json.loads(text or "{}")
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(body, dict):
        raise SlackError("json_not_object")
    return body
