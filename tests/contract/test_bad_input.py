"""Whatever is typed or sent: a clear answer, no change that should not be, nobody mentioned, a calm log."""

import copy
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from bot.playground.server import PlaygroundServer
from bot.playground.wire import Answer, Delivery
from tests.contract.driver import Driver, buttons_of, text_of
from tests.contract.evidence import mentions, printed, refused_calls, sent

pytestmark = pytest.mark.usefixtures("clean_log")

# What is typed, and what of it is shown.
SHOWN = {
    "emoji": ("👩‍👩‍👧 plan 🎉", "👩‍👩‍👧 plan 🎉"),
    "right to left": ("דוח \u202erevoc", "דוח revoc"),
    "zero width inside": ("re\u200bport\ufeff", "report"),
    "control characters": ("a\x00b\x07 c\x1b[31m", "a b c [31m"),
    "everybody": ("<!channel> @channel <!here|x>", "<!channel> @channel <!here|x>"),
    "a person": ("<@U0BEN> and <@U0BEN|ben>", "<@U0BEN> and <@U0BEN|ben>"),
    "a link": ("<mailto:x@example.org|click>", "<mailto:x@example.org|click>"),
    "marks": ("*bold* _it_ ~no~ `code` ```x```", "*bold* _it_ ~no~ `code` ```x```"),
    "entities": ("a & b <c> &lt;!channel&gt; &amp;", "a & b <c> &lt;!channel&gt; &amp;"),
}
shown = pytest.mark.parametrize(("typed", "visible"), SHOWN.values(), ids=SHOWN)
INVISIBLE = "\u200b\u200d\u2060"
LONG = "x" * 3000

Json = dict[str, Any]
GONE = object()
MALFORMED = (
    *("", "{", "null", "[]", '"x"', '{"s":7}', '{"s":"x","p":"1"}', '{"s":"\\ud800"}', '{"s":"\\u0000"}'),
    *('{"s":"x","l":1e999}', '{"s":"x","p":' + "9" * 1900 + "}", "[" * 1900, LONG[:2000]),
)
MALFORMED_MEMORIES = (
    *("{}", '{"s":"x","v":1,"e":1e99}', '{"s":"x","v":true,"e":1}'),
    *('{"s":"x","v":1,"e":99999999999999999999}', '{"s":"x","v":1,"e":1,"t":7}', "{" * 3000),
)


@pytest.fixture(autouse=True)
def nobody_is_mentioned(server: PlaygroundServer) -> Iterator[None]:
    yield
    assert mentions(sent(server)) == []


@pytest.fixture
def slack_takes_everything(server: PlaygroundServer) -> Iterator[None]:
    yield
    assert refused_calls(server) == []


def told(server: PlaygroundServer, name: str) -> Json:
    """The latest payload of that name, as Slack worded it."""
    exchanges = [
        each for each in server.traffic.latest() if each["direction"] == "in" and each["name"] == name
    ]
    payload: Json = copy.deepcopy(exchanges[-1]["request"])
    return payload


async def tell(server: PlaygroundServer, kind: str, payload: Json) -> Answer:
    """Deliver what nobody could cause; it has to be acknowledged."""
    answer = await server.slack.dispatcher.transport.send(Delivery(kind, payload, True))
    assert answer.error is None
    assert mentions(answer.body) == []
    return answer


def words(answer: Answer) -> str:
    return answer.body if isinstance(answer.body, str) else text_of(answer.body)


@shown
@pytest.mark.usefixtures("slack_takes_everything")
async def test_any_text_can_be_a_task_and_a_reason_by_command(ada: Driver, typed: str, visible: str) -> None:
    assert visible in text_of((await ada.work(f"start {typed}")).last_answer["blocks"])
    assert visible in text_of((await ada.work(f"pause {typed}")).last_answer["blocks"])
    await ada.work("resume")
    assert text_of((await ada.work("log")).last_answer["blocks"]).count(visible) == 2


@shown
@pytest.mark.usefixtures("slack_takes_everything")
async def test_any_text_can_be_a_task_and_a_reason_in_the_dm(ada: Driver, typed: str, visible: str) -> None:
    await ada.say(f"start {typed}")
    await ada.until(lambda screen: visible in text_of([each["blocks"] for each in screen.direct_messages]))
    await ada.say(f"pause {typed}")
    screen = await ada.until(lambda screen: len(screen.direct_messages) == 2)
    assert visible in text_of(screen.direct_messages[-1]["blocks"])


@shown
@pytest.mark.usefixtures("slack_takes_everything")
async def test_any_text_can_be_a_reflection(ada: Driver, typed: str, visible: str) -> None:
    await ada.work("start")
    await ada.modal_opens()
    await ada.submit(Task=typed)
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit(Keep=typed, Problem=typed, Try=typed)
    await ada.until(  # the task in the card, which is done now; the task and three lines in the summary
        lambda screen: text_of([each["blocks"] for each in screen.direct_messages]).count(visible) >= 4
    )
    await ada.open_home()
    await ada.until(lambda screen: visible in text_of(screen.home))


async def test_a_task_that_cannot_be_seen_is_asked_for(ada: Driver) -> None:
    await ada.work(f"start {INVISIBLE}")
    await ada.modal_opens()
    answer = await ada.submit(Task=INVISIBLE)
    assert answer["errors"]
    await ada.close_modal()
    assert "Nothing running" in text_of((await ada.work()).last_answer)


async def test_too_long_a_task_is_refused_with_its_count(ada: Driver) -> None:
    answer = text_of((await ada.work(f"start {LONG}")).last_answer)
    assert "3000" in answer
    assert "150" in answer
    assert "Nothing running" in text_of((await ada.work()).last_answer)
    assert "Started" in text_of((await ada.work(f"start {'x' * 150}")).last_answer)


async def test_too_long_a_reason_is_refused_with_its_count(ada: Driver) -> None:
    await ada.work("start report")
    answer = text_of((await ada.work(f"pause {LONG}")).last_answer)
    assert "3000" in answer
    assert "80" in answer
    assert "Pause" in buttons_of((await ada.work()).last_answer)
    assert "Resume" in buttons_of((await ada.work(f"pause {'x' * 80}")).last_answer)


async def test_too_long_a_reflection_is_a_field_error(ada: Driver, server: PlaygroundServer) -> None:
    await ada.work("start report")
    await ada.work("done")
    view_id = (await ada.modal_opens()).modal["id"]
    await ada.submit(**{"What happens now": "continue"})  # refused, so the modal stays
    payload = told(server, "view_submission")
    values = payload["view"]["state"]["values"]
    values["keep"]["keep"]["value"] = LONG
    answer = await tell(server, "interactive", payload)
    assert isinstance(answer.body, dict)
    assert "3000" in answer.body["errors"]["keep"]
    assert (await ada.see()).modal["id"] == view_id
    await ada.close_modal()
    assert "Pause" in buttons_of((await ada.work()).last_answer)


@pytest.mark.parametrize("length", ["0m", "0", "-5m", "999h", "4m", "9h"])
async def test_an_impossible_planned_length_is_refused(ada: Driver, length: str) -> None:
    answer = text_of((await ada.work(f"start report for {length}")).last_answer)
    assert "possible" in answer
    assert "Nothing running" in text_of((await ada.work()).last_answer)


@pytest.mark.parametrize("phrase", ["until 25:00", "until 13:75", "until 99pm"])
async def test_a_time_that_no_clock_shows_is_refused(ada: Driver, phrase: str) -> None:
    answer = text_of((await ada.work(f"start report {phrase}")).last_answer)
    assert "No clock shows" in answer
    assert "Nothing running" in text_of((await ada.work()).last_answer)


@pytest.mark.parametrize("phrase", ["for 0m", "for -5m", "for 999h", "until 25:00"])
async def test_an_impossible_announced_end_is_refused_and_nothing_pauses(ada: Driver, phrase: str) -> None:
    await ada.work("start report")
    await ada.work(f"pause lunch {phrase}")
    assert "Pause" in buttons_of((await ada.work()).last_answer)


async def test_words_that_are_no_time_belong_to_the_task(ada: Driver) -> None:
    assert "report for ages" in text_of((await ada.work("start report for ages")).last_answer)


async def test_a_word_that_is_no_verb_answers_help_with_the_nearest(ada: Driver) -> None:
    answer = text_of((await ada.work("strat report")).last_answer)
    assert "/work strat" in answer
    assert "/work start" in answer
    assert "/work help" in text_of((await ada.work(LONG)).last_answer)


@pytest.mark.parametrize(
    "line", ["", "start report", "pause", "resume", "done", "status", "log", "help", "x"]
)
async def test_a_person_never_seen_is_answered(ada: Driver, server: PlaygroundServer, line: str) -> None:
    await ada.work("help")
    payload = told(server, "/work") | {"user_id": "U0STRANGER", "text": line, "trigger_id": "9.9.9"}
    answer = await server.tell_app("slash_commands", payload)
    assert answer.error is None
    assert words(answer)


@pytest.mark.parametrize("missing", ["team_id", "user_id"])
async def test_a_command_that_does_not_say_from_whom_is_answered(
    ada: Driver, server: PlaygroundServer, missing: str
) -> None:
    await ada.work("start report")
    payload = told(server, "/work")
    del payload[missing]
    answer = await tell(server, "slash_commands", payload)
    assert "Nothing was changed" in words(answer)


def places(body: object, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for key, value in items:
        yield (*before, key)
        yield from places(value, (*before, key))


def changed(body: Json, place: tuple[Any, ...], value: object) -> Json:
    new = copy.deepcopy(body)
    at: Any = new
    for key in place[:-1]:
        at = at[key]
    if value is GONE:
        del at[place[-1]]
    else:
        at[place[-1]] = value
    return new


KINDS = {
    "/work": "slash_commands",
    "block_actions": "interactive",
    "view_submission": "interactive",
    "message": "events_api",
    "app_home_opened": "events_api",
}
BAD_IDS = {"nul": "\x00", "nul inside": "U\x00A", "line": "U\n", "control": "U\x85", "long": "漢字" * 1500}
IDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "/work": (("team_id",), ("user_id",), ("channel_id",), ("trigger_id",)),
    "block_actions": (("team", "id"), ("user", "id"), ("user", "team_id"), ("trigger_id",)),
    "view_submission": (("team", "id"), ("user", "id"), ("user", "team_id"), ("view", "callback_id")),
    "message": (("team_id",), ("event_id",), ("event", "user"), ("event", "channel")),
    "app_home_opened": (("team_id",), ("event_id",), ("event", "user")),
}


async def a_bit_of_everything(ada: Driver) -> None:
    await ada.work("start report")
    await ada.press("Pause")
    await ada.open_home()
    await ada.until(lambda screen: screen.home is not None)
    await ada.say("resume")
    await ada.until(lambda screen: bool(screen.direct_messages))
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit(Keep="Short notes")


@pytest.mark.parametrize("name", KINDS)
async def test_a_payload_of_any_shape_is_acknowledged(
    ada: Driver, server: PlaygroundServer, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    await a_bit_of_everything(ada)
    payload = told(server, name)
    payload.get("view", {}).pop("blocks", None)  # nobody reads them
    for place in places(payload):
        for value in (GONE, None, [], LONG, 7, {"a": [None]}):
            await tell(server, KINDS[name], changed(payload, place, value))
    await server.settled()
    assert all(len(record.getMessage()) < 300 for record in printed(caplog))
    assert text_of((await ada.work()).last_answer)


async def test_lone_surrogates_are_acknowledged(ada: Driver, server: PlaygroundServer) -> None:
    await a_bit_of_everything(ada)
    for name in ("block_actions", "view_submission", "message"):
        payload = told(server, name)
        payload.get("view", {}).pop("blocks", None)
        for place in places(payload):
            await tell(server, KINDS[name], changed(payload, place, "\ud800"))


@pytest.mark.parametrize("bad", BAD_IDS.values(), ids=BAD_IDS)
@pytest.mark.parametrize("name", KINDS)
async def test_an_id_that_no_database_would_take_is_refused(
    ada: Driver, server: PlaygroundServer, name: str, bad: str, caplog: pytest.LogCaptureFixture
) -> None:
    await a_bit_of_everything(ada)
    payload = told(server, name)
    payload.get("view", {}).pop("blocks", None)
    for place in IDS[name]:
        caplog.clear()
        answer = await tell(server, KINDS[name], changed(payload, place, bad))
        assert "Reference" not in json.dumps(answer.body)
        assert any("not of Slack's shape" in record.getMessage() for record in caplog.records), place


async def test_a_nul_in_what_is_typed_is_as_nothing(ada: Driver, server: PlaygroundServer) -> None:
    await a_bit_of_everything(ada)
    for name in KINDS:
        payload = told(server, name)
        payload.get("view", {}).pop("blocks", None)
        for place in places(payload):
            answer = await tell(server, KINDS[name], changed(payload, place, "\x00"))
            assert "Reference" not in json.dumps(answer.body)


async def test_an_action_that_nobody_knows_shows_the_present_state(
    ada: Driver, server: PlaygroundServer
) -> None:
    await ada.work("start report")
    await ada.press("Pause")
    payload = told(server, "block_actions")
    payload["actions"][0]["action_id"] = "from_an_older_version"
    await tell(server, "interactive", payload)
    screen = await ada.until_text("over already")
    assert "Resume" in buttons_of(screen.last_answer)


async def test_steps_of_workflows_which_there_are_no_more_are_acknowledged(
    ada: Driver, server: PlaygroundServer
) -> None:
    """Bolt takes a step out of them before anybody is asked."""
    await a_bit_of_everything(ada)
    payload = told(server, "view_submission")
    payload["view"]["type"] = "workflow_step"
    assert "nothing was changed" in words(await tell(server, "interactive", payload))
    step = {"type": "workflow_step_edit", "callback_id": "x", "trigger_id": "9.9.9"}
    assert "nothing was changed" in words(await tell(server, "interactive", step))


async def test_a_modal_that_nobody_knows_says_so(ada: Driver, server: PlaygroundServer) -> None:
    await ada.work("start")
    await ada.modal_opens()
    await ada.submit(Task="report")
    payload = told(server, "view_submission")
    payload["view"]["callback_id"] = "from_an_older_version"
    answer = await tell(server, "interactive", payload)
    assert isinstance(answer.body, dict)
    assert "over already" in text_of(answer.body["view"])


@pytest.mark.parametrize(
    "action_id",
    ["pause", "done", "start_again", "switch", "snooze", "try_again", "stopped_at", "paused_since"],
)
async def test_a_malformed_button_value_changes_nothing(
    ada: Driver, server: PlaygroundServer, action_id: str
) -> None:
    await ada.work("start report")
    await ada.press("Pause")
    await ada.until(lambda screen: "Resume" in buttons_of(screen.last_answer))
    before = text_of((await ada.work("log")).last_answer)
    payload = told(server, "block_actions")
    payload["response_url"] = None
    for value in MALFORMED:
        payload["actions"][0] |= {"action_id": action_id, "value": value}
        await tell(server, "interactive", payload)
    await server.settled()
    assert text_of((await ada.work("log")).last_answer) == before


async def test_a_malformed_memory_of_a_modal_finishes_nothing(ada: Driver, server: PlaygroundServer) -> None:
    await ada.work("start report")
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit(**{"What happens now": "continue"})
    payload = told(server, "view_submission")
    for memory in (*MALFORMED, *MALFORMED_MEMORIES):
        payload["view"]["private_metadata"] = memory
        answer = await tell(server, "interactive", payload)
        assert isinstance(answer.body, dict)
        assert answer.body["response_action"] == "update"
        assert "nothing was changed" in text_of(answer.body["view"]).casefold()
    await ada.close_modal()
    assert "Pause" in buttons_of((await ada.work()).last_answer)


async def test_a_modal_for_someone_elses_session_finishes_nothing(
    ada: Driver, ben: Driver, server: PlaygroundServer
) -> None:
    await ada.work("start report")
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit(**{"What happens now": "continue"})
    payload = told(server, "view_submission")
    payload["user"]["id"] = ben.user_id
    payload["view"]["state"]["values"]["decision"]["decision"] = {}
    answer = await tell(server, "interactive", payload)
    assert isinstance(answer.body, dict)
    assert "someone else" in text_of(answer.body["view"])
    await ada.close_modal()
    assert "Pause" in buttons_of((await ada.work()).last_answer)


@pytest.mark.parametrize(
    "state", [None, {}, {"values": None}, {"values": {"keep": None}}, {"values": []}, "x"]
)
async def test_a_submission_without_its_fields_is_answered(
    ada: Driver, server: PlaygroundServer, state: object
) -> None:
    await ada.work("start")
    await ada.modal_opens()
    await ada.submit(Task="report")
    payload = told(server, "view_submission")
    payload["view"]["state"] = state
    answer = await tell(server, "interactive", payload)
    assert isinstance(answer.body, dict)
    assert answer.body["response_action"] in ("errors", "update")


@pytest.mark.parametrize(
    "more",
    [
        *(
            {"subtype": kind}
            for kind in ("message_changed", "message_deleted", "bot_message", "channel_join")
        ),
        *({"channel_type": kind} for kind in ("channel", "group", "mpim")),
        {"bot_id": "B1"},
    ],
)
async def test_messages_that_are_not_said_to_the_app_are_ignored(
    ada: Driver, server: PlaygroundServer, more: Json
) -> None:
    await ada.say("help")
    await ada.until(lambda screen: len(screen.direct_messages) == 1)
    payload = told(server, "message")
    payload["event_id"] = "EvOTHER"
    payload["event"] |= {"text": "start report", "ts": "1.2", **more}
    await tell(server, "events_api", payload)
    assert "Nothing running" in text_of((await ada.work()).last_answer)
    assert len((await ada.see()).direct_messages) == 1


async def test_the_log_never_repeats_what_was_typed_nor_a_secret(
    ada: Driver, server: PlaygroundServer, caplog: pytest.LogCaptureFixture
) -> None:
    await ada.work("start Secret merger")
    await ada.press("Pause")
    await ada.say("resume")
    await ada.say("pause Secret lunch")
    await ada.advance("45m")
    await ada.until_text("Your break has lasted")
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit(Keep="Secret thoughts")
    await ada.work("Secret verb")
    payload = told(server, "/work")
    del payload["team_id"]
    await tell(server, "slash_commands", payload)
    log = "\n".join(record.getMessage() for record in printed(caplog) if record.levelno >= logging.INFO)
    for secret in ("Secret", "xoxb-", "xapp-", server.signing_secret, "/response/", payload["trigger_id"]):
        assert secret not in log
