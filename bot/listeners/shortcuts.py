"""Shortcuts: from anywhere in Slack to the start modal."""

from dataclasses import replace

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from bot import workday
from bot.domain.change import Source
from bot.domain.outcomes import StartAsked
from bot.domain.person import Person
from bot.domain.text import as_task, is_link
from bot.listeners.modals import open_modal, show_modal
from bot.listeners.services import Body, Services
from bot.slack.permalinks import permalink
from bot.surface.ids import ShortcutId
from bot.surface.incoming import plain_text


def register(app: AsyncApp, services: Services) -> None:
    async def start_work(ack: AsyncAck, body: Body) -> BoltResponse:
        call = services.call(body, Source.BUTTON)
        person = await services.people.person(call.owner)
        asked = await services.act(call, workday.ask_start)
        open_modal(services, body, asked, person)
        return await ack()

    async def track_message(ack: AsyncAck, body: Body) -> BoltResponse:
        call = services.call(body, Source.BUTTON)
        person = await services.people.person(call.owner)
        task = as_task(plain_text(str((body.get("message") or {}).get("text") or "")))
        asked = await services.act(call, lambda tx, call: workday.ask_start(tx, call, task))
        services.background.start("views.open", _show_linked(services, body, asked, person))
        return await ack()

    app.global_shortcut(ShortcutId.START_WORK)(start_work)
    app.message_shortcut(ShortcutId.TRACK_MESSAGE)(track_message)


async def _show_linked(services: Services, body: Body, asked: StartAsked, person: Person) -> None:
    """Open the start modal with the way back to the message, or without it if Slack does not tell it."""
    channel, message = body.get("channel") or {}, body.get("message") or {}
    link = await permalink(services.client, str(channel.get("id")), str(message.get("ts")))
    if link and is_link(link):
        asked = replace(asked, source_url=link)
    await show_modal(services, body, asked, person)
