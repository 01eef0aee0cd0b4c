"""What is said about work by itself: a planned end, a session that may be forgotten, a break that is due."""

from bot.surface.lines import Line, Moment, Task, at

SNOOZE_CHECKOUT_BUTTON = "Snooze 5 min"


def plan_ahead(task: str, at: Moment, length: str) -> Line:
    return (Task(task), " is planned until ", at, f", in {length}.")


def plan_reached(task: str, at: Moment) -> Line:
    return (Task(task), " is planned until ", at, ": that is now.")


def plan_passed(task: str, at: Moment, length: str) -> Line:
    return (Task(task), " was planned until ", at, f", {length} ago.")


LAST_ABOUT_PLAN: Line = ("This is the last message about this plan.",)


STILL_WORKING_BUTTON = "Still working"


def forgotten_question(task: str, since: Line, worked: str) -> Line:
    return (Task(task), " is running since ", *since, f", {worked}. Are you still working on it?")


def break_due(task: str, length: str) -> Line:
    return (f"You have worked for {length} without a break, on ", Task(task), ".")


def session_ended(task: str, end: Line) -> Line:
    return (Task(task), " ended ", *at(end), ".")


def work_paused(task: str, start: Line) -> Line:
    return (Task(task), " was paused ", *at(start), ".")


def still_working(task: str, planned_until: Line) -> Line:
    """`planned_until` is empty where nothing is planned."""
    return ("Working on ", Task(task), *((", ", *planned_until) if planned_until else ()), ".")


def changed_since(task: str) -> Line:
    return (Task(task), " was changed after this message.")
