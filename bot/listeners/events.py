"""Events: the Home tab was opened; somebody wrote in the DM with the app."""

from slack_bolt.app.async_app import AsyncApp

from bot import surface, workday
from bot.domain.change import Source
from bot.domain.looking_back import ExportSent, ReportSent
from bot.domain.outcomes import Outcome, Paused, Present, Resumed, Started
from bot.listeners.answers import post_to_dm
from bot.listeners.requests import read_line
from bot.listeners.sending import send_to_dm
from bot.listeners.services import Body, Services


def register(app: AsyncApp, services: Services) -> None:
    async def home_opened(body: Body) -> None:
        if body["event"].get("tab", "home") != "home":
            return
        call = services.call(body, Source.BUTTON)
        await services.people.person_with_timezone(call.owner)
        await services.act(call, workday.show_home)

    async def message(body: Body) -> None:
        event = body["event"]
        # Bots (this one too) and edits, joins and the like are not somebody talking to the app.
        if event.get("channel_type") != "im" or event.get("subtype") or event.get("bot_id"):
            return
        call = services.call(body, Source.MESSAGE)
        act, person = await read_line(services, call, str(event.get("text") or ""))
        outcome = await services.act(call, lambda tx, call: workday.once(tx, call, act))
        if outcome is None or _is_answered_by_card(outcome):
            return
        said = send_to_dm(services, body, outcome, person)
        if not isinstance(said, ReportSent) and not (isinstance(said, ExportSent) and said.count):
            post_to_dm(services, person, surface.message(said, person))

    app.event("app_home_opened")(home_opened)
    app.event("message")(message)


def _is_answered_by_card(outcome: Outcome) -> bool:
    if isinstance(outcome, Present):
        return outcome.session is not None
    return isinstance(outcome, Started | Paused | Resumed)
