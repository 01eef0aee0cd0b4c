"""What a submitted modal says, and what it cannot say."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checkout import Decision
from bot.surface.forms import FieldErrors, read_button, read_checkout, read_snooze, read_start
from bot.surface.values import MalformedValue
from tests.surface.gallery import at, modals


def submitted(name: str, **filled: str) -> dict[str, Any]:
    """The view as Slack sends it back, with these fields filled and the others as they were first shown."""
    view = modals()[name]
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    values = {block["block_id"]: {block["block_id"]: _state(block["element"], filled)} for block in inputs}
    assert set(filled) <= set(values)
    return {**view, "state": {"values": values}}


def _state(element: dict[str, Any], filled: dict[str, str]) -> dict[str, Any]:
    value = filled.get(element["action_id"])
    if element["type"] == "plain_text_input":
        return {"type": element["type"], "value": value}
    options = {option["value"]: option for option in element["options"]}
    chosen = options[value] if value else element.get("initial_option")
    return {"type": element["type"], "selected_option": chosen}


def errors_of(view: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(FieldErrors) as caught:
        read_checkout(view) if "keep" in view["state"]["values"] else read_start(view)
    return caught.value.errors


def test_an_untouched_checkout_completes_with_nothing_written() -> None:
    form = read_checkout(submitted("checkout"))
    assert form.checkout.decision is Decision.COMPLETE
    assert not form.checkout.reflection
    assert form.checkout.remaining is None
    assert form.checkout.continue_reason == ""


def test_a_checkout_remembers_what_it_measured() -> None:
    memory = read_checkout(submitted("checkout")).memory
    assert (memory.session_id, memory.version, memory.end_at) == ("S1", 3, at(170))
    assert memory.next_task is None


def test_a_full_checkout_is_read_as_written() -> None:
    form = read_checkout(
        submitted(
            "checkout",
            keep="  good\nstart ",
            problem="<b> & co",
            **{"try": "less"},
            decision="continue",
            remaining="1 h 30 min",
            continue_reason="not done",
        )
    )
    reflection = form.checkout.reflection
    assert (reflection.keep, reflection.problem, reflection.try_) == ("good\nstart", "<b> & co", "less")
    assert form.checkout.decision is Decision.CONTINUE
    assert form.checkout.remaining == timedelta(minutes=90)
    assert form.checkout.continue_reason == "not done"


@pytest.mark.parametrize("field", ["keep", "problem", "try"])
def test_one_line_is_enough_to_continue(field: str) -> None:
    form = read_checkout(submitted("checkout", decision="continue", **{field: "x"}))
    assert form.checkout.decision is Decision.CONTINUE


@pytest.mark.parametrize("blank", ["", "   ", "\n\n", "\u200b", "\u2060\t"])
def test_continuing_without_a_line_is_put_right_under_keep(blank: str) -> None:
    errors = errors_of(submitted("checkout", decision="continue", keep=blank))
    assert errors == {"keep": "To continue right away, write at least one line: Keep, Problem or Try."}


def test_a_switch_to_a_named_task_needs_no_decision() -> None:
    form = read_checkout(submitted("checkout_switch", keep="x"))
    assert form.checkout.decision is Decision.SWITCH
    assert form.memory.next_task
    assert form.memory.next_task.task == "Mail"
    assert form.memory.next_task.planned == timedelta(minutes=25)


@pytest.mark.parametrize(
    ("filled", "field", "says"),
    [
        ({"keep": "k" * 501}, "keep", "Keep is 501 characters long, and 500 fit. Shorten it by 1."),
        ({"try": "t" * 520}, "try", "Try is 520 characters long"),
        ({"continue_reason": "r" * 81}, "continue_reason", "The reason is 81 characters long"),
        ({"remaining": "nonsense"}, "remaining", "I cannot read nonsense as a length of time."),
        ({"remaining": "-5m"}, "remaining", "A length of time cannot be negative."),
        ({"remaining": "999h"}, "remaining", "999 h 00 min is longer than 200 h 00 min."),
    ],
)
def test_what_can_be_put_right_is_said_under_its_field(filled: dict[str, str], field: str, says: str) -> None:
    errors = errors_of(submitted("checkout", **filled))
    assert list(errors) == [field]
    assert errors[field].startswith(says)


def test_everything_to_put_right_is_said_at_once() -> None:
    view = submitted("checkout", problem="p" * 501, remaining="soon", continue_reason="r" * 81)
    assert set(errors_of(view)) == {"problem", "remaining", "continue_reason"}


def test_a_start_without_a_planned_length() -> None:
    form = read_start(submitted("start", task="  Write   the report "))
    assert (form.what.task, form.what.planned) == ("Write the report", None)


@pytest.mark.parametrize("minutes", [25, 50, 60, 90, 120])
def test_a_start_with_a_preset(minutes: int) -> None:
    form = read_start(submitted("start", task="report", planned=str(minutes)))
    assert form.what.planned == timedelta(minutes=minutes)


@pytest.mark.parametrize("task", ["", "  ", "\u200b"])
def test_a_start_needs_a_task(task: str) -> None:
    assert errors_of(submitted("start", task=task)) == {"task": "Name what you will work on."}


def test_a_start_with_a_recent_task() -> None:
    assert read_start(submitted("start_with_recent_tasks", recent="Mail")).what.task == "Mail"
    assert read_start(submitted("start_with_recent_tasks", task="report")).what.task == "report"


def test_a_start_takes_a_typed_task_or_a_recent_one() -> None:
    both = submitted("start_with_recent_tasks", task="report", recent="Mail")
    assert errors_of(both) == {"recent": "Name a task or pick one, not both."}
    neither = submitted("start_with_recent_tasks")
    assert errors_of(neither) == {"task": "Name what you will work on."}


def test_a_start_names_a_new_project_or_none() -> None:
    assert read_start(submitted("start", task="report")).what.project == ""
    assert read_start(submitted("start", task="report", project=" Atlas  2")).what.project == "Atlas 2"


def test_a_start_has_the_project_that_is_presumed_unless_another_is_picked_or_typed() -> None:
    screen = "start_with_projects"
    assert read_start(submitted(screen, task="report")).what.project == "Atlas"
    assert read_start(submitted(screen, task="report", known_project="=House")).what.project == "House"
    assert read_start(submitted(screen, task="report", known_project="=")).what.project == ""
    both = submitted(screen, task="report", known_project="=House", project="Garden")
    assert read_start(both).what.project == "Garden"


def test_a_project_that_is_too_long_says_by_how_much() -> None:
    errors = errors_of(submitted("start_with_projects", task="report", project="x" * 82))
    assert errors == {"project": "The project is 82 characters long, and 80 fit. Shorten it by 2."}


@pytest.mark.parametrize("project", ["x" * 81, " Atlas", "At\nlas"])
def test_a_picked_project_that_was_never_kept_is_malformed(project: str) -> None:
    start = submitted("start_with_projects", task="report")
    start["state"]["values"]["known_project"]["known_project"]["selected_option"] = {"value": f"={project}"}
    with pytest.raises(MalformedValue):
        read_start(start)


@pytest.mark.parametrize("task", ["x" * 151, " Mail", "Ma\nil"])
def test_a_recent_task_that_was_never_kept_is_malformed(task: str) -> None:
    start = submitted("start_with_recent_tasks")
    start["state"]["values"]["recent"]["recent"]["selected_option"] = {"value": task}
    with pytest.raises(MalformedValue):
        read_start(start)


def test_a_task_that_is_too_long_says_by_how_much() -> None:
    errors = errors_of(submitted("start", task="x" * 162))
    assert errors == {"task": "The task is 162 characters long, and 150 fit. Shorten it by 12."}


def test_choices_that_no_modal_offers_are_malformed() -> None:
    start = submitted("start", task="report")
    start["state"]["values"]["planned"]["planned"]["selected_option"] = {"value": "4"}
    with pytest.raises(MalformedValue):
        read_start(start)
    checkout = submitted("checkout")
    checkout["state"]["values"]["decision"]["decision"]["selected_option"] = {"value": "explode"}
    with pytest.raises(MalformedValue):
        read_checkout(checkout)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(JSON)
def test_a_view_of_any_shape_is_a_form_or_refused(state: Any) -> None:
    view = modals()["checkout"]
    for values in (state, {"values": state}, {"values": {"keep": state, "task": {"task": state}}}):
        for read in (read_checkout, read_start):
            with suppress(FieldErrors, MalformedValue):
                assert read({**view, "state": values})


@given(JSON)
def test_an_action_of_any_shape_is_a_value_or_malformed(value: Any) -> None:
    with pytest.raises(MalformedValue):
        read_snooze({"selected_option": value})
    with suppress(MalformedValue):
        assert read_button({"value": value})
