"""Only buttons that make sense now, and each carries what it is about."""

from datetime import timedelta
from typing import Any

import pytest

from bot.surface.blocks import Message
from bot.surface.forms import read_button, read_snooze
from bot.surface.ids import ActionId
from bot.surface.values import ButtonValue, CheckoutMemory, StartMemory, read_try_again
from tests.surface.gallery import at, homes, messages, on_break, working


def buttons(blocks: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Label to element, in their order."""
    elements = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    named = [element for element in elements if element["type"] != "overflow"]
    return {element.get("text", element.get("placeholder"))["text"]: element for element in named}


def choices(name: str) -> list[str]:
    """The labels of the menus on a screen."""
    one: Message = messages()[name]
    elements = [element for block in one.blocks for element in block.get("elements", [])]
    menus = [element for element in elements if element["type"] == "overflow"]
    return [option["text"]["text"] for menu in menus for option in menu["options"]]


def shown(name: str) -> dict[str, dict[str, Any]]:
    one: Message = messages()[name]
    return buttons(one.blocks)


@pytest.mark.parametrize(
    ("screen", "labels"),
    {
        "present_working": ["Pause", "Done"],
        "present_paused": ["Resume", "Done"],
        "present_nothing_running": ["Start again", "Start something else"],
        "present_nothing_ever": ["Start a session"],
        "started": ["Pause", "Done"],
        "paused": ["Resume", "Done"],
        "resumed": ["Pause", "Done"],
        "finished": [],
        "finished_and_what_next": ["Start a session"],
        "card_moved": [],
        "summary": ["Edit"],
        "summary_corrected": ["Edit", "✎ Edited"],
        "inserted": ["Undo", "Pause", "Done"],
        "inserted_without_a_reason": ["Undo"],
        "edited": ["Undo"],
        "edit_asked": ["Edit"],
        "cancel_asked": ["Discard", "Keep it"],
        "cancelled": ["Undo"],
        "undone_start": ["Redo"],
        "undone_pause": ["Redo", "Pause", "Done"],
        "undone_checkout": ["It was work", "Redo", "Pause", "Done"],
        "undone_checkout_on_a_break": ["Redo", "Resume", "Done"],
        "undone_edit": ["Redo"],
        "redone_checkout": ["Undo"],
        "it_was_work": ["Undo", "Pause", "Done"],
        "taken_back": [],
        "taken_back_discarded": [],
        "journal": [],
        "could_not_open_edit": ["Try again"],
        "could_not_open_journal": ["Try again"],
        "log": ["Earlier"],
        "log_of_an_empty_day": ["Earlier", "Later"],
        "reminder": ["Resume", "Done", "Snooze"],
        "reminder_last": ["Resume", "Done"],
        "pause_over": [],
        "plan_near": ["Done", "Snooze 5 min"],
        "plan_passed": ["Done", "Snooze 5 min"],
        "plan_passed_and_snoozed": ["Done"],
        "forgotten": ["Still working", "Stopped at…", "Paused since…"],
        "break_due": ["Pause"],
        "work_still_on": [],
        "work_paused": [],
        "work_ended": [],
        "work_discarded": [],
        "work_changed": [],
        "pause_gone": [],
        "back_asked": ["Back since…"],
        "could_not_open_back": ["Try again"],
        "pause_asked": ["Paused since…"],
        "could_not_open_paused_since": ["Try again"],
        "left_open": ["Finish it…", "Still working"],
        "left_open_on_a_break": ["Finish it…"],
        "left_open_from_the_start_on": ["Finish it…", "Still working"],
        "stop_asked": ["Stopped at…"],
        "could_not_open_stop": ["Try again"],
        "pause_over_with_session": [],
        "refused_already_working": ["Switch to Mail", "Keep working on it"],
        "refused_already_on_a_break": ["Switch to Mail", "Keep it paused"],
        "refused_already_working_without_a_task": ["Switch to something else", "Keep working on it"],
        "refused_already_paused": ["Resume", "Done"],
        "refused_not_paused": ["Pause", "Done"],
        "refused_nothing_running": ["Start again", "Start something else"],
        "refused_outdated": ["Start again", "Start something else"],
        "refused_no_more_reminders": ["Resume", "Done"],
        "refused_someone_elses": [],
        "could_not_open_start": ["Try again"],
        "could_not_open_checkout": ["Try again"],
        "start_asked": ["Start a session"],
        "settings_asked": ["Settings"],
        "settings_saved": [],
        "muted": [],
        "could_not_open_settings": ["Try again"],
        "checkout_asked": ["Finish session"],
    }.items(),
)
def test_buttons_of(screen: str, labels: list[str]) -> None:
    assert list(shown(screen)) == labels


def test_the_menu_of_a_reminder_makes_the_record_true_and_knows_its_pause() -> None:
    offered = ["Back since…", "I finished when I paused", "Mute today"]
    assert choices("reminder") == choices("reminder_last") == offered
    menus = [
        element
        for block in messages()["reminder"].blocks
        for element in block.get("elements", [])
        if element["type"] == "overflow"
    ]
    for option in menus[0]["options"]:
        value = read_button({"selected_option": option})
        assert (value.session_id, value.pause_number) == ("S1", 2)


@pytest.mark.parametrize("screen", ["plan_near", "forgotten", "break_due"])
def test_a_reminder_about_work_is_about_one_state_of_its_session_and_can_be_muted(screen: str) -> None:
    assert choices(screen) == ["Mute today"]
    for each in shown(screen).values():
        assert read_button(each) == ButtonValue("S1", version=3)


def test_home_offers_the_card_the_log_settings_and_help() -> None:
    shown = buttons(homes()["home"]["blocks"])
    assert list(shown) == ["Pause", "Done", "Today in detail", "Settings", "Help"]


def test_a_first_visit_has_no_log_to_look_at() -> None:
    assert list(buttons(homes()["home_first_visit"]["blocks"])) == ["Start a session", "Settings", "Help"]


@pytest.mark.parametrize("name", ["present_working", "present_paused"])
def test_undo_in_the_menu_of_a_card_is_about_the_change_that_the_card_shows(name: str) -> None:
    one: Message = messages()[name]
    menu = next(
        each for block in one.blocks for each in block.get("elements", []) if each["type"] == "overflow"
    )
    undo = next(option for option in menu["options"] if option["text"]["text"] == "Undo")
    session = working() if name == "present_working" else on_break()
    assert ButtonValue.decode(undo["value"]) == ButtonValue("S1", choice="undo", version=session.version)


def test_a_working_card_is_about_its_session() -> None:
    assert read_button(shown("present_working")["Pause"]) == ButtonValue("S1")


def test_a_paused_card_and_a_reminder_are_about_their_pause() -> None:
    for screen in ("present_paused", "reminder"):
        for label in ("Resume", "Done"):
            assert read_button(shown(screen)[label]) == ButtonValue("S1", pause_number=2)


def test_the_snooze_menu_knows_its_pause_and_three_lengths() -> None:
    options = shown("reminder")["Snooze"]["options"]
    assert [option["text"]["text"] for option in options] == ["5 min", "15 min", "30 min"]
    for option, minutes in zip(options, (5, 15, 30), strict=True):
        action = {"action_id": ActionId.SNOOZE, "selected_option": option}
        value = read_button(action)
        assert (value.session_id, value.pause_number) == ("S1", 2)
        assert read_snooze(action) == timedelta(minutes=minutes)


def test_switch_carries_the_task_and_its_planned_length() -> None:
    value = read_button(shown("refused_already_working")["Switch to Mail"])
    assert value == ButtonValue("S1", task="Mail", planned=timedelta(minutes=25))


def test_start_again_names_the_last_session_and_says_which_task() -> None:
    again = shown("present_nothing_running")["Start again"]
    assert read_button(again) == ButtonValue("S1")
    assert again["accessibility_label"] == "Start again: Write the quarterly report"


def test_try_again_keeps_the_end_that_was_asked_for() -> None:
    memory = read_try_again(shown("could_not_open_checkout")["Try again"]["value"])
    assert isinstance(memory, CheckoutMemory)
    assert (memory.session_id, memory.version, memory.end_at) == ("S1", 3, at(82))


def test_try_again_of_a_start_remembers_nothing() -> None:
    assert read_try_again(shown("could_not_open_start")["Try again"]["value"]) == StartMemory()


def test_the_switch_that_is_asked_for_in_the_dm_keeps_its_task() -> None:
    memory = read_try_again(shown("switch_asked")["Finish session"]["value"])
    assert isinstance(memory, CheckoutMemory)
    assert memory.next_task
    assert memory.next_task.task == "Mail"
