"""The log of some days: their sessions, a page at a time."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.accounting import local_day
from bot.domain.looking_back import Entry, LogShown, Page
from bot.domain.pause import Pause
from bot.domain.session import State
from bot.surface import figures, pages, wording
from bot.surface.blocks import Screen, actions, button, rich
from bot.surface.day_names import range_name
from bot.surface.fitting import earliest, latest
from bot.surface.ids import ActionId
from bot.surface.lines import Line, Strong, Task, dotted
from bot.surface.ready import Actions, ReadyBlock
from bot.surface.times import Times, mark

# Slack takes 50 blocks and about 13,200 characters of them in a message.
SESSIONS_SHOWN = 40
CHARACTERS_SHOWN = 11_000
PAUSES_SHOWN = 6
PAUSES_IN_FULL = 20
MARKS = {State.WORKING: wording.WORKING, State.PAUSED: wording.PAUSED, State.DONE: wording.DONE}


def screen(outcome: LogShown, times: Times) -> Screen:
    """The sessions in their order, as many as fit, and the ways to the others."""
    name = range_name(outcome.report.days, times)
    numbers = _page(outcome, times)
    ways = _ways(outcome, numbers)
    if not outcome.entries:
        nothing = wording.no_sessions(name, is_over=outcome.later is not None)
        return Screen.of(nothing, rich("log", nothing), ways)
    totals = figures.totals(outcome.report.total)
    count = len(outcome.entries)
    part = wording.part_of_log(numbers.start + 1, numbers.stop, count)
    return Screen.of(
        wording.log_sentence(name, totals),
        rich("log", (Strong(name),), totals),
        *([rich("log_part", part)] if len(numbers) < count else []),
        *(_entry(outcome, number, numbers.start, times) for number in numbers),
        ways,
    )


def _page(outcome: LogShown, times: Times) -> range:
    """The numbers of the entries that are shown."""
    page, count = outcome.page, len(outcome.entries)
    edge = count if page.edge is None else min(page.edge, count)
    if page.is_forward:
        numbers = range(edge, min(edge + SESSIONS_SHOWN, count))
        blocks = earliest((_entry(outcome, number, number, times) for number in numbers), CHARACTERS_SHOWN)
        return numbers[: len(blocks)]
    numbers = range(max(edge - SESSIONS_SHOWN, 0), edge)
    blocks = latest([_entry(outcome, number, number, times) for number in numbers], CHARACTERS_SHOWN)
    return numbers[len(numbers) - len(blocks) :]


def _ways(outcome: LogShown, numbers: range) -> Actions:
    days = outcome.report.days
    before = Page(days, numbers.start) if numbers.start else Page(outcome.earlier)
    buttons = [button(wording.EARLIER_BUTTON, ActionId.LOG_EARLIER, pages.encode(before))]
    after = Page(outcome.later, 0, is_forward=True) if outcome.later else None
    if numbers.stop < len(outcome.entries):
        after = Page(days, numbers.stop, is_forward=True)
    if after:
        buttons.append(button(wording.LATER_BUTTON, ActionId.LOG_LATER, pages.encode(after)))
    return actions("log_actions", *buttons)


def _entry(outcome: LogShown, number: int, first: int, times: Times) -> ReadyBlock:
    """An entry, with the name of its day where it is the first of it among those from `first` on."""
    entry = outcome.entries[number]
    is_headed = number == first or outcome.entries[number - 1].day != entry.day
    heading = _heading(outcome, entry, times) if is_headed and len(outcome.report.days) > 1 else ()
    day_begins = local_day(entry.day, times.timezone).start
    facts = dotted(
        times.span(entry.session.start, entry.session.end, beside=day_begins),
        (figures.worked(entry.share),),
        (figures.paused(entry.share, len(_pauses(entry, times))),),
        wording.THIS_DAYS_PART if entry.is_part else (),
        wording.in_project(entry.session.project),
    )
    head: Line = (MARKS[entry.session.state], Task(entry.session.task))
    pauses = pause_lines(_pauses(entry, times), times, PAUSES_SHOWN, beside=day_begins)
    return rich(f"log_{entry.session.id}_{entry.day}", *heading, head, facts, *pauses)


def _heading(outcome: LogShown, entry: Entry, times: Times) -> tuple[Line, ...]:
    by_day = outcome.report.by_day[(entry.day - outcome.report.days.first).days]
    return (Strong(times.day_name(entry.day)),), figures.totals(by_day.figures)


def _pauses(entry: Entry, times: Times) -> list[Pause]:
    """Those that reach into the entry's day."""
    window = local_day(entry.day, times.timezone)
    return [
        pause
        for pause in entry.session.pauses
        if pause.started_at < window.end and pause.until(times.now) >= window.start
    ]


def pause_lines(
    pauses: Sequence[Pause], times: Times, limit: int = PAUSES_IN_FULL, beside: datetime | None = None
) -> list[Line]:
    """One line for each pause; of more than `limit`, the later ones."""
    hidden = len(pauses) - limit if len(pauses) > limit else 0
    lines = [_pause_line(pause, times, beside) for pause in pauses[hidden:]]
    return [wording.more_pauses(hidden), *lines] if hidden else lines


def _pause_line(pause: Pause, times: Times, beside: datetime | None) -> Line:
    when = times.boundary(pause.start, beside)
    length: Line = (figures.duration(pause.lasted(times.now)), *mark(pause.end))
    return wording.pause_entry(when, length, pause.reason)
