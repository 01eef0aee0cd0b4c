"""What is said because a break runs long."""

from bot.surface.lines import Line, Moment, Task, at

BACK_SINCE_CHOICE = "Back since…"
FINISHED_AT_PAUSE_CHOICE = "I finished when I paused"
MUTE_TODAY_CHOICE = "Mute today"
BACK_TITLE, BACK_SUBMIT, BACK_CLOSE = "Back since", "Resume", "Still on a break"
BACK_SINCE_LABEL = "Since when are you back?"
INSTANT_PLACEHOLDER = "13:05"
INSTANT_HINT = "A time like 13:05, or how long ago: 10m ago."


def back_question(task: str, since: Line) -> Line:
    return (Task(task), " is paused since ", *since, ".")


def long_pause(length: str, facts: Line, task: str) -> Line:
    return (f"Your break has lasted {length} (", *facts, "). ", Task(task), " is waiting.")


def since(at: Line) -> Line:
    return ("since ", *at)


def next_reminder(moment: Moment) -> Line:
    return ("Next reminder ", *at((moment,)), ".")


LAST_REMINDER: Line = ("This is the last message about this break.",)


def pause_gone(task: str) -> Line:
    return ("This break of ", Task(task), " is not on record any more.")


def pause_over(length: str, ended: Line) -> Line:
    return (f"Break of {length} ended ", *at(ended), ".")


def pause_over_with_session(length: str, ended: Line, task: str) -> Line:
    return (f"Break of {length} ended ", *at(ended), ", together with ", Task(task), ".")
