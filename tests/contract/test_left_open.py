"""A session that nobody ended, repaired from the message that asks about it.

The clock stands at noon UTC, which is 13:00 in Berlin, where Ada is; her day usually ends at 18:00.
"""

import pytest

from tests.clocks import NOON
from tests.contract.driver import Driver, Json, Screen, buttons_of, text_of

pytestmark = pytest.mark.usefixtures("clean_log")

STOPPED = "When did you stop?"
PAUSED = "Since when are you on a break?"


def local(hour: int, minute: int = 0) -> str:
    """A time of Ada's first day, as a picker sends it."""
    return str(int(NOON.timestamp()) + (hour - 13) * 3600 + minute * 60)


def asking(screen: Screen, label: str) -> list[Json]:
    """The messages in the DM that have such a button."""
    return [each for each in screen.direct_messages if label in buttons_of(each)]


@pytest.fixture
async def forgotten(ada: Driver) -> Driver:
    """At work since 13:00; it is 17:00, and that was asked about."""
    await ada.work("start report")
    await ada.advance("4h")
    await ada.until_text("Are you still working on it?")
    return ada


@pytest.fixture
async def overnight(forgotten: Driver) -> Driver:
    """The same, unanswered, and the next morning has come: it is 9:05."""
    await forgotten.advance("5m")
    await forgotten.advance("16h")
    await forgotten.until_text("is still running since")
    return forgotten


async def test_the_next_morning_one_modal_makes_it_true_and_undo_takes_all_of_it_back(
    overnight: Driver,
) -> None:
    await overnight.until_text("|Mar 4, 18:00 CET>: worked 5 h 00 min, no breaks.")
    await overnight.press("Finish it…")
    modal = text_of((await overnight.modal_opens()).modal)
    assert "worked 5 h 00 min · no breaks" in modal
    answer = await overnight.submit(**{"Add a break": "15:00-15:20 tea", "Keep": "A good start"})
    assert answer["errors"] == {}
    await overnight.until_text("worked 4 h 40 min · paused 20 min in 1 break", "A good start")
    await overnight.until_text("“report” ended ")
    await overnight.until(lambda screen: not asking(screen, "Finish it…"))
    await overnight.work("undo")
    await overnight.until_text("The checkout of “report” was taken back")
    undone = text_of((await overnight.work()).last_answer)
    assert "worked 5 h 00 min · paused 15 h 05 min in 1 break" in undone
    await overnight.work("redo")
    assert "worked 4 h 40 min · paused 20 min" in text_of((await overnight.work("log yesterday")).last_answer)


async def test_who_works_through_the_night_says_so_in_one_click(overnight: Driver) -> None:
    await overnight.press("Still working")
    await overnight.until(lambda screen: not asking(screen, "Finish it…"))
    assert "worked 20 h 05 min" in text_of((await overnight.work()).last_answer)


async def test_while_it_is_filled_in_the_modal_says_what_would_follow(overnight: Driver) -> None:
    await overnight.press("Finish it…")
    await overnight.modal_opens()
    await overnight.press(STOPPED, selected=local(16, 30))
    await overnight.until_text("worked 3 h 30 min · no breaks")
    await overnight.press(STOPPED, selected=local(12))
    await overnight.until_text("Mar 4, 12:00 CET", "is before what is on record already")


async def test_what_cannot_be_is_refused_at_its_field_and_nothing_ends(overnight: Driver) -> None:
    await overnight.press("Finish it…")
    await overnight.modal_opens()
    errors = (await overnight.submit(**{STOPPED: local(12), "Add a break": "whenever"}))["errors"]
    assert {block.partition(".")[0] for block in errors} == {"end_at", "new_break"}
    assert "The earliest that works is Mar 4, 13:00 CET." in str(errors)
    await overnight.close_modal()
    assert "Done" in buttons_of((await overnight.work()).last_answer)


async def test_a_session_that_changed_meanwhile_is_asked_about_afresh(overnight: Driver) -> None:
    await overnight.press("Finish it…")
    await overnight.modal_opens()
    await overnight.work("break 15:00-15:20 tea yesterday")
    await overnight.work("pause at 8:30")
    answer = await overnight.submit(Keep="A good start")
    assert answer["response_action"] == "update"
    modal = (await overnight.see()).modal
    assert "This session changed in the meantime." in text_of(modal)
    assert "A good start" in str(modal["state"]["values"])
    await overnight.submit()
    await overnight.until_text("8:30 CET", "A good start")


async def test_a_session_that_was_discarded_meanwhile_stays_discarded(overnight: Driver) -> None:
    await overnight.press("Finish it…")
    await overnight.modal_opens()
    await overnight.work("cancel")
    await overnight.press("Discard", where="message")
    answer = await overnight.submit()
    assert answer["response_action"] == "update"
    assert "That is over already" in text_of((await overnight.see()).modal)
    await overnight.close_modal()
    assert "Nothing running" in text_of((await overnight.work()).last_answer)


async def test_stopped_at_ends_a_forgotten_session_as_of_then(forgotten: Driver) -> None:
    await forgotten.press("Stopped at…")
    await forgotten.modal_opens()
    assert (await forgotten.submit(**{STOPPED: local(15, 10), "Try": "Leave in time"}))["errors"] == {}
    await forgotten.until_text("worked 2 h 10 min · no breaks", "Leave in time")
    await forgotten.until(lambda screen: not asking(screen, "Stopped at…"))


@pytest.mark.parametrize("label", ["Stopped at…", "Paused since…"])
async def test_a_modal_that_did_not_open_can_be_tried_again(forgotten: Driver, label: str) -> None:
    await forgotten.post("faults", method="views.open", fault="error", error="internal_error")
    await forgotten.press(label)
    await forgotten.until_text("Try again")
    await forgotten.press("Try again", where="message")
    await forgotten.modal_opens()


@pytest.mark.parametrize("typed", ["15:10", "110m ago"])
async def test_paused_since_begins_the_break_then(forgotten: Driver, typed: str) -> None:
    await forgotten.press("Paused since…")
    await forgotten.modal_opens()
    assert (await forgotten.submit(**{PAUSED: typed}))["errors"] == {}
    await forgotten.until_text("|15:10 CET> ✎: worked 2 h 10 min.")
    await forgotten.until(lambda screen: not asking(screen, "Paused since…"))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("soon", "soon"),
        ("12:10", "The earliest that works is 13:00 CET."),
        ("17:30", "The latest that works is now."),
    ],
)
async def test_a_break_that_cannot_be_is_refused_at_its_field(
    forgotten: Driver, typed: str, why: str
) -> None:
    await forgotten.press("Paused since…")
    await forgotten.modal_opens()
    errors = (await forgotten.submit(**{PAUSED: typed}))["errors"]
    assert list(errors) == ["since"]
    assert why in errors["since"]


async def test_a_break_that_began_meanwhile_is_not_begun_again(forgotten: Driver) -> None:
    await forgotten.press("Paused since…")
    await forgotten.modal_opens()
    await forgotten.work("pause tea")
    answer = await forgotten.submit(**{PAUSED: "15:10"})
    assert answer["response_action"] == "update"
    assert "That is over already" in text_of((await forgotten.see()).modal)
    await forgotten.close_modal()
    assert "|17:00 CET>: worked 4 h 00 min" in (await forgotten.work()).last_answer["text"]
