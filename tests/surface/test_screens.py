"""How every screen looks; the snapshots are meant to be read."""

import json
from dataclasses import replace
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.domain.outcomes import Present, Summary
from bot.domain.person import Person
from bot.surface import checkout_modal, message
from tests.surface.gallery import (
    ADA,
    READER,
    Texts,
    at,
    done,
    everything,
    log_of,
    modals,
    on_break,
    outcomes,
    plain_screens,
    working,
    yesterday,
)

LONG = Texts(
    task="Reconcile " + "every single line of the ledger " * 5 + "ok",
    other_task="Answer " + "the mail of the last three weeks " * 4,
    reason="the dentist, and then the long way back through the park and the market hall",
    keep="k" * 500,
    problem="p" * 500,
    try_="t" * 500,
)
RIGHT_TO_LEFT = Texts(task="كتابة التقرير 2026", other_task="דוא״ל", reason="غداء", keep="جيد")
EMOJI = Texts(task="🚀 Launch 👩‍👩‍👧 & 🏴󠁧󠁢󠁥󠁮󠁧󠁿 :tada:", other_task="🧹", reason="🍜", keep="👍🏽")
MENTIONS = Texts(
    task="<!channel> <@U2> *bold* _it_ ~no~ `code`",
    other_task="<!here|here> & <https://example.org|x>",
    reason="@everyone <#C1>",
    keep="<!subteam^S1>",
    problem="<@U2> & <@U3>",
    try_="<!channel>",
    why="<!everyone>",
    word="<!channel>",
)
ODD = {"long": LONG, "right_to_left": RIGHT_TO_LEFT, "emoji": EMOJI, "mentions": MENTIONS}
SHOWN_WITH_ODD_TEXTS = ("present_paused", "reminder", "summary_continued", "refused_already_working", "home")


@pytest.mark.parametrize("name", plain_screens())
def test_screen(name: str, snapshot: SnapshotAssertion) -> None:
    assert plain_screens()[name] == snapshot


@pytest.mark.parametrize("texts", ODD)
@pytest.mark.parametrize("name", SHOWN_WITH_ODD_TEXTS)
def test_screen_with_odd_texts(name: str, texts: str, snapshot: SnapshotAssertion) -> None:
    assert everything(ODD[texts])[name] == snapshot


def test_rendering_twice_gives_the_same() -> None:
    assert json.dumps(everything()) == json.dumps(everything())


def _words(screen: Any) -> str:
    """What can be read on a screen, in its order, with the fallbacks of dates."""
    if isinstance(screen, list):
        return "".join(map(_words, screen))
    if not isinstance(screen, dict):
        return ""
    own = screen.get("text", screen.get("fallback"))
    return own if isinstance(own, str) else "".join(map(_words, screen.values()))


def test_the_running_figures_say_as_of_when() -> None:
    blocks = message(Present(now=at(82), session=working(), last=None), READER).blocks
    assert "worked 1 h 14 min · paused 8 min in 1 break" in _words(blocks)
    assert "as of 10:37 CET" in _words(blocks)


def test_the_figure_of_a_paused_card_is_frozen() -> None:
    sooner, later = (
        message(Present(now=at(minutes), session=on_break(), last=None), READER).blocks
        for minutes in (126, 600)
    )
    assert _words(sooner) == _words(later)
    assert "worked 1 h 57 min, not counting this break" in _words(later)


def test_a_paused_card_shows_only_the_task_undimmed() -> None:
    blocks = message(Present(now=at(180), session=on_break(), last=None), READER).blocks
    assert [block["type"] for block in blocks] == ["rich_text", "context", "context", "actions"]
    assert _words(blocks[0]) == "⏸ Write the quarterly report"


def test_clock_times_of_another_day_carry_their_day() -> None:
    present = Present(now=at(24 * 60), session=working(), last=None)
    assert "Working since Nov 20, 9:15 CET" in _words(message(present, READER).blocks)


def test_a_reader_without_a_timezone_reads_utc() -> None:
    present = Present(now=at(82), session=working(), last=None)
    assert "Working since 8:15 UTC" in _words(message(present, Person(ADA)).blocks)


def test_a_session_over_midnight_is_logged_with_its_share_of_the_day() -> None:
    log = message(log_of(at(0), yesterday()), READER)
    assert "worked 30 min · paused 10 min in 1 break · this day's part" in _words(log.blocks)
    assert "Nov 19, 23:10 CET to Nov 20, 0:40 CET" in _words(log.blocks)


def test_the_same_figures_on_log_summary_and_checkout_modal() -> None:
    session = done()
    figures = "9:15 CET to 12:05 CET · worked 1 h 57 min · paused 53 min in 2 breaks"
    log = log_of(at(180), session)
    modal = modals()["checkout_on_a_break"]
    for screen in (
        message(log, READER).blocks,
        message(Summary(now=at(180), session=session), READER).blocks,
        modal["blocks"],
    ):
        assert figures in _words(screen)


def test_a_checkout_of_many_breaks_shows_the_last_and_counts_the_others() -> None:
    session = working()
    for number in range(50):
        session = session.pause(at(100 + 2 * number), f"break {number}").resume(at(101 + 2 * number))
    asked = replace(_checkout(), session=session, end_at=at(300))
    words = _words(checkout_modal(asked, READER)["blocks"])
    assert "and 31 earlier breaks" in words
    assert "break 49" in words
    assert "paused 58 min in 51 breaks" in words


def _checkout() -> Any:
    return outcomes()["checkout_asked"]
