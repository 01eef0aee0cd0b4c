"""Shortcuts: from anywhere in Slack to the start modal."""

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from bot import workday
from bot.domain.change import Source
from bot.listeners.modals import open_modal
from bot.listeners.services import Body, Services
from bot.surface.ids import ShortcutId


def register(app: AsyncApp, services: Services) -> None:
    async def start_work(ack: AsyncAck, body: Body) -> BoltResponse:
        call = services.call(body, Source.BUTTON)
        person = await services.people.person(call.owner)
        asked = await services.act(lambda tx: workday.ask_start(tx, call))
        open_modal(services, body, asked, person)
        return await ack()

    app.global_shortcut(ShortcutId.START_WORK)(start_work)
