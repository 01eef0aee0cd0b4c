"""Messages that Slack refused for good; said on Home, which may be the only place left."""

from bot.surface.lines import Line, Strong


def not_let_through(count: int) -> Line:
    return (
        *_what(count),
        " could not be delivered: Slack did not let me write to you. Your record is complete. "
        "Write “status” to me on the Messages tab. If no answer comes, tell whoever runs this app.",
    )


def not_taken(count: int) -> Line:
    return (
        *_what(count),
        " could not be delivered: Slack did not take it. Your record is complete, and the log shows it. "
        "Please tell whoever runs this app.",
    )


def _what(count: int) -> Line:
    return (Strong("A message" if count == 1 else f"{count} messages"),)
