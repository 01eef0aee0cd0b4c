"""The settings: what a person has chosen, and what follows at once from another choice."""

from dataclasses import replace

from bot.domain.outcomes import Muted, Outcome, SettingsAsked, SettingsSaved
from bot.domain.preferences import Preferences, rest_of_today
from bot.store import Transaction
from bot.workday.calls import Call, record_delivery, use_case
from bot.workday.planning import plan_after_choice


@use_case
def ask_settings(tx: Transaction, call: Call) -> Outcome:
    """What the settings modal shows."""
    known = tx.known_person(call.owner)
    return SettingsAsked(
        now=call.now,
        preferences=known.preferences,
        usual_long_pause=call.long_pause,
        slack_timezone=known.timezone,
    )


@use_case
def save_settings(tx: Transaction, call: Call, chosen: Preferences) -> Outcome:
    """Keep what was chosen. "Mute today" stays."""
    record_delivery(tx, call)
    before = tx.preferences_of(call.owner)
    _save(tx, call, before, replace(chosen, muted_until=before.muted_until))
    return SettingsSaved(now=call.now)


@use_case
def mute_today(tx: Transaction, call: Call) -> Outcome:
    """Say nothing by itself for the rest of the person's day and the night after it."""
    record_delivery(tx, call)
    known = tx.known_person(call.owner)
    before = known.preferences
    until = rest_of_today(call.now, before.day_start, known.zone)
    _save(tx, call, before, replace(before, muted_until=until))
    return Muted(now=call.now, until=until)


def _save(tx: Transaction, call: Call, before: Preferences, after: Preferences) -> None:
    """What is planned is planned anew, and what shows it and the goal is brought up to date."""
    tx.save_preferences(call.owner, after)
    session = tx.open_session(call.owner)
    if session and before.speaks_unlike(after):
        plan_after_choice(tx, call, session)
    tx.refresh_cards(call.owner, session.id if session else None, call.now)
