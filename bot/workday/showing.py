"""What is to be seen: the day, Home, and what each card shows by now."""

from datetime import datetime, tzinfo

from bot.domain.accounting import local_day
from bot.domain.card import Card, CardKind
from bot.domain.change import Source
from bot.domain.outcomes import (
    CardMoved,
    HomeShown,
    JournalShown,
    Outcome,
    Present,
    Summary,
    TakenBack,
)
from bot.domain.ranges import read_range
from bot.domain.report import figures_of
from bot.domain.session import WorkSession
from bot.store import Transaction
from bot.workday.calls import Call, own_session, present, use_case
from bot.workday.reminder_cards import reminder_shown
from bot.workday.shown import Shown

RECENT_SESSIONS = 5


def home(tx: Transaction, call: Call, timezone: tzinfo) -> HomeShown:
    """What the Home tab shows."""
    now_shown = present(tx, call)
    today = call.now.astimezone(timezone).date()
    day, week = local_day(today, timezone), read_range("week", today).span(timezone)
    sessions = tx.sessions_touching(call.owner, week)
    preferences = tx.preferences_of(call.owner)
    goal = preferences.daily_goal
    recent = tx.recent_ended(call.owner, RECENT_SESSIONS)
    shown = [session.id for session in (now_shown.session, *recent) if session]
    return HomeShown(
        now=call.now,
        present=now_shown,
        today=figures_of(sessions, day, call.now),
        week=figures_of(sessions, week, call.now),
        recent=recent,
        goal=goal,
        week_goal=goal * len(preferences.working_days) if goal else None,
        open_try=tx.last_try(call.owner) if now_shown.session else "",
        undelivered=tx.undelivered(call.owner, shown),
    )


@use_case
def show_journal(tx: Transaction, call: Call, session_id: str) -> Outcome:
    """What happened to a session, from its first line on."""
    session = own_session(tx, call, session_id)
    return JournalShown(now=call.now, session=session, records=tx.changes_of(session))


def show_home(tx: Transaction, call: Call) -> None:
    """Have the Home tab published."""
    tx.add_card(call.owner, CardKind.HOME, due_at=call.now)


def card_outcome(tx: Transaction, card: Card, now: datetime, timezone: tzinfo) -> Shown:
    """What a card shows by now."""
    call = Call(owner=card.owner, now=now, source=Source.REMINDER)
    if card.kind is CardKind.HOME:
        return Shown(home(tx, call, timezone))
    session = tx.session(card.owner.tenant_id, card.session_id) if card.session_id else None
    if session is None:
        return Shown(present(tx, call))
    match card.kind:
        case CardKind.SUMMARY if session.end is None or session.cancelled_at:
            return Shown(TakenBack(now=now, session=session), posts=False)
        case CardKind.SUMMARY:
            return Shown(Summary(now=now, session=session))
        case CardKind.MESSAGE:
            return _message_shown(tx, card, session, now)
        case _:
            return reminder_shown(tx, card, session, now)


def _message_shown(tx: Transaction, card: Card, session: WorkSession, now: datetime) -> Shown:
    if session.cancelled_at:
        return Shown(TakenBack(now=now, session=session))
    if session.end or not tx.is_newest(card):  # of an ended session, the newer message is its summary
        return Shown(CardMoved(now=now, session=session), is_final=True)
    return Shown(Present(now=now, session=session, last=None))
