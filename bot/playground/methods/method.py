"""What a method of the Web API is to the playground."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.playground.arguments import Arguments
from bot.playground.slack import Slack
from bot.playground.wire import Json


@dataclass(frozen=True)
class Method:
    """`answer` returns the body without `ok`, or raises SlackError; `scope` is needed whatever is asked."""

    answer: Callable[[Slack, Arguments], Awaitable[Json]]
    scope: str = ""
    for_app_token: bool = False
