"""What cannot be, and what can."""

from datetime import timedelta

from bot.domain.requests import Verb
from bot.surface.figures import duration
from bot.surface.lines import Code, Line, Moment, Task
from bot.surface.wording.record import KEEP, PROBLEM, TRY

NOT_RUNNING: Line = ("Nothing is running. Start with ", Code("/work start report"), ".")
NOT_PAUSED: Line = ("You are not on a break.",)
OUTDATED: Line = ("That is over already, and nothing was changed. This is how it is now:",)
SOMEONE_ELSES: Line = (
    "That session belongs to someone else, and nothing was changed. ",
    Code("/work"),
    " shows yours.",
)
REFLECTION_NEEDED: Line = ("To continue right away, write at least one line: Keep, Problem or Try.",)
NO_MORE_REMINDERS: Line = ("That was the last message about this break, so there is nothing to snooze.",)


def already_working(task: str, since: Line) -> Line:
    return ("You are working on ", Task(task), " since ", *since, ".")


def already_on_a_break(task: str, since: Line) -> Line:
    return (Task(task), " is paused since ", *since, ", and still open.")


def already_paused(since: Line) -> Line:
    return ("You are already paused, since ", *since, ".") if since else ("You are already paused.",)


ALREADY_WORKING: Line = ("A session is already running.",)


def too_long(field: str, length: int, limit: int) -> Line:
    name = FIELD_NAMES.get(field, field)
    return (f"{name} is {length} characters long, and {limit} fit. Shorten it by {length - limit}.",)


FIELD_NAMES = {
    "task": "The task",
    "project": "The project",
    "reason": "The reason",
    "keep": KEEP,
    "problem": PROBLEM,
    "try": TRY,
}


def not_a_duration(typed: str) -> Line:
    return ("I cannot read ", Code(typed), " as a length of time. Write it like 45m, 1h30 or 90 min.")


def duration_out_of_range(given: timedelta, least: timedelta, most: timedelta) -> Line:
    if given < timedelta():
        return (
            f"A length of time cannot be negative. From {duration(least)} to {duration(most)} is possible.",
        )
    compared = f"shorter than {duration(least)}" if given < least else f"longer than {duration(most)}"
    return (f"{duration(given)} is {compared}. From {duration(least)} to {duration(most)} is possible.",)


def not_a_time_of_day(typed: str) -> Line:
    return ("No clock shows ", Code(typed), ". Write a time like 15:00 or 3pm.")


def not_a_span(typed: str) -> Line:
    return ("I cannot read ", Code(typed), " as a break. Write it like 12:00-12:45 lunch.")


def until_too_far(typed: str, next_at: Moment, most: timedelta) -> Line:
    return (
        "The next ",
        Code(typed),
        " is ",
        next_at,
        f", more than {duration(most)} from now. Name an earlier time.",
    )


def timezone_unknown(typed: str) -> Line:
    return (
        "I do not know your timezone yet, so I cannot tell when ",
        Code(typed),
        " is. Say how long instead, like ",
        Code("for 45m"),
        " or ",
        Code("20m ago"),
        ".",
    )


def unknown_verb(word: str, nearest: Verb | None) -> Line:
    known: Line = ("I do not know ", Code(f"/work {word}"), ". ")
    if nearest is None:
        return (*known, "This is what I know:")
    return (*known, "Did you mean ", Code(f"/work {nearest}"), "?")


def in_the_future(at: Moment) -> Line:
    return (at, " has not come yet. The latest that works is now.")


def too_early(at: Moment, earliest: Moment) -> Line:
    return (at, " is before what is on record already. The earliest that works is ", earliest, ".")


def backwards(start: Moment, end: Moment) -> Line:
    return (start, " to ", end, " runs backwards. The end has to come after the start.")


def outside_session(start: Moment, end: Moment) -> Line:
    return ("A break has to lie within its session, from ", start, " to ", end, ".")


def _taken(start: Moment, end: Moment | None) -> Line:
    return ("from ", start, " to ", end) if end else ("since ", start)


def overlaps_pause(start: Moment, end: Moment | None) -> Line:
    or_later: Line = (", or begin at ", end, " or later.") if end else (".",)
    there: Line = ("There is already a break ", *_taken(start, end), ". ")
    return (*there, "Let the other one end by ", start, *or_later)


def overlaps_session(
    task: str, start: Moment, end: Moment | None, earliest: Moment | None, latest: Moment | None
) -> Line:
    overlap: Line = ("That overlaps ", Task(task), ", ", *_taken(start, end), ". ")
    if earliest:
        return (*overlap, "The earliest start that works is ", earliest, ".")
    if latest:
        return (*overlap, "The latest end that works is ", latest, ".")
    return (*overlap, "Choose a time outside of it.")


NOTHING_TO_UNDO: Line = ("There is nothing to undo since yesterday's midnight.",)
NOTHING_TO_REDO: Line = ("There is nothing to redo: the last change was not an undo.",)
NOTHING_TO_EDIT: Line = ("There is no session to edit yet. Start with ", Code("/work start report"), ".")


def not_a_range(typed: str) -> Line:
    return (
        "I cannot read ",
        Code(typed),
        " as days. Write today, friday, last week, 2026-11, 2026-11-20 or 2026-11-01 to 2026-11-15.",
    )


def range_too_long(days: int, most: int) -> Line:
    return (f"{days} days are more than I show at once. Choose at most {most}.",)


def range_in_the_future(first: str) -> Line:
    return (f"{first} has not come yet. The latest day that works is today.",)
