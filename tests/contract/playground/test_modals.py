"""Modals and Home as Slack keeps them: triggers, stacks, hashes, what was typed, submissions."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.manifest import read_manifest
from bot.playground.actions import Actions
from bot.playground.clock import MovableClock
from bot.playground.server import PlaygroundServer
from bot.playground.wire import RefusedError
from tests.clocks import StandingClock
from tests.contract.playground.small_app import SILENCE, Json, SmallApp
from tests.contract.playground.views import button, field, home, modal, options, plain, row, section

ADA, GENERAL = "U0ADA", "C0GENERAL"


async def trigger(actions: Actions, app: SmallApp) -> str:
    """A fresh trigger id, from a command."""
    await actions.command(ADA, GENERAL, "/work done")
    return str(app.told[-1]["trigger_id"])


async def open_modal(actions: Actions, app: SmallApp, *blocks: Json, **more: Any) -> Json:
    opened = await app.client.views_open(trigger_id=await trigger(actions, app), view=modal(*blocks, **more))
    view: Json = opened["view"]
    return view


async def error(call: object) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call  # type: ignore[misc]
    return str(caught.value.response["error"])


async def test_a_trigger_opens_one_modal(actions: Actions, socket_app: SmallApp) -> None:
    trigger_id = await trigger(actions, socket_app)
    client = socket_app.client
    assert (
        await error(client.views_open(trigger_id=trigger_id, view={"type": "modal"})) == "invalid_arguments"
    )
    opened = await client.views_open(trigger_id=trigger_id, view=modal(section("x")))
    assert opened["view"]["id"].startswith("V")
    assert await error(client.views_open(trigger_id=trigger_id, view=modal())) == "exchanged_trigger_id"
    assert await error(client.views_open(trigger_id="1.2.x", view=modal())) == "invalid_trigger_id"


async def test_a_trigger_expires_in_real_time() -> None:
    server = PlaygroundServer(MovableClock(StandingClock()), read_manifest(), trigger_seconds=0)
    await server.start()
    client = AsyncWebClient(server.bot_token, server.api_url)
    trigger_id = server.slack.triggers.issue(ADA)
    assert await error(client.views_open(trigger_id=trigger_id, view=modal())) == "expired_trigger_id"
    await server.close()


async def test_at_most_three_modals_lie_on_each_other(
    slack: PlaygroundServer, actions: Actions, socket_app: SmallApp
) -> None:
    client = socket_app.client
    assert (
        await error(client.views_push(trigger_id=slack.slack.triggers.issue(ADA), view=modal()))
        == "not_found"
    )
    root = await open_modal(actions, socket_app)
    second = (await client.views_push(trigger_id=await trigger(actions, socket_app), view=modal()))["view"]
    third = (await client.views_push(trigger_id=await trigger(actions, socket_app), view=modal()))["view"]
    assert third["root_view_id"] == root["id"]
    assert third["previous_view_id"] == second["id"]
    fourth = client.views_push(trigger_id=await trigger(actions, socket_app), view=modal())
    assert await error(fourth) == "push_limit_reached"


async def test_an_old_hash_is_a_conflict(actions: Actions, socket_app: SmallApp) -> None:
    client = socket_app.client
    view = await open_modal(actions, socket_app)
    updated = await client.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("new")))
    assert updated["view"]["hash"] != view["hash"]
    stale = client.views_update(view_id=view["id"], hash=view["hash"], view=modal())
    assert await error(stale) == "hash_conflict"
    assert await error(client.views_update(view_id="V0NONE", view=modal())) == "not_found"


async def test_an_external_id_names_one_view(actions: Actions, socket_app: SmallApp) -> None:
    client = socket_app.client
    await open_modal(actions, socket_app, external_id="mine")
    updated = await client.views_update(external_id="mine", view=modal(section("new"), external_id="mine"))
    assert updated["view"]["blocks"][0]["text"]["text"] == "new"
    pushed = client.views_push(trigger_id=await trigger(actions, socket_app), view=modal(external_id="mine"))
    assert await error(pushed) == "duplicate_external_id"


async def test_home_is_published_for_one_person(slack: PlaygroundServer, client: AsyncWebClient) -> None:
    first = (await client.views_publish(user_id=ADA, view=home(section("1"))))["view"]
    second = await client.views_publish(user_id=ADA, view=home(section("2")), hash=first["hash"])
    assert second["view"]["id"] == first["id"]
    assert await error(client.views_publish(user_id=ADA, view=home(), hash=first["hash"])) == "hash_conflict"
    assert await error(client.views_publish(user_id="U0NOBODY", view=home())) == "user_not_found"
    assert list(slack.views.homes) == [ADA]


async def test_an_update_keeps_what_was_typed_where_the_ids_stay(
    slack: PlaygroundServer, actions: Actions, socket_app: SmallApp
) -> None:
    view = await open_modal(
        actions, socket_app, row(button("More")), field("Keep", "keep"), field("Try", "try")
    )
    typed = {"keep": {"text": "coffee"}, "try": {"text": "tea"}}
    await actions.click_in_view(ADA, view["id"], "row", "press", values=typed)
    assert socket_app.told[-1]["view"]["state"]["values"]["keep"]["text"]["value"] == "coffee"
    changed = modal(field("Keep", "keep", initial_value="new"), field("Try", "try-again"))
    await socket_app.client.views_update(view_id=view["id"], view=changed)
    top = slack.views.top(ADA)
    assert top is not None
    assert top.state["keep"]["text"]["value"] == "coffee"
    assert top.state["try-again"]["text"]["value"] is None


async def test_a_submission_carries_every_value(
    slack: PlaygroundServer, actions: Actions, app: SmallApp
) -> None:
    decision = {"type": "radio_buttons", "action_id": "choice", "options": options("Complete", "Continue")}
    view = await open_modal(
        actions,
        app,
        field("Keep: what went well?", "keep"),
        {"type": "input", "block_id": "next", "label": plain("What now?"), "element": decision},
        field("Hours", "left", type="number_input", is_decimal_allowed=False),
        private_metadata="session 7",
    )
    answer = await actions.submit(ADA, {"keep": "coffee", "What": "Continue", "Hours": 2})
    body = app.told[-1]
    assert answer["response_action"] is None
    assert (body["type"], body["view"]["id"]) == ("view_submission", view["id"])
    assert body["view"]["private_metadata"] == "session 7"
    assert body["view"]["state"]["values"] == {
        "keep": {"text": {"type": "plain_text_input", "value": "coffee"}},
        "next": {"choice": {"type": "radio_buttons", "selected_option": options("Continue")[0]}},
        "left": {"text": {"type": "number_input", "value": "2"}},
    }
    assert slack.views.top(ADA) is None


async def test_a_required_field_is_asked_for_before_the_app_is(
    actions: Actions, socket_app: SmallApp
) -> None:
    await open_modal(
        actions,
        socket_app,
        field("Task", "task", optional=False),
        field("Reason", "reason", max_length=3),
        field("Hours", "hours", type="number_input", is_decimal_allowed=False, max_value="8"),
    )
    told = len(socket_app.told)
    answer = await actions.submit(ADA, {"Reason": "long", "Hours": "9"})
    assert answer["response_action"] == "errors"
    assert answer["errors"] == {
        "task": "Please complete this required field.",
        "reason": "Please enter 3 characters or fewer.",
        "hours": "Please enter a number of at most 8.",
    }
    assert len(socket_app.told) == told


async def test_errors_stay_on_the_open_modal(
    slack: PlaygroundServer, actions: Actions, app: SmallApp
) -> None:
    await open_modal(actions, app, field("Keep", "keep"))
    app.answers["view_submission"] = {"response_action": "errors", "errors": {"keep": "Say something"}}
    answer = await actions.submit(ADA, {"Keep": "x"})
    assert answer["errors"] == {"keep": "Say something"}
    top = slack.views.top(ADA)
    assert top is not None
    assert top.errors == {"keep": "Say something"}


async def test_a_submission_can_update_push_and_clear(
    slack: PlaygroundServer, actions: Actions, app: SmallApp
) -> None:
    view = await open_modal(actions, app, field("Keep", "keep"))
    app.answers["view_submission"] = {"response_action": "update", "view": modal(field("Keep", "keep"))}
    assert (await actions.submit(ADA))["response_action"] == "update"
    app.answers["view_submission"] = {"response_action": "push", "view": modal(title="Next")}
    assert (await actions.submit(ADA))["response_action"] == "push"
    assert [each.id == view["id"] for each in slack.views.stack(ADA)] == [True, False]
    app.answers["view_submission"] = None
    await actions.submit(ADA)
    assert [each.id for each in slack.views.stack(ADA)] == [view["id"]]
    app.answers["view_submission"] = {"response_action": "clear"}
    await actions.submit(ADA)
    assert slack.views.stack(ADA) == []


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"keeep": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "close"},
    ],
)
async def test_an_answer_that_slack_would_not_take_leaves_the_modal_and_tells_the_person(
    slack: PlaygroundServer, actions: Actions, app: SmallApp, answer: Json
) -> None:
    view = await open_modal(actions, app, field("Keep", "keep"))
    app.answers["view_submission"] = answer
    with pytest.raises(RefusedError):
        await actions.submit(ADA)
    assert slack.workspace.notices[ADA][-1].text.startswith("We had some trouble connecting.")
    assert [each.id for each in slack.views.stack(ADA)] == [view["id"]]


async def test_a_submission_that_is_not_acknowledged_leaves_the_modal(
    slack: PlaygroundServer, actions: Actions, app: SmallApp
) -> None:
    await open_modal(actions, app, field("Keep", "keep"))
    app.answers["view_submission"] = SILENCE
    with pytest.raises(RefusedError) as caught:
        await actions.submit(ADA, {"Keep": "x"})
    assert caught.value.code == "operation_timeout"
    top = slack.views.top(ADA)
    assert top is not None
    assert top.state["keep"]["text"]["value"] == "x"


async def test_closing_is_told_only_where_it_was_asked_for(
    slack: PlaygroundServer, actions: Actions, socket_app: SmallApp
) -> None:
    await open_modal(actions, socket_app)
    told = len(socket_app.told)
    await actions.close(ADA)
    assert len(socket_app.told) == told
    await open_modal(actions, socket_app, notify_on_close=True)
    await actions.close(ADA)
    assert (socket_app.told[-1]["type"], socket_app.told[-1]["is_cleared"]) == ("view_closed", False)
    assert slack.views.stack(ADA) == []


async def test_a_modal_that_clears_on_close_takes_the_others_with_it(
    slack: PlaygroundServer, actions: Actions, socket_app: SmallApp
) -> None:
    await open_modal(actions, socket_app, notify_on_close=True)
    top = modal(clear_on_close=True, notify_on_close=True)
    await socket_app.client.views_push(trigger_id=await trigger(actions, socket_app), view=top)
    await actions.close(ADA)
    assert [body["is_cleared"] for body in socket_app.told if body.get("type") == "view_closed"] == [
        True,
        True,
    ]
    assert slack.views.stack(ADA) == []


async def test_a_choice_in_an_input_is_told_only_with_dispatch_action(
    actions: Actions, socket_app: SmallApp
) -> None:
    select = {"type": "static_select", "action_id": "choice", "options": options("One", "Two")}
    quiet = {"type": "input", "block_id": "quiet", "label": plain("Quiet"), "element": select}
    loud = {**quiet, "block_id": "loud", "label": plain("Loud"), "dispatch_action": True}
    view = await open_modal(actions, socket_app, quiet, loud)
    told = len(socket_app.told)
    assert (await actions.click(ADA, "Quiet", "One"))["acked_ms"] is None
    assert len(socket_app.told) == told
    await actions.click_in_view(ADA, view["id"], "loud", "choice", "two")
    values = socket_app.told[-1]["view"]["state"]["values"]
    assert values["quiet"]["choice"]["selected_option"]["value"] == "one"
    assert values["loud"]["choice"]["selected_option"]["value"] == "two"
    with pytest.raises(RefusedError, match="Which option"):
        await actions.click(ADA, "Loud")
    with pytest.raises(RefusedError, match="there are: One, Two"):
        await actions.click(ADA, "Loud", "Three")


@pytest.mark.parametrize(
    ("kind", "value"), [("datepicker", "2026-02-30"), ("timepicker", "25:00"), ("datetimepicker", "noon")]
)
async def test_pickers_take_only_dates_and_times(
    actions: Actions, socket_app: SmallApp, kind: str, value: str
) -> None:
    picker = {"type": kind, "action_id": "when"}
    when = {"type": "input", "block_id": "when", "label": plain("When"), "element": picker}
    await open_modal(actions, socket_app, when)
    with pytest.raises(RefusedError) as caught:
        await actions.submit(ADA, {"When": value})
    assert caught.value.code == "invalid_value"


async def test_fields_that_are_not_there_are_named(actions: Actions, socket_app: SmallApp) -> None:
    await open_modal(actions, socket_app, field("Keep", "keep"))
    with pytest.raises(RefusedError, match="No field is called 'Problem'; there are: 'Keep'"):
        await actions.submit(ADA, {"Problem": "x"})
