"""What a person chooses in the settings, and what follows from it at once.

The clock stands at noon UTC, which is 13:00 in Berlin, where Ada is.
"""

from typing import Any

from tests.contract.driver import Driver, Screen, buttons_of, text_of

REMINDERS = "Remind me"
LONG_PAUSE = "A break is long after"


async def choose(ada: Driver, **fields: Any) -> dict[str, str]:
    """Open the settings, change some and save; answers what was wrong with them."""
    await ada.work("settings")
    await ada.modal_opens()
    errors: dict[str, str] = (await ada.submit(**fields))["errors"]
    return errors


async def has_reminder(ada: Driver, length: str) -> Screen:
    return await ada.until_text(f"Your break has lasted {length}")


async def test_the_command_and_the_button_on_home_open_the_settings(ada: Driver) -> None:
    await ada.work("settings")
    modal = (await ada.modal_opens()).modal
    assert modal["title"]["text"] == "Settings"
    assert "30 min, as for everybody here" in text_of(modal)
    await ada.close_modal()
    await ada.open_home()
    home = await ada.until(lambda screen: "Settings" in buttons_of(screen.home))
    assert buttons_of(home.home)[-2:] == ["Settings", "Help"]
    await ada.press("Settings")
    assert (await ada.modal_opens()).modal["title"]["text"] == "Settings"


async def test_in_the_dm_a_button_opens_them(ada: Driver) -> None:
    await ada.say("settings")
    await ada.until_text("Your settings open with the button")
    await ada.press("Settings")
    assert (await ada.modal_opens()).modal["title"]["text"] == "Settings"


async def test_what_was_saved_is_shown_again(ada: Driver) -> None:
    errors = await choose(
        ada,
        **{
            LONG_PAUSE: "20m",
            REMINDERS: ["when a break gets long"],
            "Quiet hours from": "21:30",
            "Quiet hours until": "07:00",
            "Working days": ["Monday", "Saturday"],
            "Daily goal": "6h",
            "Timezone": "asia/tokyo",
        },
    )
    assert errors == {}
    assert not (await ada.see()).has_modal
    await ada.work("settings")
    shown = {block["block_id"]: block["element"] for block in (await ada.modal_opens()).modal["blocks"]}
    assert shown["long_pause"]["initial_value"] == "20 min"
    ticked = [option["value"] for option in shown["reminders"]["initial_options"]]
    assert ticked == ["long_pause"]
    assert (shown["quiet_from"]["initial_time"], shown["quiet_until"]["initial_time"]) == ("21:30", "07:00")
    assert [option["text"]["text"] for option in shown["working_days"]["initial_options"]] == [
        "Monday",
        "Saturday",
    ]
    assert shown["daily_goal"]["initial_value"] == "6 h"
    assert shown["timezone"]["initial_value"] == "Asia/Tokyo"


async def test_another_limit_moves_the_reminder_of_the_open_break(ada: Driver) -> None:
    await ada.work("start report")
    await ada.work("pause lunch")
    await choose(ada, **{LONG_PAUSE: "10 min"})
    await ada.advance("9m")
    assert not (await ada.see()).direct_messages
    await ada.advance("1m")
    await has_reminder(ada, "10 min")


async def test_a_limit_that_the_break_has_passed_is_spoken_of_at_once(ada: Driver) -> None:
    await ada.work("start report")
    await ada.work("pause lunch")
    await ada.advance("20m")
    await choose(ada, **{LONG_PAUSE: "15m"})
    await has_reminder(ada, "20 min")


async def test_a_longer_limit_puts_the_reminder_off(ada: Driver) -> None:
    await ada.work("start report")
    await ada.work("pause lunch")
    await choose(ada, **{LONG_PAUSE: "1h"})
    await ada.advance("59m")
    assert not (await ada.see()).direct_messages
    await ada.advance("1m")
    await has_reminder(ada, "1 h 00 min")


async def test_a_reminder_that_was_turned_off_does_not_come_and_turned_on_it_does(ada: Driver) -> None:
    await ada.work("start report")
    await ada.work("pause lunch")
    await choose(ada, **{REMINDERS: []})
    await ada.advance("45m")
    assert not (await ada.see()).direct_messages
    await choose(ada, **{REMINDERS: ["when a break gets long"]})
    await has_reminder(ada, "45 min")


async def test_without_repeats_a_break_is_spoken_of_once(ada: Driver) -> None:
    await choose(ada, **{REMINDERS: ["when a break gets long"]})
    await ada.work("start report")
    await ada.work("pause lunch")
    await ada.advance("30m")
    await ada.until_text("Your break has lasted 30 min", "This is the last message")
    await ada.advance("5h")
    await ada.work()
    assert len((await ada.see()).direct_messages) == 1


async def test_nothing_is_said_in_quiet_hours_and_what_is_due_comes_after_them(ada: Driver) -> None:
    await choose(ada, **{"Quiet hours from": "13:20", "Quiet hours until": "15:00"})
    await ada.work("start report")
    await ada.work("pause lunch")
    await ada.advance("119m")
    assert not (await ada.see()).direct_messages
    await ada.advance("1m")
    await has_reminder(ada, "2 h 00 min")


async def test_the_chosen_timezone_says_what_a_time_of_day_means(ada: Driver) -> None:
    await choose(ada, Timezone="Asia/Tokyo")  # where it is 21:00
    await ada.work("start report until 22:30")
    assert "planned until \n22:30 JST" in text_of((await ada.work()).last_answer)
    await choose(ada, Timezone="")
    assert "planned until \n14:30 CET" in text_of((await ada.work()).last_answer)


async def test_home_shows_the_goal(ada: Driver) -> None:
    await ada.open_home()
    await ada.work("start report")
    await ada.advance("2h")
    await ada.advance("5m")
    await choose(ada, **{"Daily goal": "6h"})
    await ada.until(lambda screen: "2 h 05 min of 6 h" in text_of(screen.home))
    await choose(ada, **{"Daily goal": ""})
    await ada.until(lambda screen: "of 6 h" not in text_of(screen.home))


async def test_a_start_presumes_the_planned_length(ada: Driver) -> None:
    await choose(ada, **{"Planned length of a session": "45m"})
    await ada.work("start")
    planned = (await ada.modal_opens()).modal["blocks"][1]["element"]
    assert planned["initial_option"]["text"]["text"] == "45 min"
    await ada.submit(Task="report", **{"Planned length": "Open end"})
    assert "planned until" not in text_of((await ada.work()).last_answer)
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit()
    await ada.work("start mail")
    assert "planned until \n13:45 CET" in text_of((await ada.work()).last_answer)


async def test_nonsense_is_refused_at_its_field_and_changes_nothing(ada: Driver) -> None:
    errors = await choose(
        ada,
        **{
            LONG_PAUSE: "soon",
            "Quiet hours from": "22:00",
            "Your day usually ends at": "09:00",
            "Daily goal": "25h",
            "Planned length of a session": "2m",
            "Timezone": "Middle Earth",
        },
    )
    assert set(errors) == {
        "long_pause",
        "quiet_until",
        "day_end",
        "daily_goal",
        "planned_default",
        "timezone",
    }
    assert "cannot read soon" in errors["long_pause"]
    assert "Middle Earth" in errors["timezone"]
    await ada.close_modal()
    await ada.work("settings")
    blocks = (await ada.modal_opens()).modal["blocks"]
    assert not [block for block in blocks if block["element"].get("initial_value") == "soon"]
