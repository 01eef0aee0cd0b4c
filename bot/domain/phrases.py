"""The lines that people type: `/work start report for 45m`, or `pause lunch` in the DM.

    start [task] [for DURATION | until TIME]
    pause [reason] [for DURATION | until TIME]
    pause DURATION
    resume | done | edit | undo | redo | cancel | status | log | help

A phrase is a time only where the whole rest of the line reads as one: `start slides for 3 clients` names
a task. A number without a unit counts minutes up to three digits: `start plan for 2026` names a task too.
Quotes around a task or a reason keep it literal: `start "wait for 45m"`. Quotes elsewhere are characters
like others. Words after the other verbs change nothing: `done for today` is `done`, and it happens now.
"""

import re
from datetime import datetime, timedelta, tzinfo
from difflib import SequenceMatcher

from bot.domain.durations import ANNOUNCED_PAUSE, PLANNED, DurationRange, find_duration
from bot.domain.requests import (
    CancelRequest,
    DoneRequest,
    EditRequest,
    HelpRequest,
    LogRequest,
    PauseRequest,
    RedoRequest,
    Request,
    ResumeRequest,
    StartRequest,
    StatusRequest,
    UndoRequest,
    UnknownRequest,
    Verb,
)
from bot.domain.text import clean_line, read_reason, read_task
from bot.domain.times_of_day import time_until

# The verbs themselves first: among words equally near to a misspelt one, the first is suggested.
_VERBS = {verb.value: verb for verb in Verb} | {
    "begin": Verb.START,
    "break": Verb.PAUSE,
    "continue": Verb.RESUME,
    "back": Verb.RESUME,
    "unpause": Verb.RESUME,
    "finish": Verb.DONE,
    "finished": Verb.DONE,
    "stop": Verb.DONE,
    "end": Verb.DONE,
    "checkout": Verb.DONE,
    "discard": Verb.CANCEL,
    "drop": Verb.CANCEL,
    "show": Verb.STATUS,
    "state": Verb.STATUS,
    "today": Verb.LOG,
    "?": Verb.HELP,
}
# Whatever follows these changes nothing.
_PLAIN: dict[Verb, Request] = {
    Verb.RESUME: ResumeRequest(),
    Verb.DONE: DoneRequest(),
    Verb.EDIT: EditRequest(),
    Verb.UNDO: UndoRequest(),
    Verb.REDO: RedoRequest(),
    Verb.CANCEL: CancelRequest(),
    Verb.STATUS: StatusRequest(),
    Verb.HELP: HelpRequest(),
}
_NEAR = 2 / 3
_LONGEST_WORD = 20  # nothing longer is near a verb, and comparing 40,000 letters takes 0.3 s

_COMMAND = re.compile(r"\A/\s?(?:work(?=\s|$)\s?)?", re.IGNORECASE)
_TRAILING = " .,;!"
# The greedy text makes it the last "for" or "until" of the line: the rest of an earlier one contains that
# word, and no time does.
_TIMED = re.compile(
    rf"(?:(?P<text>.*)\s)?(?P<keyword>for|until|till?)\s(?P<time>.*[^{_TRAILING}])[{_TRAILING}]*",
    re.IGNORECASE,
)
_MORE_THAN_MINUTES = re.compile(r"[-−–]?\s*\d{4,}")
_QUOTED = re.compile(r"""(?:"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|”[^”]*”|«[^«»]*»|'[^']*'|‘[^‘’]*’)""")


def read_request(line: str, now: datetime, timezone: tzinfo | None) -> Request:
    """What `line` asks for; `now` is aware UTC in whole seconds, times of day are `timezone`'s.

    Slack's escapes (`&amp;`) must have been taken back. Raises TooLong, DurationOutOfRange, NotATimeOfDay,
    UntilTooFar, and TimezoneUnknown for a time of day where `timezone` is None.
    """
    word, _, rest = _COMMAND.sub("", clean_line(line)).partition(" ")
    match _verb(word):
        case Verb.START:
            task, planned = _split_time(rest, now, timezone, PLANNED)
            return StartRequest(read_task(task), planned)
        case Verb.PAUSE:
            phrase = f"for {rest}" if _is_length(rest) else rest
            reason, length = _split_time(phrase, now, timezone, ANNOUNCED_PAUSE)
            return PauseRequest(read_reason(reason), None if length is None else now + length)
        case Verb.LOG:
            return LogRequest(rest)
        case None:
            return UnknownRequest(word, _nearest(word))
        case plain:
            return _PLAIN[plain]


def _verb(word: str) -> Verb | None:
    if not word:
        return Verb.STATUS
    plain = word.casefold()
    return _VERBS.get(plain) or _VERBS.get(plain.rstrip(".,:;!?"))


def _nearest(word: str) -> Verb | None:
    typed = word.casefold()[:_LONGEST_WORD]
    likeness = {known: SequenceMatcher(None, typed, known).ratio() for known in _VERBS}
    best = max(likeness, key=likeness.__getitem__)
    return _VERBS[best] if likeness[best] >= _NEAR else None


def _is_length(rest: str) -> bool:
    """Whether all that follows a pause is its length; "1:30" could as well be a time of day."""
    return ":" not in rest and _length(rest.rstrip(_TRAILING)) is not None


def _length(typed: str) -> timedelta | None:
    """None where the text is something else, such as a year."""
    return None if _MORE_THAN_MINUTES.fullmatch(typed) else find_duration(typed)


def _split_time(
    rest: str, now: datetime, timezone: tzinfo | None, allowed: DurationRange
) -> tuple[str, timedelta | None]:
    """The text, and the length that the phrase at its end gives, if there is one."""
    match = _TIMED.fullmatch(rest)
    if match is None:
        return _unquote(rest), None
    if match["keyword"].casefold() == "for":
        length = _length(match["time"])
    else:
        length = time_until(match["time"], now, timezone, allowed.most)
    if length is None:
        return _unquote(rest), None
    return _unquote(match["text"] or ""), allowed.check(length)


def _unquote(text: str) -> str:
    return text[1:-1] if _QUOTED.fullmatch(text) else text
