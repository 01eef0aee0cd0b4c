"""Inputs of modals, each with its field's name as `block_id` and `action_id`."""

from datetime import datetime

from slackblocks import DateTimePicker, DispatchActionConfiguration, InputBlock, PlainText, PlainTextInput

ON_ENTER = DispatchActionConfiguration("on_enter_pressed")


def text_input(
    field: str,
    label: str,
    limit: int,
    *,
    block_id: str | None = None,
    initial: str = "",
    placeholder: str | None = None,
    hint: str | None = None,
    multiline: bool = False,
    optional: bool = True,
    tells_changes: bool = False,
) -> InputBlock:
    """`tells_changes`: pressing Enter sends what was typed, and the modal stays open."""
    element = PlainTextInput(
        field,
        initial_value=initial or None,
        multiline=multiline,
        max_length=limit,
        dispatch_action_config=ON_ENTER if tells_changes else None,
        placeholder=placeholder and PlainText(placeholder),
    )
    return InputBlock(
        PlainText(label),
        element,
        dispatch_action=tells_changes,
        block_id=block_id or field,
        hint=hint and PlainText(hint),
        optional=optional,
    )


def instant_input(field: str, label: str, initial: datetime, *, block_id: str) -> InputBlock:
    """To the minute, by the reader's own clock; what is picked is sent, and the modal stays open."""
    element = DateTimePicker(field, initial_datetime=int(initial.timestamp()))
    return InputBlock(PlainText(label), element, dispatch_action=True, block_id=block_id)
