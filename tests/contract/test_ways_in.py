"""Starting from anywhere in Slack: by a shortcut, also on a message."""

import pytest

from bot.playground.server import PlaygroundServer
from tests.contract.driver import Driver, Json, Refused, buttons_of, text_of


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


async def test_a_recent_task_can_be_picked_and_not_both(ada: Driver) -> None:
    for task in ("review", "mail"):
        await ada.work(f"start {task}")
        await ada.advance("10m")
        await ada.work("done")
        await ada.modal_opens()
        await ada.submit()
    await start_work(ada)
    both = await ada.submit(Task="slides", **{"Recent tasks": "review"})
    assert both["errors"] == {"recent": "Name a task or pick one, not both."}
    await ada.submit(Task="", **{"Recent tasks": "review"})
    assert "review" in text_of((await ada.work()).last_answer)


async def track(ada: Driver, text: str) -> str:
    """Use the shortcut on a new message; what its modal has as the task."""
    channel = (await ada.see()).conversation("channel")["id"]
    written = await ada.post("message", person=ada.user_id, channel=channel, text=text)
    await ada.post(
        "shortcut",
        person=ada.user_id,
        callback_id="track_message",
        channel=channel,
        ts=written["ts"],
    )
    (task,) = [block for block in (await ada.modal_opens()).modal["blocks"] if block["block_id"] == "task"]
    return str(task["element"].get("initial_value", ""))


async def test_a_message_becomes_the_task_and_stays_linked(ada: Driver) -> None:
    assert await track(ada, "Fix <this> & that") == "Fix <this> & that"
    await ada.submit()
    card = (await ada.until(lambda screen: bool(screen.direct_messages))).direct_messages[-1]
    assert "From a message" in text_of(card)
    assert "/archives/C0GENERAL/p" in str(card)
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit()
    await ada.until(lambda screen: is_linked_summary(screen.direct_messages[-1]))


def is_linked_summary(message: Json) -> bool:
    return "From a message" in text_of(message) and "Done" not in buttons_of(message)


async def test_a_long_message_is_shortened_at_a_word(ada: Driver) -> None:
    task = await track(ada, "plan " * 60)
    assert task == "plan " * 28 + "plan plan…"
    await ada.submit()
    await ada.until_text(task)


async def test_a_switch_to_a_message_keeps_the_link(ada: Driver) -> None:
    await ada.work("start review")
    await track(ada, "Answer the mail")
    await ada.submit()
    assert (await ada.see()).modal["title"]["text"] == "Switch task"
    await ada.submit()
    card = (await ada.work()).last_answer
    assert "Answer the mail" in text_of(card)
    assert "/archives/C0GENERAL/p" in str(card)


async def test_without_a_permalink_it_starts_all_the_same(ada: Driver) -> None:
    await ada.post("faults", method="chat.getPermalink", fault="error", error="channel_not_found")
    assert await track(ada, "Answer the mail") == "Answer the mail"
    await ada.submit()
    card = (await ada.until(lambda screen: bool(screen.direct_messages))).direct_messages[-1]
    assert "From a message" not in text_of(card)


async def test_a_permalink_that_takes_too_long_is_not_waited_for(ada: Driver) -> None:
    await ada.post("faults", method="chat.getPermalink", fault="delay", seconds=2.5)
    assert await track(ada, "Answer the mail") == "Answer the mail"


async def test_the_modal_of_a_message_that_did_not_open_opens_again_with_its_text(ada: Driver) -> None:
    await ada.post("faults", method="views.open", fault="error", error="internal_error")
    channel = (await ada.see()).conversation("channel")["id"]
    written = await ada.post("message", person=ada.user_id, channel=channel, text="Answer the mail")
    await ada.post(
        "shortcut", person=ada.user_id, callback_id="track_message", channel=channel, ts=written["ts"]
    )
    await ada.until(lambda screen: "Try again" in buttons_of(screen.messages("channel")))
    await ada.press("Try again")
    assert "Answer the mail" in str((await ada.modal_opens()).modal)


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
