"""Home and help."""

from bot.surface.lines import Code, Line, Strong, dotted, joined

TODAY: Line = (Strong("Today"),)
THIS_WEEK: Line = (Strong("This week"),)
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


def _examples(*phrases: str) -> Line:
    return joined(", ", [(Code(phrase),) for phrase in phrases])


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
        (*_examples("for 45m", "until 15:00"), ": the plan, or when you will be back"),
        (*_examples("at 9:15", "10m ago", "since 13:05", "yesterday 17:40"), ": when it really was"),
        (Code("/work break 12:00-12:45 lunch"), " adds a forgotten break"),
        ("Quotes keep words as they are: ", Code('start "wait for 45m"')),
    ),
    (
        (Strong("More"),),
        dotted(
            (Code("/work"), " now"),
            (Code("/work log yesterday"),),
            (Code("/work report week"),),
            (Code("/work export csv"),),
            (Code("/work settings"),),
            (Code("/work help"),),
        ),
        dotted(
            (Code("/work edit"), " the record"),
            (Code("/work undo"), " the last change"),
            (Code("/work cancel"), " discards"),
            (Code("/work forget me"), " deletes all"),
        ),
        ("In the messages with me, all of it works without ", Code("/work"), "."),
        ("✎ marks a corrected time, ✎ auto mine.",),
    ),
)
