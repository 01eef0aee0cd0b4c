"""Outcomes about a session that nobody ended, for the gallery."""

from datetime import datetime

from bot.domain.outcomes import LeftOpen, Outcome, PauseAsked, StopAsked
from bot.domain.session import WorkSession
from tests.surface.repairs import Sessions

NEXT_MORNING = 23.75 * 60  # minutes after 9:15: 9:00
SIX = 525.0


def left_open(gallery: Sessions) -> dict[str, Outcome]:
    """A session left running, one left on a break, and one of which no more is known than its start."""
    now, six = gallery.at(NEXT_MORNING), gallery.at(SIX)
    paused_at = gallery.on_break.paused_at or now
    return {
        "left_open": LeftOpen(now=now, session=gallery.working, likely_end_at=six),
        "left_open_on_a_break": LeftOpen(now=now, session=gallery.on_break, likely_end_at=paused_at),
        "left_open_from_the_start_on": LeftOpen(
            now=now, session=gallery.working, likely_end_at=gallery.working.started_at
        ),
        "stop_asked": stop_asked(gallery.working, now, six),
        "pause_asked": PauseAsked(now=gallery.at(SIX), session=gallery.working),
    }


def stop_asked(session: WorkSession, now: datetime, end_at: datetime, *, changed: bool = False) -> StopAsked:
    return StopAsked(now=now, session=session, end_at=end_at, changed=changed)


def left_open_modals(gallery: Sessions) -> dict[str, StopAsked | PauseAsked]:
    """What the modals show; the last, with a clock that has stepped back behind the record."""
    now, six = gallery.at(NEXT_MORNING), gallery.at(SIX)
    lunch = gallery.on_break
    return {
        "stop": stop_asked(gallery.working, now, six),
        "stop_on_a_break": stop_asked(lunch, now, lunch.paused_at or now),
        "stop_changed": stop_asked(gallery.working, now, six, changed=True),
        "stop_in_the_future": stop_asked(gallery.working, gallery.at(30), gallery.at(63)),
        "paused_since": PauseAsked(now=gallery.at(200), session=gallery.working),
    }
