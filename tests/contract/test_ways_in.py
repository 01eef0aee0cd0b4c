"""Starting from anywhere in Slack: by a shortcut."""

import pytest

from bot.playground.server import PlaygroundServer
from tests.contract.driver import Driver, Refused, text_of


async def start_work(ada: Driver) -> str:
    """Use the global shortcut; what its modal says."""
    await ada.post("shortcut", person=ada.user_id, callback_id="start_work")
    return text_of((await ada.modal_opens()).modal)


async def test_the_shortcut_opens_the_start_modal_and_its_task_starts(ada: Driver) -> None:
    assert "running" not in await start_work(ada)
    await ada.submit(Task="Review the plan")
    screen = await ada.until(lambda screen: bool(screen.direct_messages))
    assert "Review the plan" in text_of(screen.direct_messages[-1])


async def test_while_a_session_is_running_the_shortcut_says_so_and_leads_to_the_switch(ada: Driver) -> None:
    await ada.work("start review at 12:15")
    said = await start_work(ada)
    assert "review" in said
    assert "12:15" in said
    answer = await ada.submit(Task="Mail")
    assert answer["response_action"] == "update"
    assert (await ada.see()).modal["title"]["text"] == "Switch task"
    await ada.submit()
    assert "Mail" in text_of((await ada.work()).last_answer)


async def test_closing_the_modal_of_the_shortcut_leaves_what_runs_as_it_is(ada: Driver) -> None:
    await ada.work("start review")
    await ada.work("pause lunch")
    assert "is paused since" in await start_work(ada)
    await ada.close_modal()
    assert "review" in text_of((await ada.work()).last_answer)


async def test_a_shortcut_whose_modal_slack_does_not_open_leaves_a_button_in_the_dm(
    ada: Driver, server: PlaygroundServer
) -> None:
    await ada.post("faults", method="views.open", fault="error", error="internal_error")
    await ada.post("shortcut", person=ada.user_id, callback_id="start_work")
    await ada.until(lambda screen: bool(screen.direct_messages))
    await ada.press("Try again")
    assert (await ada.modal_opens()).modal["title"]["text"] == "Start session"


async def test_a_shortcut_that_is_in_no_manifest_is_refused(ada: Driver) -> None:
    with pytest.raises(Refused, match="shortcut_not_found"):
        await ada.post("shortcut", person=ada.user_id, callback_id="nobodys")
