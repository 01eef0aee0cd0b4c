"""Clock times and days as one reader sees them: Slack's date tokens, with a fallback in words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Self

from bot.domain.pause import Boundary, Provenance
from bot.domain.person import Person
from bot.surface import wording
from bot.surface.lines import Line, Moment

_TIME = "{time}"
_DAY = "{date_short_pretty}"


@dataclass(frozen=True, slots=True)
class Times:
    """How one reader reads instants, as seen from `now`. Times of day are UTC while no timezone is known."""

    now: datetime
    timezone: tzinfo

    @classmethod
    def of(cls, now: datetime, reader: Person) -> Self:
        return cls(now, reader.timezone or UTC)

    def clock(self, at: datetime, beside: datetime | None = None) -> Moment:
        """The time of day, with its day where that is not today's, nor that of the instant `beside` it."""
        local = at.astimezone(self.timezone)
        time = f"{local.hour}:{local:%M} {local:%Z}"
        if local.date() == (beside or self.now).astimezone(self.timezone).date():
            return Moment(at, _TIME, time)
        return Moment(at, f"{_DAY} {_TIME}", f"{local:%b} {local.day}, {time}")

    def day(self, at: datetime) -> Moment:
        """Slack's "today", "yesterday" or the date."""
        local = at.astimezone(self.timezone)
        return Moment(at, _DAY, f"{local:%b} {local.day}")

    def day_name(self, day: date) -> str:
        """`Today, Saturday 22 November`, or without the first word."""
        name = f"{day:%A} {day.day} {day:%B}"
        return wording.today(name) if day == self.now.astimezone(self.timezone).date() else name

    def boundary(self, boundary: Boundary, beside: datetime | None = None) -> Line:
        """An instant of the record, marked where it was not taken live."""
        return (self.clock(boundary.at, beside), *mark(boundary))

    def corrected(self, boundary: Boundary | None) -> Line:
        """An instant that was not taken live, to be said back; nothing for one that was."""
        if boundary is None or boundary.provenance is Provenance.LIVE:
            return ()
        return self.boundary(boundary)

    def span(self, start: Boundary, end: Boundary | None, beside: datetime | None = None) -> Line:
        """`9:15 to 12:05`, or `9:15 to now`; with its day where that is not the one of `beside`."""
        beginning = self.boundary(start, beside)
        return wording.span(beginning, self.boundary(end, beside=start.at) if end else wording.UNTIL_NOW)


def mark(*boundaries: Boundary | None) -> Line:
    """What stands behind an instant, or behind what tells of some: a length, or a label.

    It is that of the first one that was not taken live; nothing where there is none.
    """
    signs = [wording.MARKS[boundary.provenance] for boundary in boundaries if boundary]
    return tuple(filter(None, signs))[:1]
