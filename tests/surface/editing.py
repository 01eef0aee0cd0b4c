"""Filling in the edit modal as a person does, and sessions worth editing."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.checkout import Checkout
from bot.domain.corrections import PauseDraft, SessionDraft
from bot.domain.outcomes import EditAsked
from bot.domain.pause import Boundary
from bot.domain.reflection import Reflection
from bot.domain.session import WorkSession
from bot.surface import edit_modal
from bot.surface.edit_form import read_edit
from bot.surface.fields import FieldErrors
from tests.surface.gallery import ADA, READER, at

NOW = at(480.5)  # 17:15:30 in Berlin


def running() -> WorkSession:
    """From 9:15:12, a coffee from 10:10:20 to 10:18:40, on a break since 12:05:50."""
    session = WorkSession("S1", ADA, "report", Boundary(at(0.2)))
    rested = session.pause(at(55) + timedelta(seconds=20), "coffee").resume(at(63) + timedelta(seconds=40))
    return rested.pause(at(170) + timedelta(seconds=50), "lunch")


def ended() -> WorkSession:
    """The same, back at 12:45:05, finished at 16:45:45 with a Keep."""
    resumed = running().resume(at(210) + timedelta(seconds=5))
    return resumed.finish(at(450) + timedelta(seconds=45), Checkout(reflection=Reflection(keep="good")))


def of_many_breaks(count: int) -> WorkSession:
    """Breaks of a minute, every four minutes."""
    session = WorkSession("S1", ADA, "report", Boundary(at(0)))
    for number in range(count):
        session = session.pause(at(4 * number + 1)).resume(at(4 * number + 2))
    return session


def opened(session: WorkSession, now: datetime = NOW, draft: SessionDraft | None = None) -> Any:
    return edit_modal(EditAsked(now=now, session=session), READER, draft)


def filled(view: Any, **fields: str | datetime) -> Any:
    """The view as Slack sends it back, with these fields filled and the others as they were first shown."""
    inputs = {block["element"]["action_id"]: block for block in view["blocks"] if block["type"] == "input"}
    assert set(fields) <= set(inputs)
    values = {
        block["block_id"]: {field: _state(block["element"], fields.get(field))}
        for field, block in inputs.items()
    }
    return {**view, "state": {"values": values}}


def _state(element: dict[str, Any], value: str | datetime | None) -> dict[str, Any]:
    if element["type"] == "datetimepicker":
        picked = int(value.timestamp()) if isinstance(value, datetime) else element["initial_date_time"]
        return {"type": element["type"], "selected_date_time": picked}
    typed = element.get("initial_value") if value is None else value or None
    return {"type": element["type"], "value": typed}


def drafted(session: WorkSession, now: datetime = NOW, /, **fields: str | datetime) -> SessionDraft:
    return read_edit(filled(opened(session, now), **fields), session, READER, now)


def wrong(session: WorkSession, now: datetime = NOW, /, **fields: str | datetime) -> dict[str, str]:
    """What is said, by field."""
    with pytest.raises(FieldErrors) as caught:
        drafted(session, now, **fields)
    return {block_id.partition(".")[0]: said for block_id, said in caught.value.errors.items()}


def break_of(draft: SessionDraft, number: int | None) -> PauseDraft:
    return next(each for each in draft.pauses if each.number == number)
