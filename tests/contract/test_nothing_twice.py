"""Double clicks, redeliveries, outdated buttons and second tabs: each effect happens once."""

import asyncio
import copy

import pytest

from bot.playground.server import PlaygroundServer
from bot.playground.wire import Delivery
from tests.contract.driver import Driver, Json, buttons_of, text_of

pytestmark = pytest.mark.usefixtures("clean_log")


def told(server: PlaygroundServer, name: str) -> Json:
    exchanges = [
        each for each in server.traffic.latest() if each["direction"] == "in" and each["name"] == name
    ]
    payload: Json = copy.deepcopy(exchanges[-1]["request"])
    return payload


async def again(server: PlaygroundServer, kind: str, payload: Json) -> object:
    """Deliver it once more; what the bot answers."""
    answer = await server.slack.dispatcher.transport.send(Delivery(kind, payload, True))
    assert answer.error is None
    return answer.body


async def test_two_quick_clicks_on_pause_make_one_break(ada: Driver) -> None:
    await ada.work("start report")
    await asyncio.gather(ada.press("Pause"), ada.press("Pause"))
    await ada.until(lambda screen: "Resume" in buttons_of(screen.last_answer))
    await ada.work("resume")
    assert "1 break" in text_of((await ada.work()).last_answer)


async def test_two_quick_clicks_on_resume_resume_once(ada: Driver) -> None:
    await ada.work("start report")
    await ada.work("pause")
    await ada.advance("10m")
    await asyncio.gather(ada.press("Resume"), ada.press("Resume"))
    await ada.until(lambda screen: "Pause" in buttons_of(screen.last_answer))
    card = text_of((await ada.work()).last_answer)
    assert "paused 10 min" in card
    assert "1 break" in card


async def test_a_second_click_on_undo_takes_back_no_second_step(
    ada: Driver, server: PlaygroundServer
) -> None:
    await ada.work("start report at 12:00")
    await ada.work("break 12:10-12:20 tea")
    await ada.work("break 12:30-12:40 coffee")
    await ada.press("Undo")
    await ada.until_text("Undone: the added break")
    second = told(server, "block_actions")
    second["trigger_id"] = "1.2.3"
    await again(server, "interactive", second)
    assert "worked 50 min, paused 10 min in 1 break" in (await ada.work()).last_answer["text"]
    await ada.work("undo")
    await ada.press("Redo")
    await ada.until_text("Redone: the added break")
    second = told(server, "block_actions")
    second["trigger_id"] = "1.2.4"
    await again(server, "interactive", second)
    assert "worked 50 min, paused 10 min in 1 break" in (await ada.work()).last_answer["text"]


async def is_reminded(ada: Driver, text: str) -> None:
    await ada.until(lambda screen: any(text in message["text"] for message in screen.direct_messages))


async def test_a_snooze_that_is_delivered_again_moves_nothing_more(
    ada: Driver, server: PlaygroundServer
) -> None:
    await ada.work("start report for 1h")
    await ada.advance("70m")
    await is_reminded(ada, "10 min ago")
    await ada.press("Snooze 5 min")
    await ada.advance("2m")
    await again(server, "interactive", told(server, "block_actions"))
    await ada.advance("3m")
    await is_reminded(ada, "15 min ago")


async def test_the_button_of_a_reminder_about_an_earlier_state_of_the_session_changes_nothing(
    ada: Driver, server: PlaygroundServer
) -> None:
    await ada.work("start report for 1h")
    await ada.advance("55m")
    await is_reminded(ada, "is planned until")
    await ada.press("Snooze 5 min")
    second = told(server, "block_actions")
    second["trigger_id"] = "1.2.3"
    await ada.work("pause")
    await ada.advance("10m")
    await ada.work("resume")
    await ada.advance("1m")
    await again(server, "interactive", second)
    await ada.advance("4m")
    await is_reminded(ada, "that is now")


async def test_a_checkout_submitted_in_two_tabs_finishes_once(ada: Driver, server: PlaygroundServer) -> None:
    await ada.work("start report")
    await asyncio.gather(ada.press("Done"), ada.press("Done"))
    await ada.modal_opens()
    await ada.submit(Keep="Once")
    await ada.until(lambda screen: "Once" in text_of(screen.direct_messages))
    second = told(server, "view_submission")
    second["trigger_id"] = "1.2.3"
    second["view"]["state"]["values"]["keep"]["keep"]["value"] = "Twice"
    answer = await again(server, "interactive", second)
    assert "nothing was changed" in text_of(answer).casefold()
    await ada.work("start mail")  # what comes after, so that a second summary would have come before
    await ada.open_home()
    screen = await ada.until(lambda screen: "mail" in text_of(screen.home))
    assert "Twice" not in text_of(screen.direct_messages)


async def test_the_same_command_delivered_twice_acts_once(ada: Driver, server: PlaygroundServer) -> None:
    await ada.work("start report")
    await ada.work("pause")
    pause = told(server, "/work")
    await ada.work("resume")
    await again(server, "slash_commands", pause)
    card = (await ada.work()).last_answer
    assert "Pause" in buttons_of(card)
    assert "1 break" in text_of(card)


async def test_the_same_click_delivered_twice_acts_once(ada: Driver, server: PlaygroundServer) -> None:
    await ada.work("start report")
    await ada.press("Pause")
    await ada.until(lambda screen: "Resume" in buttons_of(screen.last_answer))
    pause = told(server, "block_actions")
    await ada.press("Resume")
    await ada.until(lambda screen: "Pause" in buttons_of(screen.last_answer))
    await again(server, "interactive", pause)
    card = (await ada.work()).last_answer
    assert "Pause" in buttons_of(card)
    assert "1 break" in text_of(card)


async def test_the_same_event_delivered_twice_is_answered_once(ada: Driver, server: PlaygroundServer) -> None:
    await ada.say("start report")
    await ada.until(lambda screen: len(screen.direct_messages) == 1)
    await ada.say("help")
    await ada.until(lambda screen: len(screen.direct_messages) == 2)
    await server.settled()
    said = next(
        each["request"]
        for each in server.traffic.latest()
        if each["name"] == "message" and each["request"]["event"].get("text") == "help"
    )
    await again(server, "events_api", said)
    await ada.say("status")
    await ada.until(lambda screen: "Pause" in buttons_of(screen.direct_messages[-1]))
    assert len((await ada.see()).direct_messages) == 3


async def test_a_submission_delivered_twice_finishes_once(ada: Driver, server: PlaygroundServer) -> None:
    await ada.work("start report")
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit(**{"What happens now": "continue", "Keep": "Kept"})
    await ada.until(lambda screen: len(screen.direct_messages) == 2)
    await again(server, "interactive", told(server, "view_submission"))
    await server.settled()
    log = text_of((await ada.work("log")).last_answer)
    assert "2 sessions" in log
    assert len((await ada.see()).direct_messages) == 2


async def test_ten_starts_at_once_start_one_session(ada: Driver) -> None:
    await asyncio.gather(*(ada.work(f"start report {number}") for number in range(10)))
    screen = await ada.see()
    assert sum("Started" in message["text"] for message in screen.messages("channel")) == 1
    assert "1 session" in text_of((await ada.work("log")).last_answer)


async def test_a_reminder_of_an_earlier_break_does_not_end_a_later_one(
    ada: Driver, server: PlaygroundServer
) -> None:
    await ada.work("start report")
    await ada.work("pause first")
    await ada.advance("31m")
    screen = await ada.until_text("Your break has lasted 31 min")
    reminder = screen.direct_messages[-1]
    resume = next(
        element
        for block in reminder["blocks"]
        for element in block.get("elements", [])
        if element.get("action_id") == "resume"
    )
    await ada.work("resume")
    await ada.work("pause second")
    await ada.press("Resume", where="message")  # a click to take the words of
    await ada.work("pause third")
    payload = told(server, "block_actions")
    payload["actions"][0] |= {"action_id": "resume", "value": resume["value"]}
    payload["trigger_id"] = "1.2.3"
    await again(server, "interactive", payload)
    await ada.until_text("over already")
    card = (await ada.work()).last_answer
    assert "Resume" in buttons_of(card)
    assert "third" in text_of(card)


@pytest.mark.parametrize("action_id", ["pause", "resume", "done", "start_again", "switch"])
async def test_someone_elses_button_is_refused_in_words(
    ada: Driver, ben: Driver, server: PlaygroundServer, action_id: str
) -> None:
    await ada.work("start report")
    await ada.press("Pause")
    payload = told(server, "block_actions")
    payload["user"]["id"] = ben.user_id
    payload["actions"][0]["action_id"] = action_id
    payload["trigger_id"] = "1.2.3"
    await again(server, "interactive", payload)
    await ada.until_text("belongs to someone else")
    assert "Resume" in buttons_of((await ada.work()).last_answer)
    assert "Nothing running" in text_of((await ben.work()).last_answer)


async def test_a_session_that_changed_while_its_modal_was_open_is_asked_about_again(ada: Driver) -> None:
    await ada.work("start report")
    await ada.advance("30m")
    await ada.work("done")
    await ada.modal_opens()
    await ada.work("pause coffee")
    await ada.advance("10m")
    answer = await ada.submit(Keep="Kept")
    assert answer["response_action"] == "update"
    modal = (await ada.see()).modal
    assert "changed in the meantime" in text_of(modal)
    assert "paused 10 min" in text_of(modal)
    await ada.submit()
    screen = await ada.until(lambda screen: bool(screen.direct_messages))
    assert "Kept" in text_of(screen.direct_messages[-1])
    assert "worked 30 min" in text_of(screen.direct_messages[-1])


async def test_a_click_on_a_card_of_a_finished_session_shows_what_is_true_now(ada: Driver) -> None:
    await ada.work("start report")
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit()
    await ada.until(lambda screen: bool(screen.direct_messages))
    await ada.press("Pause")
    screen = await ada.until_text("over already")
    assert "Pause" not in buttons_of(screen.messages("channel"))


async def test_start_again_twice_starts_one_session(ada: Driver) -> None:
    await ada.work("start report")
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit()
    await ada.until(lambda screen: bool(screen.direct_messages))
    await ada.work()
    await asyncio.gather(ada.press("Start again"), ada.press("Start again"))
    await ada.until(lambda screen: "Pause" in buttons_of(screen.messages("channel")))
    assert "2 sessions" in text_of((await ada.work("log")).last_answer)
