"""Deleting everything that is kept about a person."""

from bot.surface.lines import Code, Line, Task

FORGET_TITLE, FORGET_SUBMIT, FORGET_CLOSE = "Forget me", "Delete", "Keep everything"
FORGET_BUTTON = "Forget me"
FORGET_WORDS = "forget me"
FORGET_LABEL = f"Type “{FORGET_WORDS}” to confirm"
FORGET_DELETES: Line = (
    "This deletes everything I keep about you: sessions, breaks, reflections, history, settings.",
)
FORGET_EXPORTS: Line = (
    "Your export comes into your messages with me first. If it cannot be sent, nothing is deleted.",
)
FORGET_IS_FINAL: Line = ("It cannot be undone. The messages I wrote to you stay in Slack.",)
FORGET_QUESTION: Line = ("Everything I keep about you can be deleted; the button asks you to confirm it.",)
FORGET_NOT_CONFIRMED: Line = (f"Write “{FORGET_WORDS}” here to delete it all, or keep everything.",)
FORGET_EXPORTS_NOW: Line = (
    "Your export is on its way. Once it is in your messages with me, I delete everything and say so there.",
)
FORGET_DELETES_NOW: Line = ("Everything is being deleted; I say so in your messages with me.",)
FORGOTTEN: Line = ("Everything I kept about you is deleted; ", Code("/work start"), " begins anew.")
FORGET_NOT_SENT: Line = (
    "I could not send you the export, so nothing was deleted. Try ",
    Code("/work forget me"),
    " again in a minute.",
)
FORGET_CHANGED: Line = (
    "Your record changed while the export was on its way, so nothing was deleted. Try ",
    Code("/work forget me"),
    " again.",
)
FORGET_FAILED: Line = (
    "I could not delete your records. Try ",
    Code("/work forget me"),
    " again in a minute.",
)


def forget_running(task: str) -> Line:
    named: Line = (Task(task),) if task else ("Your session",)
    return (*named, " is still running, and is deleted too.")
