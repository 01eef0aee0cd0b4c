"""A session that nobody ended: when it most likely did, and ending it as its person says afterwards."""

from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo

from bot.domain.checkout import Checkout
from bot.domain.corrections import PauseDraft, insert_pause
from bot.domain.durations import HOUR
from bot.domain.preferences import Hours, Preferences
from bot.domain.session import WorkSession

USUAL_LENGTH = HOUR  # of a session, where its person plans none


@dataclass(frozen=True, slots=True)
class Stop:
    """What a person says afterwards: when they stopped, which break is missing, and Keep, Problem, Try."""

    end_at: datetime
    missing: PauseDraft | None = None
    checkout: Checkout = field(default_factory=Checkout)


def stop(session: WorkSession, said: Stop, now: datetime) -> WorkSession:
    """The session ended as said; all of it is one change, and so one version.

    Raises NothingRunning, InTheFuture and TooEarly for the end; Backwards, OutsideSession and OverlapsPause
    for the break that is missing.
    """
    stopped = session.finish(now, said.checkout, at=said.end_at)
    if said.missing:
        end_at = said.missing.end_at or said.end_at
        stopped = insert_pause(stopped, said.missing.start_at, end_at, said.missing.reason, now)
    return replace(stopped, version=session.version + 1)


def likely_end(session: WorkSession, preferences: Preferences, timezone: tzinfo, now: datetime) -> datetime:
    """When an open session most likely ended; never before what is on record, nor after `now`.

    On a break: where that began, since nobody came back. At work: what came first after the last instant on
    record, the planned checkout or the person's end of that day; that instant itself where neither has come
    since. Where only the start is known: after the length that the person usually plans, else an hour. So
    the guess errs on the side of less work, as nobody vouches for more.
    """
    if session.open_pause:
        return session.open_pause.started_at
    seen = session.latest_instant
    ends = session.planned_checkout_at, _end_of_day(seen, preferences, timezone)
    known = [at for at in ends if at and seen < at <= now]
    if known or seen > session.started_at:
        return min(known, default=seen)
    return max(seen, min(now, seen + (preferences.planned_default or USUAL_LENGTH)))


def _end_of_day(seen: datetime, preferences: Preferences, timezone: tzinfo) -> datetime | None:
    """The next end of the person's working hours, if those contain `seen` or begin later on the same day."""
    hours = Hours(preferences.day_start, preferences.day_end)
    ahead = (span for span in hours.spans_around(seen, timezone) if seen < span.end)
    span = min(ahead, key=lambda span: span.end, default=None)
    if span is None:
        return None
    begins_on, today = (at.astimezone(timezone).date() for at in (span.start, seen))
    return span.end if span.start <= seen or begins_on == today else None
