"""What the use cases answer; the only thing that the surface renders.

Every outcome carries the instant it speaks of, so that whatever renders it needs no clock.
"""

from bot.domain.outcomes.asked import (
    BackAsked,
    CancelAsked,
    CheckoutAsked,
    EditAsked,
    NextTask,
    PauseAsked,
    SettingsAsked,
    StartAsked,
    StopAsked,
)
from bot.domain.outcomes.changed import (
    Cancelled,
    Edited,
    Finished,
    Muted,
    Paused,
    PauseInserted,
    Resumed,
    SettingsSaved,
    Snoozed,
    Started,
    Undone,
)
from bot.domain.outcomes.outcome import Outcome
from bot.domain.outcomes.shown import (
    CardMoved,
    HelpAsked,
    HomeShown,
    JournalShown,
    LeftOpen,
    PauseOver,
    PauseReminder,
    Present,
    Refused,
    Summary,
    TakenBack,
)

__all__ = [
    "BackAsked",
    "CancelAsked",
    "Cancelled",
    "CardMoved",
    "CheckoutAsked",
    "EditAsked",
    "Edited",
    "Finished",
    "HelpAsked",
    "HomeShown",
    "JournalShown",
    "LeftOpen",
    "Muted",
    "NextTask",
    "Outcome",
    "PauseAsked",
    "PauseInserted",
    "PauseOver",
    "PauseReminder",
    "Paused",
    "Present",
    "Refused",
    "Resumed",
    "SettingsAsked",
    "SettingsSaved",
    "Snoozed",
    "StartAsked",
    "Started",
    "StopAsked",
    "Summary",
    "TakenBack",
    "Undone",
]
