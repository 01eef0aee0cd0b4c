"""How an answer travels, as Slack allows it: to where a click came from, or into the DM."""

from dataclasses import dataclass
from typing import Any

from bot import surface, workday
from bot.domain.card import CardKind
from bot.domain.looking_back import LogShown
from bot.domain.outcomes import (
    CancelAsked,
    Cancelled,
    Edited,
    HelpAsked,
    Muted,
    Outcome,
    PauseInserted,
    Present,
    Undone,
)
from bot.domain.person import Person
from bot.listeners.services import Body, Services
from bot.slack.client import answer_at
from bot.store import Transaction
from bot.workday import Call

MORE_THAN_A_CARD = CancelAsked | Cancelled | Edited | HelpAsked | LogShown | Muted | PauseInserted | Undone


@dataclass(frozen=True, slots=True)
class Place:
    """Where a click came from: an ephemeral message, a message in the DM, or the Home tab (neither)."""

    response_url: str | None = None
    channel_id: str | None = None
    message_ts: str | None = None

    @property
    def is_home(self) -> bool:
        return self.response_url is None and self.message_ts is None


def read_place(body: Body) -> Place:
    """Slack says `message` in the body of a click on a real message, and nothing on an ephemeral one."""
    container = body.get("container") or {}
    response_url = body.get("response_url")
    if container.get("is_ephemeral", "message" not in body) and response_url:
        return Place(response_url=response_url)
    channel_id = container.get("channel_id") or (body.get("channel") or {}).get("id")
    message_ts = container.get("message_ts") or (body.get("message") or {}).get("ts")
    return Place(channel_id=channel_id, message_ts=message_ts) if channel_id and message_ts else Place()


def mark_place(tx: Transaction, call: Call, place: Place) -> Present | None:
    """Have the card that was clicked show the truth again, whatever the click did.

    A message or Home is repaired by the tick; an ephemeral message is answered by `answer_click`. A message
    that no card knows becomes one while a session is running. Else the present state is to be shown there
    by `show_present`, once: a card that shows no session would be kept about the person for nothing.
    """
    if place.is_home:
        workday.show_home(tx, call)
    elif place.channel_id and place.message_ts:
        if tx.refresh_message(call.owner, place.channel_id, place.message_ts, call.now):
            return None
        present = workday.present(tx, call)
        if present.session is None:
            return present
        tx.add_card(
            call.owner,
            CardKind.MESSAGE,
            session_id=present.session.id,
            sequence=present.session.version,
            channel_id=place.channel_id,
            message_ts=place.message_ts,
            due_at=call.now,
        )
    return None


def show_present(services: Services, place: Place, present: Present, person: Person) -> None:
    """Replace a message in the DM that no card knows."""
    message = surface.message(present, person)
    services.background.start("chat.update", _update(services, place, message))


def answer_click(services: Services, place: Place, outcome: Outcome, person: Person) -> None:
    """Answer a click whose card cannot be repaired by the tick, or whose answer is more than a card."""
    if place.response_url:
        message = surface.message(outcome, person)
        services.background.start("response_url", _replace(services, place.response_url, message))
    elif isinstance(outcome, LogShown) and place.message_ts:
        message = surface.message(outcome, person)
        services.background.start("chat.update", _update(services, place, message))
    elif isinstance(outcome, MORE_THAN_A_CARD):
        post_to_dm(services, person, surface.message(outcome, person))


def refuse_beside(services: Services, body: Body, outcome: Outcome, person: Person) -> None:
    """Refuse a click on what belongs to someone else, and leave it as it is."""
    message = surface.message(outcome, person)
    services.background.start("refusal", say_beside(services, body, person.owner.user_id, message))


def post_to_dm(services: Services, person: Person, message: surface.Message) -> None:
    services.background.start("chat.postMessage", post(services, person.owner.user_id, message))


async def say_beside(services: Services, body: Body, user_id: str, message: surface.Message) -> None:
    """Say something to one person next to what was clicked, which stays as it is; from Home, in the DM."""
    response_url = body.get("response_url")
    if response_url:
        answer = {"response_type": "ephemeral", "replace_original": False, **as_answer(message)}
        await answer_at(response_url, services.http, answer, services.telemetry)
    else:
        await post(services, user_id, message)


async def _replace(services: Services, response_url: str, message: surface.Message) -> None:
    answer = {"replace_original": True, **as_answer(message)}
    await answer_at(response_url, services.http, answer, services.telemetry)


async def _update(services: Services, place: Place, message: surface.Message) -> None:
    """For a message in the DM that is no card: nothing but its own buttons changes it."""
    await services.client.chat_update(
        channel=str(place.channel_id), ts=str(place.message_ts), text=message.text, blocks=message.blocks
    )


async def post(services: Services, channel: str, message: surface.Message) -> None:
    """Post to a channel, or to a person's DM by their user id: Slack opens it by itself."""
    await services.client.chat_postMessage(
        channel=channel,
        text=message.text,
        blocks=message.blocks,
        unfurl_links=False,
        unfurl_media=False,
    )


def as_answer(message: surface.Message) -> dict[str, Any]:
    """The fields that an ack or a `response_url` takes."""
    return {"text": message.text, "blocks": message.blocks}
