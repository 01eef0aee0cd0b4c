"""Which field of the edit modal a refusal is about: what was changed, not what it collides with."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.corrections import PauseDraft, SessionDraft, revise
from bot.domain.errors import Backwards, InTheFuture, OutsideSession, OverlapsPause, OverlapsSession, Refusal
from bot.domain.outcomes import Present
from bot.domain.session import WorkSession
from bot.surface import refusals, wording
from bot.surface.ids import Field, break_field
from bot.surface.lines import Line
from bot.surface.times import Times


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field. `pause` is the break in it, if it is one."""

    field: str
    sentence: Line
    pause: PauseDraft | None = None


def faults(session: WorkSession, draft: SessionDraft, times: Times) -> dict[str, Line]:
    """Every field that has to be put right before the session can be as drafted, with its sentence."""
    found: dict[str, Line] = {}
    if draft.end_at:
        unended = [each for each in draft.pauses if each.end_at is None]
        found |= {field_of(each): wording.BREAK_NEEDS_END for each in unended}
        draft = replace(draft, pauses=tuple(each for each in draft.pauses if each.end_at))
    while True:
        try:
            revise(session, draft, times.now)
        except Refusal as why:
            fault = _Search(session, draft, times).fault(why)
            found[fault.field] = fault.sentence
            if fault.pause is None:  # whether a break fits cannot be told while the span is wrong
                return found
            draft = replace(draft, pauses=tuple(each for each in draft.pauses if each is not fault.pause))
        else:
            return found


def fault_of_span(why: OverlapsSession, times: Times) -> dict[str, Line]:
    """The same for what only the other sessions of the person can tell."""
    return {Field.END_AT if why.latest else Field.START_AT: explain(why, times)}


def explain(why: Refusal, times: Times) -> Line:
    """The sentence of a refusal that depends on nothing but itself."""
    nothing = Present(now=times.now, session=None, last=None)
    return refusals.sentence(why, refusals.Facts(nothing, times))


def field_of(pause: PauseDraft) -> str:
    """The line of a break; a new one has no number yet."""
    return break_field(pause.number) if pause.number else Field.NEW_BREAK


@dataclass(frozen=True, slots=True)
class _Search:
    session: WorkSession
    draft: SessionDraft
    times: Times

    def fault(self, why: Refusal) -> Fault:
        match why:
            case OutsideSession():
                return self._outside(why)
            case OverlapsPause():
                return self._overlap(why)
            case InTheFuture(at=at):
                return self._at(why, at)
            case Backwards(start_at=start_at, end_at=end_at):
                return self._at(why, end_at, start_at)
            case _:
                return Fault(Field.START_AT, explain(why, self.times))

    def _at(self, why: Refusal, end_at: datetime, start_at: datetime | None = None) -> Fault:
        """What has this instant, or this span: a picker, else a break."""
        draft = self.draft
        if start_at is None and draft.start_at == end_at:
            return Fault(Field.START_AT, explain(why, self.times))
        if draft.end_at == end_at and start_at in (None, draft.start_at):
            return Fault(self._moved_end(), explain(why, self.times))
        for pause in sorted(draft.pauses, key=self._is_kept):
            instants = (pause.start_at, pause.end_at)
            if instants == (start_at, end_at) or (start_at is None and end_at in instants):
                return Fault(field_of(pause), explain(why, self.times), pause)
        return Fault(Field.START_AT, explain(why, self.times))

    def _outside(self, why: OutsideSession) -> Fault:
        """A break that was moved out of the session; or the session was moved away from its break."""
        start_at, end_at = self.draft.start_at, self.draft.end_at or self.times.now
        for pause in sorted(self.draft.pauses, key=self._is_kept):
            is_early = pause.start_at < start_at
            if not is_early and (pause.end_at or pause.start_at) <= end_at:
                continue
            if not self._is_kept(pause):
                return Fault(field_of(pause), explain(why, self.times), pause)
            left_out = wording.leaves_out_break(self.times.clock(pause.start_at), self._end(pause))
            return Fault(Field.START_AT if is_early else Field.END_AT, left_out)
        return Fault(Field.START_AT, explain(why, self.times))

    def _overlap(self, why: OverlapsPause) -> Fault:
        """Of two breaks the later one, unless only the earlier one was changed."""
        earlier, later = self._pair(why)
        blamed, other = (earlier, later) if self._is_kept(later) else (later, earlier)
        sentence = explain(OverlapsPause(other.start_at, other.end_at), self.times)
        return Fault(field_of(blamed), sentence, blamed)

    def _pair(self, why: OverlapsPause) -> tuple[PauseDraft, PauseDraft]:
        """The break that the refusal names, and the one that overlaps it."""
        pauses = self.draft.pauses
        earlier = next(each for each in pauses if (each.start_at, each.end_at) == (why.start_at, why.end_at))
        others = [each for each in pauses if each is not earlier and _overlap(earlier, each)]
        return earlier, min(others, key=self._is_kept)

    def _is_kept(self, pause: PauseDraft) -> bool:
        """Whether it is where it was."""
        return any(
            (each.number, each.started_at, each.ended_at) == (pause.number, pause.start_at, pause.end_at)
            for each in self.session.pauses
        )

    def _moved_end(self) -> Field:
        return Field.START_AT if self.draft.end_at == self.session.ended_at else Field.END_AT

    def _end(self, pause: PauseDraft) -> Line:
        return (self.times.clock(pause.end_at),) if pause.end_at else wording.UNTIL_NOW


def _overlap(one: PauseDraft, other: PauseDraft) -> bool:
    starts_before_other_ends = other.end_at is None or one.start_at < other.end_at
    return starts_before_other_ends and (one.end_at is None or other.start_at < one.end_at)
