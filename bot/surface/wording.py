"""Every sentence that the bot says.

Short, exact and kind: what is true now, and what can be done next. Sentence case, no exclamation marks, no
emoji except the marks of the states. Functions take facts that are ready to be shown.
"""

from datetime import timedelta

from bot.domain.requests import Verb
from bot.domain.session import Decision
from bot.surface.figures import counted, duration
from bot.surface.lines import Code, Line, Moment, Strong, Task, Typed, dotted

WORKING, PAUSED, DONE = "▶ ", "⏸ ", "✓ "
NOT_LIVE = " ✎"

# Buttons and menus
PAUSE_BUTTON = "Pause"
RESUME_BUTTON = "Resume"
DONE_BUTTON = "Done"
START_BUTTON = "Start a session"
START_AGAIN_BUTTON = "Start again"
START_OTHER_BUTTON = "Start something else"
KEEP_WORKING_BUTTON = "Keep working on it"
KEEP_PAUSED_BUTTON = "Keep it paused"
SWITCH_TO = "Switch to "
SWITCH_BUTTON = "Switch to something else"
TRY_AGAIN_BUTTON = "Try again"
OPEN_CHECKOUT_BUTTON = "Finish session"
LOG_BUTTON = "Today in detail"
HELP_BUTTON = "Help"
SNOOZE_MENU = "Snooze"


def minutes(length: timedelta) -> str:
    """For lists to choose from, where the same unit is easier to compare."""
    return f"{length // timedelta(minutes=1)} min"


# The card
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


def last_session(task: str, day: Moment, worked: str) -> Line:
    return ("Nothing running. Last: ", Task(task), ", ", day, f", {worked}.")


# What just happened
def started(task: str) -> Line:
    return ("Started ", Task(task), ".")


def finished_before(task: str, worked: str) -> Line:
    return ("Finished ", Task(task), f", {worked}.")


def paused_now(task: str, worked: str) -> Line:
    return ("Paused ", Task(task), f", {worked}.")


def back_after(length: str, task: str) -> Line:
    return (f"Back after a break of {length}. ", Task(task), " goes on.")


def finished(task: str, worked: str, paused: str) -> Line:
    return ("Finished ", Task(task), f": {worked}, {paused}.")


def card_moved(task: str) -> Line:
    return (Task(task), " is shown in a newer message.")


WHAT_NEXT: Line = ("What is next?",)


# The reminder
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


# Spans, the log and the summary
def span(start: Line, end: Line) -> Line:
    return (*start, " to ", *end)


UNTIL_NOW: Line = ("now",)
THIS_DAYS_PART: Line = ("this day's part",)


def pause_entry(when: Line, length: str, reason: str) -> Line:
    return (PAUSED, *when, " ", *((Typed(reason), ", ") if reason else ("(no reason), ",)), length)


def more_pauses(count: int) -> Line:
    return (f"and {counted(count, 'earlier break')}",)


def more_sessions(count: int) -> Line:
    return (f"{counted(count, 'earlier session')} not shown here, counted in the total.",)


def today(day: str) -> str:
    return f"Today, {day}"


def log_sentence(day: str, totals: Line) -> Line:
    return (f"{day}: ", *totals, ".")


def no_sessions(day: str) -> Line:
    return (f"{day}: no sessions yet.",)


KEEP, PROBLEM, TRY = "Keep", "Problem", "Try"
WHAT_HAPPENED = {
    Decision.COMPLETE: "done",
    Decision.CONTINUE: "continued right away",
    Decision.SWITCH: "switched to something else",
}


def still_to_do(length: str) -> Line:
    return (Strong("Still to do"), f" {length}")


def continued_because(reason: str) -> Line:
    return (Strong("Continued"), " ", Typed(reason))


# The checkout modal
CHECKOUT_TITLE, SWITCH_TITLE = "Finish session", "Switch task"
CHECKOUT_SUBMIT, CHECKOUT_CLOSE = "Finish", "Keep working"
KEEP_LABEL = "Keep: what went well?"
PROBLEM_LABEL = "Problem: what got in the way?"
TRY_LABEL = "Try: what will you do differently next time?"
DECISION_LABEL = "What happens now"
DECISIONS = {
    Decision.COMPLETE: "It is done",
    Decision.CONTINUE: "Continue right away",
    Decision.SWITCH: "Switch to something else",
}
REMAINING_LABEL = "Still to do"
REMAINING_PLACEHOLDER = "1 h 30 min"
CONTINUE_REASON_LABEL = "Why continue?"
CHANGED: Line = (
    Strong("This session changed in the meantime."),
    " These are the fresh figures, and what you wrote is still there. Press ",
    Strong(CHECKOUT_SUBMIT),
    " again.",
)


def open_break_counts(since: Line) -> Line:
    return ("The break since ", *since, " counts as break to its last second.")


def then_starts(task: str, planned: str | None) -> Line:
    return ("Then ", Task(task), f" starts, planned for {planned}." if planned else " starts.")


def finish_question(task: str) -> Line:
    return ("Finish ", Task(task), " as of now? Three short questions come first, all optional.")


# The start modal
START_TITLE, START_SUBMIT, START_CLOSE = "Start session", "Start", "Cancel"
TASK_LABEL = "Task"
TASK_PLACEHOLDER = "What will you work on?"
PLANNED_LABEL = "Planned length"
NOT_PLANNED = "Open end"
WHAT_TO_WORK_ON: Line = (
    "What will you work on? Use the button, or write ",
    Code("start report for 45m"),
    ".",
)
TASK_NEEDED: Line = ("Name what you will work on.",)


# Refusals
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


FIELD_NAMES = {"task": "The task", "reason": "The reason", "keep": KEEP, "problem": PROBLEM, "try": TRY}


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
    return ("There is already a break ", *_taken(start, end), ". Two breaks cannot overlap.")


def overlaps_session(task: str, start: Moment, end: Moment | None) -> Line:
    return ("That overlaps ", Task(task), ", ", *_taken(start, end), ". Choose a time outside of it.")


NOTHING_TO_UNDO: Line = ("There is nothing to undo since yesterday's midnight.",)
NOTHING_TO_REDO: Line = ("There is nothing to redo: the last change was not an undo.",)
NOTHING_TO_EDIT: Line = ("There is no session to edit yet. Start with ", Code("/work start report"), ".")


# When something goes wrong
COULD_NOT_OPEN: Line = ("Slack did not open the form in time. Nothing was changed.",)
DATABASE_AWAY: Line = (
    "I cannot reach my records right now, and nothing was changed. Try again in a minute.",
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


# Home and help
TODAY: Line = (Strong("Today"),)
LAST_SESSIONS: Line = (Strong("Last sessions"),)
NOTHING_TODAY: Line = ("No sessions yet.",)
THREE_STEPS: tuple[Line, ...] = (
    (Strong("A work session in three steps"),),
    ("1. ", Code("/work start report"), " starts the timer."),
    ("2. ", Code("/work pause lunch"), " stops it, ", Code("/work resume"), " goes on: breaks are not work."),
    ("3. ", Code("/work done"), " finishes: what to keep, what got in the way, what to try next time."),
)
HOME_HELP: Line = ("Everything here works as a command too: ", Code("/work help"), " shows how.")
HELP_SENTENCE: Line = (
    "The four steps are /work start, /work pause, /work resume and /work done; /work log shows today.",
)
HELP: tuple[tuple[Line, ...], ...] = (
    (
        (Strong("Four steps"),),
        (Code("/work start report"), " starts the timer"),
        (Code("/work pause lunch"), " stops it for a break"),
        (Code("/work resume"), " goes on with the same session"),
        (Code("/work done"), " finishes it, with a short look back"),
    ),
    (
        (Strong("Times in words"),),
        (Code("for 45m"), ", ", Code("for 1h30"), ", ", Code("until 15:00"), ", ", Code("until 3pm")),
        ("At the end of ", Code("start"), " it is the plan, of ", Code("pause"), " when you will be back."),
        ("Quotes keep words as they are: ", Code('start "wait for 45m"')),
    ),
    (
        (Strong("More"),),
        dotted(
            (Code("/work"), " the present state"),
            (Code("/work log"), " today"),
            (Code("/work help"), " this"),
        ),
        ("In the messages with me, all of it works without ", Code("/work"), "."),
        ("✎ marks a time that was set or corrected later.",),
    ),
)
