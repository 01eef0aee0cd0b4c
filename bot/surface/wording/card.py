"""The card, and what just happened."""

from bot.surface.lines import Code, Line, Moment, Task, Typed, at, joined
from bot.surface.wording.record import in_project

NOTHING_RUNNING: Line = ("Nothing running.",)
HOW_TO_START: Line = ("Start with ", Code("/work start report"), " or with the button.")


def working_on(task: str, since: Line, worked: str, paused: str) -> Line:
    return ("Working on ", Task(task), " since ", *since, f": {worked}, {paused}.")


def on_a_break(task: str, since: Line, worked: str) -> Line:
    return (Task(task), " is paused since ", *since, f": {worked}.")


def working_since(since: Line) -> Line:
    return ("Working since ", *since)


def planned_until(at: Moment) -> Line:
    return ("planned until ", at)


def as_of(now: Moment) -> Line:
    return ("as of ", now)


def paused_since(since: Line) -> Line:
    return ("Paused since ", *since)


def back_by(at: Moment) -> Line:
    return ("back by ", at)


def not_counting_this_break(worked: str) -> Line:
    return (f"{worked}, not counting this break",)


def last_session(task: str, project: str, day: Moment, worked: str) -> Line:
    facts = joined(", ", [(Task(task),), (day,), (worked,), in_project(project)])
    return ("Nothing running. Last: ", *facts, ".")


def from_last_time(wanted: str) -> Line:
    return ("From last time you wanted to try: “", Typed(wanted), "”.")


def started(task: str, since: Line) -> Line:
    """`since` is empty where that is now."""
    return ("Started ", Task(task), *((". Working since ", *since) if since else ()), ".")


def finished_before(task: str, worked: str) -> Line:
    return ("Finished ", Task(task), f", {worked}.")


def paused(task: str, when: Line, worked: str) -> Line:
    """`when` is empty where that is now."""
    return ("Paused ", Task(task), *((" ", *at(when)) if when else ()), f", {worked}.")


def back_after(length: str, when: Line, task: str) -> Line:
    """`when` is empty where that is now."""
    back: Line = ("Back ", *at(when)) if when else ("Back",)
    return (*back, f" after a break of {length}. ", Task(task), " goes on.")


def finished(task: str, when: Line, worked: str, paused: str) -> Line:
    """`when` is empty where that is now."""
    return ("Finished ", Task(task), *((" ", *at(when)) if when else ()), f": {worked}, {paused}.")


FROM_A_MESSAGE = "From a message"


def card_moved(task: str) -> Line:
    return (Task(task), " is shown in a newer message.")


WHAT_NEXT: Line = ("What is next?",)
