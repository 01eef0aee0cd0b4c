"""The command `/work`."""

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from bot import surface
from bot.domain.change import Source
from bot.listeners.answers import as_answer
from bot.listeners.modals import open_modal
from bot.listeners.requests import read_line
from bot.listeners.sending import send_to_dm
from bot.listeners.services import Body, Services
from bot.surface import Asked
from bot.surface.ids import COMMAND


def register(app: AsyncApp, services: Services) -> None:
    async def work(ack: AsyncAck, body: Body) -> BoltResponse:
        call = services.call(body, Source.COMMAND)
        act, person = await read_line(services, call, str(body.get("text") or ""))
        outcome = await services.act(call, act)
        if isinstance(outcome, Asked):
            open_modal(services, body, outcome, person)
            return await ack()
        outcome = send_to_dm(services, body, outcome, person)
        return await ack(response_type="ephemeral", **as_answer(surface.message(outcome, person)))

    app.command(COMMAND)(work)
