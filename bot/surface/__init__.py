"""What a person sees in Slack: outcomes become Block Kit, submitted modals become values."""

from bot.surface.blocks import Message, View
from bot.surface.message import (
    Asked,
    checkout_modal,
    could_not_open,
    draft_so_far,
    edit_modal,
    forget_modal,
    home,
    journal_modal,
    message,
    notice_modal,
    preview_edit,
    preview_stop,
    settings_modal,
    since_modal,
    start_modal,
    stop_modal,
)

__all__ = [
    "Asked",
    "Message",
    "View",
    "checkout_modal",
    "could_not_open",
    "draft_so_far",
    "edit_modal",
    "forget_modal",
    "home",
    "journal_modal",
    "message",
    "notice_modal",
    "preview_edit",
    "preview_stop",
    "settings_modal",
    "since_modal",
    "start_modal",
    "stop_modal",
]
