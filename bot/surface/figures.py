"""Durations, written one way everywhere: the same fact reads the same on every surface."""

from datetime import timedelta

from bot.domain.accounting import Account, whole_minutes
from bot.domain.report import Figures
from bot.surface.lines import Line, dotted


def duration(length: timedelta) -> str:
    """`2 h 05 min`, `45 min`, under a minute `40 s`; floored by the one rule."""
    hours, minutes = divmod(whole_minutes(length), 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min" if minutes else f"{length // timedelta(seconds=1)} s"


def exact(length: timedelta) -> str:
    """`6 h`, `1 h 30 min`, `45 s`: to the second and without zeros, as a person would type it."""
    minutes, seconds = divmod(length // timedelta(seconds=1), 60)
    hours, minutes = divmod(minutes, 60)
    counts = ((hours, "h"), (minutes, "min"), (seconds, "s"))
    return " ".join(f"{count} {unit}" for count, unit in counts if count)


def counted(count: int, what: str) -> str:
    """`1 break`, `2 breaks`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def worked(account: Account) -> str:
    return f"worked {duration(account.worked)}"


def paused(account: Account, breaks: int) -> str:
    return f"paused {duration(account.paused)} in {counted(breaks, 'break')}" if breaks else "no breaks"


def totals(these: Figures) -> Line:
    """What sessions come to: worked, paused, how many, and the longest stretch without a break."""
    return dotted(
        (worked(these.account),),
        (f"paused {duration(these.account.paused)}",),
        (counted(these.sessions, "session"),),
        (f"longest stretch {duration(these.longest)}",) if these.longest else (),
    )
