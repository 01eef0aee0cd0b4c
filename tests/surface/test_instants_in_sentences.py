"""How an instant is joined to the sentence that tells of it."""

from datetime import UTC, datetime, timedelta

from bot.surface import wording
from bot.surface.lines import plain
from bot.surface.times import Times

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def said(end: datetime) -> str:
    return plain(wording.session_ended("report", (Times(NOON, UTC).clock(end),)))


def test_an_instant_of_today_is_told_with_at() -> None:
    assert said(NOON - timedelta(hours=2)) == "“report” ended at 10:00 UTC."


def test_an_instant_of_another_day_stands_for_itself() -> None:
    assert said(NOON - timedelta(hours=14)) == "“report” ended Mar 3, 22:00 UTC."
