"""The lines that people type: `/work start report for 45m`, or `pause lunch` in the DM.

    start [task] [WHEN] [for DURATION | until TIME]
    pause [reason] [WHEN] [for DURATION | until TIME]
    pause DURATION [WHEN]
    pause [from] TIME - TIME [reason]            a break that is over
    resume | done [TIME | WHEN]
    edit | undo | redo | cancel | status | log [...] | report [...] | export [csv | json] [...]
    settings | forget me | help

    WHEN is  at TIME | since TIME | yesterday TIME | DURATION ago

A phrase is a time only where the whole rest of the line reads as one: `start slides for 3 clients` names
a task, and so does `start look at 3 bugs`. A number without a unit counts minutes up to three digits: `start
plan for 2026` names a task too. After `at` a bare hour is a time: `start party at 9` starts "party".
Quotes around a task or a reason keep it literal: `start "party at 9"`. Quotes elsewhere are characters like
others. Other words after the other verbs change nothing: `done for today` is `done`, and it happens now.
"""

import re
from datetime import datetime, tzinfo
from difflib import SequenceMatcher

from bot.domain.durations import ANNOUNCED_PAUSE, PLANNED
from bot.domain.pause_lines import find_past_pause
from bot.domain.phrase_errors import NotATimeOfDay
from bot.domain.requests import (
    CancelRequest,
    DoneRequest,
    EditRequest,
    ExportFormat,
    ExportRequest,
    ForgetRequest,
    HelpRequest,
    InsertPauseRequest,
    LogRequest,
    PauseRequest,
    RedoRequest,
    ReportRequest,
    Request,
    ResumeRequest,
    SettingsRequest,
    StartRequest,
    StatusRequest,
    UndoRequest,
    UnknownRequest,
    Verb,
)
from bot.domain.text import clean_line, read_reason, read_task
from bot.domain.time_phrases import TRAILING, find_length, split_phrases

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
    "setting": Verb.SETTINGS,
    "preferences": Verb.SETTINGS,
    "?": Verb.HELP,
}
# Whatever follows these changes nothing.
_PLAIN: dict[Verb, Request] = {
    Verb.EDIT: EditRequest(),
    Verb.UNDO: UndoRequest(),
    Verb.REDO: RedoRequest(),
    Verb.CANCEL: CancelRequest(),
    Verb.STATUS: StatusRequest(),
    Verb.SETTINGS: SettingsRequest(),
    Verb.FORGET: ForgetRequest(),
    Verb.HELP: HelpRequest(),
}
_NEAR = 2 / 3
_LONGEST_WORD = 20  # nothing longer is near a verb, and comparing 40,000 letters takes 0.3 s

_COMMAND = re.compile(r"\A/\s?(?:work(?=\s|$)\s?)?", re.IGNORECASE)
_QUOTED = re.compile(r"""(?:"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|”[^”]*”|«[^«»]*»|'[^']*'|‘[^‘’]*’)""")


def read_request(line: str, now: datetime, timezone: tzinfo | None) -> Request:
    """What `line` asks for; `now` is aware UTC in whole seconds, times of day are `timezone`'s.

    Slack's escapes (`&amp;`) must have been taken back. Raises TooLong, DurationOutOfRange, NotATimeOfDay,
    UntilTooFar, and TimezoneUnknown for a time of day where `timezone` is None.
    """
    word, _, rest = _COMMAND.sub("", clean_line(line)).partition(" ")
    match _verb(word):
        case Verb.START:
            return _start(rest, now, timezone)
        case Verb.PAUSE:
            return _pause(rest, now, timezone)
        case Verb.RESUME:
            return ResumeRequest(_when(rest, now, timezone))
        case Verb.DONE:
            return DoneRequest(_when(rest, now, timezone))
        case Verb.LOG:
            return LogRequest(rest)
        case Verb.REPORT:
            return ReportRequest(rest)
        case Verb.EXPORT:
            return _export(rest)
        case None:
            return UnknownRequest(word, _nearest(word))
        case plain:
            return _PLAIN[plain]


def _start(rest: str, now: datetime, timezone: tzinfo | None) -> StartRequest:
    said = split_phrases(rest)
    at = said.at(now, timezone)
    planned = said.lasting(at or now, timezone, PLANNED)
    return StartRequest(read_task(_unquote(said.text)), planned, at)


def _pause(rest: str, now: datetime, timezone: tzinfo | None) -> PauseRequest | InsertPauseRequest:
    said = split_phrases(rest)
    if said.when is None and (past := find_past_pause(rest, now, timezone)):
        start_at, end_at, reason = past
        return InsertPauseRequest(start_at, end_at, read_reason(_unquote(reason)))
    if said.length is None and _is_length(said.text):
        said = split_phrases(f"for {rest}")
    at = said.at(now, timezone)
    start_at = at or now
    length = said.lasting(start_at, timezone, ANNOUNCED_PAUSE)
    return PauseRequest(read_reason(_unquote(said.text)), None if length is None else start_at + length, at)


def _when(rest: str, now: datetime, timezone: tzinfo | None) -> datetime | None:
    """A time alone needs no "at" before it. A day without a time is refused: it is not now."""
    if rest.casefold().rstrip(TRAILING) == "yesterday":
        raise NotATimeOfDay(rest)
    return split_phrases(f"at {rest}").at(now, timezone)


def _export(rest: str) -> ExportRequest:
    """The format may stand before the days or behind them."""
    words = rest.split()
    for place in {0, len(words) - 1} if words else ():
        if words[place].casefold() in list(ExportFormat):
            file_format = ExportFormat(words.pop(place).casefold())
            return ExportRequest(file_format, " ".join(words))
    return ExportRequest(when=rest)


def _verb(word: str) -> Verb | None:
    if not word:
        return Verb.STATUS
    plain = word.casefold()
    return _VERBS.get(plain) or _VERBS.get(plain.rstrip(".,:;!?"))


def _nearest(word: str) -> Verb | None:
    typed = word.casefold()[:_LONGEST_WORD]
    begun = {verb for known, verb in _VERBS.items() if known.startswith(typed)}
    if len(begun) == 1:
        return begun.pop()
    likeness = {known: SequenceMatcher(None, typed, known).ratio() for known in _VERBS}
    best = max(likeness, key=likeness.__getitem__)
    return _VERBS[best] if likeness[best] >= _NEAR else None


def _is_length(text: str) -> bool:
    """Whether all that follows a pause is its length; "1:30" could as well be a time of day."""
    return ":" not in text and find_length(text.rstrip(TRAILING)) is not None


def _unquote(text: str) -> str:
    return text[1:-1] if _QUOTED.fullmatch(text) else text
