"""Slack's rules for blocks and views: what fits passes, what does not is named by its place."""

import json
from typing import Any, Literal

import pytest
import slackblocks

from bot.playground.rules.messages import check_blocks
from bot.playground.rules.views import check_view
from bot.playground.wire import SlackError
from tests.contract.playground.views import button, field, home, modal, options, plain, row, section

Json = dict[str, Any]


def complaints(blocks: list[Json]) -> list[str]:
    with pytest.raises(SlackError) as caught:
        check_blocks(blocks)
    return caught.value.messages


def view_complaints(view: Json, kind: Literal["modal", "home"] = "modal") -> list[str]:
    with pytest.raises(SlackError) as caught:
        check_view(view, kind)
    assert caught.value.error == "invalid_arguments"
    return caught.value.messages


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "choose", "options": options("One", "Two"), **more}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def chart(**more: Any) -> Json:
    points = [{"label": "Mon", "value": 3}, {"label": "Tue", "value": 0}]
    axes = {"categories": ["Mon", "Tue"], "y_label": "hours"}
    drawn = {"type": "bar", "series": [{"name": "worked", "data": points}], "axis_config": axes, **more}
    return {"type": "data_visualization", "title": "Week", "chart": drawn}


IMAGE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"}
DATE = {"type": "date", "timestamp": 1_770_000_000, "format": "{time}", "fallback": "10:37"}
CELL = {"type": "raw_text", "text": "x"}
CONFIRM = {"title": plain("Sure?"), "text": plain("Really"), "confirm": plain("Yes"), "deny": plain("No")}

FIT = {
    "section": section("*hello*", block_id="a", accessory=button("Go", confirm=CONFIRM, style="danger")),
    "fields": {"type": "section", "fields": [plain("x")] * 10},
    "header": {"type": "header", "text": plain("x" * 150)},
    "divider": {"type": "divider"},
    "context": {"type": "context", "elements": [plain("x"), IMAGE]},
    "image": {**IMAGE, "title": plain("x")},
    "actions": row(button("Go", value="1"), select(initial_option=options("Two")[0])),
    "overflow": section("x", accessory={"type": "overflow", "options": options("5 min", "15 min")}),
    "date": rich(DATE, {"type": "text", "text": "x", "style": {"bold": True}}),
    "table": {"type": "table", "rows": [[CELL, CELL], [CELL, rich(DATE)]], "column_settings": [None]},
    "chart": chart(),
    "markdown": {"type": "markdown", "text": "# x"},
    "card": {"type": "card", "title": plain("x"), "actions": [button("Go")]},
    "carousel": {"type": "carousel", "elements": [{"type": "card", "body": plain("x")}]},
    "container": {"type": "container", "title": plain("x"), "child_blocks": [section("x")]},
    "plan": {"type": "plan", "title": "x", "tasks": [{"task_id": "1", "title": "x", "status": "pending"}]},
}

MISFITS = {
    "unknown type": ({"type": "sektion"}, "unsupported type: sektion [json-pointer:/blocks/0/type]"),
    "no type": ({"text": plain("x")}, "missing required field: type [json-pointer:/blocks/0]"),
    "no object": ("x", "must provide an object [json-pointer:/blocks/0]"),
    "missing key": ({"type": "header"}, "missing required field: text [json-pointer:/blocks/0]"),
    "unknown key": (section("x", color="red"), "invalid additional property: color [json-pointer:/blocks/0]"),
    "null": (section("x", accessory=None), "must provide an object [json-pointer:/blocks/0/accessory]"),
    "empty text": (section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    "long text": (
        section("x" * 3001),
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    "nothing said": ({"type": "section"}, "must provide text or fields [json-pointer:/blocks/0]"),
    "mrkdwn header": (
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    "eleven fields": (
        {"type": "section", "fields": [plain("x")] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    "long field": (
        {"type": "section", "fields": [plain("x" * 2001)]},
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    "no elements": (row(), "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
    "26 elements": (
        row(*(button("x", f"a{number}") for number in range(26))),
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "same action_id": (
        row(button("x"), button("y")),
        "`action_id` already exists for another element of this block: press"
        " [json-pointer:/blocks/0/elements/1/action_id]",
    ),
    "long value": (
        row(button("x", value="v" * 2001)),
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    "style": (
        row(button("x", style="red")),
        "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]",
    ),
    "text input outside input": (
        row({"type": "plain_text_input", "action_id": "a"}),
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    "datetime picker in section": (
        section("x", accessory={"type": "datetimepicker"}),
        "unsupported type: datetimepicker [json-pointer:/blocks/0/accessory/type]",
    ),
    "button in input": (
        {"type": "input", "label": plain("x"), "element": button("x")},
        "unsupported type: button [json-pointer:/blocks/0/element/type]",
    ),
    "six overflow options": (
        section("x", accessory={"type": "overflow", "options": options(*"abcdef")}),
        "no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]",
    ),
    "eleven radio buttons": (
        row({"type": "radio_buttons", "options": options(*"abcdefghijk")}),
        "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "initial option that is none": (
        row(select(initial_option=options("Three")[0])),
        "initial option must exactly match one of the options [json-pointer:/blocks/0/elements/0]",
    ),
    "neither options nor groups": (
        row({"type": "static_select"}),
        "must have either options or option_groups, not both [json-pointer:/blocks/0/elements/0]",
    ),
    "alert in a message": (
        {"type": "alert", "text": plain("x")},
        "unsupported type: alert [json-pointer:/blocks/0/type]",
    ),
    "rich text date without format": (
        rich({"type": "date", "timestamp": 1}),
        "missing required field: format [json-pointer:/blocks/0/elements/0/elements/0]",
    ),
    "bad date": (
        row({"type": "datepicker", "initial_date": "2026-2-30"}),
        "must provide a date formatted as YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    "uneven table": (
        {"type": "table", "rows": [[CELL], [CELL, CELL]]},
        "all rows must have the same number of columns [json-pointer:/blocks/0/rows]",
    ),
    "chart with other labels": (
        chart(axis_config={"categories": ["Mon", "Wed"]}),
        "data labels must match the categories [json-pointer:/blocks/0/chart/series/0]",
    ),
    "long block_id": (
        section("x", block_id="x" * 256),
        "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
    ),
}


@pytest.mark.parametrize("block", FIT.values(), ids=FIT.keys())
def test_what_fits_passes(block: Json) -> None:
    assert check_blocks([block]) == [block]


@pytest.mark.parametrize(("block", "complaint"), MISFITS.values(), ids=MISFITS.keys())
def test_what_does_not_fit_is_named_by_its_place(block: Json, complaint: str) -> None:
    assert complaints([block]) == [complaint]


def test_a_message_has_at_most_fifty_blocks_one_table_and_two_charts() -> None:
    table = {"type": "table", "rows": [[CELL]]}
    assert complaints([{"type": "divider"}] * 51) == ["no more than 50 items allowed [json-pointer:/blocks]"]
    assert complaints([table, table]) == ["no more than 1 table allowed [json-pointer:/blocks]"]
    assert complaints([chart()] * 3) == ["no more than 2 data_visualization allowed [json-pointer:/blocks]"]


def test_block_ids_are_unique_in_a_message_and_in_a_view() -> None:
    twice = [section("x", block_id="same"), section("y", block_id="same")]
    assert complaints(twice) == [
        "`block_id` already exists for another block: same [json-pointer:/blocks/1/block_id]"
    ]
    assert view_complaints(home(*twice), "home") == [
        "`block_id` already exists for another block: same [json-pointer:/view/blocks/1/block_id]"
    ]


def test_every_complaint_is_named_not_only_the_first() -> None:
    assert len(complaints([section(""), {"type": "header"}, {"type": "x"}])) == 3


def test_a_modal_with_inputs_has_a_submit_button() -> None:
    view = modal(field("Keep", "keep"))
    assert check_view(view, "modal") == view
    del view["submit"]
    expected = "must define `submit` to use an `input` block in modals [json-pointer:/view]"
    assert view_complaints(view) == [expected]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"title": "x" * 25}, "must be less than 25 characters [json-pointer:/view/title/text]"),
        ({"submit": plain("x" * 25)}, "must be less than 25 characters [json-pointer:/view/submit/text]"),
        ({"close": plain("x" * 25)}, "must be less than 25 characters [json-pointer:/view/close/text]"),
        (
            {"private_metadata": "x" * 3001},
            "must be less than 3001 characters [json-pointer:/view/private_metadata]",
        ),
        ({"callback_id": "x" * 256}, "must be less than 256 characters [json-pointer:/view/callback_id]"),
        ({"type": "home"}, "must be one of: modal [json-pointer:/view/type]"),
        ({"hash": "1"}, "invalid additional property: hash [json-pointer:/view]"),
        (
            {"blocks": [{"type": "markdown", "text": "x"}]},
            "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
        ),
        (
            {"blocks": [{"type": "divider"}] * 101},
            "no more than 100 items allowed [json-pointer:/view/blocks]",
        ),
    ],
)
def test_a_modal_that_does_not_fit(change: Json, complaint: str) -> None:
    assert view_complaints(modal(section("x"), **change)) == [complaint]


def test_home_has_no_title_and_no_alert() -> None:
    assert view_complaints({**home(section("x")), "title": plain("x")}, "home") == [
        "invalid additional property: title [json-pointer:/view]"
    ]
    assert view_complaints(home({"type": "alert", "text": plain("x")}), "home") == [
        "unsupported type: alert [json-pointer:/view/blocks/0/type]"
    ]


def test_a_view_of_more_than_250_kilobytes_is_too_large() -> None:
    with pytest.raises(SlackError, match="view_too_large"):
        check_view(modal(*(section("é" * 2900) for _ in range(50))), "modal")


def test_what_slackblocks_builds_passes() -> None:
    pause = slackblocks.Button("Pause", action_id="pause", value="1")
    card = [
        slackblocks.SectionBlock("*Report*", block_id="task"),
        slackblocks.ContextBlock([slackblocks.Text("since 9:15")], block_id="facts"),
        slackblocks.ActionsBlock([pause], block_id="buttons"),
    ]
    drawn = [json.loads(repr(block)) for block in card]
    assert check_blocks(drawn) == drawn
