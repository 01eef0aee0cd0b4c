"""The methods of the Web API that the playground speaks, by name."""

from bot.playground.methods import apps, chat, conversations, files, people, views
from bot.playground.methods.method import Method

METHODS: dict[str, Method] = {
    **apps.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **people.METHODS,
    **views.METHODS,
}

__all__ = ["METHODS", "Method"]
