"""Everything a person can do, in one place: the page, scripts and tests all act through this."""

from typing import Any

from bot.playground import clicking, modals, saying, shortcuts
from bot.playground.asking import message_of, modal_of, view_of
from bot.playground.finding import by_ids, by_label
from bot.playground.slack import Slack
from bot.playground.state import STATEFUL
from bot.playground.wire import Json, RefusedError

Values = dict[str, Json]


class Actions:
    """Each method returns after the app acknowledged.

    All raise RefusedError where a person cannot do that, or where the app failed and Slack told the person.
    """

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def command(self, person: str, channel: str, text: str) -> Json:
        return await saying.command(self._slack, person, channel, text)

    async def message(self, person: str, channel: str, text: str) -> Json:
        return await saying.message(self._slack, person, channel, text)

    async def open_home(self, person: str, tab: str = "home") -> Json:
        return await saying.open_home(self._slack, person, tab)

    async def click(
        self,
        person: str,
        label: str,
        option: str | None = None,
        *,
        where: str | None = None,
        channel: str | None = None,
    ) -> Json:
        """Clicks the newest visible thing that says `label`; `where` is `modal`, `message` or `home`."""
        found = by_label(self._slack, person, label, where, channel)
        if found.element["type"] in STATEFUL and option is None and found.option is None:
            raise RefusedError("option_missing", f"Which option of {label!r}?")
        return await clicking.click(self._slack, person, found, option)

    async def click_in_message(
        self, person: str, channel: str, ts: str, block_id: str, action_id: str, selected: Any = None
    ) -> Json:
        message = message_of(self._slack, person, channel, ts)
        found = by_ids(message, block_id, action_id)
        return await clicking.click(self._slack, person, found, selected)

    async def click_in_view(
        self,
        person: str,
        view_id: str,
        block_id: str,
        action_id: str,
        selected: Any = None,
        values: Values | None = None,
    ) -> Json:
        """`values` is what stands in the other fields at that moment."""
        view = view_of(self._slack, person, view_id)
        modals.fill_in(view, values or {}, {})
        found = by_ids(view, block_id, action_id)
        return await clicking.click(self._slack, person, found, selected)

    async def shortcut(
        self, person: str, callback_id: str, channel: str | None = None, ts: str | None = None
    ) -> Json:
        """A message's shortcut takes `channel` and `ts`, a global one neither."""
        return await shortcuts.shortcut(self._slack, person, callback_id, channel, ts)

    async def submit(
        self,
        person: str,
        fields: dict[str, Any] | None = None,
        *,
        values: Values | None = None,
        view_id: str | None = None,
    ) -> Json:
        """Fills in and submits a modal (the one on top), fields by label or values by ids."""
        view = modal_of(self._slack, person, view_id)
        modals.fill_in(view, values or {}, fields or {})
        return await modals.submit(self._slack, person, view)

    async def close(self, person: str, view_id: str | None = None) -> Json:
        return await modals.close(self._slack, person, modal_of(self._slack, person, view_id))
