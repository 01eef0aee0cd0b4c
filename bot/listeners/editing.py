"""The edit modal while it is filled in: it shows what saving would change."""

from bot import surface, workday
from bot.domain.change import Source
from bot.domain.errors import Outdated, SomeoneElses
from bot.listeners.services import Body, Services
from bot.surface.ids import CallbackId
from bot.surface.values import EditMemory, MalformedValue


def preview_edit(services: Services, body: Body) -> None:
    """Have an open edit modal show the consequences of what it holds; other modals have none."""
    if body["view"].get("callback_id") == CallbackId.EDIT:
        services.background.start("views.update", _preview(services, body))


async def _preview(services: Services, body: Body) -> None:
    view = body["view"]
    call = services.call(body, Source.MODAL)
    person = await services.people.person(call.owner)
    try:
        memory = EditMemory.decode(view.get("private_metadata"))
        session = await services.store.run(lambda tx: workday.own_session(tx, call, memory.session_id))
        shown = surface.preview_edit(view, session, person, call.now)
    except (MalformedValue, Outdated, SomeoneElses):
        return  # saving will say so
    await services.client.views_update(view_id=view.get("id"), hash=view.get("hash"), view=shown)
