"""What the menu of a long pause's reminder does to make the record true.

The clock stands at noon UTC, which is 13:00 in Berlin, where Ada is.
"""

import pytest

from tests.contract.driver import Driver, buttons_of, text_of

pytestmark = pytest.mark.usefixtures("clean_log")

SINCE = "Since when are you back?"


@pytest.fixture
async def reminded(ada: Driver) -> Driver:
    """At work since 13:00, on a break since 13:20; it is 13:50, and that was said."""
    await ada.work("start report")
    await ada.advance("20m")
    await ada.work("pause lunch")
    await ada.advance("30m")
    await ada.until_text("Your break has lasted 30 min")
    return ada


@pytest.mark.parametrize("typed", ["13:30", "20m ago"])
async def test_back_since_resumes_as_of_then(reminded: Driver, typed: str) -> None:
    await reminded.press("Back since…")
    modal = (await reminded.modal_opens()).modal
    assert "is paused since" in text_of(modal)
    assert (await reminded.submit(**{SINCE: typed}))["errors"] == {}
    await reminded.until_text("Break of 10 min ended at \n13:30 CET", "worked 40 min · paused 10 min")
    assert "worked 40 min · paused 10 min" in text_of((await reminded.work()).last_answer)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("soon", "soon"),
        ("13:10", "13:20 CET"),  # before the break began
        ("14:30", "14:30 CET"),  # has not come yet
    ],
)
async def test_what_cannot_be_is_refused_at_the_field_and_changes_nothing(
    reminded: Driver, typed: str, why: str
) -> None:
    await reminded.press("Back since…")
    await reminded.modal_opens()
    errors = (await reminded.submit(**{SINCE: typed}))["errors"]
    assert list(errors) == ["since"]
    assert why in errors["since"]
    await reminded.close_modal()
    assert buttons_of((await reminded.work()).last_answer) == ["Resume", "Done"]


async def test_a_break_that_ended_meanwhile_is_not_ended_again(reminded: Driver) -> None:
    await reminded.press("Back since…")
    await reminded.modal_opens()
    await reminded.work("resume")
    await reminded.work("pause tea")
    await reminded.submit(**{SINCE: "13:30"})
    assert "tea" in text_of((await reminded.work()).last_answer)


async def test_finished_when_paused_ends_the_session_there_and_leaves_no_break(reminded: Driver) -> None:
    await reminded.press("I finished when I paused")
    modal = text_of((await reminded.modal_opens()).modal)
    assert "worked 20 min · no breaks" in modal
    assert "counts as break" not in modal
    await reminded.submit()
    screen = await reminded.until_text("is not on record any more", "worked 20 min · no breaks")
    ended = [each for each in screen.direct_messages if "not on record" in each["text"]]
    assert buttons_of(ended) == []


async def test_undo_brings_the_break_back(reminded: Driver) -> None:
    await reminded.press("I finished when I paused")
    await reminded.modal_opens()
    await reminded.submit()
    await reminded.until_text("is not on record any more")
    await reminded.work("undo")
    answer = text_of((await reminded.work()).last_answer)
    assert "“report” is paused since" in answer
    assert "lunch" in answer


async def test_mute_today_says_until_when_and_nothing_comes_before(reminded: Driver) -> None:
    await reminded.press("Mute today")
    await reminded.until_text("I write nothing by myself until \nMar 5, 9:00 CET")
    await reminded.advance("12h")
    said = (await reminded.see()).direct_messages
    assert len([each for each in said if "Your break has lasted" in each["text"]]) == 1
    await reminded.advance("8h")
    await reminded.until_text("Your break has lasted 20 h")


async def test_a_break_that_was_undone_leaves_one_line(reminded: Driver) -> None:
    await reminded.work("undo")
    screen = await reminded.until_text("is not on record any more")
    assert buttons_of(screen.direct_messages) == []
