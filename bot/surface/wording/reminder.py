"""What is said because a break runs long."""

from bot.surface.lines import Line, Moment, Task


def long_pause(length: str, facts: Line, task: str) -> Line:
    return (f"Your break has lasted {length} (", *facts, "). ", Task(task), " is waiting.")


def since(at: Line) -> Line:
    return ("since ", *at)


def next_reminder(at: Moment) -> Line:
    return ("Next reminder at ", at, ".")


LAST_REMINDER: Line = ("This is the last message about this break.",)


def pause_over(length: str, ended: Line) -> Line:
    return (f"Break of {length} ended at ", *ended, ".")


def pause_over_with_session(length: str, ended: Line, task: str) -> Line:
    return (f"Break of {length} ended at ", *ended, ", together with ", Task(task), ".")
