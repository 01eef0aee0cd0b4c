"""When something goes wrong, and what is to be read and closed."""

from bot.surface.lines import Code, Line

COULD_NOT_OPEN: Line = ("Slack did not open the form in time. Nothing was changed.",)


def database_away(reference: str) -> Line:
    return (
        "I cannot reach my records right now, and nothing was changed. Try again in a minute. "
        f"Reference: {reference}.",
    )


def unexpected(reference: str) -> Line:
    return (f"That did not work, and nothing was changed. Reference: {reference}.",)


INCOMPLETE: Line = ("Slack did not say which workspace or person this comes from. Nothing was changed.",)
NOT_UNDERSTOOD: Line = (
    "I do not know what to do with that, and nothing was changed. ",
    Code("/work help"),
    " shows what I know.",
)
WAYS_OUT: Line = (Code("/work"), " shows what you can do now.")

NOTICE_TITLE, NOTICE_CLOSE = "Nothing was changed", "Close"
UNEXPECTED_TITLE = "That did not work"
LOG_TITLE, HELP_TITLE, PRESENT_TITLE = "Today", "Help", "Your session"
