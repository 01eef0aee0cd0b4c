"""What a person sees in Slack: outcomes become Block Kit, submitted modals become values."""

from bot.surface.blocks import Message, View
from bot.surface.message import (
    back_modal,
    checkout_modal,
    could_not_open,
    edit_modal,
    home,
    journal_modal,
    message,
    notice_modal,
    preview_edit,
    settings_modal,
    start_modal,
)

__all__ = [
    "Message",
    "View",
    "back_modal",
    "checkout_modal",
    "could_not_open",
    "edit_modal",
    "home",
    "journal_modal",
    "message",
    "notice_modal",
    "preview_edit",
    "settings_modal",
    "start_modal",
]
