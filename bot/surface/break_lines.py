"""A break in one line of a form, read against the record.

What is typed has no seconds, the record has. So a minute in which the record has an instant means that
instant: a break typed from 12:45 begins where the one before it ended, be it at 12:45:20.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.accounting import Span
from bot.domain.corrections import PauseDraft
from bot.domain.errors import Refusal
from bot.domain.pause import REASON_LIMIT
from bot.domain.pause_lines import read_pause_line
from bot.domain.text import clean_line
from bot.surface.blame import explain
from bot.surface.fields import Reader
from bot.surface.times import Times

PAUSE_LINE_LIMIT = REASON_LIMIT + 70  # the times and, on another day, their dates
Choice = Callable[[list[datetime]], datetime]


@dataclass(frozen=True, slots=True)
class BreakLine:
    """A line that was changed or added; `before` is the break that it showed."""

    fields: Reader
    field: str
    before: PauseDraft | None = None

    def read(self, span: Span, recorded: list[datetime], times: Times) -> PauseDraft | None:
        """None where it is empty or cannot be read."""
        typed, before = self.fields.text(self.field), self.before
        if not clean_line(typed):
            return None
        try:
            start_at, end_at, reason = read_pause_line(typed, span, times.timezone)
        except Refusal as why:
            self.fields.refuse(self.field, explain(why, times))
            return None
        return PauseDraft(
            meant(start_at, before.start_at if before else None, recorded, max),
            meant(end_at, before.end_at if before else None, recorded, min) if end_at else None,
            reason,
            before.number if before else None,
        )


def instants_of(draft: PauseDraft) -> list[datetime]:
    return [at for at in (draft.start_at, draft.end_at) if at]


def meant(named: datetime, recorded: datetime | None, others: Iterable[datetime], choose: Choice) -> datetime:
    """What a minute means: what was recorded before, else one of `others`, else the minute itself."""
    if recorded and to_the_minute(recorded) == named:
        return recorded
    return choose([at for at in others if to_the_minute(at) == named] or [named])


def to_the_minute(at: datetime) -> datetime:
    return at.replace(second=0)
