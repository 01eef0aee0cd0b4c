"""A modal about the record while it is filled in: it shows what saving would change."""

from collections.abc import Callable

from bot import surface, workday
from bot.domain.change import Source
from bot.domain.errors import Outdated, SomeoneElses
from bot.domain.person import Person
from bot.domain.session import WorkSession
from bot.listeners.services import Body, Services
from bot.store import Transaction
from bot.surface import View
from bot.surface.ids import CallbackId
from bot.surface.values import EditMemory, MalformedValue
from bot.workday import Call

Preview = Callable[[Transaction, Call, View, WorkSession, Person], View]


def _edit(tx: Transaction, call: Call, view: View, session: WorkSession, person: Person) -> View:
    try:
        draft = surface.draft_so_far(view, session, person, call.now)
    except Outdated:
        return surface.preview_edit(view, session, person, call.now)
    why = workday.overlap_of(tx, call, session, draft)
    return surface.preview_edit(view, session, person, call.now, why)


def _stop(_tx: Transaction, call: Call, view: View, session: WorkSession, person: Person) -> View:
    return surface.preview_stop(view, session, person, call.now)


PREVIEWS: dict[str, Preview] = {CallbackId.EDIT: _edit, CallbackId.STOP: _stop}


def preview(services: Services, body: Body) -> None:
    """Have an open modal show the consequences of what it holds; most have none."""
    shown_by = PREVIEWS.get(str(body["view"].get("callback_id")))
    if shown_by:
        services.background.start("views.update", _preview(services, body, shown_by))


async def _preview(services: Services, body: Body, shown_by: Preview) -> None:
    view = body["view"]
    call = services.call(body, Source.MODAL)
    person = await services.people.person(call.owner)
    try:
        memory = EditMemory.decode(view.get("private_metadata"))
        shown = await services.store.run(
            lambda tx: shown_by(tx, call, view, workday.own_session(tx, call, memory.session_id), person)
        )
    except (MalformedValue, Outdated, SomeoneElses):
        return  # saving will say so
    await services.client.views_update(view_id=view.get("id"), hash=view.get("hash"), view=shown)
