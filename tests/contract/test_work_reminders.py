"""What the bot says about work by itself, and what its buttons do.

The clock stands at noon UTC on a Friday, which is 13:00 in Berlin, where Ada is; her day ends at 18:00.
"""

import pytest

from tests.contract.driver import Driver, Screen, buttons_of, text_of

pytestmark = pytest.mark.usefixtures("clean_log")

REMINDERS = "Remind me"


def said(screen: Screen) -> list[str]:
    """The text of each message in the DM by now, oldest first."""
    return [message["text"] for message in screen.direct_messages]


async def hears(ada: Driver, *texts: str) -> Screen:
    """Exactly these messages are in the DM, by a part of their texts."""

    def is_so(screen: Screen) -> bool:
        shown = said(screen)
        return len(shown) == len(texts) and all(text in one for text, one in zip(texts, shown, strict=True))

    return await ada.until(is_so)


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
