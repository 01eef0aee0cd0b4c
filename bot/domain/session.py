"""A work session and its pauses: values whose transitions return new values.

Spans, not counters: whatever is shown is derived from the instants kept here (see `accounting`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.accounting import MINUTE, Account, Span, measure, whole_minutes
from bot.domain.checkout import Checkout
from bot.domain.errors import AlreadyPaused, InTheFuture, NothingRunning, NotPaused, TooEarly
from bot.domain.pause import Boundary, Pause, Provenance
from bot.domain.person import Owner

TASK_LIMIT = 150
PROJECT_LIMIT = 80
PLANNED_LEAST = timedelta(minutes=5)
PLANNED_MOST = timedelta(minutes=480)


class State(StrEnum):
    WORKING = "working"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class WorkSession:
    """One stretch of work of one person on one task, from start to checkout.

    Raises ValueError when its pauses overlap or leave the session: such a value cannot exist.
    """

    id: str
    owner: Owner
    task: str
    start: Boundary
    end: Boundary | None = None
    pauses: tuple[Pause, ...] = ()
    planned_checkout_at: datetime | None = None
    checkout: Checkout | None = None
    version: int = 1
    pauses_made: int = 0  # the highest number that a pause of this session ever had
    cancelled_at: datetime | None = None  # discarded: it stays in the journal, and counts nowhere
    source_url: str | None = None  # the message that the task was taken from
    project: str = ""  # "" for none

    def __post_init__(self) -> None:
        instants = list(self._instants())
        if instants != sorted(instants):
            raise ValueError(f"the instants of work session {self.id} are out of order")
        if any(pause.end is None for pause in self.pauses[:-1]) or (self.end and self.open_pause):
            raise ValueError(f"a pause of work session {self.id} is open that cannot be")

    def _instants(self) -> Iterator[datetime]:
        yield self.start.at
        for pause in self.pauses:
            yield pause.start.at
            if pause.end:
                yield pause.end.at
        if self.end:
            yield self.end.at

    @property
    def started_at(self) -> datetime:
        return self.start.at

    @property
    def ended_at(self) -> datetime | None:
        return self.end.at if self.end else None

    @property
    def open_pause(self) -> Pause | None:
        return self.pauses[-1] if self.pauses and self.pauses[-1].end is None else None

    @property
    def is_open(self) -> bool:
        return self.end is None and self.cancelled_at is None

    @property
    def closed_at(self) -> datetime | None:
        """Since when nothing is measured any more: the end, or when it was discarded; None while open."""
        return self.cancelled_at or self.ended_at

    @property
    def state(self) -> State:
        if self.cancelled_at:
            return State.CANCELLED
        if self.end:
            return State.DONE
        return State.PAUSED if self.open_pause else State.WORKING

    @property
    def highest_pause_number(self) -> int:
        """The highest number that any pause of this session has or had; a new one takes the next."""
        return max([self.pauses_made, *(pause.number for pause in self.pauses)])

    @property
    def latest_instant(self) -> datetime:
        """The last instant in the record; nothing later can come before it."""
        return max(self._instants())

    @property
    def paused_at(self) -> datetime | None:
        """Since when the session is paused; None while it is not."""
        return self.open_pause.started_at if self.open_pause else None

    @property
    def total_paused_minutes(self) -> int:
        """Closed pauses in whole minutes: the seconds are added first, then floored once."""
        closed = (pause.end.at - pause.start.at for pause in self.pauses if pause.end)
        return whole_minutes(sum(closed, timedelta()))

    def actual_minutes(self, now: datetime) -> int:
        """Worked time in whole minutes by `now`, floored once; an ended session ignores `now`."""
        return whole_minutes(self.account(now).worked)

    def account(self, now: datetime, within: Span | None = None) -> Account:
        """What was elapsed, paused and worked by `now`, or the part of it that lies `within` a span.

        An open session reaches to `now`, but never behind its own record when the clock has stepped back.
        """
        end = self.end.at if self.end else max(now, self.latest_instant)
        pauses = (Span(pause.started_at, pause.until(end)) for pause in self.pauses)
        return measure(Span(self.started_at, end), pauses, within)

    def pause(
        self,
        now: datetime,
        reason: str = "",
        expected_end_at: datetime | None = None,
        *,
        at: datetime | None = None,
    ) -> "WorkSession":
        """Stop the timer, now or at an earlier instant.

        Raises NothingRunning, AlreadyPaused, InTheFuture, TooEarly.
        """
        self._check_open()
        if self.open_pause:
            raise AlreadyPaused
        start = self._boundary(now, at)
        if expected_end_at and expected_end_at <= start.at:
            expected_end_at = None  # announced on a clock that had stepped back
        number = self.highest_pause_number + 1
        pause = Pause(number, start, reason=reason, expected_end_at=expected_end_at)
        return replace(self, pauses=(*self.pauses, pause), pauses_made=number, version=self.version + 1)

    def resume(self, now: datetime, *, at: datetime | None = None) -> "WorkSession":
        """Let the timer run again; the planned checkout moves by the pause's length.

        Raises NothingRunning, NotPaused, InTheFuture, TooEarly.
        """
        self._check_open()
        pause = self.open_pause
        if pause is None:
            raise NotPaused
        ended = replace(pause, end=self._boundary(now, at))
        planned = self.planned_checkout_at and self.planned_checkout_at + ended.lasted(now)
        return replace(
            self,
            pauses=(*self.pauses[:-1], ended),
            planned_checkout_at=planned,
            version=self.version + 1,
        )

    def finish(self, now: datetime, checkout: Checkout, *, at: datetime | None = None) -> "WorkSession":
        """End the session; a pause still open counts as pause to its last second.

        A session that ended `at` the start of its open pause had no such pause. Raises NothingRunning,
        InTheFuture, TooEarly.
        """
        self._check_open()
        end = self._boundary(now, at)
        if at and end.at == self.paused_at:
            session = replace(self, pauses=self.pauses[:-1], pauses_made=self.highest_pause_number)
        else:
            session = self.resume(now, at=at) if self.open_pause else self
        return replace(session, end=end, checkout=checkout, version=session.version + 1)

    def check_end(self, now: datetime, at: datetime) -> None:
        """Whether the session could have ended `at` that instant. Raises InTheFuture, TooEarly."""
        self._boundary(now, at)

    def _boundary(self, now: datetime, at: datetime | None) -> Boundary:
        """The next instant of the record: live, clamped if the clock has stepped back, or as corrected."""
        if at is None or at == now:
            return Boundary(now).not_before(self.latest_instant)
        if at > now:
            raise InTheFuture(at)
        # What people type has no seconds: within the minute of the last instant, they mean that one.
        if at <= self.latest_instant - MINUTE:
            raise TooEarly(at, self.latest_instant)
        return Boundary(max(at, self.latest_instant), Provenance.CORRECTED)

    def _check_open(self) -> None:
        if not self.is_open:
            raise NothingRunning
