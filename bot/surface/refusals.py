"""Refusals: the fact, and the way out. Every Refusal of the domain has its sentence here."""

from dataclasses import dataclass
from functools import singledispatch

from slackblocks import Element

from bot.domain import errors, phrase_errors, preference_errors, range_errors
from bot.domain.errors import Refusal
from bot.domain.outcomes import Present, Refused
from bot.domain.session import WorkSession
from bot.domain.text import clean_line
from bot.surface import card, wording
from bot.surface.blocks import Screen, about, actions, button, rich
from bot.surface.ids import ActionId
from bot.surface.lines import Line, shortened
from bot.surface.times import Times
from bot.surface.values import ButtonValue

BUTTON_SHOWN = 30
TYPED_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true now, and how the reader reads it."""

    present: Present
    times: Times


def screen(outcome: Refused, times: Times) -> Screen:
    """The sentence, with the present card or the buttons that lead on."""
    why, present = outcome.why, outcome.present
    text = sentence(why, Facts(present, times))
    said = rich("refused", text)
    match why:
        case errors.AlreadyWorking() if present.session:
            return Screen.of(text, said, actions("refused_actions", *_keep_or_switch(why, present.session)))
        case errors.NothingRunning() if not present.session:
            return Screen.of(text, *card.present(present, times).blocks)
        case (
            errors.AlreadyWorking()
            | errors.AlreadyPaused()
            | errors.NotPaused()
            | errors.NothingRunning()
            | errors.NoMoreReminders()
            | errors.Outdated()
        ):
            return Screen.of(text, said, *card.present(present, times).blocks)
        case _:
            return Screen.of(text, said)


def _keep_or_switch(why: errors.AlreadyWorking, session: WorkSession) -> list[Element]:
    is_paused = session.open_pause is not None
    keep = wording.KEEP_PAUSED_BUTTON if is_paused else wording.KEEP_WORKING_BUTTON
    switch = wording.SWITCH_TO + why.task if why.task else wording.SWITCH_BUTTON
    value = ButtonValue(session.id, task=why.task, planned=why.planned, at=why.at).encode()
    return [
        button(shortened(switch, BUTTON_SHOWN), ActionId.SWITCH, value, spoken=switch),
        button(keep, ActionId.KEEP, about(session.id)),
    ]


@singledispatch
def sentence(why: Refusal, _facts: Facts) -> Line:
    """What cannot be, and what can."""
    raise NotImplementedError(f"no words for {type(why).__name__}")


@sentence.register
def _(_why: errors.NothingRunning, _facts: Facts) -> Line:
    return wording.NOT_RUNNING


@sentence.register
def _(_why: errors.AlreadyWorking, facts: Facts) -> Line:
    session = facts.present.session
    return card.open_sentence(session, facts.times) if session else wording.ALREADY_WORKING


@sentence.register
def _(_why: errors.AlreadyPaused, facts: Facts) -> Line:
    pause = facts.present.session and facts.present.session.open_pause
    return wording.already_paused(facts.times.boundary(pause.start) if pause else ())


@sentence.register
def _(_why: errors.NotPaused, _facts: Facts) -> Line:
    return wording.NOT_PAUSED


@sentence.register
def _(_why: errors.Outdated, _facts: Facts) -> Line:
    return wording.OUTDATED


@sentence.register
def _(_why: errors.SomeoneElses, _facts: Facts) -> Line:
    return wording.SOMEONE_ELSES


@sentence.register
def _(why: errors.TooLong, _facts: Facts) -> Line:
    return wording.too_long(why.field, why.length, why.limit)


@sentence.register
def _(_why: errors.ReflectionNeeded, _facts: Facts) -> Line:
    return wording.REFLECTION_NEEDED


@sentence.register
def _(_why: errors.NoMoreReminders, _facts: Facts) -> Line:
    return wording.NO_MORE_REMINDERS


@sentence.register
def _(why: errors.InTheFuture, facts: Facts) -> Line:
    return wording.in_the_future(facts.times.clock(why.at))


@sentence.register
def _(why: errors.TooEarly, facts: Facts) -> Line:
    return wording.too_early(facts.times.clock(why.at), facts.times.clock(why.earliest))


@sentence.register
def _(why: errors.Backwards, facts: Facts) -> Line:
    return wording.backwards(facts.times.clock(why.start_at), facts.times.clock(why.end_at))


@sentence.register
def _(why: errors.OutsideSession, facts: Facts) -> Line:
    return wording.outside_session(facts.times.clock(why.start_at), facts.times.clock(why.end_at))


@sentence.register
def _(why: errors.OverlapsPause, facts: Facts) -> Line:
    end = facts.times.clock(why.end_at) if why.end_at else None
    return wording.overlaps_pause(facts.times.clock(why.start_at), end)


@sentence.register
def _(why: errors.OverlapsSession, facts: Facts) -> Line:
    start = facts.times.clock(why.start_at)
    end, earliest, latest = (
        facts.times.clock(at) if at else None for at in (why.end_at, why.earliest, why.latest)
    )
    return wording.overlaps_session(why.task, start, end, earliest, latest)


@sentence.register
def _(_why: errors.NothingToUndo, _facts: Facts) -> Line:
    return wording.NOTHING_TO_UNDO


@sentence.register
def _(why: errors.ChangedElsewhere, _facts: Facts) -> Line:
    return wording.changed_elsewhere(why.action, why.task)


@sentence.register
def _(_why: errors.NothingToRedo, _facts: Facts) -> Line:
    return wording.NOTHING_TO_REDO


@sentence.register
def _(_why: errors.NothingToEdit, _facts: Facts) -> Line:
    return wording.NOTHING_TO_EDIT


@sentence.register
def _(why: phrase_errors.NotADuration, _facts: Facts) -> Line:
    return wording.not_a_duration(_typed(why.typed))


@sentence.register
def _(why: phrase_errors.DurationOutOfRange, _facts: Facts) -> Line:
    return wording.duration_out_of_range(why.given, why.least, why.most)


@sentence.register
def _(why: phrase_errors.NotATimeOfDay, _facts: Facts) -> Line:
    return wording.not_a_time_of_day(_typed(why.typed))


@sentence.register
def _(why: phrase_errors.NotASpan, _facts: Facts) -> Line:
    return wording.not_a_span(_typed(why.typed))


@sentence.register
def _(why: phrase_errors.UntilTooFar, facts: Facts) -> Line:
    return wording.until_too_far(_typed(why.typed), facts.times.clock(why.next_at), why.most)


@sentence.register
def _(why: phrase_errors.TimezoneUnknown, _facts: Facts) -> Line:
    return wording.timezone_unknown(_typed(why.typed))


@sentence.register
def _(why: range_errors.NotARange, _facts: Facts) -> Line:
    return wording.not_a_range(_typed(why.typed))


@sentence.register
def _(why: range_errors.RangeTooLong, _facts: Facts) -> Line:
    return wording.range_too_long(why.days, why.most)


@sentence.register
def _(why: range_errors.RangeInTheFuture, facts: Facts) -> Line:
    return wording.range_in_the_future(f"{facts.times.day_name(why.first)} {why.first.year}")


@sentence.register
def _(why: preference_errors.NoSuchTimezone, _facts: Facts) -> Line:
    return wording.no_such_timezone(_typed(why.typed))


@sentence.register
def _(why: preference_errors.HoursWithoutLength, _facts: Facts) -> Line:
    return wording.hours_without_length(f"{why.at:%H:%M}")


def _typed(text: str) -> str:
    return shortened(clean_line(text), TYPED_SHOWN)
