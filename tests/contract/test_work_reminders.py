"""What the bot says about work by itself, and what its buttons do.

The clock stands at noon UTC on a Wednesday, which is 13:00 in Berlin, where Ada is; her day ends at 18:00.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.playground.clock import MovableClock
from bot.playground.run import bot_in
from bot.playground.server import PlaygroundServer
from tests.contract.driver import ADA, Driver, Everyone, Screen, buttons_of, text_of

pytestmark = pytest.mark.usefixtures("clean_log")

REMINDERS = "Remind me"


@pytest.fixture
async def ada(everyone: Everyone) -> Driver:
    """Whose timezone the bot has learned: a log is answered by it. Else it might do so hours later here."""
    ada = everyone.person(ADA)
    await ada.work("log")
    return ada


def said(screen: Screen) -> list[str]:
    """The text of each message in the DM by now, oldest first."""
    return [message["text"] for message in screen.direct_messages]


async def hears(ada: Driver, *texts: str) -> Screen:
    """Exactly these messages are in the DM, by a part of their texts."""

    def is_so(screen: Screen) -> bool:
        shown = said(screen)
        return len(shown) == len(texts) and all(text in one for text, one in zip(texts, shown, strict=True))

    return await ada.until(is_so)


async def choose(ada: Driver, **fields: Any) -> None:
    await ada.work("settings")
    await ada.modal_opens()
    assert (await ada.submit(**fields))["errors"] == {}


async def hears_no_more(ada: Driver, count: int) -> None:
    """A later thing is seen, which the tick delivers after whatever was due: so nothing else was due."""
    await ada.open_home()
    await ada.work("status")
    await ada.until(lambda screen: screen.home is not None)
    assert len(said(await ada.see())) == count


async def test_the_planned_end_is_spoken_of_before_it_at_it_and_after_it(ada: Driver) -> None:
    await ada.work("start report for 1h")
    await ada.advance("3299s")
    await hears_no_more(ada, 0)
    await ada.advance("1s")
    await hears(ada, "is planned until")
    await ada.advance("5m")
    await hears(ada, "newer message", "that is now")
    await ada.advance("10m")
    screen = await hears(ada, "newer message", "newer message", "10 min ago")
    assert "This is the last message about this plan." in text_of(screen.direct_messages[-1])
    await ada.advance("1h")
    await hears_no_more(ada, 3)


async def test_done_in_the_message_opens_the_checkout_and_the_message_becomes_one_line(ada: Driver) -> None:
    await ada.work("start report for 1h")
    await ada.advance("55m")
    await hears(ada, "is planned until")
    await ada.press("Done", where="message", channel=(await ada.see()).conversation("im")["id"])
    await ada.modal_opens()
    await ada.submit()
    screen = await hears(ada, "ended at", "Finished")
    assert buttons_of(screen.direct_messages[0]) == []
    await ada.advance("1h")
    await hears_no_more(ada, 2)


async def test_snooze_says_it_again_in_five_minutes_twice_at_most(ada: Driver) -> None:
    await ada.work("start report for 1h")
    await ada.advance("70m")
    await hears(ada, "10 min ago")
    for minutes in (15, 20):
        await ada.press("Snooze 5 min")
        await ada.until(lambda screen: "Next reminder at" in text_of(screen.direct_messages[-1]))
        await ada.advance("5m")
        screen = await ada.until(
            lambda screen, minutes=minutes: f"{minutes} min ago" in said(screen)[-1]  # type: ignore[misc]
        )
    assert buttons_of(screen.direct_messages[-1]) == ["Done"]
    await ada.advance("1h")
    await hears_no_more(ada, 3)


async def test_the_plan_moves_with_a_pause_and_nothing_is_said_of_it_meanwhile(ada: Driver) -> None:
    await ada.work("start report for 1h")
    await ada.advance("55m")
    await hears(ada, "is planned until")
    await ada.work("pause")
    screen = await hears(ada, "was paused at")
    assert buttons_of(screen.direct_messages) == []
    await ada.advance("20m")
    await hears_no_more(ada, 1)
    await ada.work("resume")
    await ada.advance("4m")
    await hears_no_more(ada, 1)
    await ada.advance("1m")
    await hears(ada, "was paused at", "that is now")


async def test_a_session_without_a_sign_of_life_is_asked_about_and_again_after_an_answer(
    ada: Driver,
) -> None:
    await ada.work("start report")
    await ada.advance("4h")
    screen = await hears(ada, "Are you still working on it?")
    assert buttons_of(screen.direct_messages) == ["Still working", "Stopped at…", "Paused since…"]
    await ada.press("Still working")
    screen = await hears(ada, "Working on")
    assert buttons_of(screen.direct_messages) == []
    await ada.advance("59m")
    await hears_no_more(ada, 1)
    await ada.advance("1m")  # 18:00, the end of the day
    await hears(ada, "Working on", "Are you still working on it?")


@pytest.mark.parametrize("way", ["command", "button elsewhere"])
async def test_a_forgotten_session_that_is_paused_anywhere_is_asked_about_no_more(
    ada: Driver, way: str
) -> None:
    screen = await ada.work("start report")
    await ada.advance("4h")
    await hears(ada, "Are you still working on it?")
    if way == "command":
        await ada.work("pause")
    else:
        await ada.press("Pause", where="message", channel=screen.conversation("channel")["id"])
    screen = await hears(ada, "was paused at")
    assert buttons_of(screen.direct_messages) == []


async def test_stopped_at_ends_a_forgotten_session_as_of_then(ada: Driver) -> None:
    await ada.work("start report")
    await ada.advance("4h")
    await hears(ada, "Are you still working on it?")
    await ada.press("Stopped at…")
    await ada.modal_opens()
    assert (await ada.submit())["errors"] == {}
    screen = await ada.until(lambda screen: len(said(screen)) == 2 and "ended at" in said(screen)[0])
    assert buttons_of(screen.direct_messages[0]) == []


async def test_a_session_left_open_is_spoken_of_in_the_morning_in_place_of_what_was_said(ada: Driver) -> None:
    await ada.work("start report")
    await ada.advance("5h")
    await hears(ada, "Are you still working on it?")
    await ada.advance("899m")  # 8:59 on the next day
    await hears_no_more(ada, 1)
    await ada.advance("1m")
    screen = await hears(ada, "newer message", "is still running since")
    assert "Finish it…" in buttons_of(screen.direct_messages[-1])
    assert buttons_of(screen.direct_messages[0]) == []
    await ada.advance("72h")
    await hears_no_more(ada, 2)


async def test_a_break_is_due_after_much_work_for_those_who_ask_for_it(ada: Driver) -> None:
    await choose(ada, **{REMINDERS: ["when a break is due"], "A break is due after": "50m"})
    await ada.work("start report")
    await ada.advance("50m")
    await hears(ada, "You have worked for 50 min without a break")
    await ada.press("Pause", where="message", channel=(await ada.see()).conversation("im")["id"])
    screen = await hears(ada, "was paused at")
    assert buttons_of(screen.direct_messages) == []
    await ada.advance("2h")
    await hears_no_more(ada, 1)
    await ada.work("resume")
    await ada.advance("50m")
    await hears(ada, "was paused at", "You have worked for 50 min without a break")


# Quiet


async def test_mute_today_silences_what_was_planned(ada: Driver) -> None:
    await ada.work("start report for 1h")
    await ada.advance("55m")
    await hears(ada, "is planned until")
    await ada.press("Mute today")
    await hears(ada, "is planned until", "I write nothing by myself until")
    await ada.advance("10h")
    await hears_no_more(ada, 2)


async def test_what_is_due_in_quiet_hours_is_one_message_after_them(ada: Driver) -> None:
    await choose(ada, **{"Quiet hours from": "13:30", "Quiet hours until": "18:00"})
    await ada.work("start report for 1h")
    await ada.advance("299m")
    await hears_no_more(ada, 0)
    await ada.advance("1m")
    await hears(ada, "Are you still working on it?")
    await ada.advance("30m")
    await hears_no_more(ada, 1)


@pytest.mark.parametrize(
    ("name", "until"),
    [
        ("when the planned end of a session comes", "90m"),
        ("when a session may be forgotten", "10h"),
        ("in the morning, when a session was left open", "90h"),
        ("when a break is due", "100m"),
    ],
)
async def test_each_is_said_alone_when_the_others_are_turned_off(ada: Driver, name: str, until: str) -> None:
    await choose(ada, **{REMINDERS: [name]})
    await ada.work("start report for 1h")
    await ada.advance(until)
    await ada.until(lambda screen: len(said(screen)) == 1)
    await choose(ada, **{REMINDERS: []})
    await ada.advance("90h")
    await hears_no_more(ada, 1)


# Nothing twice, and nothing late


@pytest.fixture
async def workplace(server: PlaygroundServer) -> AsyncIterator[Driver]:
    """A person at Slack, with no bot running yet."""
    async with Everyone(server) as everyone:
        yield everyone.person(ADA)


async def test_a_restart_between_two_messages_loses_none_and_repeats_none(
    server: PlaygroundServer, clock: MovableClock, database_url: str, workplace: Driver
) -> None:
    async with bot_in(server, clock, database_url):
        await workplace.work("start report for 1h")
        await workplace.advance("55m")
        await hears(workplace, "is planned until")
    async with bot_in(server, clock, database_url):
        await hears_no_more(workplace, 1)
        await workplace.advance("5m")
        await hears(workplace, "newer message", "that is now")


async def test_after_an_outage_over_all_of_them_one_message_says_what_is_true(
    server: PlaygroundServer, clock: MovableClock, database_url: str, workplace: Driver
) -> None:
    async with bot_in(server, clock, database_url):
        await workplace.work("start report for 1h")
        await workplace.open_home()
        await workplace.until(lambda screen: screen.home is not None)
    await workplace.advance("70h")
    async with bot_in(server, clock, database_url):
        screen = await workplace.until(lambda screen: len(said(screen)) == 1)
        assert "Finish it…" in buttons_of(screen.direct_messages)
        await workplace.advance("10h")
        await hears_no_more(workplace, 1)
