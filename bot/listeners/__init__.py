"""What Bolt calls: each listener reads the request, lets a use case act, and answers. Nothing else."""

from slack_bolt.app.async_app import AsyncApp

from bot.listeners import actions, commands, errors, events, shortcuts, views
from bot.listeners.services import Services


def register(app: AsyncApp, services: Services) -> None:
    """Register every listener; `/work` first, since Bolt tries them in this order."""
    for module in (commands, actions, views, shortcuts, events, errors):
        module.register(app, services)
